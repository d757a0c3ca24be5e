/// The parts of an instant in UTC by the proleptic Gregorian calendar, months from 0 as in d3.
struct CivilTime: Hashable, Sendable {
  var year: Int
  /// 0 for January.
  var month: Int
  var day: Int
  var hours: Int
  var minutes: Int
  var seconds: Int
  var milliseconds: Int
  /// 0 for Sunday.
  var weekday: Int

  static let millisecondsPerDay = 86_400_000.0

  /// The greatest distance from 1970 in milliseconds that is a date (ECMA-262, 21.4.1.1).
  static let limit = 8.64e15

  /// The parts of an instant; nil for NaN and what is out of the range of dates.
  init?(_ instant: Double) {
    guard abs(instant) <= CivilTime.limit else { return nil }
    let total = Int(instant.rounded(.towardZero))
    let days = CivilTime.floorDivide(total, 86_400_000)
    var rest = total - days * 86_400_000
    (year, month, day) = CivilTime.civil(days: days)
    hours = rest / 3_600_000
    rest -= hours * 3_600_000
    minutes = rest / 60_000
    rest -= minutes * 60_000
    seconds = rest / 1000
    milliseconds = rest - seconds * 1000
    let shifted = (days + 4) % 7
    weekday = shifted < 0 ? shifted + 7 : shifted
  }

  /// Days since 1 January.
  var dayOfYear: Int {
    CivilTime.days(year: year, month: month, day: day)
      - CivilTime.days(year: year, month: 0, day: 1)
  }

  /// The instant of parts that may overflow (month 13, day 0), as JavaScript's `Date.UTC`.
  static func instant(
    year: Int, month: Int = 0, day: Int = 1, hours: Int = 0, minutes: Int = 0, seconds: Int = 0,
    milliseconds: Int = 0
  ) -> Double {
    let days = CivilTime.days(year: year, month: month, day: day)
    return Double(days) * millisecondsPerDay + Double(hours) * 3_600_000 + Double(minutes) * 60_000
      + Double(seconds) * 1000 + Double(milliseconds)
  }

  /// Days from 1970-01-01 (Hinnant's days_from_civil); the month may be any integer.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let carry = floorDivide(month, 12)
    let monthOfYear = month - carry * 12
    let shiftedYear = year + carry - (monthOfYear < 2 ? 1 : 0)
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear =
      (153 * (monthOfYear >= 2 ? monthOfYear - 2 : monthOfYear + 10) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month from 0 and day of a day number (Hinnant's civil_from_days).
  static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10
    return (
      yearOfEra + era * 400 + (month < 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  static func floorDivide(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }
}
