import Basics
import Tables

/// Reads a mark: its type and its properties.
struct MarkDecoder {
  let diagnostics: DiagnosticCollector

  func mark(_ value: StructuredValue) -> MarkDefinition? {
    let name = value.string != nil ? value : value["type"]
    guard let name, let type = name.string.flatMap(MarkType.init) else { return nil }
    switch type {
    case .geoshape:
      diagnostics.add(ChartMessage.geographic(type.rawValue, at: name.range))
      return nil
    case .image:
      diagnostics.add(ChartMessage.unsupported("the mark 'image'", at: name.range))
      return nil
    default: break
    }
    return MarkDefinition(type: type, properties: Properties(value) ?? .empty, range: value.range)
  }
}
