/// A part of a date that a time unit keeps, in the order of Vega.
enum TimeUnitPart: String, Hashable, Sendable, CaseIterable {
  case year, quarter, month, week, date, day, dayofyear
  case hours, minutes, seconds, milliseconds
}

/// A time unit: the parts of a date to keep, as `yearmonth` or `{unit: "minutes", step: 5}`.
///
/// All time is UTC, so the `utc` variants give the same instants and differ only in their name.
struct TimeUnit: Hashable, Sendable {
  /// Coarse to fine; empty where the unit is still to be chosen by `maxbins`.
  var parts: [TimeUnitPart]
  /// How many of the finest unit make one.
  var step: Int = 1
  var isUTC = false
  /// The data's dates are already at their unit's start.
  var isBinned = false
  /// Where no unit is named: the largest number of bins.
  var maxbins: Int?

  init(parts: [TimeUnitPart], step: Int = 1, isUTC: Bool = false, isBinned: Bool = false) {
    self.parts = parts
    self.step = step
    self.isUTC = isUTC
    self.isBinned = isBinned
  }

  /// A unit by its name, with the prefixes `binned` and `utc`; nil where there is none such.
  init?(_ name: String) {
    var rest = Substring(name)
    if rest.hasPrefix("binned") {
      isBinned = true
      rest = rest.dropFirst(6)
    }
    if rest.hasPrefix("utc") {
      isUTC = true
      rest = rest.dropFirst(3)
    }
    guard let parts = TimeUnit.partsByName[String(rest)] else { return nil }
    self.parts = parts
  }

  /// The unit's name without prefixes: "yearmonth".
  var name: String { parts.map(\.rawValue).joined() }

  /// The finest part, which `step` counts.
  var smallest: TimeUnitPart { parts.last ?? .milliseconds }

  /// Every name, without the prefixes, for near misses.
  static let names = [
    "year", "quarter", "month", "week", "day", "dayofyear", "date", "hours", "minutes", "seconds",
    "milliseconds", "yearquarter", "yearquartermonth", "yearmonth", "yearmonthdate",
    "yearmonthdatehours", "yearmonthdatehoursminutes", "yearmonthdatehoursminutesseconds",
    "yearweek", "yearweekday", "yearweekdayhours", "yearweekdayhoursminutes",
    "yearweekdayhoursminutesseconds", "yeardayofyear", "quartermonth", "monthdate",
    "monthdatehours", "monthdatehoursminutes", "monthdatehoursminutesseconds", "weekday",
    "weekdayhours", "weekdayhoursminutes", "weekdayhoursminutesseconds", "dayhours",
    "dayhoursminutes", "dayhoursminutesseconds", "hoursminutes", "hoursminutesseconds",
    "minutesseconds", "secondsmilliseconds",
  ]

  private static let partsByName: [String: [TimeUnitPart]] = {
    var table: [String: [TimeUnitPart]] = [:]
    for name in names {
      var parts: [TimeUnitPart] = []
      var rest = Substring(name)
      // Longer names first, so that "dayofyear" is not read as "day".
      let ordered = TimeUnitPart.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
      while let part = ordered.first(where: { rest.hasPrefix($0.rawValue) }) {
        parts.append(part)
        rest = rest.dropFirst(part.rawValue.count)
      }
      table[name] = parts
    }
    return table
  }()
}

extension TimeUnit {
  /// The year that units without a year stand in: a leap year that begins on a Sunday.
  static let referenceYear = 2012

  /// The start of the unit that holds an instant (vega-time `utcFloor`); NaN for no date.
  func floor(_ instant: Double) -> Double {
    guard let time = CivilTime(instant) else { return .nan }
    var has: (year: Bool, week: Bool, day: Bool) = (false, false, false)
    for part in parts {
      switch part {
      case .year: has.year = true
      case .week: has.week = true
      case .day: has.day = true
      default: break
      }
    }
    let finest = smallest
    func stepped(_ part: TimeUnitPart, _ value: Int, phase: Int = 0) -> Int {
      guard part == finest, step > 1 else { return value }
      return phase + step * CivilTime.floorDivide(value - phase, step)
    }
    let year = has.year ? stepped(.year, time.year) : TimeUnit.referenceYear
    var (month, day, hours, minutes, seconds, milliseconds) = (0, 1, 0, 0, 0, 0)
    for part in parts {
      switch part {
      case .year: break
      case .quarter:
        if !parts.contains(.month) { month = 3 * stepped(.quarter, time.month / 3) }
      case .month: month = stepped(.month, time.month)
      case .week:
        if !has.day {
          let week = stepped(.week, CalendarWeek.number(time, firstWeekday: 0), phase: 1)
          day = TimeUnit.dayOfYear(week: week, weekday: 0, year: year)
        }
      case .day:
        let week = has.week ? CalendarWeek.number(time, firstWeekday: 0) : 1
        let value = TimeUnit.dayOfYear(week: week, weekday: time.weekday, year: year)
        day = stepped(.day, value, phase: 1)
      case .date: day = stepped(.date, time.day, phase: 1)
      case .dayofyear: day = stepped(.dayofyear, time.dayOfYear + 1, phase: 1)
      case .hours: hours = stepped(.hours, time.hours)
      case .minutes: minutes = stepped(.minutes, time.minutes)
      case .seconds: seconds = stepped(.seconds, time.seconds)
      case .milliseconds: milliseconds = stepped(.milliseconds, time.milliseconds)
      }
    }
    return CivilTime.instant(
      year: year, month: month, day: day, hours: hours, minutes: minutes, seconds: seconds,
      milliseconds: milliseconds)
  }

