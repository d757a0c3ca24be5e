import Basics
import Tables

/// Finds each view's rows: its own data or its parent's, then its transforms.
final class DataFlow {
  let tables: [String: Table]
  let datasets: [String: StructuredValue]
  let diagnostics: DiagnosticCollector
  /// Whether expressions may only read fields that the rows have, as in a page.
  let isStrict: Bool
  private var named: [String: Dataset] = [:]
  /// More rows than this are refused, written into a spec or made by it.
  static let maximumRows = 2_000_000

  init(
    tables: [String: Table], datasets: [String: StructuredValue],
    diagnostics: DiagnosticCollector, isStrict: Bool = false
  ) {
    self.tables = tables
    self.datasets = datasets
    self.diagnostics = diagnostics
    self.isStrict = isStrict
  }

  /// The rows of a data source, with the fields read as its format says.
  func source(_ definition: DataDefinition) -> Dataset? {
    var data: Dataset
    switch definition.source {
    case .empty: return .empty
    case .url: return nil
    case .named(let name):
      if let found = named[name] {
        data = found
      } else if let table = tables[name] {
        data = Dataset(table)
        named[name] = data
      } else if let values = datasets[name] {
        data = inline(values, definition.format)
        named[name] = data
      } else {
        let known = Set(tables.keys).union(datasets.keys).union(named.keys).sorted()
        diagnostics.add(ChartMessage.unknownData(name, known: known, at: definition.range))
        return nil
      }
    case .values(let values):
      data = inline(values, definition.format)
    case .sequence(let start, let stop, let step, let name):
      guard step != 0, step.isFinite, start.isFinite, stop.isFinite,
        (stop - start) / step < Double(Self.maximumRows)
      else {
        diagnostics.add(
          ChartMessage.tooLarge("rows", limit: Self.maximumRows, at: definition.range))
        return nil
      }
      let count = Int(((stop - start) / step).rounded(.up), within: 0...Self.maximumRows)
      data = Dataset(
        fields: [name], columns: [(0..<count).map { .number(start + Double($0) * step) }],
        count: count)
    }
    if data.rows.count > Self.maximumRows {
      diagnostics.add(ChartMessage.tooLarge("rows", limit: Self.maximumRows, at: definition.range))
      return nil
    }
    for member in definition.format["parse"]?.members ?? [] {
      if let word = member.value.string, let parse = FieldParse(word) {
        data = data.parsing(member.name, as: parse)
      }
    }
    if let name = definition.name { named[name] = data }
    return data
  }

  private func inline(_ values: StructuredValue, _ format: Properties) -> Dataset {
    switch values.content {
    case .string(let text):
      switch format.string("type") {
      case "tsv": return DelimitedText.dataset(text, delimiter: UInt8(ascii: "\t")).inferringTypes
      case "dsv":
        let delimiter = format.string("delimiter")?.utf8.first ?? UInt8(ascii: ",")
        return DelimitedText.dataset(text, delimiter: delimiter).inferringTypes
      case "json", nil:
        if let datum = JSONText.parse(text) { return rows(of: datum, format) }
        return DelimitedText.dataset(text, delimiter: UInt8(ascii: ",")).inferringTypes
      default:
        return DelimitedText.dataset(text, delimiter: UInt8(ascii: ",")).inferringTypes
      }
    case .array(let elements): return Dataset(values: elements)
    case .records(let records): return Dataset(records)
    case .object:
      if format.string("property") != nil { return rows(of: Datum(values), format) }
      return Dataset(values: [values])
    default: return Dataset(values: [values])
    }
  }

  private func rows(of datum: Datum, _ format: Properties) -> Dataset {
    var value = datum
    if let path = format.string("property") {
      for step in FieldPath(path).steps { value = value[.string(step)] }
    }
    return Dataset(data: value.elements ?? [value])
  }
}

extension Dataset {
  /// Columns of delimited text that hold only numbers, booleans or ISO dates, read as such.
  fileprivate var inferringTypes: Dataset {
    var result = self
    for field in fields {
      let values = values(of: field)
      var isNumber = true
      var isBoolean = true
      var isDate = true
      var isEmpty = true
      for value in values {
        guard case .string(let text) = value, !text.isEmpty else { continue }
        isEmpty = false
        if isBoolean, text != "true", text != "false" { isBoolean = false }
        if isNumber, NumberText.parse(text).isNaN { isNumber = false }
        if isDate, DateText.parse(text).isNaN || !text.contains("-") { isDate = false }
        if !isBoolean, !isNumber, !isDate { break }
      }
      let parse: FieldParse? =
        isEmpty ? nil : isBoolean ? .boolean : isNumber ? .number : isDate ? .date : nil
      result.setColumn(
        field, to: values.map { parse?($0) ?? ($0 == .string("") ? .null : $0) })
    }
    return result
  }
}
