import Basics
import Database
import Foundation
import GRDB
import Tables
import Testing

import struct Tables.Column
import struct Tables.Table

/// Databases that are put together from parts: SQLite finds them whole, and everything in them.
@Suite struct DatabasePartTests {
  /// Tables with each kind of page there is: with and without rows and indexes, with b-trees of
  /// several levels, with rows and keys that go on in other pages.
  private static let tables = [
    table("empty", [:], count: 0),
    table(
      "many", ["key": { .text("k\($0 * 7919 % 100_003)") }, "n": { .integer($0) }], count: 20_000),
    table("one", ["key": { _ in .text("only") }], count: 1),
    table(
      "long",
      [
        "key": { .text(String(repeating: "y", count: Int($0 * 37 % 9000)) + "\($0)") },
        "text": { .text(String(repeating: "z", count: Int($0 * 1009 % 70_000))) },
      ], count: 300),
    table("numbers", ["key": { .integer($0 * 3) }, "x": { .number(Double($0) / 7) }], count: 500),
  ]

  private static func table(
    _ name: String, _ cells: [String: (Int64) -> Tables.Value], count: Int64
  ) -> DatabaseTable {
    let names = ["key"] + cells.keys.filter { $0 != "key" }.sorted()
    return DatabaseTable(
      name: name,
      table: Table(
        columns: names.map { Column($0, type: .any) },
        rows: (0..<count).map { row in names.map { cells[$0]?(row) ?? .null } }),
      primaryKey: ["key"])
  }

  @Test func allRowsAreThereWhateverTheOrderOfTheParts() throws {
    let parts = try Self.tables.map { try $0.loaded() }
    for order in [parts, parts.reversed()] {
      let database = try SQLiteFile(DatabaseFile.bytes(of: order, views: []))
      #expect(try database.texts("PRAGMA integrity_check") == ["ok"])
      for table in Self.tables {
        let sql = "SELECT * FROM \(table.name)"
        #expect(try database.rows(sql) == SQLDatabase(tables: [table]).run(sql).table.rows)
      }
    }
  }

  @Test func aTableThatWasLoadedBeforeAnswersAsItsRowsDo() throws {
    var writer = ByteWriter()
    let stored = try Self.tables.map { table in
      writer = ByteWriter()
      writer.write(try table.loaded())
      var reader = ByteReader(writer.bytes)
      return table.with(try DatabasePart(from: &reader))
    }
    let (before, now) = (try SQLDatabase(tables: Self.tables), try SQLDatabase(tables: stored))
    for sql in [
      "select count(*), sum(n) from many", "select n from many where key = 'k7919'",
      "select length(text) from long where key like '%299'", "select max(x) from numbers",
      "select key from one union all select key from empty",
    ] {
      let (old, new) = (try before.run(sql), try now.run(sql))
      #expect(old.table.rows == new.table.rows)
      #expect(old.readSet == new.readSet)
    }
  }

  /// The statements that make them have no room on the first page.
  @Test func aSchemaOfManyPagesIsWhole() throws {
    let wide = Self.table(
      "wide",
      Dictionary(
        uniqueKeysWithValues: (0..<200).map { column in
          ("a_rather_long_name_\(column)", { .integer($0 + Int64(column)) })
        }), count: 50)
    let views = (0..<200).map { number in
      PublishedView(
        name: "view_\(number)", description: nil, sql: "",
        form: .query(
          "SELECT '" + String(repeating: "x", count: number * 31)
            + "' AS x, \(number) AS n FROM wide"))
    }
    let parts = try [wide.loaded()] + Self.tables.map { try $0.loaded() }
    let database = try SQLiteFile(DatabaseFile.bytes(of: parts, views: views))
    #expect(try database.texts("PRAGMA integrity_check") == ["ok"])
    // SQLite may not look for pages without use where there are views.
    let tables = try SQLiteFile(DatabaseFile.bytes(of: parts, views: []))
    #expect(try tables.texts("PRAGMA integrity_check") == ["ok"])
    #expect(try database.rows("SELECT max(a_rather_long_name_199) FROM wide") == [[.integer(248)]])
    #expect(try database.rows("SELECT DISTINCT n FROM view_199") == [[.integer(199)]])
    #expect(try database.rows("SELECT count(*) FROM many") == [[.integer(20_000)]])
  }

  /// While the index of these keys is filled, SQLite gives up one of its pages.
  @Test func noPageIsLeftWithoutUse() throws {
    let keys = [
      (931, 900), (503, 300), (868, 900), (59, 900), (647, 900), (307, 300), (267, 900), (526, 900),
      (213, 900), (632, 900), (489, 900), (852, 300), (663, 1000), (368, 300), (904, 900),
      (349, 900), (780, 900), (611, 900), (503, 10), (63, 1000), (76, 300), (137, 900), (60, 1000),
      (91, 300), (309, 900), (83, 900),
    ]
    let source = SourceText(
      path: "p.yaml",
      text: """
        resources:
          - name: label
            path: label.csv
            schema:
              primaryKey: [text]
              fields: [{name: text}]
        """)
    let package = DataPackage.decode(try StructuredValue.parseYAML(source).get(), path: "p.yaml")
    let resource = try #require(PublishedPackage(package.package).resources.first)
    let rows = keys.map { number, count in
      let digits = String(number)
      return [
        Tables.Value.text(
          String(repeating: "0", count: 3 - digits.count) + digits
            + String(repeating: "x", count: count))
      ]
    }
    let part = try DatabaseFile.part(
      resource, rows: Table(columns: [Column("text", type: .string)], rows: rows), among: [])
    let database = try SQLiteFile(DatabaseFile.bytes(of: [part], views: []))
    #expect(try database.texts("PRAGMA integrity_check") == ["ok"])
    #expect(try database.texts("PRAGMA freelist_count") == ["0"])
    #expect(try database.rows("SELECT text FROM label") == rows)
  }

  @Test func aDatabaseWithoutTablesIsOne() throws {
    let database = try SQLiteFile(DatabaseFile.bytes(of: [.empty], views: []))
    #expect(try database.texts("PRAGMA integrity_check") == ["ok"])
    #expect(try database.rows("SELECT * FROM sqlite_schema") == [])
  }
}

/// A database in a file, read by SQLite as others would.
private final class SQLiteFile {
  private let path: String
  private let queue: DatabaseQueue

  init(_ bytes: [UInt8]) throws {
    path = NSTemporaryDirectory() + UUID().uuidString + ".sqlite"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    queue = try DatabaseQueue(path: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func texts(_ sql: String) throws -> [String] {
    try queue.read { try String.fetchAll($0, sql: sql) }
  }

  func rows(_ sql: String) throws -> [[Tables.Value]] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .int64(let integer): .integer(integer)
          case .double(let number): .number(number)
          case .string(let text): .text(text)
          case .null, .blob: .null
          }
        }
      }
    }
  }
}
