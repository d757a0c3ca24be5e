/// d3's ticks of time: the interval of calendar time that gives about so many of them.
struct TimeInterval: Hashable, Sendable {
  enum Unit: Hashable, Sendable {
    case milliseconds, seconds, minutes, hours, days, weeks, months, years
    /// Days since 1970, by which d3's UTC scales count steps of days.
    case epochDays

  }

  var unit: Unit
  var step: Int

  /// The interval for about `count` ticks between two instants (d3-time `utcTickInterval`).
  ///
  /// Scales in UTC count steps of days from 1970, those in local time from each first of a month.
  init(start: Double, stop: Double, count: Double, isUTC: Bool = false) {
    let target = abs(stop - start) / max(count, .leastNonzeroMagnitude)
    let table = TimeInterval.table
    let position = table.firstIndex { $0.duration > target } ?? table.count
    if position == table.count {
      let year = 365 * CivilTime.millisecondsPerDay
      let step = Ticks.step(start / year, stop / year, count)
      self.init(.years, max(1, Int(min(1e6, abs(step).isFinite ? abs(step) : 1))))
    } else if position == 0 {
      let step = Ticks.step(start, stop, count)
      self.init(.milliseconds, max(1, Int(min(1e6, abs(step).isFinite ? abs(step) : 1))))
    } else {
      let below = target / table[position - 1].duration < table[position].duration / target
      let choice = table[below ? position - 1 : position]
      self.init(isUTC && choice.unit == .days ? .epochDays : choice.unit, choice.step)
    }
  }

  init(_ unit: Unit, _ step: Int = 1) {
    self.unit = unit
    self.step = step
  }

  private static let table: [(unit: Unit, step: Int, duration: Double)] = {
    let day = CivilTime.millisecondsPerDay
    return [
      (.seconds, 1, 1000), (.seconds, 5, 5000), (.seconds, 15, 15000), (.seconds, 30, 30000),
      (.minutes, 1, 60000), (.minutes, 5, 300_000), (.minutes, 15, 900_000),
      (.minutes, 30, 1_800_000), (.hours, 1, 3_600_000), (.hours, 3, 10_800_000),
      (.hours, 6, 21_600_000), (.hours, 12, 43_200_000), (.days, 1, day), (.days, 2, 2 * day),
      (.weeks, 1, 7 * day), (.months, 1, 30 * day), (.months, 3, 90 * day), (.years, 1, 365 * day),
    ]
  }()

  /// The latest boundary at or before an instant.
  func floor(_ instant: Double) -> Double {
    guard let time = CivilTime(instant) else { return .nan }
    let day = CivilTime.millisecondsPerDay
    func down(_ value: Int) -> Int { step * CivilTime.floorDivide(value, step) }
    switch unit {
    case .milliseconds:
      return (instant / Double(step)).rounded(.down) * Double(step)
    case .seconds, .minutes, .hours:
      let part: TimeUnitPart = unit == .seconds ? .seconds : (unit == .minutes ? .minutes : .hours)
      let finer: [TimeUnitPart] = [.year, .month, .date, .hours, .minutes, .seconds]
      let end = (finer.firstIndex(of: part) ?? 0) + 1
      return TimeUnit(parts: Array(finer[..<end]), step: step).floor(instant)
    case .days:
      // d3 counts steps of days from the first of the month.
      let start = CivilTime.instant(year: time.year, month: time.month)
      return start + Double(down(time.day - 1)) * day
    case .epochDays: return (instant / (day * Double(step))).rounded(.down) * day * Double(step)
    case .weeks:
      return CivilTime.instant(year: time.year, month: time.month, day: time.day - time.weekday)
    case .months: return CivilTime.instant(year: time.year, month: down(time.month))
    case .years: return CivilTime.instant(year: down(time.year))
    }
  }

  /// The earliest boundary at or after an instant.
  func ceil(_ instant: Double) -> Double {
    let floor = floor(instant)
    return floor < instant ? next(after: floor) : floor
  }

  /// The boundary that follows one.
  func next(after boundary: Double) -> Double {
    guard let time = CivilTime(boundary) else { return .nan }
    let day = CivilTime.millisecondsPerDay
    switch unit {
    case .milliseconds: return boundary + Double(step)
    case .seconds: return boundary + Double(step) * 1000
    case .minutes: return boundary + Double(step) * 60_000
    case .hours: return boundary + Double(step) * 3_600_000
    case .days:
      // Steps of days begin anew with each month.
      let month = CivilTime.instant(year: time.year, month: time.month + 1)
      return step == 1 ? boundary + day : min(boundary + Double(step) * day, month)
    case .epochDays: return boundary + day * Double(step)
    case .weeks: return boundary + 7 * day * Double(step)
    case .months: return CivilTime.instant(year: time.year, month: time.month + step)
    case .years: return CivilTime.instant(year: time.year + step)
    }
  }

  /// Every boundary from `start` to `stop`, both included; at most 10,000 of them.
  func boundaries(from start: Double, to stop: Double) -> [Double] {
    var boundaries: [Double] = []
    var boundary = ceil(start)
    while boundary <= stop, boundaries.count < 10_000 {
      boundaries.append(boundary)
      let following = next(after: boundary)
      guard following > boundary else { break }
      boundary = following
    }
    return boundaries
  }
}

/// Ticks and nice domains of time scales.
enum TimeTicks {
  static func values(
    _ domain: (Double, Double), count: Double = 10, isUTC: Bool = false
  ) -> [Double] {
    let reversed = domain.1 < domain.0
    let (start, stop) = reversed ? (domain.1, domain.0) : domain
    guard start.isFinite, stop.isFinite else { return [] }
    let interval = TimeInterval(start: start, stop: stop, count: count, isUTC: isUTC)
    let ticks = interval.boundaries(from: start, to: stop)
    return reversed ? ticks.reversed() : ticks
  }

  static func nice(
    _ domain: (Double, Double), count: Double = 10, isUTC: Bool = false
  ) -> (Double, Double) {
    let reversed = domain.1 < domain.0
    let (start, stop) = reversed ? (domain.1, domain.0) : domain
    guard start.isFinite, stop.isFinite else { return domain }
    let interval = TimeInterval(start: start, stop: stop, count: count, isUTC: isUTC)
    let nice = (interval.floor(start), interval.ceil(stop))
    return reversed ? (nice.1, nice.0) : nice
  }
}
