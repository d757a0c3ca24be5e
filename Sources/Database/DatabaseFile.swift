package import Basics
internal import GRDB
package import Tables

package import struct Tables.Table

/// The published database: all tables, their descriptions and the views, in one SQLite file.
///
/// The same content gives the same bytes: everything is inserted in one order into a new database in
/// memory, so that no page is ever freed, and nothing of the clock is kept.
package final class DatabaseFile: Sendable {
  package struct Content: Sendable {
    package var resource: PublishedResource
    package var rows: Table

    package init(_ resource: PublishedResource, rows: Table) {
      self.resource = resource
      self.rows = rows
    }
  }

  private let queue: DatabaseQueue
  private let views: [PublishedView]

  /// Begins the file with the tables and what is said of them and of the views.
  ///
  /// - Parameter asOf: the edition that the views show.
  package init(
    tables: [Content], views: [PublishedView], asOf: CalendarDate?
  ) throws(EnvironmentError) {
    self.views = views
    queue = try Self.attempt {
      // Rows that break a key were reported where they were read; they must not stop the build.
      let queue =
        try (try? Self.filled(with: tables, withKeys: true))
        ?? Self.filled(with: tables, withKeys: false)
      try queue.inDatabase { db in
        try db.inTransaction {
          try Self.describe(tables, views, asOf: asOf, in: db)
          return .commit
        }
      }
      return queue
    }
  }

  /// The file's bytes, with the views.
  ///
  /// - Parameter viewRows: the rows of views that are kept as tables, by name.
  package func bytes(viewRows: [String: Table]) throws(EnvironmentError) -> [UInt8] {
    try Self.attempt {
      try queue.inDatabase { db in
        try db.inTransaction {
          for view in views {
            if case .rows = view.form, let rows = viewRows[view.name] {
              try Self.add(view.name, rows, to: db)
            }
          }
          try Self.add(views, to: db)
          return .commit
        }
        return try db.serialized().array
      }
    }
  }

  private static func attempt<Result>(
    _ work: () throws -> Result
  ) throws(EnvironmentError) -> Result {
    do {
      return try work()
    } catch {
      throw EnvironmentError(.unavailable, "the published database cannot be made: \(error)")
    }
  }

  private static func filled(with tables: [Content], withKeys: Bool) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(configuration: Connection.configuration)
    let names = Set(tables.map(\.resource.name))
    try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA page_size = 4096")
      try db.inTransaction {
        for table in tables {
          var parts = table.resource.fields.map { field in
            "\(quoted(field.name)) \(declaration(of: field, withKeys: withKeys))"
          }
          if withKeys { parts += keys(of: table.resource, among: names) }
          try create(table.resource.name, parts, in: db)
          try insert(table.rows.rows, into: table.resource.name, in: db)
        }
        return .commit
      }
    }
    return queue
  }

  // MARK: - Declarations

  private static func create(_ name: String, _ parts: [String], in db: GRDB.Database) throws {
    // No STRICT: it would shut out readers with a SQLite older than 3.37.
    try db.execute(
      sql: "CREATE TABLE \(quoted(name)) (\n  \(parts.joined(separator: ",\n  "))\n)")
  }

  private static func storage(_ type: ColumnType) -> String {
    switch type {
    case .integer, .year, .boolean: "INTEGER"
    case .number: "REAL"
    case .string, .date, .datetime, .time, .yearmonth: "TEXT"
    case .any: "BLOB"
    }
  }

  private static func declaration(of field: Field, withKeys: Bool) -> String {
    var words = [storage(field.type)]
    guard withKeys else { return words[0] }
    if field.constraints.required { words.append("NOT NULL") }
    if field.constraints.unique { words.append("UNIQUE") }
    if field.type == .boolean { words.append("CHECK (\(quoted(field.name)) IN (0, 1))") }
    return words.joined(separator: " ")
  }

  private static func keys(of resource: PublishedResource, among names: Set<String>) -> [String] {
    let schema = resource.resource.schema
    func list(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }
    var parts: [String] = []
    if !schema.primaryKey.isEmpty { parts.append("PRIMARY KEY (\(list(schema.primaryKey)))") }
    parts += schema.uniqueKeys.map { "UNIQUE (\(list($0)))" }
    parts += schema.foreignKeys.filter { names.contains($0.resource) }.map { key in
      "FOREIGN KEY (\(list(key.fields))) REFERENCES \(quoted(key.resource)) "
        + "(\(list(key.referencedFields)))"
    }
    return parts
  }

  // MARK: - Rows

  private static func insert(
    _ rows: [[Value]], into table: String, in db: GRDB.Database
  ) throws {
    guard let width = rows.first?.count else { return }
    let places = Array(repeating: "?", count: width).joined(separator: ", ")
    let insert = try db.makeStatement(sql: "INSERT INTO \(quoted(table)) VALUES (\(places))")
    for row in rows {
      insert.bind(row)
      guard insert.step() == .done else {
        throw EnvironmentError(.unavailable, "\(table): \(db.errorMessage)")
      }
      insert.reset()
    }
  }

  /// Tables of our own: what the columns mean, what the views are, which edition they show.
  private static func describe(
    _ tables: [Content], _ views: [PublishedView], asOf: CalendarDate?, in db: GRDB.Database
  ) throws {
    let taken = Set((tables.map(\.resource.name) + views.map(\.name)).map { $0.lowercased() })
    func table(_ name: String, _ columns: [String], _ rows: [[Value]]) throws {
      guard !taken.contains(name) else { return }
      try create(name, columns.map { "\"\($0)\" TEXT" }, in: db)
      try insert(rows, into: name, in: db)
    }
    func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    try table(SQLDatabase.settingsTable, ["as_of"], [[text(asOf?.description)]])
    try table(
      "assay_columns", ["table", "column", "type", "unit", "basis", "title", "description"],
      tables.flatMap { table in
        table.resource.fields.map { field in
          [
            .text(table.resource.name), .text(field.name), .text(field.type.rawValue),
            text(field.column.unit), text(field.column.basis), text(field.column.title),
            text(field.column.description),
          ]
        }
      })
    try table(
      "assay_views", ["view", "form", "note", "description", "sql"],
      views.map { view in
        let (form, note) = view.form.words
        return [.text(view.name), .text(form), text(note), text(view.description), .text(view.sql)]
      })
  }

  /// A view's rows, as a table of its name.
  private static func add(_ name: String, _ rows: Table, to db: GRDB.Database) throws {
    let names = Set(rows.columns.map { $0.name.lowercased() })
    guard !names.isEmpty, names.count == rows.columns.count else { return }
    try create(name, rows.columns.map { "\(quoted($0.name)) \(storage($0.type))" }, in: db)
    try insert(rows.rows, into: name, in: db)
  }

  /// The views that others can run, as the schema's rows: `CREATE VIEW` would read the text of each,
  /// which was done before, and look through the schema again.
  private static func add(_ views: [PublishedView], to db: GRDB.Database) throws {
    let rows = views.compactMap { view -> [Value]? in
      guard case .query(let sql) = view.form else { return nil }
      let name = Value.text(view.name)
      let statement = Value.text("CREATE VIEW \(quoted(view.name)) AS \(sql)")
      return [.text("view"), name, name, .integer(0), statement]
    }
    try db.execute(sql: "PRAGMA writable_schema = ON")
    try insert(rows, into: "sqlite_schema", in: db)
  }
}

extension PublishedView.Form {
  /// How a view is in the database, and why it is not there as a view.
  fileprivate var words: (form: String, note: String?) {
    switch self {
    case .query: ("view", nil)
    case .rows(let functions, let withheld):
      (
        "table",
        "its rows: "
          + [
            functions.isEmpty ? nil : "it needs " + functions.joined(separator: ", "),
            withheld.isEmpty
              ? nil : "it reads what is not redistributable, " + withheld.joined(separator: ", "),
          ].compactMap { $0 }.joined(separator: "; ")
      )
    case .withheld(let columns):
      ("left out", "not redistributable: " + columns.joined(separator: ", "))
    case .clock: ("left out", "it asks for today's date")
    }
  }
}
