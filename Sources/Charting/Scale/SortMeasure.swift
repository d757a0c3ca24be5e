/// Aggregates of a group's values, as sort orders need them.
enum SortMeasure {
  static func of(_ values: [Datum], _ operation: String) -> Datum {
    guard let op = AggregateOp(rawValue: operation) else { return .null }
    var accumulator = Accumulator(for: [op])
    for value in values { accumulator.add(value, row: 0) }
    return accumulator.result(op, of: .empty)
  }
}
