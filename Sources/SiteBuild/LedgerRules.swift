import Basics
import Incremental
import Ledger
import SiteModel
import Tables

/// The rules about claims: the ledger, its entries, its checks.
struct LedgerRules: Sendable {
  let reader: InputReader

  var rules: [Rule] {
    [
      Rule(LedgerKey.self) { try ledger($0, $1) },
      Rule(ClaimEntryKey.self) { try entry($0, $1) },
      Rule(ClaimIDsKey.self) { try ids($0, $1) },
      Rule(LedgerTableKey.self) { try table($0, $1) },
      Rule(LedgerCheckKey.self) { try check($0, $1) },
      Rule(CheckSettingsKey.self) { try settings($0, $1) },
      Rule(ArchiveKey.self) { try archive($0, $1) },
    ]
  }

  private func ledger(_: LedgerKey, _ recorder: Recorder) throws -> LedgerContents {
    LedgerContents(
      try recorder.values(resources(recorder).map { TableKey($0.name) }).map(\.loaded))
  }

  /// The tables of the data package that the ledger is read from.
  private func resources(_ recorder: Recorder) throws -> [DataResource] {
    let resources = try recorder.value(PackageKey()).package?.resources ?? []
    // A site without claims has no ledger, whatever its other tables are called.
    guard resources.contains(where: { $0.name == "claim" }) else { return [] }
    return resources.filter { ClaimLedger.tableNames.contains($0.name) }
  }

  private func table(_ key: LedgerTableKey, _ recorder: Recorder) throws -> TableContents {
    TableContents(
      LoadedTable(
        name: key.table.rawValue,
        table: key.table.table(
          try recorder.value(LedgerKey()).ledger,
          archive: try recorder.value(ArchiveKey()).texts)))
  }

  private func entry(_ key: ClaimEntryKey, _ recorder: Recorder) throws -> ClaimAnswer {
    let ledger = try recorder.value(LedgerKey()).ledger
    guard ledger.isPresent else { return .noLedger }
    if let entry = ledger.entry(key.claim, asOf: key.asOf) { return .entry(entry) }
    if let day = ledger.claim(key.claim)?.knownOn { return .notYetKnown(day) }
    return .unknown
  }

  private func ids(_: ClaimIDsKey, _ recorder: Recorder) throws -> [String] {
    try recorder.value(LedgerKey()).ledger.claims.map(\.id)
  }

  private func settings(_: CheckSettingsKey, _ recorder: Recorder) throws -> CheckSettings {
    CheckSettings(try recorder.value(SettingsKey()).checks)
  }

  private func check(_: LedgerCheckKey, _ recorder: Recorder) throws -> Bool {
    let settings = try recorder.value(CheckSettingsKey())
    recorder.report(settings.mistakes)
    let ledger = try recorder.value(LedgerKey()).ledger
    guard ledger.isPresent else { return true }
    // Places move with every edit of a file, also with one that leaves all cells as they were.
    for path in try resources(recorder).flatMap(\.paths) {
      try recorder.input(Key(input: SiteInputs.file, SitePaths.data + "/" + path))
    }
    let keys = try resources(recorder).flatMap { resource in
      resource.schema.foreignKeys.flatMap { key in
        key.fields.map { "\(resource.name).\($0)" }
      }
    }
    recorder.report(
      ledger.diagnostics(
        settings: settings.ledger, archive: try recorder.value(ArchiveKey()).texts,
        mistaken: Set(try recorder.value(MistakenTablesKey())),
        isDeclared: { keys.contains("\($0).\($1)") }))
    return true
  }

  private func archive(_: ArchiveKey, _ recorder: Recorder) throws -> StoredTexts {
    var stored = StoredTexts()
    for entry in try reader.entries(SitePaths.archive, recorder) ?? []
    where entry.kind == .file && entry.name.hasSuffix(".txt") {
      let path = SitePaths.archive + "/" + entry.name
      stored.texts[String(entry.name.dropLast(4))] = try reader.text(path, recorder)?.text
    }
    return stored
  }
}
