internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column

/// All tables in SQLite's file format: put together once, read by every connection.
struct Snapshot: Sendable {
  let content: SharedContent
  /// What begins at which page.
  let roots: [Int: QueryProgram.Root]

  /// Puts the tables together, and loads those whose rows are given, in their order.
  init(_ tables: [DatabaseTable]) throws(EnvironmentError) {
    do {
      var parts: [DatabasePart] = []
      var rows: [(DatabaseTable, [[Value]])] = []
      for table in tables {
        switch table.contents {
        case .pages(let part): parts.append(part)
        case .rows(let values): rows.append((table, values))
        }
      }
      if !rows.isEmpty {
        parts.append(
          try DatabasePart { db in
            for (table, values) in rows { try Self.load(table, values, into: db) }
          })
      }
      let joined = try JoinedDatabase(parts)
      content = SharedContent(joined.bytes)
      roots = Dictionary(
        joined.objects.map {
          ($0.root, QueryProgram.Root(table: $0.table, isIndex: $0.type == "index"))
        }
      ) { first, _ in first }
    } catch {
      throw EnvironmentError(.unavailable, "the tables cannot be loaded into SQLite: \(error)")
    }
  }

  /// Loads a table, rows in their order, so that the same table gives the same bytes.
  ///
  /// Keys are indexes only: that they are unique was checked with better words where the rows were
  /// read, and a table with mistakes can still be queried.
  static func load(
    _ table: DatabaseTable, _ rows: [[Value]], into db: GRDB.Database
  ) throws {
    let columns = table.columns.enumerated().map { index, column in
      "\(quoted(column.name)) \(storage(of: column, index, in: rows))"
    }
    try db.execute(
      sql: "CREATE TABLE \(quoted(table.name)) (\(columns.joined(separator: ", "))) STRICT")
    try db.insert(rows, into: table.name)
    // A key of a field that the table lacks was reported with its schema.
    if !table.primaryKey.isEmpty, table.primaryKey.allSatisfy(table.hasColumn) {
      let key = table.primaryKey.map(quoted).joined(separator: ", ")
      try db.execute(
        sql: "CREATE INDEX \(quoted("key of " + table.name)) ON \(quoted(table.name)) (\(key))")
    }
  }

  /// The storage class of a column; ANY where its values are not all what its type says.
  private static func storage(of column: Column, _ index: Int, in rows: [[Value]]) -> String {
    let storage = Storage(column.type)
    return rows.allSatisfy { storage.accepts($0[index]) } ? storage.rawValue : "ANY"
  }

  private enum Storage: String {
    case integer = "INTEGER"
    case real = "REAL"
    case text = "TEXT"
    case any = "ANY"

    init(_ type: ColumnType) {
      switch type {
      case .integer, .year, .boolean: self = .integer
      case .number: self = .real
      case .any: self = .any
      case .string, .date, .datetime, .time, .yearmonth: self = .text
      }
    }

    func accepts(_ value: Value) -> Bool {
      switch (self, value) {
      case (_, .null), (.any, _), (.integer, .integer), (.integer, .boolean), (.real, .number),
        (.real, .integer), (.text, .text):
        true
      default: false
      }
    }
  }
}

/// A name in SQL, whatever its characters.
func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
