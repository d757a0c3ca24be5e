import Basics
import Tables

/// How `data` is written: `data.format` of a spec.
struct DataFormat: Sendable {
  /// `json`, `csv`, `tsv` or `dsv`.
  var type = "json"
  var delimiter: UInt8 = 0x2C
  /// Where the rows are inside the JSON.
  var property: String?
  /// The fields to read as a type, in the order they are named.
  var parses: [(field: String, parse: FieldParse)] = []
  /// `parse: null` switches off every reading, implicit ones too.
  var parsesNothing = false
  /// Fields that are named with null and so are left as they are.
  var unparsed: Set<String> = []

  init() {}

  /// Reads `data.format`; what is wrong is reported.
  init(_ value: StructuredValue, into properties: inout PropertyDecoder) {
    type = value["type"]?.string ?? type
    if type == "tsv" { delimiter = 0x09 }
    if let text = value["delimiter"]?.string, let byte = text.utf8.first { delimiter = byte }
    property = value["property"]?.string
    if let parse = value["parse"] {
      parsesNothing = parse.isNull
      for member in parse.members ?? [] {
        if member.value.isNull {
          unparsed.insert(member.name)
        } else if let text = member.value.string, let parse = FieldParse(text) {
          parses.append((member.name, parse))
        } else {
          properties.report(
            TransformMessages.unknownParse(member.value))
        }
      }
    }
  }

  /// The rows of `data.values`, with `parse` applied.
  func dataset(_ values: StructuredValue, into properties: inout PropertyDecoder) -> Dataset {
    var dataset: Dataset
    if let text = values.string {
      if type == "json" {
        if let data = JSONText.parse(text) {
          dataset = rows(of: data)
        } else {
          properties.report(TransformMessages.unreadableData("JSON", values))
          dataset = .empty
        }
      } else {
        dataset = DelimitedText.dataset(text, delimiter: delimiter)
      }
    } else if case .records(let records) = values.content, property == nil {
      dataset = Dataset(records)
    } else if let elements = values.elements, property == nil {
      dataset = Dataset(values: elements)
    } else {
      dataset = rows(of: Datum(values))
    }
    for (field, parse) in parses { dataset = dataset.parsing(field, as: parse) }
    return dataset
  }

  private func rows(of data: Datum) -> Dataset {
    var data = data
    if let property {
      for step in FieldPath(property).steps { data = data[.string(step)] }
    }
    switch data {
    case .array(let elements): return Dataset(data: elements)
    case .null: return .empty
    default: return Dataset(data: [data])
    }
  }
}
