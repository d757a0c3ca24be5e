package import Database
import Tables

/// Functions that queries may call on figures with qualifiers and units.
package enum LedgerFunctions {
  package static let all: [SQLFunction] = [
    .scalar(
      "interval_low", arity: 3,
      summary: "interval_low(value, qualifier, unit): the least that the figure allows"
    ) { try end(of: $0) { $0.low } },
    .scalar(
      "interval_high", arity: 3,
      summary: "interval_high(value, qualifier, unit): the most that the figure allows, NULL if "
        + "nothing limits it"
    ) { try end(of: $0) { $0.high } },
    .aggregate(
      "sum_qualifier", arity: 1,
      summary: "sum_qualifier(qualifier): the qualifier of the sum of the rows' figures"
    ) { rows in
      let qualifiers = try rows.compactMap { try $0.first.flatMap { try qualifier($0) } }
      guard let first = qualifiers.first else { return .null }
      return .text(qualifiers.dropFirst().reduce(first) { .joined($0, $1) }.rawValue)
    },
    .aggregate(
      "one_unit", arity: 1,
      summary: "one_unit(unit): the unit of all rows; an error where they have several"
    ) { rows in try one(rows.compactMap(\.first)) },
    .aggregate(
      "sum_of", arity: 2,
      summary: "sum_of(value, unit): the sum of figures in one unit; an error where there are "
        + "several"
    ) { rows in
      let terms = rows.filter { $0[0] != .null }
      guard !terms.isEmpty else { return .null }
      _ = try one(terms.map { $0[1] })
      let values = try terms.map { row -> Double in
        guard let value = row[0].numeric else { throw notNumber(row[0]) }
        return value
      }
      return .number(clean(values.reduce(0, +)))
    },
  ]

  private static func end(
    of arguments: [Value], _ body: (Interval) -> Double
  ) throws -> Value {
    guard arguments[0] != .null else { return .null }
    guard let value = arguments[0].numeric else { throw notNumber(arguments[0]) }
    var unit: String?
    if case .text(let text) = arguments[2] { unit = text }
    let quantity = Quantity(
      value, qualifier: try qualifier(arguments[1]) ?? .exact, unit: unit)
    let end = body(quantity.interval)
    return end.isFinite ? .number(clean(end)) : .null
  }

  private static func qualifier(_ value: Value) throws -> Qualifier? {
    guard case .text(let text) = value else { return nil }
    if let qualifier = Qualifier(rawValue: text) { return qualifier }
    let known = Qualifier.allCases.map(\.rawValue).sorted().joined(separator: ", ")
    throw SQLFunctionError("'\(text)' is no qualifier: known are \(known)")
  }

  private static func one(_ values: [Value]) throws -> Value {
    var units: [String] = []
    for case .text(let unit) in values where !units.contains(unit) { units.append(unit) }
    guard units.count < 2 else {
      throw SQLFunctionError(
        "figures in different units are not added: \(LedgerMessages.list(units))")
    }
    return units.first.map { .text($0) } ?? .null
  }

  private static func notNumber(_ value: Value) -> SQLFunctionError {
    SQLFunctionError("'\(value.machineText)' is not a number")
  }
}
