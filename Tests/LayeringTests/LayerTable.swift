/// What one of our modules may import, and what may be said for it.
struct Module {
  let name: String
  /// The modules of ours it may import.
  let ours: Set<String>
  /// The packages' modules it may import beside the system's.
  let theirs: Set<String>

  init(_ name: String, _ ours: Set<String> = [], builtOn theirs: Set<String> = []) {
    self.name = name
    self.ours = ours
    self.theirs = theirs
  }
}

/// A rule that one file or module need not keep, and why.
struct Exception {
  let subject: String
  let reason: String
}

/// The layers of the house, as data. developers/architecture.md of the manual shows them as a picture.
///
/// A new arrow is a decision: make it here, and say why in the commit.
enum LayerTable {
  static let modules: [Module] = foundation + engines + site + tool

  static let foundation = [
    Module("Basics", ["CLinux", "CNettle", "CPCRE2", "CXXHash"]),
    Module("Tables", ["Basics"], builtOn: ["Yams"]),
    Module("Database", ["Basics", "CSQLite", "Tables"], builtOn: ["GRDB", "GRDBSQLite"]),
  ]

  /// Peers: none imports another.
  static let engines = [
    Module("Markup", ["Basics", "CCMarkGFM"]),
    Module("Charting", ["Basics", "Tables"]),
    Module("Templating", ["Basics"]),
    Module("Incremental", ["Basics"]),
    Module("CriticalMinerals", ["Basics", "Tables"]),
  ]

  static let site = [
    Module("Ledger", ["Basics", "Tables", "Database"]),
    Module("SiteModel", ["Basics", "Tables", "Markup"]),
    Module(
      "SiteBuild",
      [
        "Basics", "Tables", "Database", "Markup", "Charting", "Templating", "Incremental",
        "CriticalMinerals", "SiteModel", "Ledger",
      ]),
  ]

  static let tool = [
    Module("Preview", ["Basics"], builtOn: ["FlyingFox", "FlyingSocks"]),
    // What it exports is a published site; it need not know how one is built.
    Module("Exporting", ["Basics", "CZlib"]),
    Module(
      "Commands", ["Basics", "Exporting", "SiteBuild", "Preview"], builtOn: ["ArgumentParser"]),
    Module("assay", ["Commands"], builtOn: ["ArgumentParser"]),
  ]

  /// C libraries, each with the one module that may import it.
  static let importerOfC = [
    "CLinux": "Basics", "CXXHash": "Basics", "CNettle": "Basics", "CPCRE2": "Basics",
    "CSQLite": "Database", "CCMarkGFM": "Markup", "CZlib": "Exporting",
  ]

  /// What comes with the toolchain and the system; any module may use it.
  static let system: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "RegexBuilder",
    "Swift", "Synchronization",
  ]

  static let mostLines = 400
  static let fewestLines = 300

  /// Files that may be longer: tables of facts, which are read by looking up, not from top to end.
  static let longFiles = [
    Exception(
      subject: "Charting/Text/LiberationSans.swift",
      reason: "the advance widths and kerning pairs of three faces")
  ]

  /// Modules that may be shorter than what would otherwise be folded into its only user.
  static let smallModules = [
    Exception(subject: "assay", reason: "only starts Commands, which tests can import")
  ]
}
