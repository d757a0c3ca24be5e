/// Aggregates of a group's values, as sort orders need them.
enum SortMeasure {
  static func of(_ values: [Datum], _ operation: String) -> Datum {
    switch operation {
    case "count": return .number(Double(values.count))
    case "min":
      return values.filter(\.isValid).min { $0.ascendingOrder($1) < 0 } ?? .null
    case "max":
      return values.filter(\.isValid).max { $0.ascendingOrder($1) < 0 } ?? .null
    default: return AggregateValue.of(operation, values)
    }
  }
}
