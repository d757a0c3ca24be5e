internal import Basics
internal import GRDB
internal import Synchronization
internal import Tables

internal import struct Tables.Column

/// A read-only connection that sees the tables as one edition does.
final class Connection: Sendable {
  let queue: DatabaseQueue
  /// What the queue reads.
  private let content: SharedContent
  let monitor: QueryMonitor
  /// The views that stand ready, of tables with editions too, in lower case.
  let views: Mutex<Set<String>>
  /// The columns of those that are tables of their rows.
  let materialized = Mutex<[String: [Column]]>([:])

  static var configuration: Configuration {
    SQLiteThreads.prepare()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.label = "assay"
    configuration.prepareDatabase { $0.endAuthorizing() }
    return configuration
  }

  /// Opens the snapshot.
  ///
  /// Every table that has editions is hidden behind a temporary view of its name, which SQLite
  /// prefers; the named views are temporary too, since a view in `main` would look past those.
  ///
  /// - Parameter views: stand as views from the start, and with them all tables; without them, both
  ///   are made ready when a query names them.
  init(_ content: SQLDatabase.Content, views: [PreparedView]? = nil, asOf: CalendarDate?)
    throws(EnvironmentError)
  {
    let editions = views == nil ? [] : content.editionTables
    self.views = Mutex(Set((views ?? []).map(\.key) + editions.map(\.key)))
    self.content = content.snapshot.content
    do {
      queue = try DatabaseQueue(configuration: Self.configuration)
      let monitor = QueryMonitor()
      self.monitor = monitor
      try queue.inDatabase { db in
        guard db.open(content.snapshot.content) else {
          throw EnvironmentError(.unavailable, "SQLite cannot open the tables")
        }
        // What is temporary is never rolled back, so no journal of it is needed.
        // The content is read where it is, not copied page by page.
        try db.execute(
          sql: """
            PRAGMA temp_store = MEMORY; PRAGMA temp.journal_mode = OFF;
            PRAGMA main.mmap_size = 1073741824
            """)
        for function in content.functions { db.install(function) }
        for edition in editions { try Self.createEdition(of: edition.table, asOf: asOf, in: db) }
        for view in views ?? [] {
          let body = view.scan.viewText(asOf: asOf, clock: content.clock)
          try db.execute(sql: "CREATE TEMP VIEW \(quoted(view.name)) AS \(body)")
        }
        // Their first use declares them as tables, which the monitor would not allow.
        _ = try db.makeStatement(sql: "SELECT 1 FROM json_each('[]'), json_tree('[]')")
        DateGuard.install(on: db, monitor: monitor)
        TextSearch.install(on: db)
        SizeGuard.install(on: db, monitor: monitor)
        db.limitSizes()
        db.install(monitor)
      }
    } catch let error as EnvironmentError {
      throw error
    } catch {
      throw EnvironmentError(.unavailable, "SQLite cannot open the tables: \(error)")
    }
  }

  /// Hides a table behind views of the rows that an edition sees, or that are current where there is
  /// none, and of all its rows.
  static func createEdition(
    of table: DatabaseTable, asOf: CalendarDate?, in db: GRDB.Database
  ) throws {
    let name = quoted(table.name)
    var conditions: [String] = []
    if let asOf {
      if let column = table.knownOn { conditions.append("\(quoted(column)) <= '\(asOf)'") }
      if let column = table.supersededOn.map(quoted) {
        conditions.append("(\(column) IS NULL OR \(column) > '\(asOf)')")
      }
    } else if let column = table.supersededOn.map(quoted) {
      conditions.append("\(column) IS NULL")
    }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let columns = asOf == nil ? "*" : visibleColumns(of: table)
    try db.execute(
      sql: "CREATE TEMP VIEW \(name) AS SELECT \(columns) FROM main.\(name)\(filter)")
    try db.execute(
      sql: "CREATE TEMP VIEW \(quoted(table.unfilteredName)) AS SELECT * FROM main.\(name)")
  }

  /// The columns of a table as an edition sees them: a row that is still current does not say when
  /// and by what it will be superseded.
  static func visibleColumns(of table: DatabaseTable) -> String {
    let later = [table.supersededOn, table.supersededBy].compactMap { $0 }
    guard table.supersededOn != nil else { return "*" }
    return table.columns.map { column in
      let name = quoted(column.name)
      return later.contains(column.name) ? "NULL AS \(name)" : name
    }.joined(separator: ", ")
  }
}

/// A table that has editions, with the names it may be called in lower case.
struct EditionTable: Sendable {
  let table: DatabaseTable
  let key: String
  let unfilteredKey: String

  init(_ table: DatabaseTable) {
    self.table = table
    key = table.name.lowercased()
    unfilteredKey = table.unfilteredName.lowercased()
  }

  func isNamed(in names: Set<String>) -> Bool {
    names.contains(key) || names.contains(unfilteredKey)
  }
}

/// A view whose text was found to be in order.
struct PreparedView: Sendable {
  let name: String
  /// The name in lower case.
  let key: String
  let scan: SQLScan

  init(name: String, scan: SQLScan) {
    self.name = name
    key = name.lowercased()
    self.scan = scan
  }
}
