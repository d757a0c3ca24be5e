/// A value in a row of chart data, as Vega's expressions see it.
///
/// What JavaScript calls undefined is `null` here: a row that lacks a field has null there.
enum Datum: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  /// Milliseconds since 1970-01-01 00:00 UTC; NaN where a text was no date.
  case date(Double)
  case array([Datum])
  case object([String: Datum])
}

extension Datum: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral
{
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral elements: Datum...) { self = .array(elements) }
}

extension Datum {
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Vega's `isValid`: neither null nor NaN.
  var isValid: Bool {
    switch self {
    case .null: false
    case .number(let number), .date(let number): !number.isNaN
    case .boolean, .string, .array, .object: true
    }
  }

  /// The number of a number or the milliseconds of a date, and nil for all else, NaN included.
  var finiteNumber: Double? {
    switch self {
    case .number(let number), .date(let number): number.isFinite ? number : nil
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var elements: [Datum]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A member of an object, an element of an array or a character of a text, or null.
  subscript(key: Datum) -> Datum {
    switch self {
    case .object(let members): return members[key.coercedToString] ?? .null
    case .array(let elements):
      if case .string("length") = key { return .number(Double(elements.count)) }
      let index = key.coercedToNumber
      guard index >= 0, index < Double(elements.count), index == index.rounded(.down) else {
        return .null
      }
      return elements[Int(index)]
    case .string(let text):
      if case .string("length") = key { return .number(Double(text.utf16.count)) }
      let index = key.coercedToNumber
      guard index >= 0, index < Double(text.utf16.count), index == index.rounded(.down) else {
        return .null
      }
      let units = text.utf16
      let start = units.index(units.startIndex, offsetBy: Int(index))
      return .string(String(decoding: units[start...start], as: UTF16.self))
    case .null, .boolean, .number, .date: return .null
    }
  }
}
