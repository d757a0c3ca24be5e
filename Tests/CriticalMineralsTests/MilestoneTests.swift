import Basics
import CriticalMinerals
import Tables
import Testing

/// The roadmap's clocks, and the corners of the calendar.
struct MilestoneTests {
  @Test(arguments: [
    // The joint statement's 30 days, the roadmap's three months, the action plan's 60 days.
    ("2026-02-04", 30, "days", "2026-03-06"),
    ("2026-04-24", 3, "months", "2026-07-24"),
    ("2026-02-04", 60, "days", "2026-04-05"),
    ("2026-01-31", 1, "months", "2026-02-28"),
    ("2028-01-31", 1, "months", "2028-02-29"),
    ("2026-08-31", 1, "months", "2026-09-30"),
    ("2026-03-31", -1, "months", "2026-02-28"),
    ("2026-12-31", 2, "months", "2027-02-28"),
    ("2024-02-29", 1, "years", "2025-02-28"),
    ("2024-02-29", 4, "years", "2028-02-29"),
    ("2024-02-28", 1, "days", "2024-02-29"),
    ("2100-02-28", 1, "days", "2100-03-01"),
    ("2000-02-28", 1, "days", "2000-02-29"),
    ("2026-02-04", 0, "days", "2026-02-04"),
    ("0001-01-01", 9_998, "years", "9999-01-01"),
    ("9999-12-30", 1, "days", "9999-12-31"),
  ])
  func dueDatesFollowTheCalendar(base: String, count: Int64, unit: String, due: String) throws {
    #expect(try call("due_date", .text(base), .integer(count), .text(unit)) == .text(due))
  }

  @Test func theStatementsThirtyDaysEndOnAFriday() throws {
    #expect(try #require(CalendarDate("2026-03-06")).weekday == 5)
  }

  @Test(arguments: [
    ("9999-12-31", 1, "days"), ("0001-01-01", -1, "days"), ("9999-12-31", 1, "months"),
    ("0001-01-31", -1, "months"), ("2026-02-04", 3_999_999, "years"),
    ("2026-02-04", 4_000_000, "months"),
  ])
  func aDateThatTheCalendarLacksIsAnError(base: String, count: Int64, unit: String) {
    let sentence = mistake(try call("due_date", .text(base), .integer(count), .text(unit)))
    #expect(sentence == "due_date: \(base) and \(count) \(unit) is past the calendar")
  }

  @Test func aCountThatNoCalendarHoldsIsAnError() {
    #expect(
      mistake(try call("due_date", "2026-02-04", 5_000_000, "days"))
        == "due_date: the count is 5000000, but must be from -4000000 to 4000000")
  }

  @Test func aBaseEventThatHasNotComeAboutGivesNoDateAndWaits() throws {
    let due = try call("due_date", nil, 3, "months")
    #expect(due == nil)
    #expect(try call("deadline_status", due, nil, "2026-02-05") == "waiting")
    #expect(try call("days_left", due, "2026-02-05") == nil)
    #expect(try call("slip_days", due, "2026-02-05") == nil)
  }

  @Test(arguments: [
    ("2026-02-05", 29, "open"), ("2026-02-19", 15, "open"), ("2026-02-20", 14, "due soon"),
    ("2026-03-06", 0, "due soon"), ("2026-03-07", -1, "overdue"), ("2026-03-10", -4, "overdue"),
    ("2026-04-23", -48, "overdue"), ("2026-04-24", -49, "done"), ("2026-04-27", -52, "done"),
  ])
  func theThirtyDayClockHasAStatusInEachEdition(
    asOf: String, left: Int64, status: String
  ) throws {
    let due: Value = "2026-03-06"
    #expect(try call("days_left", due, .text(asOf)) == .integer(left))
    #expect(try call("deadline_status", due, "2026-04-24", .text(asOf)) == .text(status))
  }

  @Test func theSignatureCameOnDay79And49DaysLate() throws {
    #expect(try call("slip_days", "2026-02-04", "2026-04-24") == 79)
    #expect(try call("slip_days", "2026-03-06", "2026-04-24") == 49)
  }

  @Test func whatIsDoneWithoutADueDateIsDone() throws {
    #expect(try call("deadline_status", nil, "2026-01-01", "2026-02-05") == "done")
  }

  @Test(arguments: [
    ("2026-11-10", "2026-02-05", "open"), ("2026-11-10", "2026-11-01", "due soon"),
    ("2026-11-10", "2026-11-10", "due soon"), ("2026-11-10", "2026-11-11", "closed"),
  ])
  func aSuspensionEndsByItself(ends: String, asOf: String, status: String) throws {
    #expect(try call("expiry_status", .text(ends), .text(asOf)) == .text(status))
  }

  @Test(arguments: [
    ("2023-06-15", "2024-01-15", 7), ("2023-06-15", "2024-01-14", 6),
    ("2026-01-31", "2026-02-28", 1),
    ("2026-01-31", "2026-02-27", 0), ("2026-02-28", "2026-01-31", -1),
    ("2024-02-29", "2025-02-28", 12),
    ("2026-02-04", "2026-02-04", 0),
  ])
  func monthsBetweenAgreesWithMonthAddition(from: String, to: String, months: Int64) throws {
    #expect(try call("months_between", .text(from), .text(to)) == .integer(months))
  }

  @Test func monthsBetweenIsTheMostMonthsThatFit() throws {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<2_000 {
      let first = CalendarDate(daysSinceEpoch: Int.random(in: 0...40_000, using: &generator))
      let second = try #require(first.adding(days: Int.random(in: 0...9_000, using: &generator)))
      let months = Milestones.months(from: first, to: second)
      #expect(try #require(first.adding(months: months)) <= second)
      #expect(try #require(first.adding(months: months + 1)) > second)
    }
  }

  @Test(arguments: [
    ("2021-06-15", "2026-06-14", 4), ("2021-06-15", "2026-06-15", 5),
    ("2024-02-29", "2025-02-28", 1),
  ])
  func ageIsInWholeYears(from: String, to: String, years: Int64) throws {
    #expect(try call("age_years", .text(from), .text(to)) == .integer(years))
  }
}
