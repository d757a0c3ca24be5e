internal import Basics
internal import GRDB
internal import Tables

/// A database put together from parts: its first page, the parts in their order, and what of the
/// schema has no room on the first page.
struct JoinedDatabase {
  let bytes: [UInt8]
  /// What is in it, with the numbers of its pages.
  let objects: [DatabasePart.Object]

  /// - Parameter views: what no part has, because it has no pages.
  init(_ parts: [DatabasePart], views: [DatabasePart.Object] = []) throws {
    var objects: [DatabasePart.Object] = []
    var next = DatabasePart.firstPage
    for part in parts {
      objects += part.objects.map { object in
        var object = object
        object.root += next - DatabasePart.firstPage
        return object
      }
      next += part.pages.count / DatabasePart.pageSize
    }
    objects += views
    let schema = try Self.schema(of: objects)
    let size = DatabasePart.pageSize
    guard next + schema.count / size < DatabasePart.mostPages else {
      throw EnvironmentError(.unavailable, "all tables together are larger than 1 GiB")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity((next - DatabasePart.firstPage) * size + schema.count)
    bytes += schema.prefix(size)
    for part in parts {
      let start = bytes.count
      bytes += part.pages
      let distance = start / size + 1 - DatabasePart.firstPage
      Self.move(part.links.map { start + Int($0) }, by: distance, &bytes)
    }
    let moved = bytes.count - size
    bytes += schema.dropFirst(size)
    let links = PageLinks(of: [1], in: schema).places.map { $0 < size ? $0 : $0 + moved }
    Self.move(links, by: moved / size, &bytes)
    DatabaseHeader.complete(&bytes)
    self.bytes = bytes
    self.objects = objects
  }

  private static func move(_ links: [Int], by pages: Int, _ bytes: inout [UInt8]) {
    for link in links { bytes.write(bytes.uint32(at: link) + UInt32(pages), at: link) }
  }

  /// A database with the schema and nothing else. The rows are written as such: `CREATE` would make
  /// what the parts have.
  private static func schema(of objects: [DatabasePart.Object]) throws -> [UInt8] {
    let queue = try DatabaseQueue(configuration: Connection.configuration)
    return try queue.inDatabase { db in
      try db.execute(sql: DatabasePart.format + "; PRAGMA writable_schema = ON")
      try db.inTransaction(.immediate) {
        try db.insert(
          objects.map { object in
            [
              .text(object.type), .text(object.name), .text(object.table),
              .integer(Int64(object.root)), object.sql.map(Value.text) ?? .null,
            ]
          }, into: "sqlite_schema")
        return .commit
      }
      return try db.serialized()
    }
  }
}

extension GRDB.Database {
  /// Adds rows to a table of as many columns.
  func insert(_ rows: [[Value]], into table: String) throws {
    guard let width = rows.first?.count else { return }
    let places = Array(repeating: "?", count: width).joined(separator: ", ")
    let insert = try makeStatement(sql: "INSERT INTO \(quoted(table)) VALUES (\(places))")
    for row in rows {
      insert.bind(row)
      guard insert.step() == .done else {
        throw EnvironmentError(.unavailable, "\(table): \(errorMessage)")
      }
      insert.reset()
    }
  }
}
