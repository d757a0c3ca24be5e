import Basics
import Tables

/// Reads where a view's rows come from.
struct DataDecoder {
  let diagnostics: DiagnosticCollector

  func data(_ value: StructuredValue) -> DataDefinition? {
    if value.isNull {
      return DataDefinition(source: .empty, name: nil, format: .empty, range: value.range)
    }
    guard let properties = Properties(value) else { return nil }
    let name = properties.string("name")
    var source: DataDefinition.Source
    if let values = properties["values"] {
      source = .values(values)
    } else if let sequence = properties.properties("sequence") {
      source = .sequence(
        start: sequence.number("start") ?? 0, stop: sequence.number("stop") ?? 0,
        step: sequence.number("step") ?? 1, name: sequence.string("as") ?? "data")
    } else if let url = properties["url"] {
      diagnostics.add(ChartMessage.dataFromElsewhere(at: url.range))
      source = .url
    } else if let name {
      source = .named(name)
    } else {
      return nil
    }
    let format = properties.properties("format") ?? .empty
    if format.string("type") == "topojson" {
      diagnostics.add(
        ChartMessage.geographic("topojson", at: properties["format"]?.range ?? value.range))
    }
    for member in format["parse"]?.members ?? [] {
      guard let word = member.value.string, FieldParse(word) == nil else { continue }
      diagnostics.add(TransformMessages.unknownParse(member.value))
    }
    return DataDefinition(source: source, name: name, format: format, range: value.range)
  }
}
