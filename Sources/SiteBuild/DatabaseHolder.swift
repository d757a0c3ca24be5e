import Basics
import Database
import Incremental
import Ledger
import Synchronization
import Tables

/// The database of a build, made when it is first needed.
final class DatabaseHolder: Sendable {
  private let database = Mutex<SQLDatabase?>(nil)
  /// Queries that took too much of the machine: whoever else asks for one need not try it again.
  private let stopped = Mutex<[QueryKey: DiagnosticsError]>([:])

  /// The answer to a query.
  ///
  /// - Throws: a `DiagnosticsError` where it takes too much of the machine, which is not kept.
  func result(
    of key: QueryKey, in database: SQLDatabase
  ) throws -> Result<QueryResult, DiagnosticsError> {
    if let known = stopped.withLock({ $0[key] }) { throw known }
    do {
      let text = SQLText(SourceText(path: "", text: key.sql))
      return try database.query(text, parameters: key.parameters, asOf: key.asOf)
    } catch let error as DiagnosticsError {
      stopped.withLock { $0[key] = error }
      throw error
    }
  }

  /// The database of all tables and views, or nil where the site has no data.
  func get(_ recorder: Recorder, _ reader: InputReader) throws -> SQLDatabase? {
    // Asked for first, so that each who gets the database is known to read what it does not note.
    guard let package = try recorder.untrackedValue(PackageKey()).package else { return nil }
    if let made = database.withLock({ $0 }) { return made }
    let names = package.resources.map(\.name) + LedgerTables.of(package).map(\.rawValue)
    let loaded = try recorder.untrackedValues(names.map { LoadedTableKey($0) })
    let tables = zip(names, loaded).compactMap { name, pages -> DatabaseTable? in
      guard let part = pages.part else { return nil }
      return DatabaseTable(name, of: package, Table(columns: pages.columns, rows: []))?.with(part)
    }
    let views = try recorder.untrackedValue(ViewNamesKey()).map { name in
      ViewDefinition(name: name, text: try recorder.untrackedValue(ViewKey(name)))
    }
    let broken = try recorder.untrackedValue(ViewCheckKey())
    let clock = reader.inputs.options[BuildOptions.clockOption].flatMap { CalendarDate($0) }
    return try database.withLock { kept in
      // Another thread may have been quicker; all queries must see one database.
      if let kept { return kept }
      let made = try SQLDatabase(
        tables: tables, views: FieldFormulas.views(beside: views, tables: tables),
        functions: SiteFunctions.all, clock: clock, limits: reader.inputs.queryLimits,
        broken: Set(broken))
      kept = made
      return made
    }
  }
}

extension DatabaseTable {
  /// A table of the package or of its ledger; nil where there is none of that name.
  init?(_ name: String, of package: DataPackage, _ table: Table) {
    if let resource = package.resource(named: name) {
      self.init(resource, table)
    } else if let computed = LedgerTables.named(name, in: package) {
      self = LedgerTables.databaseTable(computed, table)
    } else {
      return nil
    }
  }
}

extension ViewDefinition {
  init(name: String, text: String) {
    self.init(
      name: name, sql: SourceText(path: SitePaths.views + "/\(name).sql", text: text))
  }
}
