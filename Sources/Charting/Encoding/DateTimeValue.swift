import Tables

/// Dates as specs write them: text, milliseconds, or {year: 2012, month: "jan"}.
enum DateTimeValue {
  static func datum(_ value: StructuredValue, timeUnit: TimeUnitReference?) -> Datum {
    switch value.content {
    case .object(let members):
      let properties = Properties(members)
      if let expression = ConstantExpression.datum(value) { return expression }
      return .date(instant(properties))
    case .number(let number):
      guard let unit = timeUnit?.unit else { return .date(number) }
      if unit == "year" || unit == "month" || unit == "quarter" || unit == "day"
        || unit == "hours" || unit == "date" || unit == "minutes", number < 100_000
      {
        let member = StructuredValue.Member(
          name: unit, nameRange: value.range, value: value)
        return .date(instant(Properties([member])))
      }
      return .date(number)
    case .string(let text):
      if let unit = timeUnit?.unit, unit == "month" || unit == "day" || unit == "quarter",
        let index = named(text, unit)
      {
        let member = StructuredValue.Member(
          name: unit, nameRange: value.range, value: .made(Double(index)))
        return .date(instant(Properties([member])))
      }
      return Datum.string(text).toDate
    default: return Datum(value)
    }
  }

  private static func named(_ text: String, _ unit: String) -> Int? {
    let lowered = text.lowercased()
    switch unit {
    case "month":
      return TimeFormat.months.firstIndex { matches(lowered, $0.lowercased()) }.map { $0 + 1 }
    case "day":
      return TimeFormat.weekdays.firstIndex { matches(lowered, $0.lowercased()) }.map {
        $0 == 0 ? 7 : $0
      }
    default: return lowered.hasPrefix("q") ? Int(lowered.dropFirst()) : nil
    }
  }

  private static func matches(_ text: String, _ name: String) -> Bool {
    text == name || text.count >= 3 && name.hasPrefix(text)
  }

  /// The instant of a date's parts; what is not said is the first of its kind.
  private static func instant(_ properties: Properties) -> Double {
    func number(_ name: String) -> Int? {
      properties.number(name).flatMap { $0.isFinite && abs($0) < 1e9 ? Int($0) : nil }
    }
    var year = number("year") ?? TimeUnit.referenceYear
    var month = 0
    var day = 1
    if let value = properties["month"] {
      if let index = value.number { month = Int(max(-1000, min(1000, index))) - 1 }
      if let text = value.string, let index = named(text, "month") { month = index - 1 }
    } else if let value = properties["quarter"] {
      if let index = value.number { month = (Int(max(-1000, min(1000, index))) - 1) * 3 }
      if let text = value.string, let index = named(text, "quarter") { month = (index - 1) * 3 }
    }
    if let date = number("date") {
      day = date
    } else if let value = properties["day"] {
      // A weekday of the first week; 2006 begins on a Sunday.
      if properties["year"] == nil { year = 2006 }
      var index = value.number.map { Int(max(-1000, min(1000, $0))) }
      if let text = value.string { index = named(text, "day") }
      day = (index ?? 0) % 7 + 1
      if properties["year"] == nil {
        let shift = TimeUnit("day")
        let instant = CivilTime.instant(year: 2006, month: 0, day: day)
        return shift?.floor(instant) ?? instant
      }
    }
    return CivilTime.instant(
      year: year, month: month, day: day, hours: number("hours") ?? 0,
      minutes: number("minutes") ?? 0, seconds: number("seconds") ?? 0,
      milliseconds: number("milliseconds") ?? 0)
  }
}
