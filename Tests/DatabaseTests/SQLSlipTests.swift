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
    (
      "select share from claim where superseded_on = null",
      "1:47-51 ComparedWithNull: a comparison with NULL is never true (write is null)"
    ),
    (
      "select share from claim where superseded_on <> null",
      "1:48-52 ComparedWithNull: a comparison with NULL is never true (write is not null)"
    ),
    (
      "select count(share > 50) as n from claim",
      "1:8-13 CountOfCondition: count() of a condition counts the rows in which it is false, too "
        + "(write count(*) filter (where …))"
    ),
    (
      "select count(*) / count(distinct entity_id) as n from claim",
      "1:17-18 WholeDivision: whole numbers are divided, which cuts off the fraction: 7 / 2 is 3 "
        + "(begin with 1.0 *, or for percentages with 100.0 *; write cast(… as integer) if it is meant)"
    ),
    (
      "select name, share from claim c join entity e on c.entity_id = c.entity_id",
      "1:62-63 ComparedWithItself: 'c.entity_id' is compared with itself, which is always true where "
        + "it has a value (name the other table on one side)"
    ),
    (
      "select share from claim where known_on <= '31.03.2026'",
      "1:43-55 ComparedWithOtherForm: 'known_on' holds days such as 2026-03-31, and '31.03.2026' is "
        + "none (texts are compared letter by letter: write '2026-03-31')"
    ),
    (
      "select share from claim where known_on = 2026-03",
      "1:42-46 ComparedWithOtherForm: 'known_on' holds days, and this is a number (put it in "
        + "quotes: '2026-03-31')"
    ),
    (
      "select superseded_on - known_on as days from claim",
      "1:22-23 SumOfTexts: - takes numbers, and of 'superseded_on' only the year would count "
        + "(write date(superseded_on, '-30 days'), or julianday(…) - julianday(…))"
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
    "select share from claim where superseded_on is null and known_on >= '2026'",
    "select share from claim where known_on between '2026-01' and '2026-02-28'",
    "select share from claim where known_on in ('2026-01-10', '2026-02-04')",
    "select count(case when share > 50 then 1 end) as n, count(distinct entity_id) as m from claim",
    "select 100.0 * count(*) / count(distinct entity_id) as n from claim",
    "select share / 2 as half from claim",
    "select cast(substr(known_on, 1, 4) as integer) / 10 * 10 as decade from claim",
    "select julianday(superseded_on) - julianday(known_on) as days from claim",
    "select c.share from claim c join claim d on c.claim_id = d.claim_id",
    "select max(name) as last from entity",
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

/// Numbers that a column holds as texts come in the order of their letters.
@Suite struct NumbersAsTextsTests {
  private static func database(_ texts: [String]) throws -> SQLDatabase {
    try SQLDatabase(
      tables: [
        DatabaseTable(
          name: "region",
          table: Table(
            columns: [Column("homes", type: .string)], rows: texts.map { [.text($0)] }),
          primaryKey: [])
      ], views: [], functions: [], clock: nil, limits: QueryLimits())
  }

  @Test(arguments: [
    ("select max(homes) as m from region", 12),
    ("select homes from region order by homes desc", 35),
  ])
  func theirOrderIsToldOf(_ sql: String, _ column: Int) throws {
    #expect(
      try Self.database(["98000", "140000", "120000"]).run(sql).diagnostics.map(\.line) == [
        "1:\(column)-\(column + 5) NumbersAsTexts: 'homes' holds numbers as texts, of which '140000' "
          + "comes before '98000' (write type: integer or number in the data package, or cast(homes "
          + "as real) here)"
      ])
  }

  @Test func codesOfOneLengthAreLetBe() throws {
    #expect(
      try Self.database(["2024", "2026"]).run("select max(homes) as m from region").diagnostics
        .isEmpty)
  }
}
