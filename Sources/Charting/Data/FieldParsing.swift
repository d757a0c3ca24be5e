/// How a field's values are read before they are used, as `data.format.parse` names it.
enum FieldParse: Hashable, Sendable {
  case number, boolean, string, date
  /// A date written by a d3 specifier: `date:'%d %b %Y'` or `utc:'...'`.
  case datePattern(TimeParse)

  /// Nil where Vega knows no such parse.
  init?(_ text: String) {
    switch text {
    case "number", "integer": self = .number
    case "boolean": self = .boolean
    case "string": self = .string
    case "date": self = .date
    default:
      guard text.hasPrefix("date:") || text.hasPrefix("utc:"), let colon = text.firstIndex(of: ":")
      else { return nil }
      var pattern = text[text.index(after: colon)...]
      if pattern.count >= 2, let first = pattern.first, first == pattern.last,
        first == "'" || first == "\""
      {
        pattern = pattern.dropFirst().dropLast()
      }
      self = .datePattern(TimeParse(String(pattern)))
    }
  }

  func callAsFunction(_ value: Datum) -> Datum {
    switch self {
    case .number: return value.toNumber
    case .boolean: return value.toBoolean
    case .string: return value.toText
    case .date: return value.toDate
    case .datePattern(let parse):
      if value.isNull { return .null }
      if case .date = value { return value }
      return parse(value.coercedToString).map(Datum.date) ?? .null
    }
  }
}

extension Dataset {
  /// The same rows with a field read as a type; a nested field becomes a column of its own name.
  func parsing(_ field: String, as parse: FieldParse) -> Dataset {
    let read = accessor(for: field)
    guard let column = read.column else { return self }
    var parsed = self
    parsed.setColumn(
      read.inner.isEmpty ? fields[column] : FieldPath(field).flattenedName,
      to: rows.map { parse(read($0)) })
    return parsed
  }
}
