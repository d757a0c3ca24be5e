import Basics
import Database
import Tables
import Testing

/// SQL that is answered and hardly means what it says is told, and what is meant is let be.
@Suite struct SQLSlipTests {
  @Test(arguments: [
    (
      "select share from claim where entity_id = 'galium'",
      "1:43-51 UnmatchedText: no cell of 'entity_id' is 'galium' (did you mean 'gallium'?)"
    ),
    (
      "select share\nfrom claim c where c.entity_id in ('tungsten', 'Helium')",
      "2:48-56 UnmatchedText: no cell of 'entity_id' is 'Helium' (did you mean 'helium'?)"
    ),
    (
      "select sum(iif(name <> 'Galluim', 1, 0)) from entity",
      "1:24-33 UnmatchedText: no cell of 'name' is 'Galluim' (did you mean 'Gallium'?)"
    ),
    (
      "with c as materialized (select * from claim) select share from c where entity_id = 'galium'",
      "1:84-92 UnmatchedText: no cell of 'entity_id' is 'galium' (did you mean 'gallium'?)"
    ),
    (
      "select share from named_share where name = 'Tungten'",
      "1:44-53 UnmatchedText: no cell of 'name' is 'Tungten' (did you mean 'Tungsten'?)"
    ),
    (
      "select share from claim where entity_id = 'helium' or 'gallium'",
      "1:55-64 TextAsCondition: 'gallium' stands alone as a condition, which is never true "
        + "(compare it with a column: entity_id = 'gallium')"
    ),
    (
      "select share from claim where share > 5 or 70",
      "1:44-46 TextAsCondition: 70 stands alone as a condition, which is always true "
        + "(compare it with a column: column = 70)"
    ),
    (
      "select share from claim where share between 80 and 50",
      "1:37-44 EmptyRange: nothing lies between 80 and 50: the lower end comes first "
        + "(write between 50 and 80)"
    ),
    (
      "select share from claim where known_on between '2026-03-01' and '2026-01-01' and 1",
      "1:40-47 EmptyRange: nothing lies between 2026-03-01 and 2026-01-01: the lower end comes "
        + "first (write between 2026-01-01 and 2026-03-01)"
    ),
    (
      "select share from claim order by 'share' desc",
      "1:34-41 OrderedByText: order by 'share' takes the same text for all rows (a column's name "
        + "stands without quotes: order by share)"
    ),
    (
      "select entity_id + ': ' + name as n from entity",
      "1:18-19 SumOfTexts: + adds numbers, and the column 'entity_id' is text, which counts as 0 "
        + "(join texts with ||)"
    ),
    (
      "select 'No. ' + share as n from claim",
      "1:15-16 SumOfTexts: + adds numbers, and 'No. ' is text, which counts as 0 (join texts "
        + "with ||)"
    ),
    (
      "select entity_id, sum(share) as s from claim",
      "1:8-17 ColumnBesideAggregate: 'entity_id' beside sum() is that of any one of the rows "
        + "(add group by entity_id, or take the column out)"
    ),
    (
      "select c.entity_id as e, upper(c.claim_id) as i, count(*) as n from claim c",
      "1:10-19 ColumnBesideAggregate: 'entity_id' beside count() is that of any one of the rows "
        + "(add group by entity_id, or take the column out)"
    ),
    (
      "select name, share from entity, claim",
      "1:33-38 JoinWithoutCondition: each row of 'entity' meets every row of 'claim' (say which "
        + "belong together: join claim using (column); or write cross join)"
    ),
    (
      "select name, share from entity join claim where share > 50",
      "1:37-42 JoinWithoutCondition: each row of 'entity' meets every row of 'claim' (say which "
        + "belong together: join claim using (column); or write cross join)"
    ),
  ])
  func whatIsHardlyMeantIsTold(_ sql: String, _ said: String) throws {
    #expect(try Fixture.database().run(sql).diagnostics.map(\.line) == [said])
  }

  @Test(arguments: [
    "select share from claim where entity_id = 'copper' or entity_id = 'gallium'",
    "select share from claim where claim_id = 'F9'",
    "select share from claim where entity_id >= 'galium'",
    "select share from claim where upper(entity_id) = 'GALLIUM'",
    "select upper(entity_id) as entity_id from claim where entity_id = 'gallium'",
    "select n from (select upper(name) as name, 1 as n from entity) where name = 'GALLIUM'",
    "select name from entity where name || 's' = 'Galliums'",
    "select name from entity where name = 'gallium' collate nocase",
    "select name from entity where 1", "select name from entity where strategic and 1",
    "select case when strategic then 'yes' else 'no' end as s from entity",
    "select case name when 'Gallium' then 1 end as s from entity",
    "select share from claim where share between 50 and 80 and known_on > '2026-01-01'",
    "select share from claim where share between -5 and 3",
    "select entity_id + 0 as n, share + 1 as m from claim",
    "select name from entity order by name, 2 - 1",
    "select entity_id, max(share) as s from claim",
    "select entity_id, sum(share) as s from claim group by entity_id",
    "select entity_id, sum(share) over () as s from claim",
    "select entity_id, sum(share) filter (where share > 1) over () as s from claim",
    "select name, (select sum(share) from claim c where c.entity_id = entity.entity_id) as s from entity",
    "select entity_id, sum(share) as s from claim where entity_id = 'gallium'",
    "select max(share) - min(share) as spread, 'x' as words from claim",
    "select name, (select max(share) - entity.strategic from claim) as s from entity",
    "select a.share, b.share as other from claim a, claim b where a.claim_id = 'F1' and b.claim_id = 'F2'",
    "select name, share from entity, claim where entity.entity_id = claim.entity_id",
    "select name, share from entity cross join claim",
    "select name, share from entity natural join claim",
    "select share / total as part from claim, (select sum(share) as total from claim)",
    "with t as (select sum(share) as total from claim) select share / total as part from claim, t",
    "select name, share from entity, claim using (entity_id)",
    "select count(*) as n, group_concat(name, ', ') as names from entity",
  ])
  func whatIsMeantIsLetBe(_ sql: String) throws {
    #expect(try Fixture.database().run(sql).diagnostics.map(\.line) == [])
  }

  @Test func aTextInDoubleQuotesIsToldOf() throws {
    #expect(
      try Fixture.database().mistakes("select share from claim where entity_id = \"copper mine\"")
        .map(\.line) == [
          "1:43-56 UnknownColumn: there is no column 'copper mine', and double quotes name a column "
            + "(a text stands in single quotes: 'copper mine')"
        ])
  }

  @Test func aViewIsToldOfInItsFile() throws {
    let database = try Fixture.database(views: [
      Fixture.view(
        "bad", "select entity_id, sum(share) as s\nfrom claim where entity_id = 'galium'")
    ])
    #expect(database.diagnostics.map(\.identifier) == [])
    #expect(
      try database.slips(inView: "bad")?.diagnostics.map { "\($0.path ?? "") \($0.line)" } == [
        "Content/data/views/bad.sql 2:30-38 UnmatchedText: no cell of 'entity_id' is 'galium' (did "
          + "you mean 'gallium'?)"
      ])
  }

  @Test func theShapeOfAViewIsToldOfWithoutRows() throws {
    let database = try Fixture.database(views: [
      Fixture.view("bad", "select entity_id, sum(share) as s from claim")
    ])
    #expect(database.diagnostics.map(\.identifier) == ["ColumnBesideAggregate"])
  }
}
