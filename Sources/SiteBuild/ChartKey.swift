import Basics
import Charting
import Incremental
import Tables

/// A chart of a page: its specification and the queries whose results it draws.
struct ChartKey: RuleKey {
  typealias Value = ChartOutcome
  static let rule = "chart"
  static let isStored = true

  let id: String
  let spec: String
  /// What the roles in the specification's texts print.
  let texts: ComputedTexts
  let data: [String: QueryKey]

  init(id: String, spec: String, texts: ComputedTexts, data: [String: QueryKey]) {
    self.id = id
    self.spec = spec
    self.texts = texts
    self.data = data
  }

  private static let separator = "\u{1E}"

  var argument: String {
    var parts = [id, String(texts.printed.count)]
    for (role, text) in texts.printed.sorted(by: { $0.key < $1.key }) { parts += [role, text] }
    for (name, query) in data.sorted(by: { $0.key < $1.key }) {
      parts.append(name)
      parts.append(query.argument)
    }
    parts.append(spec)
    return parts.joined(separator: ChartKey.separator)
  }

  init(argument: String) throws {
    let parts = argument.split(
      separator: "\u{1E}" as Character, omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count >= 3, parts.count.isMultiple(of: 2) == false,
      let count = Int(parts[1]), count >= 0, 2 + 2 * count < parts.count
    else { throw ByteDecodingError() }
    id = parts[0]
    spec = parts[parts.count - 1]
    let pairs = stride(from: 2, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) }
    texts = ComputedTexts(
      Dictionary(pairs.prefix(count), uniquingKeysWith: { first, _ in first }))
    var data: [String: QueryKey] = [:]
    for (name, query) in pairs.dropFirst(count) { data[name] = try QueryKey(argument: query) }
    self.data = data
  }

  /// The names of the results that a specification draws, with their places in it.
  static func dataNames(in spec: StructuredValue) -> [(name: String, range: SourceRange)] {
    var names: [(name: String, range: SourceRange)] = []
    func visit(_ value: StructuredValue) {
      for member in value.members ?? [] {
        if member.name == "data", let name = member.value["name"],
          let text = name.string, member.value["values"] == nil
        {
          if !names.contains(where: { $0.name == text }) { names.append((text, name.range)) }
        } else if member.name != "datasets", member.name != "usermeta" {
          visit(member.value)
        }
      }
      for element in value.elements ?? [] { visit(element) }
    }
    visit(spec)
    return names
  }
}

/// A chart as it was drawn, or what is wrong with it; places are relative to its block.
struct ChartOutcome: Sendable, ByteCodable {
  var svg: String?
  /// The picture as a file of its own, with its XML declaration.
  var file = ""
  var title = ""
  var subtitle: String?
  var note: String?
  var sources: [String] = []
  var isIllustrative = false
  var data = Table(columns: [], rows: [])
  var diagnostics: [Diagnostic] = []

  init() {}

  func encode(to writer: inout ByteWriter) {
    writer.write(svg)
    writer.write(file)
    writer.write(title)
    writer.write(subtitle)
    writer.write(note)
    writer.write(list: sources) { $0.write($1) }
    writer.write(isIllustrative)
    writer.write(data)
    writer.write(diagnostics)
  }

  init(from reader: inout ByteReader) throws {
    svg = try reader.optionalString()
    file = try reader.string()
    title = try reader.string()
    subtitle = try reader.optionalString()
    note = try reader.optionalString()
    sources = try reader.list { try $0.string() }
    isIllustrative = try reader.boolean()
    data = try reader.value()
    diagnostics = try reader.values()
  }
}
