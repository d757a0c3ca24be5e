import Basics
import Database
import Incremental
import Tables

/// The description of the site's data.
struct PackageKey: SiteKey {
  typealias Value = PackageDescription
  static let rule = "data package"
  static let isStored = false
}

/// The names, types and units of all tables: what a query can name.
struct SchemaKey: SiteKey {
  typealias Value = ContentHash
  static let rule = "schema"
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

  var argument: String { column.map { "\(table).\($0)" } ?? table }

  init(argument: String) {
    let parts = argument.split(separator: ".", maxSplits: 1).map(String.init)
    self.init(parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }
}

/// The keys of all tables among each other.
struct DataCheckKey: SiteKey {
  typealias Value = Bool
  static let rule = "data check"
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

  private static let separator = "\u{1F}"

  var argument: String {
    var parts = [asOf?.description ?? ""]
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .null: parts.append("\(name)=-")
      case .boolean(let boolean): parts.append("\(name)=b\(boolean)")
      case .integer(let integer): parts.append("\(name)=i\(integer)")
      case .number(let number): parts.append("\(name)=n\(number)")
      case .text(let text): parts.append("\(name)=t\(text)")
      }
    }
    parts.append(sql)
    return parts.joined(separator: QueryKey.separator)
  }

  init(argument: String) throws {
    let parts = argument.split(
      separator: "\u{1F}" as Character, omittingEmptySubsequences: false)
    guard parts.count >= 2 else { throw ByteDecodingError() }
    asOf = CalendarDate(parts[0])
    sql = String(parts[parts.count - 1])
    var parameters: [String: Tables.Value] = [:]
    for part in parts[1..<(parts.count - 1)] {
      guard let equals = part.firstIndex(of: "=") else { throw ByteDecodingError() }
      let name = String(part[..<equals])
      let value = part[part.index(after: equals)...]
      let text = String(value.dropFirst())
      switch value.first {
      case "b": parameters[name] = .boolean(text == "true")
      case "i": parameters[name] = .integer(Int64(text) ?? 0)
      case "n": parameters[name] = .number(Double(text) ?? 0)
      case "t": parameters[name] = .text(text)
      default: parameters[name] = .null
      }
    }
    self.parameters = parameters
  }
}

/// The data package's description as it was read; two are the same if their texts are.
struct PackageDescription: Sendable, ByteCodable {
  /// Nil where the site has no data, or its description cannot be read.
  var package: DataPackage?
  private let text: String

  init(package: DataPackage?, text: String) {
    self.package = package
    self.text = text
  }

  func encode(to writer: inout ByteWriter) { writer.write(text) }

  init(from reader: inout ByteReader) throws {
    text = try reader.string()
    let source = SourceText(path: SitePaths.dataPackage, text: text)
    if case .success(let value) = StructuredValue.parseYAML(source) {
      package = DataPackage.decode(value, path: source.path).package
    }
  }
}

/// A table as it was loaded.
struct TableContents: Sendable, ByteCodable {
  var loaded: LoadedTable

  init(_ loaded: LoadedTable) { self.loaded = loaded }

  func encode(to writer: inout ByteWriter) {
    writer.write(loaded.name)
    writer.write(loaded.table)
  }

  init(from reader: inout ByteReader) throws {
    loaded = LoadedTable(name: try reader.string(), table: try reader.value())
  }
}

/// Rows, or what is wrong with the query; places are relative to the query's text.
struct QueryOutcome: Sendable, ByteCodable {
  /// Nil where the query cannot be answered.
  var table: Table?
  /// What of the rows may be shown but not downloaded.
  var withheld: Withheld
  var diagnostics: [Diagnostic]

  init(table: Table?, withheld: Withheld = Withheld(), diagnostics: [Diagnostic]) {
    self.table = table
    self.withheld = withheld
    self.diagnostics = diagnostics
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(table) { $0.write($1) }
    writer.write(list: withheld.columns) { $0.write($1) }
    writer.write(withheld.isWhole)
    writer.write(list: withheld.reasons) { $0.write($1) }
    writer.write(diagnostics)
  }

  init(from reader: inout ByteReader) throws {
    table = try reader.optional { try $0.value() }
    withheld = Withheld(
      columns: try reader.list { try $0.string() }, isWhole: try reader.boolean(),
      reasons: try reader.list { try $0.string() })
    diagnostics = try reader.values()
  }
}
