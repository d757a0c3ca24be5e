@testable import Charting

/// Values that a kind of the grammar takes, as JSON: enough of them that one is no default.
enum SampleValues {
  /// Properties whose values have to mean something.
  private static let byName: [String: [String]] = [
    "format": [#"".3f""#, #""%Y/%m""#, #"{"year":"%y!"}"#],
    "formatType": [#""time""#, #""number""#],
    "labelExpr": [#""'z' + datum.label""#],
    "values": ["[1, 2]", #"["u"]"#], "style": [#""mine""#],
    "font": [#""serif""#], "labelFont": [#""serif""#], "titleFont": [#""serif""#],
    "subtitleFont": [#""serif""#], "fontStyle": [#""italic""#],
    "labelFontStyle": [#""italic""#], "titleFontStyle": [#""italic""#],
    "subtitleFontStyle": [#""italic""#], "symbolType": [#""diamond""#],
    "shape": [#""diamond""#], "href": [#""https://example.org/""#],
    "lineBreak": [#"" ""#], "ellipsis": [#""~""#], "timeFormat": [#""%Y!""#],
    "numberFormat": [#"".3f""#], "normalizedNumberFormat": [#"".3f""#],
    "domain": ["[1, 9]", #"["v", "u"]"#, "false"],
    "range": ["[10, 90]", ##"["#111111", "#eeeeee"]"##],
    "scheme": [#""viridis""#], "bins": ["[0, 5, 10]"], "type": [#""log""#, #""symbol""#],
    "symbol": [#"["diamond", "square"]"#],
  ]

  static func of(_ property: Property) -> [String] {
    byName[property.name] ?? of(property.kind)
  }

  static func of(_ kind: ValueKind, depth: Int = 0) -> [String] {
    switch kind {
    case .boolean: ["true", "false"]
    case .number(let low, let high):
      [7.0, 0.3, 33, 150, 1, 0, -12].filter { $0 >= low && $0 <= high }.map { "\($0)" }
    case .oneOf(let numbers): numbers.map { "\($0)" }
    case .text: [#""abc""#, #""a""#]
    case .character: [#"";""#]
    case .color: [##""#123456""##]
    case .word(let words): words.prefix(20).map { "\"\($0)\"" }
    case .list(let kind, let least, _):
      of(kind, depth: depth + 1).prefix(2).map { value in
        "[" + Array(repeating: value, count: max(least, 2)).joined(separator: ", ") + "]"
      }
    case .object(let table): depth > 1 ? [] : objects(table(), depth)
    case .either(let kinds): kinds.flatMap { of($0, depth: depth) }
    default: []
    }
  }

  /// An object with what it needs, and with each thing more that it may say.
  private static func objects(_ table: PropertyTable, _ depth: Int) -> [String] {
    func member(_ property: Property) -> String? {
      (byName[property.name] ?? of(property.kind, depth: depth + 1)).first.map {
        "\"\(property.name)\": \($0)"
      }
    }
    let needed = table.required.compactMap { table[$0].flatMap(member) }
    let more = table.properties.filter { $0.use == .drawn && !table.required.contains($0.name) }
    let objects = more.prefix(12).compactMap { property in
      member(property).map { "{" + (needed + [$0]).joined(separator: ", ") + "}" }
    }
    return ["{" + needed.joined(separator: ", ") + "}"] + objects
  }
}
