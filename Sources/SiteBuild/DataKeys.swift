import Basics
import Database
import Incremental
import Ledger
import Tables

/// The description of the site's data.
struct PackageKey: SiteKey {
  typealias Value = PackageDescription
  static let rule = "data package"
  static let isStored = true
}

/// The names, types and units of all tables: what a query can name.
struct SchemaKey: SiteKey {
  typealias Value = ContentHash
  static let rule = "schema"
  static let isStored = true
}

/// The rows of all tables that are not known yet on the day of the build's clock.
struct SealedRowsKey: SiteKey {
  typealias Value = SealedRows
  static let rule = "sealed rows"
  static let isStored = true
}

/// A table of the package, read and checked by itself.
struct TableKey: NamedKey {
  typealias Value = TableContents
  static let rule = "table"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// A table that is computed from the ledger, kept so that only an edit of the ledger computes it.
struct LedgerTableKey: RuleKey {
  typealias Value = TableContents
  static let rule = "ledger table"
  static let isStored = true

  let table: LedgerTable
  init(_ table: LedgerTable) { self.table = table }
  var words: String { table.rawValue }
  func encode(to writer: inout ByteWriter) { writer.write(table.rawValue) }

  init(from reader: inout ByteReader) throws {
    guard let table = LedgerTable(rawValue: try reader.string()) else { throw ByteDecodingError() }
    self.init(table)
  }
}

/// A table as the database of queries has it, kept so that only an edit of the table loads it again.
struct LoadedTableKey: NamedKey {
  typealias Value = TablePages
  static let rule = "loaded table"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The cells of one column, as a hash; or those of all rows where the column is nil.
struct ColumnKey: RuleKey {
  typealias Value = ContentHash
  static let rule = "column"
  static let isStored = true
  let table: String
  let column: String?

  init(_ table: String, _ column: String?) {
    self.table = table
    self.column = column
  }

  var words: String { column.map { "\(table).\($0)" } ?? table }

  func encode(to writer: inout ByteWriter) {
    writer.write(table)
    writer.write(column)
  }

  init(from reader: inout ByteReader) throws {
    self.init(try reader.string(), try reader.optionalString())
  }
}

/// Whether anything is wrong with a table's cells.
struct TableMistakenKey: NamedKey {
  typealias Value = Bool
  static let rule = "table mistakes"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The tables with whose cells anything is wrong: what is computed from them is not judged.
struct MistakenTablesKey: SiteKey {
  typealias Value = [String]
  static let rule = "tables with mistakes"
  static let isStored = true
}

/// Warns of files among the data that are not read.
struct UnreadDataFilesKey: SiteKey {
  typealias Value = Bool
  static let rule = "unread data files"
  static let isStored = true
}

/// The keys of all tables among each other.
struct DataCheckKey: SiteKey {
  typealias Value = Bool
  static let rule = "data check"
  static let isStored = true
}

/// Whether all tables could be read, and their rows keep all keys. It rests on the keys' columns
/// alone.
struct KeysHoldKey: SiteKey {
  typealias Value = Bool
  static let rule = "keys hold"
  static let isStored = true
}

/// Which views have mistakes, as far as their texts and the tables' columns decide: their names.
struct ViewCheckKey: SiteKey {
  typealias Value = [String]
  static let rule = "view check"
  static let isStored = true
}

/// The names of the named views.
struct ViewNamesKey: SiteKey {
  typealias Value = [String]
  static let rule = "view names"
  static let isStored = true
}

/// The text of a named view.
struct ViewKey: NamedKey {
  typealias Value = String
  static let rule = "view"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// Whether the words that a named view compares columns with were looked for among their cells.
struct ViewWordsKey: NamedKey {
  typealias Value = Bool
  static let rule = "view words"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// What a named view shows to an edition.
struct ViewResultKey: RuleKey {
  typealias Value = ViewContents
  static let rule = "view result"
  static let isStored = false

  let name: String
  let asOf: CalendarDate?

  init(_ name: String, asOf: CalendarDate?) {
    self.name = name
    self.asOf = asOf
  }

  var words: String { ViewColumnKey(name, nil, asOf: asOf).words }

  func encode(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(asOf) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    self.init(try reader.string(), asOf: try reader.optional { try $0.value() })
  }
}

/// The cells of one column of a view, as a hash; or the view's columns and the number of its rows
/// where the column is nil.
struct ViewColumnKey: RuleKey {
  typealias Value = ContentHash
  static let rule = "view column"
  static let isStored = true

  let view: String
  let column: String?
  let asOf: CalendarDate?

  init(_ view: String, _ column: String?, asOf: CalendarDate?) {
    self.view = view
    self.column = column
    self.asOf = asOf
  }

