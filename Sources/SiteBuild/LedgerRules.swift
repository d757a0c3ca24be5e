import Basics
import Incremental
import Ledger
import Tables

/// The rules about claims: the ledger, its entries, its checks.
struct LedgerRules: Sendable {
  let reader: InputReader

  var rules: [Rule] {
    [
      Rule(LedgerKey.self) { try ledger($0, $1) },
      Rule(ClaimEntryKey.self) { try entry($0, $1) },
      Rule(ClaimIDsKey.self) { try ids($0, $1) },
    ]
  }

  private func ledger(_: LedgerKey, _ recorder: Recorder) throws -> LedgerContents {
    let resources = try recorder.value(PackageKey()).package?.resources ?? []
    let names = resources.map(\.name).filter { ClaimLedger.tableNames.contains($0) }
    return LedgerContents(try recorder.values(names.map { TableKey($0) }).map(\.loaded))
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
}