  /// The day of January for a weekday of a week, where week 1 begins on the year's first Sunday.
  private static func dayOfYear(week: Int, weekday: Int, year: Int) -> Int {
    let first = ((CivilTime.days(year: year, month: 0, day: 1) + 4) % 7 + 7) % 7
    return weekday + week * 7 - (first + 6) % 7
  }

  /// The start of the unit `count` after the one that begins at an instant (d3 `interval.offset`).
  func offset(_ instant: Double, by count: Int = 1) -> Double {
    smallest.offset(instant, by: step * count)
  }

  /// The end of the unit that holds an instant, given the start of it.
  func end(ofUnitAt start: Double) -> Double { offset(start, by: 1) }

  /// The finest unit's length in milliseconds (vega-lite `durationExpr`); nil for weekdays.
  ///
  /// Measured from 2001-01-01, so a month has 31 days and a year 365.
  var duration: Double? {
    guard let last = parts.last, last != .day else { return nil }
    let start = CivilTime.instant(year: 2001, month: 0)
    return last.offset(start, by: step) - start
  }

  /// The d3 specifier Vega-Lite labels this unit with: "%b %Y" for yearmonth.
  ///
  /// `overrides` are the spec's own, by unit ("year", "year-month").
  func formatSpecifier(overrides: [String: String] = [:]) -> String {
    var text = ""
    var start = 0
    while start < parts.count {
      var end = parts.count
      while end > start {
        let key = parts[start..<end].map(\.rawValue).joined(separator: "-")
        if let specifier = overrides[key] ?? TimeUnit.specifiers[key] {
          text += specifier
          break
        }
        end -= 1
      }
      start = max(end, start + 1)
    }
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return text
  }

  private static let specifiers: [String: String] = [
    "year": "%Y ", "quarter": "Q%q ", "month": "%b ", "date": "%d ", "week": "W%U ", "day": "%a ",
    "dayofyear": "%j ", "hours": "%H:00", "minutes": "00:%M", "seconds": ":%S",
    "milliseconds": ".%L", "year-month": "%b %Y ", "year-month-date": "%b %d, %Y ",
    "hours-minutes": "%H:%M",
  ]

  /// The unit for so many bins over an extent, where a spec gives only `maxbins` (vega-time `bin`).
  static func choose(extent: (Double, Double), maxbins: Int = 40) -> TimeUnit {
    let day = CivilTime.millisecondsPerDay
    let seconds: [TimeUnitPart] = [.year, .month, .date, .hours, .minutes, .seconds]
    let minutes = Array(seconds.dropLast())
    let hours = Array(minutes.dropLast())
    let choices: [(parts: [TimeUnitPart], step: Int, duration: Double)] = [
      (seconds, 1, 1000), (seconds, 5, 5000), (seconds, 15, 15000), (seconds, 30, 30000),
      (minutes, 1, 60000), (minutes, 5, 300_000), (minutes, 15, 900_000), (minutes, 30, 1_800_000),
      (hours, 1, 3_600_000), (hours, 3, 10_800_000), (hours, 6, 21_600_000),
      (hours, 12, 43_200_000), ([.year, .month, .date], 1, day), ([.year, .week], 1, 7 * day),
      ([.year, .month], 1, 30 * day), ([.year, .month], 3, 90 * day), ([.year], 1, 365 * day),
    ]
    let count = Double(max(1, maxbins))
    let target = abs(extent.1 - extent.0) / count
    let position = choices.firstIndex { $0.duration > target } ?? choices.count
    if position == choices.count {
      let year = 365 * day
      let step = Ticks.step(extent.0 / year, extent.1 / year, count)
      return TimeUnit(parts: [.year], step: max(1, Int(min(1e6, step))))
    }
    guard position > 0 else {
      let step = max(Ticks.step(extent.0, extent.1, count), 1)
      return TimeUnit(parts: seconds + [.milliseconds], step: Int(min(1e6, step)))
    }
    let below = target / choices[position - 1].duration < choices[position].duration / target
    let choice = choices[below ? position - 1 : position]
    return TimeUnit(parts: choice.parts, step: choice.step)
  }
}

extension TimeUnitPart {
  /// An instant moved by so many units of this kind (d3 `interval.offset`, months overflow as in JS).
  func offset(_ instant: Double, by count: Int) -> Double {
    switch self {
    case .year, .quarter, .month:
      guard let time = CivilTime(instant) else { return .nan }
      let perUnit = self == .year ? 12 : (self == .quarter ? 3 : 1)
      return CivilTime.instant(
        year: time.year, month: time.month + count * perUnit, day: time.day, hours: time.hours,
        minutes: time.minutes, seconds: time.seconds, milliseconds: time.milliseconds)
    case .week: return instant + Double(count) * 7 * CivilTime.millisecondsPerDay
    case .date, .day, .dayofyear: return instant + Double(count) * CivilTime.millisecondsPerDay
    case .hours: return instant + Double(count) * 3_600_000
    case .minutes: return instant + Double(count) * 60_000
    case .seconds: return instant + Double(count) * 1000
    case .milliseconds: return instant + Double(count)
    }
  }
}
