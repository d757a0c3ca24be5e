import Basics
import Tables

/// Reads predicates: expressions, conditions on fields, and `and`, `or`, `not` of these.
struct PredicateDecoder {
  private static let maximumDepth = 64

  /// The predicate, or nil with what is wrong reported. `field` stands in where none is named.
  func decode(
    _ value: StructuredValue, field: String? = nil, depth: Int = 0,
    into properties: inout PropertyDecoder
  ) -> Predicate? {
    if value.string != nil {
      return properties.expression(value).map(Predicate.expression)
    }
    guard value.members != nil, depth < PredicateDecoder.maximumDepth else { return nil }
    func decodeAll(_ list: StructuredValue) -> [Predicate]? {
      guard let elements = list.elements else { return nil }
      let parts = elements.map {
        decode($0, field: field, depth: depth + 1, into: &properties)
      }
      return parts.contains { $0 == nil } ? nil : parts.compactMap { $0 }
    }
    if let list = value["and"] { return decodeAll(list).map(Predicate.and) }
    if let list = value["or"] { return decodeAll(list).map(Predicate.or) }
    if let part = value["not"] {
      return decode(part, field: field, depth: depth + 1, into: &properties).map(Predicate.not)
    }
    return decodeField(value, field: field, into: &properties)
  }

  private func decodeField(
    _ value: StructuredValue, field standard: String?, into properties: inout PropertyDecoder
  ) -> Predicate? {
    var unit: TimeUnit?
    if let given = value["timeUnit"] {
      unit = properties.timeUnit(given)
      if unit == nil { return nil }
    }
    guard let field = value["field"]?.string ?? standard else { return nil }
    func one(_ name: String) -> Datum? {
      value[name].map { datum($0, unit: unit, into: &properties) }
    }
    var test: FieldPredicate.Test?
    if let wanted = one("equal") {
      test = .equal(wanted)
    } else if let limit = one("lt") {
      test = .less(limit)
    } else if let limit = one("lte") {
      test = .lessOrEqual(limit)
    } else if let limit = one("gt") {
      test = .greater(limit)
    } else if let limit = one("gte") {
      test = .greaterOrEqual(limit)
    } else if let range = value["range"] {
      guard let ends = range.elements, ends.count == 2 else { return nil }
      test = .range(
        datum(ends[0], unit: unit, into: &properties), datum(ends[1], unit: unit, into: &properties)
      )
    } else if let list = value["oneOf"] {
      guard let elements = list.elements else { return nil }
      test = .oneOf(elements.map { datum($0, unit: unit, into: &properties) })
    } else if let wanted = value["valid"]?.boolean {
      test = .valid(wanted)
    }
    guard let test else { return nil }
    return .field(FieldPredicate(field: field, timeUnit: unit, test: test))
  }

  /// A value to compare with; under a time unit a plain number or text is that part of a date.
  private func datum(
    _ value: StructuredValue, unit: TimeUnit?, into properties: inout PropertyDecoder
  ) -> Datum {
    if value.members != nil {
      if let expression = value["expr"] {
        return properties.expression(expression)?.value() ?? .null
      }
      return .date(DateTimeDecoder.instant(value, into: &properties))
    }
    guard let unit, !value.isNull else { return Datum(value) }
    if unit.parts.count == 1, let part = unit.parts.first {
      return .date(DateTimeDecoder.instant([(part.rawValue, value)], into: &properties))
    }
    return Datum(value).toDate
  }
}

/// Reads Vega-Lite's date objects: `{year: 2006, month: "jan", date: 1}`.
enum DateTimeDecoder {
  static func isDateTime(_ value: StructuredValue) -> Bool {
    value.members?.contains { TimeUnitPart(rawValue: $0.name) != nil } ?? false
  }

  /// The instant in milliseconds; months and quarters count from 1, the year is 2012 by default.
  static func instant(_ value: StructuredValue, into properties: inout PropertyDecoder) -> Double {
    instant((value.members ?? []).map { ($0.name, $0.value) }, into: &properties)
  }

  static func instant(
    _ parts: [(name: String, value: StructuredValue)], into properties: inout PropertyDecoder
  ) -> Double {
    var year = TimeUnit.referenceYear
    var month: Int?
    var quarter: Int?
    var date: Int?
    var day: Int?
    var clock = [0, 0, 0, 0]
    for (name, value) in parts {
      if name == "utc" { continue }
      guard let part = TimeUnitPart(rawValue: name), let number = number(value, of: part) else {
        properties.report(TransformMessages.badDateTime(name, value))
        continue
      }
      switch part {
      case .year: year = number
      case .quarter: quarter = number - 1
      case .month: month = number - 1
      case .date, .dayofyear: date = number
      case .week: date = (number - 1) * 7 + 1
      case .day: day = number % 7
      case .hours: clock[0] = number
      case .minutes: clock[1] = number
      case .seconds: clock[2] = number
      case .milliseconds: clock[3] = number
      }
    }
    return CivilTime.instant(
      year: year, month: month ?? quarter.map { $0 * 3 } ?? 0, day: date ?? day.map { $0 + 1 } ?? 1,
      hours: clock[0], minutes: clock[1], seconds: clock[2], milliseconds: clock[3])
  }

  private static func number(_ value: StructuredValue, of part: TimeUnitPart) -> Int? {
    if let text = value.string {
      let names =
        part == .month ? TimeFormat.months : (part == .day ? TimeFormat.weekdays : [])
      let head = text.lowercased().prefix(3)
      if let index = names.firstIndex(where: { $0.lowercased().hasPrefix(head) && head.count == 3 })
      {
        return part == .month ? index + 1 : index
      }
    }
    let number = value.number ?? value.string.map(NumberText.parse) ?? .nan
    return abs(number) < 1e9 ? Int(number.rounded(.down)) : nil
  }
}
