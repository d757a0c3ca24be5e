import Testing

@testable import Basics

/// Points in time with their zones.
@Suite struct MomentTests {
  @Test(arguments: [
    ("1970-01-01T00:00Z", 0), ("1970-01-02T00:00:01z", 86_401), ("1970-01-01 01:30+01:30", 0),
    ("2026-03-01T09:00+01:00", 1_772_352_000), ("2026-03-01T08:00:00.250Z", 1_772_352_000),
    ("1969-12-31T19:00-0500", 0), ("1970-01-01T02:00+02", 0),
  ])
  func oneIsRead(_ text: String, _ seconds: Int) {
    #expect(Moment(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "2026-03-01", "2026-03-01T09:00", "2026-03-01T09:00:00", "2026-03-01T25:00Z",
    "2026-02-30T09:00Z", "2026-03-01T09:60Z", "2026-03-01T09:00+1", "2026-03-01T09:00 CET",
    "2026-03-01T0900Z", "",
  ])
  func whatIsNoneIsRefused(_ text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func aMomentIsOfADayInUTC() {
    #expect(Moment("2026-03-01T00:30+01:00")?.day == CalendarDate("2026-02-28"))
    #expect(Moment("1969-12-31T23:59:59Z")?.day == CalendarDate("1969-12-31"))
  }
}
