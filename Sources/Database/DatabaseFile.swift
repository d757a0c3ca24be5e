package import Basics
internal import GRDB
package import Tables

package import struct Tables.Table

/// The published database: all tables, their descriptions and the views, in one SQLite file.
///
/// It is put together from parts, each of which is filled by itself in one order, so the same content
/// gives the same bytes; nothing of the clock is kept.
package enum DatabaseFile {
  /// A table with its keys.
  ///
  /// - Parameter names: the tables of the file, to which foreign keys can lead.
  package static func part(
    _ resource: PublishedResource, rows: Table, among names: Set<String>
  ) throws(EnvironmentError) -> DatabasePart {
    try attempt {
      // Rows that break a key were reported where they were read; they must not stop the build.
      try (try? filled(resource, rows, withKeys: true, among: names))
        ?? filled(resource, rows, withKeys: false, among: names)
    }
  }

  private static func filled(
    _ resource: PublishedResource, _ rows: Table, withKeys: Bool, among names: Set<String>
  ) throws -> DatabasePart {
    try DatabasePart { db in
      var parts = resource.fields.map { field in
        "\(quoted(field.name)) \(declaration(of: field, withKeys: withKeys))"
      }
      if withKeys { parts += keys(of: resource, among: names) }
      try create(resource.name, parts, in: db)
      try db.insert(rows.rows, into: resource.name)
    }
  }

  /// A view's rows, as a table of its name; nothing where its columns cannot be those of a table.
  package static func part(
    ofView name: String, rows: Table
  ) throws(EnvironmentError) -> DatabasePart {
    try attempt {
      try DatabasePart { db in
        let names = Set(rows.columns.map { $0.name.lowercased() })
        guard !names.isEmpty, names.count == rows.columns.count else { return }
        try create(name, rows.columns.map { "\(quoted($0.name)) \(storage($0.type))" }, in: db)
        try db.insert(rows.rows, into: name)
      }
    }
  }

  /// Tables of our own: what the columns mean, what the views are, which edition they show.
  ///
  /// - Parameter asOf: the edition that the views show.
  package static func notes(
    on resources: [PublishedResource], views: [PublishedView], asOf: CalendarDate?
  ) throws(EnvironmentError) -> DatabasePart {
    try attempt { try DatabasePart { try describe(resources, views, asOf: asOf, in: $0) } }
  }

  /// The file's bytes.
  package static func bytes(
    of parts: [DatabasePart], views: [PublishedView]
  ) throws(EnvironmentError) -> [UInt8] {
    try attempt {
      try JoinedDatabase(
        parts,
        views: views.compactMap { view in
          guard case .query(let sql) = view.form else { return nil }
          return DatabasePart.Object(
            type: "view", name: view.name, table: view.name, root: 0,
            sql: "CREATE VIEW \(quoted(view.name)) AS \(sql)")
        }
      ).bytes
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

  // MARK: - Notes

  private static func describe(
    _ resources: [PublishedResource], _ views: [PublishedView], asOf: CalendarDate?,
    in db: GRDB.Database
  ) throws {
    let taken = Set((resources.map(\.name) + views.map(\.name)).map { $0.lowercased() })
    func table(_ name: String, _ columns: [String], _ rows: [[Value]]) throws {
      guard !taken.contains(name) else { return }
      try create(name, columns.map { "\"\($0)\" TEXT" }, in: db)
      try db.insert(rows, into: name)
    }
    func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    try table(SQLDatabase.settingsTable, ["as_of"], [[text(asOf?.description)]])
    try table(
      "assay_columns", ["table", "column", "type", "unit", "basis", "title", "description"],
      resources.flatMap { resource in
        resource.fields.map { field in
          [
            .text(resource.name), .text(field.name), .text(field.type.rawValue),
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
