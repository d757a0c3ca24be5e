package import Basics
internal import GRDB
package import Tables

package import struct Tables.Column
package import struct Tables.Table

/// The published database: all tables, their descriptions and the views, in one SQLite file.
///
/// The same content gives the same bytes: everything is inserted in one order into a new database in
/// memory, in one transaction, so that no page is ever freed, and nothing of the clock is kept.
package struct DatabaseFile: Sendable {
  package struct Content: Sendable {
    package var resource: PublishedResource
    package var rows: Table

    package init(_ resource: PublishedResource, rows: Table) {
      self.resource = resource
      self.rows = rows
    }
  }

  package var tables: [Content]
  package var views: [PublishedView]
  /// The rows of views that are kept as tables, by name.
  package var viewRows: [String: Table]
  /// The edition that the views show.
  package var asOf: CalendarDate?

  package init(
    tables: [Content], views: [PublishedView], viewRows: [String: Table], asOf: CalendarDate?
  ) {
    self.tables = tables
    self.views = views
    self.viewRows = viewRows
    self.asOf = asOf
  }

  /// The file's bytes.
  package func bytes() throws(EnvironmentError) -> [UInt8] {
    do {
      // Rows that break a key were reported where they were read; they must not stop the build.
      return try (try? written(withKeys: true)) ?? written(withKeys: false)
    } catch {
      throw EnvironmentError(.unavailable, "the published database cannot be made: \(error)")
    }
  }

  private func written(withKeys: Bool) throws -> [UInt8] {
    let queue = try DatabaseQueue(configuration: Connection.configuration)
    let names = Set(tables.map(\.resource.name))
    return try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA page_size = 4096")
      try db.inTransaction {
        for table in tables {
          let columns = table.resource.fields.map(\.column)
          var parts = table.resource.fields.map { field in
            "\(quoted(field.name)) \(Self.declaration(of: field, withKeys: withKeys))"
          }
          if withKeys { parts += Self.keys(of: table.resource, among: names) }
          try Self.create(table.resource.name, parts, in: db)
          try Self.insert(table.rows.rows, of: columns, into: table.resource.name, in: db)
        }
        try describe(in: db)
        for view in views { try add(view, to: db) }
        return .commit
      }
      return db.serialized()
    }
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
    _ rows: [[Value]], of columns: [Column], into table: String, in db: GRDB.Database
  ) throws {
    let places = columns.map { _ in "?" }.joined(separator: ", ")
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
  private func describe(in db: GRDB.Database) throws {
    let taken = Set((tables.map(\.resource.name) + views.map(\.name)).map { $0.lowercased() })
    func table(_ name: String, _ columns: [String], _ rows: [[Value]]) throws {
      guard !taken.contains(name) else { return }
      try Self.create(name, columns.map { "\"\($0)\" TEXT" }, in: db)
      try Self.insert(rows, of: columns.map { Column($0) }, into: name, in: db)
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

  private func add(_ view: PublishedView, to db: GRDB.Database) throws {
    switch view.form {
    case .query(let sql):
      try db.execute(sql: "CREATE VIEW \(quoted(view.name)) AS \(sql)")
    case .rows:
      guard let rows = viewRows[view.name], !rows.columns.isEmpty,
        Set(rows.columns.map { $0.name.lowercased() }).count == rows.columns.count
      else { return }
      try Self.create(
        view.name, rows.columns.map { "\(quoted($0.name)) \(Self.storage($0.type))" }, in: db)
      try Self.insert(rows.rows, of: rows.columns, into: view.name, in: db)
    case .withheld, .clock: return
    }
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
