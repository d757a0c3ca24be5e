internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column
internal import struct Tables.Table

/// All tables in SQLite's file format: loaded once, read by every connection.
struct Snapshot: Sendable {
  let content: SharedContent
  /// What begins at which page.
  let roots: [Int: QueryProgram.Root]

  /// Loads the tables in their order, rows in theirs, so that the same tables give the same bytes.
  ///
  /// Keys are indexes only: that they are unique was checked with better words where the rows were
  /// read, and a table with mistakes can still be queried.
  init(_ tables: [DatabaseTable]) throws(EnvironmentError) {
    do {
      let queue = try DatabaseQueue(configuration: Connection.configuration)
      (content, roots) = try queue.inDatabase { db in
        try db.inTransaction {
          for table in tables { try Snapshot.load(table, into: db) }
          return .commit
        }
        return (try db.serialized(), try Snapshot.roots(in: db))
      }
    } catch {
      throw EnvironmentError(.unavailable, "the tables cannot be loaded into SQLite: \(error)")
    }
  }

  private static func roots(in db: GRDB.Database) throws -> [Int: QueryProgram.Root] {
    let statement = try db.makeStatement(sql: "SELECT rootpage, tbl_name, type FROM sqlite_schema")
    var roots: [Int: QueryProgram.Root] = [:]
    while statement.step() == .row {
      guard case .integer(let page) = statement.row()[0],
        case .text(let table) = statement.row()[1],
        case .text(let type) = statement.row()[2]
      else { continue }
      roots[Int(page)] = QueryProgram.Root(table: table, isIndex: type == "index")
    }
    return roots
  }

  private static func load(_ table: DatabaseTable, into db: GRDB.Database) throws {
    let columns = table.table.columns.enumerated().map { index, column in
      "\(quoted(column.name)) \(storage(of: column, index, in: table.table))"
    }
    try db.execute(
      sql: "CREATE TABLE \(quoted(table.name)) (\(columns.joined(separator: ", "))) STRICT")
    let places = table.table.columns.map { _ in "?" }.joined(separator: ", ")
    let insert = try db.makeStatement(
      sql: "INSERT INTO \(quoted(table.name)) VALUES (\(places))")
    for row in table.table.rows {
      insert.bind(row)
      guard insert.step() == .done else {
        throw EnvironmentError(.unavailable, "\(table.name): \(db.errorMessage)")
      }
      insert.reset()
    }
    // A key of a field that the table lacks was reported with its schema.
    if !table.primaryKey.isEmpty, table.primaryKey.allSatisfy({ table.table.index(of: $0) != nil })
    {
      let key = table.primaryKey.map(quoted).joined(separator: ", ")
      try db.execute(
        sql: "CREATE INDEX \(quoted("key of " + table.name)) ON \(quoted(table.name)) (\(key))")
    }
  }

  /// The storage class of a column; ANY where its values are not all what its type says.
  private static func storage(of column: Column, _ index: Int, in table: Table) -> String {
    let storage = Storage(column.type)
    return table.rows.allSatisfy { storage.accepts($0[index]) } ? storage.rawValue : "ANY"
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
