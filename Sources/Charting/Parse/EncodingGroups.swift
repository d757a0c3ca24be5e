/// A value computed from a group's rows.
struct Measure {
  var name: String
  var operation: String
  var field: String?
  /// The field whose least or greatest value picks the row, for argmin and argmax.
  var by: String?
}

/// Rows gathered into groups, in the order in which groups first appear.
enum EncodingGroups {
  static func groups(_ data: Dataset, by fields: [String]) -> [(key: [Datum], rows: [Int])] {
    let readers = fields.map { data.accessor(for: $0) }
    var places: [[Datum]: Int] = [:]
    var groups: [(key: [Datum], rows: [Int])] = []
    if readers.isEmpty {
      return data.rows.isEmpty ? [] : [([], Array(data.rows.indices))]
    }
    for (index, row) in data.rows.enumerated() {
      let key = readers.map { $0(row) }
      if let place = places[key] {
        groups[place].rows.append(index)
      } else {
        places[key] = groups.count
        groups.append((key, [index]))
      }
    }
    return groups
  }

  static func aggregate(
    _ data: Dataset, dimensions: [String], measures: [Measure]
  ) -> Dataset {
    let readers = measures.map { measure in
      (
        field: measure.field.map { data.accessor(for: $0) },
        by: measure.by.map { data.accessor(for: $0) }
      )
    }
    var rows: [[Datum]] = []
    var groups = groups(data, by: dimensions)
    if groups.isEmpty, dimensions.isEmpty { groups = [([], [])] }
    rows.reserveCapacity(groups.count)
    for (key, members) in groups {
      var row = key
      for (measure, reader) in zip(measures, readers) {
        row.append(value(measure, reader.field, reader.by, members, data))
      }
      rows.append(row)
    }
    return Dataset(fields: dimensions + measures.map(\.name), rows: rows)
  }

  private static func value(
    _ measure: Measure, _ field: FieldAccessor?, _ by: FieldAccessor?, _ members: [Int],
    _ data: Dataset
  ) -> Datum {
    if measure.operation == "count", measure.by == nil {
      return .number(Double(members.count))
    }
    guard let field else { return .null }
    if let by {
      var best: (Double, Int)?
      for member in members {
        let value = by(data.rows[member])
        guard value.isValid else { continue }
        let number = measure.operation == "argmin" ? value.measure : -value.measure
        if best.map({ number < $0.0 }) ?? true { best = (number, member) }
      }
      return best.map { field(data.rows[$0.1]) } ?? .null
    }
    return AggregateValue.of(measure.operation, members.map { field(data.rows[$0]) })
  }
}

/// Aggregates of lists of values.
enum AggregateValue {
  static func of(_ operation: String, _ values: [Datum]) -> Datum {
    let valid = values.filter { value in
      if case .string("") = value { return false }
      return value.isValid
    }
    switch operation {
    case "count": return .number(Double(values.count))
    case "valid": return .number(Double(valid.count))
    case "missing": return .number(Double(values.count - valid.count))
    case "distinct": return .number(Double(Set(values).count))
    case "values": return .array(values)
    case "min", "max":
      let sign = operation == "min" ? 1 : -1
      var best: Datum?
      for value in valid {
        if let current = best {
          if value.ascendingOrder(current) * sign < 0 { best = value }
        } else {
          best = value
        }
      }
      guard let best else { return .null }
      if case .date = best { return best }
      return .number(best.measure)
    default: break
    }
    let numbers = valid.map(\.measure).filter { !$0.isNaN }
    func wrap(_ number: Double?) -> Datum { number.map(Datum.number) ?? .null }
    switch operation {
    case "sum": return .number(Statistics.sum(numbers))
    case "mean", "average": return wrap(Statistics.mean(numbers))
    case "product": return numbers.isEmpty ? .null : .number(numbers.reduce(1, *))
    case "median": return wrap(Statistics.quantile(numbers, 0.5))
    case "q1": return wrap(Statistics.quantile(numbers, 0.25))
    case "q3": return wrap(Statistics.quantile(numbers, 0.75))
    case "variance": return wrap(Statistics.variance(numbers))
    case "variancep": return wrap(Statistics.populationVariance(numbers))
    case "stdev": return wrap(Statistics.standardDeviation(numbers))
    case "stdevp": return wrap(Statistics.populationVariance(numbers).map { $0.squareRoot() })
    case "stderr": return wrap(Statistics.standardError(numbers))
    case "ci0": return wrap(Statistics.bootstrapInterval(numbers)?.0)
    case "ci1": return wrap(Statistics.bootstrapInterval(numbers)?.1)
    default: return .null
    }
  }
}
