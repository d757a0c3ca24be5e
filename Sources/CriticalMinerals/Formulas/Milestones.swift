package import Basics

/// System 1: when something is due, whether it is late, and by how much. No clock is asked: the day
/// is an argument.
package enum Milestones {
  package enum Unit: String, CaseIterable, Sendable {
    case days, months, years
  }

  /// The day so many days, months or years after another.
  ///
  /// Months and years keep the day of the month, clipped to the last one: 31 January and a month is
  /// 28 or 29 February.
  ///
  /// - Parameter count: negative counts back.
  /// - Returns: nil where the base has not come about.
  /// - Throws: past the years 1 to 9999.
  package static func due(
    base: CalendarDate?, _ count: Int, _ unit: Unit
  ) throws(FormulaError) -> CalendarDate? {
    guard let base else { return nil }
    let due: CalendarDate? =
      switch unit {
      case .days: base.adding(days: count)
      case .months: base.adding(months: count)
      case .years: base.adding(years: count)
      }
    guard let due else { throw .pastCalendar(base, count, unit.rawValue) }
    return due
  }

  package enum Status: String, CaseIterable, Sendable {
    case done, overdue, waiting, open
    case dueSoon = "due soon"
  }

  /// Days before its date from which something is due soon.
  package static let soon = 14

  /// Where a milestone stands on a day.
  ///
  /// - Parameters:
  ///   - due: nil where its base has not come about: it waits.
  ///   - doneOn: nil where no outcome is on record; one after the day has not happened yet.
  package static func status(due: CalendarDate?, doneOn: CalendarDate?, asOf: CalendarDate)
    -> Status
  {
    if let doneOn, doneOn <= asOf { return .done }
    guard let due else { return .waiting }
    let left = days(from: asOf, to: due)
    return left < 0 ? .overdue : left <= soon ? .dueSoon : .open
  }

  package enum ExpiryStatus: String, CaseIterable, Sendable {
    case closed, open
    case dueSoon = "due soon"
  }

  /// Where something stands that ends by itself, such as a suspension.
  package static func expiryStatus(ends: CalendarDate, asOf: CalendarDate) -> ExpiryStatus {
    let left = days(from: asOf, to: ends)
    return left < 0 ? .closed : left <= soon ? .dueSoon : .open
  }

  /// Days from one date to another, negative where the other is earlier: days left from a day to
  /// the due date, slip from the due date to the day of the outcome.
  package static func days(from first: CalendarDate, to second: CalendarDate) -> Int {
    second.daysSinceEpoch - first.daysSinceEpoch
  }

  /// Whole months from one date to another, negative where the other is earlier.
  ///
  /// A month is over on the same day of the next, or on its last day where it has none such.
  package static func months(from first: CalendarDate, to second: CalendarDate) -> Int {
    if second < first { return -months(from: second, to: first) }
    var count = (second.year - first.year) * 12 + second.month - first.month
    if let full = first.adding(months: count), full > second { count -= 1 }
    return count
  }

  /// Whole years from one date to another, negative where the other is earlier.
  package static func years(from first: CalendarDate, to second: CalendarDate) -> Int {
    months(from: first, to: second) / 12
  }
}
