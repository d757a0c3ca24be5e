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
  struct Object: Sendable {
    var type: String
    var name: String
    var table: String
    /// The number of the page where it begins; 0 for a view.
    var root: Int
    /// Nil for an index that a key made.
    var sql: String?
  }

  static let pageSize = 4096
  /// Whatever SQLite was compiled for: pages of that size, none beside those of the b-trees, and rows
  /// that refer to tables of other parts.
  static let format = """
    PRAGMA page_size = \(pageSize); PRAGMA auto_vacuum = NONE; PRAGMA foreign_keys = OFF
    """
  /// The number of a part's first page by itself: the page before would have the schema.
  static let firstPage = 2
  /// SQLite leaves out the page at the end of the first gibibyte, where it locks files. All databases
  /// are held in memory, so they had better be smaller anyway.
  static let mostPages = 1 << 30 / pageSize

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
      try db.execute(sql: Self.format)
      // At once, so that there is a first page even where nothing is filled in.
      try db.inTransaction(.immediate) {
        try fill(db)
        return .commit
      }
      return (try db.serialized(), try Self.objects(in: db))
    }
    // What is not of the tables stays behind: the schema, and pages that an index gave up while it
    // was filled.
    let found = PageLinks(of: objects.map(\.root), in: bytes)
    let kept = found.pages.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(kept, 0...))
    func place(_ page: Int) -> Int {
      guard let place = places[page] else { preconditionFailure("page \(page) is of no b-tree") }
      return place
    }
    let size = Self.pageSize
    var pages: [UInt8] = []
    pages.reserveCapacity(kept.count * size)
    for page in kept { pages += bytes[((page - 1) * size)..<(page * size)] }
    let links = found.places.map { place($0 / size + 1) * size + $0 % size }
    for link in links {
      let page = place(Int(pages.uint32(at: link)))
      pages.write(UInt32(page + Self.firstPage), at: link)
    }
    self.pages = pages
    self.links = links.map { UInt32($0) }
    self.objects = objects.map { object in
      var object = object
      if object.root > 0 { object.root = place(object.root) + Self.firstPage }
      return object
    }
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
