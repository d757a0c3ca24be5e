import Basics
import Database
import Tables
import Testing

/// What of a result may be downloaded where tables hold what may not be passed on.
@Suite struct WithheldTests {
  private func database(field: Bool) throws -> SQLDatabase {
    var claim = Fixture.claim
    claim.withheld = field ? ["share"] : Set(claim.columns.map(\.name))
    return try SQLDatabase(tables: [Fixture.entity, claim], views: Fixture.views)
  }

  private func words(_ withheld: Withheld) -> String {
    withheld.reasons.isEmpty
      ? "all"
      : (withheld.isWhole ? "nothing" : "not " + withheld.columns.joined(separator: " "))
        + " because of " + withheld.reasons.joined(separator: " ")
  }

  @Test(arguments: [
    ("select name from entity", "all"),
    ("select claim_id, known_on from claim", "all"),
    ("select count(*) as n from claim", "all"),
    ("select claim_id, share from claim", "not share because of claim.share"),
    ("select claim_id, share as pct from all_claim", "not pct because of claim.share"),
    ("select claim_id from claim where share > 50", "all"),
    ("select upper(claim_id) as id from claim", "all"),
    ("select upper(claim_id) as id from claim where share > 50", "nothing because of claim.share"),
    ("select share from claim", "nothing because of claim.share"),
    ("select claim_id, round(share) as pct from claim", "not pct because of claim.share"),
    ("select sum(share) as total from claim", "nothing because of claim.share"),
    ("select upper(name) as name from named_share", "all"),
    ("select name, share / 2 as half from over_cap", "not half because of claim.share"),
    ("select name, share from over_cap", "not share because of claim.share"),
    (
      "with c as (select claim_id, share as s from claim) select claim_id, s from c",
      "not s because of claim.share"
    ),
    // Where a result is made of several, SQLite tells of one of them only.
    (
      "select name from entity union all select share from claim",
      "nothing because of claim.share"
    ),
  ])
  func aFieldIsFoundWhereverItGoes(sql: String, expected: String) throws {
    let found = try #require(try database(field: true).withheld(SQLText(sql)))
    #expect(words(found.withheld) == expected)
  }

  @Test(arguments: [
    ("select name from entity", "all"),
    ("select count(*) as n from claim", "nothing because of claim.superseded_on"),
    (
      "select name, share from claim join entity using (entity_id)",
      "not share because of claim.entity_id claim.share claim.superseded_on"
    ),
  ])
  func aWholeTableIsFoundByItsRowsToo(sql: String, expected: String) throws {
    let found = try #require(try database(field: false).withheld(SQLText(sql)))
    #expect(words(found.withheld) == expected)
  }

  @Test func itDependsOnTheViewsAndNotOnTheCells() throws {
    let found = try database(field: true).withheld(SQLText("select name from over_cap"))
    #expect(found?.views == ["named_share", "over_cap"])
    #expect(try database(field: true).withheld(SQLText("select nmae from entity")) == nil)
  }
}
