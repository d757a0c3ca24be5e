import Basics
import Database
import Tables
import Testing

/// What an edition sees of a table whose rows are superseded.
struct EditionColumnTests {
  static let claim = DatabaseTable(
    name: "claim",
    table: Table(
      columns: [
        Column("claim_id", type: .string), Column("known_on", type: .date),
        Column("superseded_on", type: .date), Column("superseded_by", type: .string),
      ],
      rows: [
        [.text("F1"), .text("2026-01-10"), .text("2026-02-04"), .text("F2")],
        [.text("F2"), .text("2026-02-04"), .text("2026-03-01"), .text("F3")],
        [.text("F3"), .text("2026-03-01"), .null, .null],
      ]),
    knownOn: "known_on", supersededOn: "superseded_on", supersededBy: "superseded_by")

  static func rows(
    _ table: DatabaseTable, _ sql: String, asOf: String? = nil
  ) throws -> [[Value]] {
    let database = try SQLDatabase(tables: [table])
    return try database.query(
      SQLText(SourceText(path: "", text: sql)), asOf: asOf.flatMap { CalendarDate($0) }
    ).get().table.rows
  }

  @Test func aRowThatIsStillCurrentDoesNotNameItsSuccessor() throws {
    let rows = try Self.rows(
      Self.claim, "select claim_id, superseded_on, superseded_by from claim", asOf: "2026-02-05")
    #expect(rows == [[.text("F2"), .null, .null]])
  }

  @Test func withoutAnEditionRowsAreCurrent() throws {
    let rows = try Self.rows(Self.claim, "select claim_id, superseded_by from claim")
    #expect(rows == [[.text("F3"), .null]])
    let all = try Self.rows(Self.claim, "select claim_id, superseded_by from all_claim")
    #expect(
      all == [
        [.text("F1"), .text("F2")], [.text("F2"), .text("F3")], [.text("F3"), .null],
      ])
  }

  @Test func aTableThatSaysOnlyWhatIsSupersededIsCurrentToo() throws {
    var claim = Self.claim
    claim.knownOn = nil
    #expect(try Self.rows(claim, "select claim_id from claim") == [[.text("F3")]])
    #expect(try Self.rows(claim, "select count(*) from all_claim") == [[.integer(3)]])
  }

  @Test func theUnfilteredTableKeepsAllColumns() throws {
    let rows = try Self.rows(
      Self.claim, "select superseded_by from all_claim where claim_id = 'F2'", asOf: "2026-02-05")
    #expect(rows == [[.text("F3")]])
  }

}