  var words: String {
    let name = column.map { "\(view).\($0)" } ?? view
    return asOf.map { "\(name) on \($0)" } ?? name
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(view)
    writer.write(column)
    writer.write(asOf) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    self.init(
      try reader.string(), try reader.optionalString(), asOf: try reader.optional { try $0.value() }
    )
  }
}

/// What of a query's rows may be shown but not downloaded.
struct WithheldKey: RuleKey {
  typealias Value = WithheldColumns
  static let rule = "withheld columns"
  static let isStored = true

  let sql: String
  init(sql: String) { self.sql = sql }
  var words: String { sql }
  func encode(to writer: inout ByteWriter) { writer.write(sql) }
  init(from reader: inout ByteReader) throws { self.init(sql: try reader.string()) }
}

/// The result of a query.
struct QueryKey: RuleKey {
  typealias Value = QueryOutcome
  static let rule = "query"
  static let isStored = true

  let sql: String
  let asOf: CalendarDate?
  let parameters: [String: Tables.Value]

  init(sql: String, asOf: CalendarDate? = nil, parameters: [String: Tables.Value] = [:]) {
    self.sql = sql
    self.asOf = asOf
    self.parameters = parameters
  }

  var words: String {
    var parts: [String] = asOf.map { [$0.description] } ?? []
    parts += parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.machineText)" }
    parts.append(sql)
    return parts.joined(separator: " | ")
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(sql)
    writer.write(asOf) { $0.write($1) }
    writer.write(list: parameters.sorted { $0.key.precedesInBytes($1.key) }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  init(from reader: inout ByteReader) throws {
    let sql = try reader.string()
    let asOf = try reader.optional { try $0.value(CalendarDate.self) }
    let pairs = try reader.list { (try $0.string(), try $0.value(Tables.Value.self)) }
    self.init(
      sql: sql, asOf: asOf, parameters: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
  }
}

/// A table as it was loaded.
struct TableContents: Sendable, ByteCodable {
  var loaded: LoadedTable

  init(_ loaded: LoadedTable) { self.loaded = loaded }

  func encode(to writer: inout ByteWriter) {
    writer.write(loaded.name)
    writer.write(loaded.table)
    // A row that is left out for a mistake and one that is not there leave the same rows.
    writer.write(loaded.isComplete)
    writer.write(loaded.hasMistakes)
  }

  /// Only tables that are computed are read back, and those have no mistakes of their own.
  init(from reader: inout ByteReader) throws {
    loaded = LoadedTable(name: try reader.string(), table: try reader.value())
    _ = (try reader.boolean(), try reader.boolean())
  }
}

/// A table in SQLite's form.
struct TablePages: Sendable, ByteCodable {
  var columns: [Column] = []
  /// Nil where there is no such table.
  var part: DatabasePart?

  func encode(to writer: inout ByteWriter) {
    writer.write(columns)
    writer.write(part) { $0.write($1) }
  }
}

extension TablePages {
  init(from reader: inout ByteReader) throws {
    self.init(columns: try reader.values(), part: try reader.optional { try $0.value() })
  }
}

/// A view's rows; nil where every query that names it reads what the view reads.
struct ViewContents: Sendable, ByteCodable {
  var table: Table?

  init(_ table: Table?) { self.table = table }
  func encode(to writer: inout ByteWriter) { writer.write(table) { $0.write($1) } }
  init(from reader: inout ByteReader) throws {
    table = try reader.optional { try $0.value() }
  }
}

/// What of a query's rows is left out of downloads.
struct WithheldColumns: Sendable, ByteCodable {
  var withheld: Withheld

  init(_ withheld: Withheld) { self.withheld = withheld }

  func encode(to writer: inout ByteWriter) {
    writer.write(list: withheld.columns) { $0.write($1) }
    writer.write(withheld.isWhole)
    writer.write(list: withheld.reasons) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    withheld = Withheld(
      columns: try reader.list { try $0.string() }, isWhole: try reader.boolean(),
      reasons: try reader.list { try $0.string() })
  }
}

/// Rows, or what is wrong with the query; places are relative to the query's text.
struct QueryOutcome: Sendable, ByteCodable {
  /// Nil where the query cannot be answered.
  var table: Table?
  var diagnostics: [Diagnostic]
  /// Whether the rows are from data with mistakes: what is wrong with them has its cause there.
  var isDoubtful: Bool

  init(table: Table?, diagnostics: [Diagnostic], isDoubtful: Bool = false) {
    self.table = table
    self.diagnostics = diagnostics
    self.isDoubtful = isDoubtful
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(table) { $0.write($1) }
    writer.write(diagnostics)
    writer.write(isDoubtful)
  }

  init(from reader: inout ByteReader) throws {
    table = try reader.optional { try $0.value() }
    diagnostics = try reader.values()
    isDoubtful = try reader.boolean()
  }
}
