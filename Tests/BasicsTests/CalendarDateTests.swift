import Basics
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    (2024, 29), (2023, 28), (2000, 29), (1900, 28), (2100, 28), (1600, 29), (4, 29), (1, 28),
  ])
  func februaryFollowsTheGregorianRule(_ year: Int, _ days: Int) {
    #expect(CalendarDate.days(inMonth: 2, of: year) == days)
    #expect(CalendarDate(year: year, month: 2, day: days) != nil)
    #expect(CalendarDate(year: year, month: 2, day: days + 1) == nil)
  }

  @Test(arguments: [
    "2026-2-05", "2026-02-5", "2026/02/05", "2026-13-01", "2026-00-01", "2026-04-31",
    "2026-02-05 ", " 2026-02-05", "20260205", "0000-01-01", "2026-02-0a", "٢٠٢٦-02-05", "",
    "+026-02-05",
  ])
  func whatIsNoDateIsNotRead(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test(arguments: ["2026-02-05", "0001-01-01", "9999-12-31", "2024-02-29"])
  func aDatePrintsAsItIsWritten(_ text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: [
    ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2),
    ("2026-02-05", 20_489, 4), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
  ])
  func knownDaysHaveTheirNumberAndWeekday(
    _ text: String, _ number: Int, _ weekday: Int
  ) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.daysSinceEpoch == number)
    #expect(date.weekday == weekday)
    #expect(CalendarDate(daysSinceEpoch: number) == date)
  }

  /// All days of 1 to 9999, counted one after the other.
  @Test func dayNumbersGoBothWaysOverAllYears() {
    var number = -719_162
    var weekday = 1
    var wrong = 0
    for year in 1...9999 {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, of: year) {
          let date = CalendarDate(daysSinceEpoch: number)
          if date.year != year || date.month != month || date.day != day
            || date.daysSinceEpoch != number || date.weekday != weekday
          {
            wrong += 1
          }
          number += 1
          weekday = weekday % 7 + 1
        }
      }
    }
    #expect(wrong == 0)
    #expect(number == 2_932_897)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-01-31", 3, "2026-04-30"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-05-31", 0, "2026-05-31"),
    ("2026-01-01", -24, "2024-01-01"),
  ])
  func addedMonthsAreClippedToTheLastDay(
    _ text: String, _ months: Int, _ wanted: String
  ) throws {
    #expect(try #require(CalendarDate(text)).adding(months: months)?.description == wanted)
  }

  @Test func monthsBeyondTheCalendarGiveNothing() throws {
    let first = try #require(CalendarDate("0001-01-31"))
    #expect(first.adding(months: -1) == nil)
    #expect(try #require(CalendarDate("9999-12-31")).adding(months: 1) == nil)
  }

  @Test func datesAreOrderedAndCounted() throws {
    let date = try #require(CalendarDate("2024-02-28"))
    #expect(date.adding(days: 2)?.description == "2024-03-01")
    #expect(date.adding(days: -59)?.description == "2023-12-31")
    #expect(try date < #require(date.adding(days: 1)))
    #expect(try #require(date.adding(days: -365)) < date)
  }
}
