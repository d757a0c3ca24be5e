import Basics
import Tables

/// Reads where a view's rows come from.
struct DataDecoder {
  let diagnostics: DiagnosticCollector

  private static let known: Set<String> = [
    "name", "values", "url", "format", "sequence", "sphere", "graticule",
  ]

  func data(_ value: StructuredValue) -> DataDefinition? {
    if value.isNull {
      return DataDefinition(source: .empty, name: nil, format: .empty, range: value.range)
    }
    guard let properties = Properties(value) else {
      diagnostics.add(
        ChartMessage.dataOfWrongKind(value))
      return nil
    }
    diagnostics.check(properties, against: Self.known, of: "data source")
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
    } else if let map = properties["sphere"] ?? properties["graticule"] {
      diagnostics.add(ChartMessage.geographic("sphere", at: map.range))
      return nil
    } else if let name {
      source = .named(name)
    } else {
      diagnostics.add(ChartMessage.missing("name", in: "data source", at: value.range))
      source = .empty
    }
    let format = properties.properties("format") ?? .empty
    if format.string("type") == "topojson" || format.has("feature") || format.has("mesh") {
      diagnostics.add(
        ChartMessage.geographic("topojson", at: properties["format"]?.range ?? value.range))
    }
    return DataDefinition(source: source, name: name, format: format, range: value.range)
  }
}
