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

  var words: String { "\(id) \(spec)" }

  func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(spec)
    writer.write(list: texts.printed.sorted { $0.key.precedesInBytes($1.key) }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    writer.write(list: data.sorted { $0.key.precedesInBytes($1.key) }) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  init(from reader: inout ByteReader) throws {
    let (id, spec) = (try reader.string(), try reader.string())
    let printed = try reader.list { (try $0.string(), try $0.string()) }
    let data = try reader.list { (try $0.string(), try $0.value(QueryKey.self)) }
    self.init(
      id: id, spec: spec,
      texts: ComputedTexts(Dictionary(printed, uniquingKeysWith: { first, _ in first })),
      data: Dictionary(data, uniquingKeysWith: { first, _ in first }))
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
  /// What stands in place of the picture where there are no rows.
  var emptyText: String?
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
    writer.write(emptyText)
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
    emptyText = try reader.optionalString()
    title = try reader.string()
    subtitle = try reader.optionalString()
    note = try reader.optionalString()
    sources = try reader.list { try $0.string() }
    isIllustrative = try reader.boolean()
    data = try reader.value()
    diagnostics = try reader.values()
  }
}

/// What a chart's block prints where there are no rows: `empty:`, beside the specification's own
/// members.
struct EmptyWords {
  private(set) var spec: StructuredValue
  private(set) var diagnostics: [Diagnostic] = []

  init(_ spec: StructuredValue) { self.spec = spec }

  /// Takes the words out of the specification, which has no such member in Vega-Lite.
  mutating func take() -> String? {
    guard let members = spec.members, let member = members.last(where: { $0.name == "empty" })
    else { return nil }
    spec.content = .object(members.filter { $0.name != "empty" })
    if let text = member.value.string, text.contains(where: { !$0.isWhitespace }) { return text }
    var diagnostic = BuildMessages.emptyWithoutWords()
    diagnostic.range = member.value.range
    diagnostics.append(diagnostic)
    return nil
  }
}
