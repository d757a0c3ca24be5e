import Basics
import Database
import Incremental
import SiteModel
import Tables

/// The names of the files of the published data; none where nothing is published.
struct DataFilesKey: SiteKey {
  typealias Value = [String]
  static let rule = "data files"
  static let isStored = true

  /// Where they stand in the output.
  static let folder = "data"
}

/// A file of the published data, by its name.
struct DataFileKey: NamedKey {
  typealias Value = DataFile
  static let rule = "data file"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// The size and hash of a file of the published data.
struct DataFileSumKey: NamedKey {
  typealias Value = DataFileSum
  static let rule = "data file sum"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// A file of the published data in the output.
struct DataFileOutputKey: NamedKey, OutputKey {
  static let rule = "data file output"
  let name: String
  init(_ name: String) { self.name = name }
}

/// The named views as the published database has them. They depend on the views' texts and on the
/// schema, not on rows.
struct PublishedViewsKey: SiteKey {
  typealias Value = PublishedViews
  static let rule = "published views"
  static let isStored = true
}

/// A table as a part of the published database.
struct PublishedTableKey: NamedKey {
  typealias Value = DatabasePart
  static let rule = "published table"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The rows of a named view as a part of the published database.
struct PublishedRowsKey: NamedKey {
  typealias Value = DatabasePart
  static let rule = "published rows"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// What the published database says of itself.
struct PublishedNotesKey: SiteKey {
  typealias Value = DatabasePart
  static let rule = "published notes"
  static let isStored = true
}

/// The newest day on which a row of a table became known.
struct NewestRowKey: NamedKey {
  typealias Value = NewestRow
  static let rule = "newest row"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// Warns of tables that are older than they promise.
struct StaleTablesKey: SiteKey {
  typealias Value = Bool
  static let rule = "age of tables"
  static let isStored = true
}

/// A day; nil where a table tells none.
struct NewestRow: Sendable, ByteCodable {
  var day: CalendarDate?

  init(day: CalendarDate? = nil) { self.day = day }
  func encode(to writer: inout ByteWriter) { writer.write(day) { $0.write($1) } }
  init(from reader: inout ByteReader) throws { day = try reader.optional { try $0.value() } }
}

extension Table {
  /// The newest of a column's dates.
  func newestDate(in column: String) -> CalendarDate? {
    guard let index = index(of: column) else { return nil }
    return rows.lazy.compactMap { CalendarDate($0[index].machineText) }.max()
  }
}

/// A file's bytes; for a table also how many rows it has.
struct DataFile: Sendable, ByteCodable {
  var bytes: [UInt8]
  var rows: Int?

  init(_ bytes: [UInt8], rows: Int? = nil) {
    self.bytes = bytes
    self.rows = rows
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  func encode(to writer: inout ByteWriter) {
    writer.write(bytes)
    writer.write(rows ?? -1)
  }

  init(from reader: inout ByteReader) throws {
    bytes = try reader.byteArray()
    let count = try reader.int()
    rows = count < 0 ? nil : count
  }
}

/// What readers check a file with.
struct DataFileSum: Sendable, Hashable, ByteCodable {
  var size: Int
  /// SHA-256 in 64 hexadecimal digits.
  var sha256: String
  var rows: Int?

  init(_ file: DataFile) {
    size = file.bytes.count
    sha256 = SHA256Digest(of: file.bytes).hexadecimal
    rows = file.rows
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(size)
    writer.write(sha256)
    writer.write(rows ?? -1)
  }

  init(from reader: inout ByteReader) throws {
    size = try reader.int()
    sha256 = try reader.string()
    let count = try reader.int()
    rows = count < 0 ? nil : count
  }
}

struct PublishedViews: Sendable, ByteCodable {
  var views: [PublishedView]

  init(_ views: [PublishedView]) { self.views = views }

  func encode(to writer: inout ByteWriter) {
    writer.write(list: views) { writer, view in
      writer.write(view.name)
      writer.write(view.description)
      writer.write(view.sql)
      let (kind, texts, others): (Int, [String], [String]) =
        switch view.form {
        case .query(let sql): (0, [sql], [])
        case .rows(let functions, let withheld): (1, functions, withheld)
        case .withheld(let columns): (2, columns, [])
        case .clock: (3, [], [])
        }
      writer.write(kind)
      writer.write(list: texts) { $0.write($1) }
      writer.write(list: others) { $0.write($1) }
    }
  }

  init(from reader: inout ByteReader) throws {
    views = try reader.list { reader in
      let (name, description) = (try reader.string(), try reader.optionalString())
      let sql = try reader.string()
      let kind = try reader.int()
      let texts = try reader.list { try $0.string() }
      let others = try reader.list { try $0.string() }
      let form: PublishedView.Form =
        switch kind {
        case 0: .query(texts.first ?? "")
        case 1: .rows(functions: texts, withheld: others)
        case 2: .withheld(texts)
        default: .clock
        }
      return PublishedView(name: name, description: description, sql: sql, form: form)
    }
  }
}
