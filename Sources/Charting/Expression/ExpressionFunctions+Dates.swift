extension ExpressionFunctions {
  /// Functions of dates; each has its `utc` twin, which is the same here.
  static let dates: [String: ExpressionFunction] = {
    func part(_ read: @escaping @Sendable (CivilTime) -> Int) -> ExpressionFunction {
      .value { value in .number(CivilTime(instant(value)).map { Double(read($0)) } ?? .nan) }
    }
    let parts: [String: ExpressionFunction] = [
      "year": part { $0.year }, "quarter": part { $0.month / 3 + 1 }, "month": part { $0.month },
      "date": part { $0.day }, "day": part { $0.weekday }, "hours": part { $0.hours },
      "minutes": part { $0.minutes }, "seconds": part { $0.seconds },
      "milliseconds": part { $0.milliseconds }, "dayofyear": part { $0.dayOfYear + 1 },
      "week": part { CalendarWeek.number($0, firstWeekday: 0) },
      "isoweek": part { CalendarWeek.isoNumber($0) },
    ]
    var table = parts
    for (name, function) in parts { table["utc" + name] = function }
    table["time"] = .value { .number(instant($0)) }
    table["timezoneoffset"] = .value { _ in 0 }
    table["datetime"] = .values(1...7) { .date(compose($0)) }
    table["utc"] = .values(1...7) { .number(compose($0)) }
    table["monthFormat"] = .value { name(TimeFormat.months, $0) }
    table["monthAbbrevFormat"] = .value { name(TimeFormat.months, $0, length: 3) }
    table["dayFormat"] = .value { name(TimeFormat.weekdays, $0) }
    table["dayAbbrevFormat"] = .value { name(TimeFormat.weekdays, $0, length: 3) }
    for prefix in ["time", "utc"] {
      table[prefix + "Parse"] = .values(2...2) { values in
        TimeParse(values[1].coercedToString)(values[0].coercedToString).map(Datum.date) ?? .null
      }
      table[prefix + "Offset"] = .values(2...3) { values in
        guard let unit = TimeUnitPart(rawValue: values[0].coercedToString) else { return .null }
        let step = values.count > 2 ? values[2].coercedToNumber : 1
        guard abs(step) < 1e9 else { return .date(.nan) }
        return .date(unit.offset(instant(values[1]), by: Int(step.rounded(.down))))
      }
      table[prefix + "Sequence"] = .values(3...4) { values in sequence(values) }
    }
    table["timeUnitSpecifier"] = .values(1...2) { values in
      let names = values[0].elements ?? [values[0]]
      let parts = names.compactMap { TimeUnitPart(rawValue: $0.coercedToString) }
      var overrides: [String: String] = [:]
      if values.count > 1, case .object(let members) = values[1] {
        overrides = members.mapValues(\.coercedToString)
      }
      return .string(TimeUnit(parts: parts).formatSpecifier(overrides: overrides))
    }
    return table
  }()

  /// What JavaScript's `new Date(value)` means.
  private static func instant(_ value: Datum) -> Double {
    if case .string(let text) = value { return DateText.parse(text) }
    return value.coercedToNumber
  }

  /// JavaScript's `new Date(year, month, ...)`, or of one value.
  private static func compose(_ values: [Datum]) -> Double {
    if values.count == 1 { return instant(values[0]) }
    let numbers = values.map(\.coercedToNumber)
    guard numbers.allSatisfy({ abs($0) < 1e9 }) else { return .nan }
    var parts = numbers.map { Int($0.rounded(.towardZero)) }
    if (0...99).contains(parts[0]) { parts[0] += 1900 }
    func part(_ position: Int, _ standard: Int) -> Int {
      position < parts.count ? parts[position] : standard
    }
    return CivilTime.instant(
      year: parts[0], month: part(1, 0), day: part(2, 1), hours: part(3, 0), minutes: part(4, 0),
      seconds: part(5, 0), milliseconds: part(6, 0))
  }

  private static func name(_ names: [String], _ value: Datum, length: Int = .max) -> Datum {
    let number = value.coercedToNumber
    guard number.isFinite, abs(number) < 1e9 else { return .null }
    let count = names.count
    let index = Int(number.rounded(.down)) % count
    return .string(String(names[index < 0 ? index + count : index].prefix(length)))
  }

  private static func sequence(_ values: [Datum]) -> Datum {
    guard let unit = TimeUnitPart(rawValue: values[0].coercedToString) else { return .null }
    let (start, stop) = (instant(values[1]), instant(values[2]))
    let step = values.count > 3 ? values[3].coercedToNumber : 1
    guard step >= 1, step < 1e6 else { return [] }
    var instants: [Datum] = []
    var next = TimeUnit(parts: floorParts(unit)).floor(start)
    if next < start { next = unit.offset(next, by: 1) }
    while next < stop, instants.count < 100_000 {
      instants.append(.date(next))
      next = unit.offset(next, by: Int(step))
    }
    return .array(instants)
  }

  private static func floorParts(_ unit: TimeUnitPart) -> [TimeUnitPart] {
    switch unit {
    case .year: [.year]
    case .quarter: [.year, .quarter]
    case .month: [.year, .month]
    case .week: [.year, .week]
    case .date, .day, .dayofyear: [.year, .month, .date]
    case .hours: [.year, .month, .date, .hours]
    case .minutes: [.year, .month, .date, .hours, .minutes]
    case .seconds: [.year, .month, .date, .hours, .minutes, .seconds]
    case .milliseconds: [.year, .month, .date, .hours, .minutes, .seconds, .milliseconds]
    }
  }
}
