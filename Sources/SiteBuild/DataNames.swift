import Basics
import Incremental
import Tables

/// What of the site's data has a name, whatever its case: `table` or `view`; empty where nothing has.
struct DataNameKey: NamedKey {
  typealias Value = String
  static let rule = "data name"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The rule about the names that the data package takes.
enum DataNames {
  static var rules: [Rule] { [Rule(DataNameKey.self) { try kind($0, $1) }] }

  private static func kind(_ key: DataNameKey, _ recorder: Recorder) throws -> String {
    func isNamed(_ name: String) -> Bool { name.lowercased() == key.name.lowercased() }
    let package = try recorder.value(PackageKey()).package
    if package?.resources.contains(where: { isNamed($0.name) }) ?? false { return "table" }
    return try recorder.value(ViewNamesKey()).contains(where: isNamed) ? "view" : ""
  }

  static func taken(_ name: String, by kind: String) -> Diagnostic {
    Diagnostic(
      .error, "ResultNameTaken", "the site's data have a \(kind) named '\(name)'",
      explanation: "A query that names it could mean either.",
      hint: "give the block another name: \(name)_rows")
  }
}
