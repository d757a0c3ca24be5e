internal import Basics
internal import GRDB
internal import Synchronization
package import Tables

package import struct Tables.Table

/// What a named view shows to one edition.
///
/// A view of few rows is computed once and then read as a table, so that a query which reads it
/// depends on what the view shows and not on all from which the view is made.
package struct ViewResult: Sendable {
  /// The rows; nil where the view has too many, takes too long or fails, so that each query that
  /// names it reads what the view reads.
  package var table: Table?
  /// What the view read.
  package var readSet: ReadSet
  /// What SQLite is told of the columns, so that comparisons are those of the view.
  var declarations: [String] = []
}

/// A column of a view with the affinity that SQLite gives it.
struct DeclaredColumn: Sendable {
  var name: String
  var type: String
}

/// Has the views that a text names stand ready on a connection.
struct ViewMaterialization {
  let database: SQLDatabase
  let connection: Connection
  let asOf: CalendarDate?
  let db: GRDB.Database

  func prepare(_ names: Set<String>) throws {
    let ready = connection.views.withLock { $0 }
    let tables = database.content.editionTables.filter {
      $0.isNamed(in: names) && !ready.contains($0.key)
    }
    let views = database.preparedViews.filter { names.contains($0.key) && !ready.contains($0.key) }
    guard !tables.isEmpty || !views.isEmpty else { return }
    try connection.monitor.unwatched {
      try inOneTransaction {
        for table in tables where isNew(table.key) {
          try Connection.createEdition(of: table.table, asOf: asOf, in: db)
        }
        for view in views { try prepare(view) }
      }
    }
  }

  /// Each statement would be a transaction of its own, which costs more than a row.
  private func inOneTransaction(_ work: () throws -> Void) throws {
    guard !db.isInsideTransaction else { return try work() }
    try db.execute(sql: "BEGIN")
    // What was made stays: it is known to be there.
    let result = Result { try work() }
    try db.execute(sql: "COMMIT")
    try result.get()
  }

  private func isNew(_ key: String) -> Bool {
    connection.views.withLock { $0.insert(key).inserted }
  }

  private func prepare(_ view: PreparedView) throws {
    let key = view.key
    guard isNew(key) else { return }
    // What stands in a table of this connection already reads nothing else.
    let known = database.viewResult(view.name, asOf)
    if known?.table == nil { try prepare(view.scan.names.subtracting([key])) }
    let result = try known ?? database.keep(try evaluated(view), of: view.name, asOf)
    if let table = result.table {
      try create(view.name, table, result.declarations)
      connection.materialized.withLock { $0[key] = table.columns }
    } else {
      try db.execute(sql: "CREATE TEMP VIEW \(quoted(view.name)) AS \(text(of: view))")
    }
  }

  private func text(of view: PreparedView) -> String {
    view.scan.viewText(asOf: asOf, clock: database.content.clock)
  }

  // MARK: - Rows

  private func evaluated(_ view: PreparedView) throws -> ViewResult {
    let monitor = connection.monitor
    monitor.begin()
    guard let statement = try? db.makeStatement(sql: text(of: view)) else {
      return ViewResult(readSet: ReadSet())
    }
    let run = QueryRun(database, view.scan, [:], asOf, connection, db)
    let context = run.context
    let readSet = run.readSet(monitor.report, context)
    let preparation = QueryPreparation(context, view.scan, monitor, db)
    var table = Table(columns: preparation.columns(of: statement), rows: [])
    monitor.setBudget(database.limits.viewSteps)
    monitor.setMemory(database.limits.memory)
    defer {
      monitor.setBudget(nil)
      monitor.setMemory(nil)
    }
    while true {
      switch statement.step() {
      case .row where table.rows.count < database.limits.viewRows && !statement.rowHasBLOB:
        table.rows.append(statement.row())
      case .done:
        return ViewResult(
          table: table, readSet: readSet, declarations: try declarations(of: view, table))
      case .row, .interrupted, .failed: return ViewResult(readSet: readSet)
      }
    }
  }

  /// The affinities of the view's columns, except where one would change a value.
  private func declarations(of view: PreparedView, _ table: Table) throws -> [String] {
    // They follow from the text and from what it names, so few editions differ in them.
    let signature = signature(of: view)
    let declared =
      try database.declared(signature) ?? database.keep(try declared(view), signature: signature)
    return declared.enumerated().map { index, column in
      let values = table.rows.lazy.map { $0[index] }
      let isKept = values.allSatisfy { Self.isKept($0, in: column.type) }
      return isKept ? "\(quoted(column.name)) \(column.type)" : quoted(column.name)
    }
  }

  /// The view's name, and how the views that it reads are declared to this edition.
  private func signature(of view: PreparedView) -> String {
    let parts = database.viewGraph.viewsNamed(by: view).map { other in
      guard let result = database.viewResult(other.name, asOf), result.table != nil else {
        return signature(of: other)
      }
      return "\(other.name): \(result.declarations.joined(separator: ", "))"
    }
    return "\(view.name) (\(parts.joined(separator: "; ")))"
  }

  private func declared(_ view: PreparedView) throws -> [DeclaredColumn] {
    let name = quoted(view.name)
    try db.execute(sql: "CREATE TEMP TABLE \(name) AS SELECT * FROM (\(text(of: view))\n) LIMIT 0")
    let statement = try db.makeStatement(sql: "PRAGMA temp.table_info(\(name))")
    var result: [DeclaredColumn] = []
    while statement.step() == .row {
      guard case .text(let column) = statement.row()[1], case .text(let type) = statement.row()[2]
      else { continue }
      result.append(DeclaredColumn(name: column, type: type))
    }
    statement.reset()
    try db.execute(sql: "DROP TABLE temp.\(name)")
    return result
  }

  /// Whether a column of that affinity gives a value back as it was.
  private static func isKept(_ value: Value, in type: String) -> Bool {
    switch (type, value) {
    case (_, .null), ("", _), ("TEXT", .text), ("INT", .integer), ("NUM", .integer),
      ("REAL", .number):
      true
    default: false
    }
  }

  private func create(_ name: String, _ table: Table, _ declarations: [String]) throws {
    try db.execute(
      sql: "CREATE TEMP TABLE \(quoted(name)) (\(declarations.joined(separator: ", ")))")
    try db.insert(table.rows, into: name)
  }
}
