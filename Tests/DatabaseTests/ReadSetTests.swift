import Basics
import Database
import Tables
import Testing

@Suite struct ReadSetTests {
  @Test(arguments: [
    ("select name from entity", "entity.name"),
    ("select count(*) from entity", "entity"),
    ("select 1 from entity", "entity"),
    ("select rowid from entity", "entity.entity_id"),
    ("select name from entity where strategic", "entity.name entity.strategic"),
    ("select share from claim", "claim.share claim.superseded_on"),
    ("select count(*) from claim", "claim.superseded_on"),
    ("select share from all_claim", "claim.share"),
    ("select * from entity", "entity.entity_id entity.name entity.strategic"),
    (
      "with c as (select share, claim_id from claim) select share from c",
      "claim.claim_id claim.share claim.superseded_on"
    ),
    ("select (select max(share) from claim) from entity", "claim.share claim.superseded_on entity"),
    ("select exists (select 1 from claim)", "claim.superseded_on"),
    (
      "select c.share from claim c join entity e using (entity_id)",
      "claim.entity_id claim.share claim.superseded_on entity.entity_id"
    ),
    (
      "select share from claim natural join entity",
      "claim.claim_id claim.entity_id claim.known_on claim.share claim.superseded_on "
        + "entity.entity_id entity.name entity.strategic"
    ),
    ("select count(*) from over_cap", "over_cap"),
    ("select name from over_cap where share > 70", "over_cap over_cap.name over_cap.share"),
    (
      "select name from over_cap natural join entity",
      "entity.entity_id entity.name entity.strategic over_cap over_cap.name over_cap.share"
    ),
    (
      "select o.share from over_cap o join entity e using (name)",
      "entity.name over_cap over_cap.name over_cap.share"
    ),
    ("select claim_id from claim order by share", "claim.claim_id claim.share claim.superseded_on"),
    ("select 1", ""),
    ("select value from json_each('[1,2]')", ""),
    (
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n",
      ""
    ),
  ])
  func namesTheColumnsThatWereRead(sql: String, expected: String) throws {
    #expect(try Fixture.database().run(sql).readSet.text == expected)
  }

  @Test(arguments: [
    ("select share from claim", "claim.known_on claim.share claim.superseded_on"),
    ("select count(*) from claim", "claim.known_on claim.superseded_on"),
    ("select share from all_claim", "claim.share"),
    ("select name from entity", "entity.name"),
  ])
  func anEditionAlsoReadsTheColumnsItSelectsBy(sql: String, expected: String) throws {
    #expect(try Fixture.database().run(sql, asOf: "2026-02-03").readSet.text == expected)
  }

  @Test func namesViewsFunctionsParametersAndTheClock() throws {
    let database = try Fixture.database(
      clock: try Fixture.date("2026-02-05"), limits: Fixture.expanding)
    let readSet = try database.run(
      "select round(share), date('now'), :x from over_cap, latest", parameters: ["x": .null],
      asOf: "2026-02-05"
    ).readSet
    #expect(readSet.views == ["latest", "named_share", "over_cap"])
    #expect(readSet.functions == ["date", "max", "round"])
    #expect(readSet.parameters == ["as_of", "x"])
    #expect(readSet.usesClock)
    #expect(readSet.tables == ["claim", "entity"])
  }
}
