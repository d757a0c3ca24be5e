/// A day of the proleptic Gregorian calendar, as in ISO 8601: no clock, no time zone.
package struct CalendarDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// The day, or nil where the calendar has none such.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// A date written `YYYY-MM-DD`, exactly.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day that many days after 1970-01-01 (civil_from_days, Hinnant's days algorithm).
  package init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01 (days_from_civil, Hinnant's days algorithm).
  package var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  package var weekday: Int {
    let index = (daysSinceEpoch + 3) % 7
    return (index < 0 ? index + 7 : index) + 1
  }

  /// The days on which years 1 and 9999 begin and end, since 1970-01-01.
  private static let calendarDays = -719_162...2_932_896

  /// The day so many days on; nil where that leaves the years 1 to 9999.
  package func adding(days: Int) -> CalendarDate? {
    let (day, isPast) = daysSinceEpoch.addingReportingOverflow(days)
    guard !isPast, CalendarDate.calendarDays.contains(day) else { return nil }
    return CalendarDate(daysSinceEpoch: day)
  }

  /// The day so many weeks on; nil where that leaves the years 1 to 9999.
  package func adding(weeks: Int) -> CalendarDate? {
    let (days, isPast) = weeks.multipliedReportingOverflow(by: 7)
    return isPast ? nil : adding(days: days)
  }

  /// The same day some years on, as `adding(months:)` has it.
  package func adding(years: Int) -> CalendarDate? {
    let (months, isPast) = years.multipliedReportingOverflow(by: 12)
    return isPast ? nil : adding(months: months)
  }

  /// The same day some months on, clipped to that month's last day: 31 January + 1 is 28 or 29
  /// February. Nil where that leaves the years 1 to 9999.
  package func adding(months: Int) -> CalendarDate? {
    let (index, isPast) = (year * 12 + (month - 1)).addingReportingOverflow(months)
    guard !isPast, index >= 12 else { return nil }
    let newYear = index / 12
    let newMonth = index % 12 + 1
    return CalendarDate(
      year: newYear, month: newMonth,
      day: min(day, CalendarDate.days(inMonth: newMonth, of: newYear)))
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `YYYY-MM-DD`.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
