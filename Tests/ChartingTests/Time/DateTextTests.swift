import Testing

@testable import Charting

@Suite struct DateTextTests {
  /// The second column is what V8's `new Date(text).toISOString()` gives with TZ=UTC.
  @Test(arguments: [
    ("2012", "2012-01-01T00:00:00.000Z"), ("2012-03", "2012-03-01T00:00:00.000Z"),
    ("2012-01-05", "2012-01-05T00:00:00.000Z"),
    ("2012-01-05T10:20", "2012-01-05T10:20:00.000Z"),
    ("2012-01-05T10:20:30.5Z", "2012-01-05T10:20:30.500Z"),
    ("2012-01-05T10:20:30+02:00", "2012-01-05T08:20:30.000Z"),
    ("2012-01-05 10:20:30", "2012-01-05T10:20:30.000Z"),
    ("2012/01/05", "2012-01-05T00:00:00.000Z"), ("1/5/2012", "2012-01-05T00:00:00.000Z"),
    ("Jan 5 2012", "2012-01-05T00:00:00.000Z"), ("5 January 2012", "2012-01-05T00:00:00.000Z"),
    ("Jun 12 1998", "1998-06-12T00:00:00.000Z"), ("Mar 1, 2000", "2000-03-01T00:00:00.000Z"),
    ("Thu, 05 Jan 2012 01:02:03 GMT", "2012-01-05T01:02:03.000Z"),
    ("Sun Jan 01 2012 23:00:01", "2012-01-01T23:00:01.000Z"),
    ("Jan 2012", "2012-01-01T00:00:00.000Z"), ("1/5/12 3:04 PM", "2012-01-05T15:04:00.000Z"),
    ("12/31/99", "1999-12-31T00:00:00.000Z"), ("2001-2-3", "2001-02-03T00:00:00.000Z"),
    ("+010000-01-01T00:00:00Z", "+010000-01-01T00:00:00.000Z"),
  ])
  func datesAreReadAsV8DoesInUTC(text: String, iso: String) {
    #expect(DateText.iso(DateText.parse(text)) == iso)
  }

  @Test(arguments: ["", "hello", "Falcon", "2012-13-01", "13/45/2012", "12:30", "1 2 3 4"])
  func whatIsNoDateIsNaN(text: String) {
    #expect(DateText.parse(text).isNaN)
  }

  @Test(arguments: [-1e13, -86_400_001, -1, 0, 951_782_400_000, 1e15])
  func civilPartsReadBack(instant: Double) throws {
    let time = try #require(CivilTime(instant))
    let back = CivilTime.instant(
      year: time.year, month: time.month, day: time.day, hours: time.hours,
      minutes: time.minutes, seconds: time.seconds, milliseconds: time.milliseconds)
    #expect(back == instant)
  }
}
