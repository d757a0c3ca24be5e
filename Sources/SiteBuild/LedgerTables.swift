import Database
import Ledger
import Tables

/// The tables that are computed from the ledger, as the database has them beside the package's.
enum LedgerTables {
  /// Those of a package: all where it has claims, but a table of the package keeps its name.
  static func of(_ package: DataPackage) -> [LedgerTable] {
    guard package.resource(named: "claim") != nil else { return [] }
    return LedgerTable.allCases.filter { package.resource(named: $0.rawValue) == nil }
  }

  static func named(_ name: String, in package: DataPackage?) -> LedgerTable? {
    package.flatMap { of($0) }?.first { $0.rawValue == name }
  }

  static func databaseTable(_ table: LedgerTable, _ contents: Table) -> DatabaseTable {
    var result = DatabaseTable(
      name: table.rawValue, table: contents, primaryKey: table.primaryKey,
      knownOn: table.knownOn, supersededOn: table.supersededOn)
    result.isComputed = true
    return result
  }
}
