package import Basics
internal import GRDB
internal import Tables

/// Tables of a SQLite database with their rows and indexes, as pages that can stand in any database.
///
/// A part is to a database what an object file is to a program: pages, and the places in them that
/// hold numbers of pages, which change with where the part is put. So a database is put together
/// from parts that were made at other times, and only the tables that changed are filled again.
package struct DatabasePart: Sendable, ByteCodable {
  /// A row of the schema: a table, an index or a view.
  struct Object: Sendable, Hashable {
    var type: String
    var name: String
    var table: String
    /// The number of the page where it begins; 0 for a view.
    var root: Int
    /// Nil for an index that a key made.
    var sql: String?
  }

  static let pageSize = 4096
  /// The number of a part's first page where it was made: the page before has the schema.
  static let firstPage = 2

  let objects: [Object]
  let pages: [UInt8]
  /// The places in `pages` that hold the number of a page.
  let links: [UInt32]

  /// A part with nothing in it.
  package static let empty = DatabasePart()

  private init() { (objects, pages, links) = ([], [], []) }

  /// Fills a new database in memory, which gives the same pages whenever it is filled the same way.
  init(_ fill: (GRDB.Database) throws -> Void) throws {
    let queue = try DatabaseQueue(configuration: Connection.configuration)
    let (bytes, objects) = try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA page_size = \(Self.pageSize)")
      // At once, so that there is a first page even where nothing is filled in.
      try db.inTransaction(.immediate) {
        try fill(db)
        return .commit
      }
      var bytes = try db.serialized()
      // An index can give up a page while it is filled; no part has pages without use.
      if DatabaseHeader.freePages(of: bytes) > 0 {
        try db.execute(sql: "VACUUM")
        bytes = try db.serialized()
      }
      return (bytes, try Self.objects(in: db))
    }
    let offset = (Self.firstPage - 1) * Self.pageSize
    self.objects = objects
    pages = Array(bytes.dropFirst(offset))
    links = PageLinks.of(objects.map(\.root), in: bytes).map { UInt32($0 - offset) }
  }

  private static func objects(in db: GRDB.Database) throws -> [Object] {
    let statement = try db.makeStatement(
      sql: "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema")
    var objects: [Object] = []
    while statement.step() == .row {
      let row = statement.row()
      guard case .text(let type) = row[0], case .text(let name) = row[1],
        case .text(let table) = row[2], case .integer(let root) = row[3]
      else { continue }
      var object = Object(type: type, name: name, table: table, root: Int(root))
      if case .text(let sql) = row[4] { object.sql = sql }
      objects.append(object)
    }
    return objects
  }

  package func encode(to writer: inout ByteWriter) {
    writer.write(list: objects) { writer, object in
      writer.write(object.type)
      writer.write(object.name)
      writer.write(object.table)
      writer.write(object.root)
      writer.write(object.sql)
    }
    writer.write(pages)
    writer.write(list: links) { $0.write($1) }
  }

  package init(from reader: inout ByteReader) throws {
    objects = try reader.list {
      Object(
        type: try $0.string(), name: try $0.string(), table: try $0.string(), root: try $0.int(),
        sql: try $0.optionalString())
    }
    pages = try reader.byteArray()
    links = try reader.list { try $0.uint32() }
    let last = pages.count - 4
    guard links.allSatisfy({ $0 <= last }) else { throw ByteDecodingError() }
  }
}
