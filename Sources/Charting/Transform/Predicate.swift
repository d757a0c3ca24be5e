/// A condition on a row, as `filter` and `condition.test` give it.
indirect enum Predicate: Hashable, Sendable {
  case expression(Expression)
  case field(FieldPredicate)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)

  /// The condition over the rows of a dataset.
  func bound(to dataset: Dataset, globals: [String: Datum] = [:]) -> (Row) -> Bool {
    switch self {
    case .expression(let expression):
      let bound = BoundExpression(expression, to: dataset, globals: globals)
      return { bound($0).isTruthy }
    case .field(let predicate): return predicate.bound(to: dataset)
    case .and(let parts):
      let parts = parts.map { $0.bound(to: dataset, globals: globals) }
      return { row in parts.allSatisfy { $0(row) } }
    case .or(let parts):
      let parts = parts.map { $0.bound(to: dataset, globals: globals) }
      return { row in parts.contains { $0(row) } }
    case .not(let part):
      let part = part.bound(to: dataset, globals: globals)
      return { !part($0) }
    }
  }

  /// The fields that must be read as a type before the condition holds as meant: dates for a time
  /// unit or a date, numbers for a number (vega-lite `getImplicitFromFilterTransform`).
  var implicitParses: [(field: String, parse: FieldParse)] {
    switch self {
    case .expression: return []
    case .field(let predicate): return predicate.implicitParse.map { [(predicate.field, $0)] } ?? []
    case .and(let parts), .or(let parts): return parts.flatMap(\.implicitParses)
    case .not(let part): return part.implicitParses
    }
  }
}

/// A condition on one field.
struct FieldPredicate: Hashable, Sendable {
  enum Test: Hashable, Sendable {
    case equal(Datum)
    case less(Datum)
    case lessOrEqual(Datum)
    case greater(Datum)
    case greaterOrEqual(Datum)
    /// Null is no limit.
    case range(Datum, Datum)
    case oneOf([Datum])
    /// Valid is neither null nor NaN, and finite as a number (vega-lite `fieldValidPredicate`).
    case valid(Bool)
  }

  var field: String
  var timeUnit: TimeUnit?
  /// The values of a time unit are dates already, at the start of their unit.
  var test: Test

  fileprivate var implicitParse: FieldParse? {
    if timeUnit != nil { return .date }
    let example: Datum? =
      switch test {
      case .equal(let value), .less(let value), .lessOrEqual(let value), .greater(let value),
        .greaterOrEqual(let value):
        value
      case .range(let low, _): low
      case .oneOf(let values): values.first
      case .valid: nil
      }
    switch example {
    case .date: return .date
    case .number(let number) where number != 0: return .number
    case .string(let text) where !text.isEmpty: return .string
    default: return nil
    }
  }

  func bound(to dataset: Dataset) -> (Row) -> Bool {
    let accessor = dataset.accessor(for: field)
    let read: (Row) -> Datum
    if let timeUnit {
      read = { row in
        guard case .date(let instant) = accessor(row).toDate else { return .number(.nan) }
        return .number(timeUnit.isBinned ? instant : timeUnit.floor(instant))
      }
    } else {
      read = { accessor($0) }
    }
    switch test {
    case .equal(let wanted): return { read($0).isIdentical(to: wanted) }
    case .less(let limit): return { read($0).isLess(than: limit) == true }
    case .lessOrEqual(let limit): return { limit.isLess(than: read($0)) == false }
    case .greater(let limit): return { limit.isLess(than: read($0)) == true }
    case .greaterOrEqual(let limit): return { read($0).isLess(than: limit) == false }
    case .range(let low, let high):
      let bounds = (low, high)
      return { row in
        let value = read(row)
        if !bounds.0.isNull, value.isLess(than: bounds.0) != false { return false }
        return bounds.1.isNull || bounds.1.isLess(than: value) == false
      }
    case .oneOf(let wanted): return { row in wanted.contains { $0.isIdentical(to: read(row)) } }
    case .valid(let wanted):
      return { row in
        let value = read(row)
        return (value.isValid && value.coercedToNumber.isFinite) == wanted
      }
    }
  }
}
