package import Basics
internal import GRDB
internal import Synchronization
package import Tables

package import struct Tables.Column

/// The site's tables and views, open to read-only queries from any thread.
///
/// The tables are loaded once into a snapshot that nothing changes. Each query takes a connection of
/// its edition, which reads that, and gives it back; so queries run beside each other and none sees
/// another's.
package final class SQLDatabase: Sendable {
  /// What all connections share.
  struct Content: Sendable {
    var snapshot: Snapshot
    var tables: [DatabaseTable]
    var functions: [SQLFunction]
    var clock: CalendarDate?
    /// Tables by each name they may be called, in lower case.
    var tablesByName: [String: DatabaseTable]
    var editionTables: [EditionTable]

    init(_ tables: [DatabaseTable], _ functions: [SQLFunction], _ clock: CalendarDate?)
      throws(EnvironmentError)
    {
      snapshot = try Snapshot(tables)
      self.tables = tables
      self.functions = functions
      self.clock = clock
      editionTables = tables.filter(\.hasEditions).map { EditionTable($0) }
      tablesByName = [:]
      for table in tables {
        tablesByName[table.name.lowercased()] = table
        if table.hasEditions { tablesByName[table.unfilteredName.lowercased()] = table }
      }
    }
  }

  package let tables: [DatabaseTable]
  /// The views as they were given, broken ones among them.
  package let views: [ViewDefinition]
  /// The functions beside SQLite's own.
  package let functions: [SQLFunction]
  package let limits: QueryLimits
  /// What is wrong with the views; a broken view is left out.
  package let diagnostics: [Diagnostic]
  /// The columns of each view that is in order.
  package let viewColumns: [String: [Column]]

  let content: Content
  let preparedViews: [PreparedView]
  package let brokenViews: [ViewDefinition]
  let viewGraph: ViewGraph
  private let idle = Mutex<[CalendarDate?: [Connection]]>([:])
  private let expanded = Mutex<[Connection]>([])
  private let declarations = Mutex<[String: [DeclaredColumn]]>([:])
  private let results = Mutex<[String: [CalendarDate?: ViewResult]]>([:])
  /// The texts of columns that were asked for; none where there are too many.
  let knownTexts = Mutex<[String: Set<String>]>([:])

  /// Loads the tables and checks the views.
  ///
  /// - Parameters:
  ///   - functions: beside SQLite's own and `add_months`, `days_between`, which are always there.
  ///   - clock: what `'now'` and `CURRENT_DATE` mean; without it they are refused.
  ///   - broken: the names of the views with mistakes, where tables with these columns were tried
  ///     before; then neither `diagnostics` nor `viewColumns` is known.
  package init(
    tables: [DatabaseTable], views: [ViewDefinition] = [], functions: [SQLFunction] = [],
    clock: CalendarDate? = nil, limits: QueryLimits = QueryLimits(), broken: Set<String>? = nil
  ) throws(EnvironmentError) {
    // A table whose schema could not be read has no columns, and SQLite knows none such.
    let tables = tables.filter { !$0.columns.isEmpty }
    self.tables = tables
    self.views = views
    self.functions = SQLFunction.dates + functions
    self.limits = limits
    let content = try Content(tables, self.functions, clock)
    self.content = content
    let graph = ViewGraph(views, tables: tables, hasClock: clock != nil)
    viewGraph = graph
    if let broken {
      preparedViews = graph.ordered.filter { !broken.contains($0.name) }
      brokenViews = views.filter { broken.contains($0.name) }
      diagnostics = []
      viewColumns = [:]
      return
    }
    let checked = try ViewCheck.run(graph, content, limits)
    preparedViews = checked.views
    brokenViews = checked.broken
    diagnostics = graph.diagnostics + checked.diagnostics
    viewColumns = checked.columns
  }

  /// Runs one query that only reads.
  ///
  /// - Parameters:
  ///   - parameters: values for `:name`; `:as_of` is the edition's date unless given here.
  ///   - asOf: the edition's date; tables that declare `known_on` show only what was known and
  ///     current then. Nil shows all rows.
  /// - Returns: the rows, or everything wrong with the query, placed where its text stands.
  /// - Throws: an `EnvironmentError` where it is the machine that fails, and a `DiagnosticsError` where
  ///   the query takes too much of it.
  package func query(
    _ sql: SQLText, parameters: [String: Value] = [:], asOf: CalendarDate? = nil
  ) throws -> Result<QueryResult, DiagnosticsError> {
    let scan = SQLScan(sql, hasClock: content.clock != nil)
    if !scan.diagnostics.isEmpty { return .failure(DiagnosticsError(scan.diagnostics)) }
    do {
      let connection = try take(asOf)
      defer { give(connection, asOf) }
      return try connection.queue.inDatabase { db in
        try ViewMaterialization(database: self, connection: connection, asOf: asOf, db: db)
          .prepare(scan.names)
        return try QueryRun(self, scan, parameters, asOf, connection, db).result()
      }
    } catch let error as EnvironmentError {
      throw error
    } catch let error as DiagnosticsError {
      throw error
    } catch {
      return .failure(DiagnosticsError(.unavailable(sql.path, "\(error)")))
    }
  }

  /// What a view shows to an edition; nil where there is no such view, or none in order.
  package func result(ofView name: String, asOf: CalendarDate?) throws -> ViewResult? {
    if let known = viewResult(name, asOf) { return known }
    let connection = try take(asOf)
    defer { give(connection, asOf) }
    try connection.queue.inDatabase { db in
      try ViewMaterialization(database: self, connection: connection, asOf: asOf, db: db)
        .prepare([name.lowercased()])
    }
    return viewResult(name, asOf)
  }

  /// The edition that decides what a view shows; nil where it shows the same to all.
  package func edition(_ asOf: CalendarDate?, ofView name: String) -> CalendarDate? {
    viewGraph.hasEditions(name) ? asOf : nil
  }

  func viewResult(_ name: String, _ asOf: CalendarDate?) -> ViewResult? {
    let edition = edition(asOf, ofView: name)
    return results.withLock { $0[name]?[edition] }
  }

  /// Keeps what a view shows; where another thread was quicker, what that one kept.
  func keep(_ result: ViewResult, of name: String, _ asOf: CalendarDate?) -> ViewResult {
    let edition = edition(asOf, ofView: name)
    return results.withLock { results in
      if let known = results[name]?[edition] { return known }
      results[name, default: [:]][edition] = result
      return result
    }
  }

  func declared(_ signature: String) -> [DeclaredColumn]? {
    declarations.withLock { $0[signature] }
  }

  func keep(_ columns: [DeclaredColumn], signature: String) -> [DeclaredColumn] {
    declarations.withLock { $0[signature] = columns }
    return columns
  }

  /// Does something on a connection that sees all rows.
  func withConnection<Result>(
    _ work: (Connection, GRDB.Database) throws -> Result
  ) throws -> Result {
    let connection = try take(nil)
    defer { give(connection, nil) }
    return try connection.queue.inDatabase { try work(connection, $0) }
  }

  private func take(_ asOf: CalendarDate?) throws(EnvironmentError) -> Connection {
    if let connection = idle.withLock({ $0[asOf]?.popLast() }) { return connection }
    return try Connection(content, asOf: asOf)
  }

  /// A connection on which every view reads what its text names.
  func takeExpanded() throws(EnvironmentError) -> Connection {
    if let connection = expanded.withLock({ $0.popLast() }) { return connection }
    return try Connection(content, views: preparedViews, asOf: nil)
  }

  func giveExpanded(_ connection: Connection) {
    expanded.withLock { $0.append(connection) }
  }

  private func give(_ connection: Connection, _ asOf: CalendarDate?) {
    idle.withLock { $0[asOf, default: []].append(connection) }
  }
}
