import Basics
import Foundation
import SiteBuild
import Testing

/// Calendar files of dated rows.
@Suite struct CalendarBlockTests {
  private static func block(_ file: String = "days.ics", query: String) -> String {
    """
    ---
    title: Days
    as_of: 2026-02-05
    ---
    ```sql days
    \(query)
    ```

    ```calendar days
    file: \(file)
    title: Days, and more
    date: due
    summary: what
    uid: id
    ```

    """
  }

  private func built(_ text: String) throws -> (site: TestSite, summary: BuildSummary) {
    let site = try TestSite()
    try site.write("Content/days.md", text)
    return (site, try site.build())
  }

  @Test func rowsBecomeEventsOfWholeDays() throws {
    let (site, _) = try built(
      Self.block(
        query: """
          select 'a' as id, '2028-02-28' as due, 'One; two, three' as what
          union all select 'b', null, 'No date' order by id
          """))
    let lines = try site.read("Output/days/days.ics").components(separatedBy: "\r\n")
    #expect(
      lines == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//The Desk//Assay//EN",
        "CALSCALE:GREGORIAN", "X-WR-CALNAME:Days\\, and more", "BEGIN:VEVENT",
        "UID:a@example.org", "DTSTAMP:20260205T000000Z", "DTSTART;VALUE=DATE:20280228",
        "DTEND;VALUE=DATE:20280229", "SUMMARY:One\\; two\\, three",
        "URL:https://example.org/metals/days/", "TRANSP:TRANSPARENT", "END:VEVENT",
        "END:VCALENDAR", "",
      ])
    #expect(
      try site.page("days/index.html").contains(
        "<a href=\"days.ics\" download>Calendar (iCalendar)"))
  }

  @Test func longLinesFoldBetweenCharacters() throws {
    let what = String(repeating: "ü", count: 60)
    let (site, _) = try built(
      Self.block(query: "select 'a' as id, '2026-03-06' as due, '\(what)' as what"))
    let text = try site.read("Output/days/days.ics")
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:" + what))
  }

  @Test(arguments: [
    (
      "../days.ics", "select 1 as id, '2026-03-06' as due, 'x' as what",
      "InvalidFileName: '../days.ics' is no name for a calendar file"
    ),
    (
      "days.ics", "select 1 as id, 'soon' as due, 'x' as what",
      "NotADate: 'soon' is no date where the calendar needs one"
    ),
    (
      "days.ics", "select 1 as id, '2026-03-06' as due, 'x' as wat",
      "UnknownColumn: the result has no column 'what'"
    ),
  ])
  func mistakesAreSaid(_ file: String, _ query: String, _ sentence: String) throws {
    let (_, summary) = try built(Self.block(file, query: query))
    #expect(!summary.isPublished)
    #expect(summary.diagnostics.map { "\($0.identifier): \($0.summary)" } == [sentence])
  }
}
