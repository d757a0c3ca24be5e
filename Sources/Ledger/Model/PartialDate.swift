package import Basics

/// A day, month or year as its first and last day: `2026`, `2026-02`, `2026-02-05`.
package struct PartialDate: Hashable, Sendable {
  package let first: CalendarDate
  package let last: CalendarDate

  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
    let month = parts.count > 1 ? parts[1] : "01"
    guard let first = CalendarDate("\(parts[0])-\(month)-\(parts.count > 2 ? parts[2] : "01")")
    else { return nil }
    self.first = first
    switch parts.count {
    case 1: last = CalendarDate(year: first.year, month: 12, day: 31) ?? first
    case 2:
      let days = CalendarDate.days(inMonth: first.month, of: first.year)
      last = CalendarDate(year: first.year, month: first.month, day: days) ?? first
    default: last = first
    }
  }
}
