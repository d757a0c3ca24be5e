import Basics
import Tables

/// Reads a mark: its type and its properties.
struct MarkDecoder {
  let diagnostics: DiagnosticCollector

  func mark(_ value: StructuredValue) -> MarkDefinition? {
    let properties: Properties
    let name: StructuredValue?
    if value.string != nil {
      properties = .empty
      name = value
    } else if let written = Properties(value) {
      properties = written
      name = written["type"]
      diagnostics.check(written, against: GrammarProperties.mark, of: "mark")
    } else {
      diagnostics.add(
        ChartMessage.wrongKind(
          "mark", expected: "a string or an object", found: value.kindDescription,
          at: value.range))
      return nil
    }
    guard let name, let word = name.string else {
      diagnostics.add(ChartMessage.missing("type", in: "mark", at: value.range))
      return nil
    }
    guard let type = MarkType(rawValue: word) else {
      diagnostics.add(
        ChartMessage.wrongWord(
          word, for: "mark", allowed: MarkType.allCases.map(\.rawValue), at: name.range))
      return nil
    }
    switch type {
    case .geoshape:
      diagnostics.add(ChartMessage.geographic(word, at: name.range))
      return nil
    case .image:
      diagnostics.add(ChartMessage.unsupported("the mark 'image'", at: name.range))
      return nil
    default: break
    }
    return MarkDefinition(type: type, properties: properties, range: value.range)
  }
}
