import Basics
import Database
import Tables
import Testing

/// Views whose rows are computed once and read as a table.
@Suite struct MaterializedViewTests {
  static let queries = [
    "select * from over_cap", "select name, share / 2 as half from over_cap",
    "select count(*) as n from named_share",
    "select n.name from named_share n join entity using (name)",
    "select max(share) as top from named_share where name in (select name from over_cap)",
    "select * from ranked", "select r.* from ranked r where name <> 'Helium'",
    "select * from mixed",
    "select typeof(value) as kind, value from mixed", "select name from mixed where value = '5'",
    "select name from mixed where value = 5", "select * from flags where strategic",
    "select sum(share) as sum from named_share n left join flags f on f.name = n.name",
  ]

  static let views =
    Fixture.views + [
      Fixture.view("ranked", "select name, share from named_share order by share"),
      Fixture.view("flags", "select name, strategic from entity"),
      Fixture.view(
        "mixed",
        "select name, name as value from entity union all select 'five', 5 union all select 'half', 0.5"
      ),
    ]

  @Test(arguments: queries, [nil, "2026-02-03", "2026-03-05"])
  func aQueryGivesWhatItGivesOverTheViewsText(sql: String, asOf: String?) throws {
    let once = try Fixture.database(views: Self.views).run(sql, asOf: asOf)
    let each = try Fixture.database(views: Self.views, limits: Fixture.expanding).run(
      sql, asOf: asOf)
    #expect(once.table.rows == each.table.rows)
    #expect(once.table.columns.map(\.name) == each.table.columns.map(\.name))
    #expect(once.readSet.views.isEmpty)
    #expect(each.readSet.viewColumns.isEmpty)
  }

  @Test func aColumnKeepsItsTitleAndUnit() throws {
    let table = try Fixture.database().run("select share as pct from over_cap").table
    #expect(table.columns.first?.title == "Share")
    #expect(table.columns.first?.unit == "%")
  }

  @Test func eachEditionSeesItsOwn() throws {
    let database = try Fixture.database()
    func shares(_ asOf: String?) throws -> [[Value]] {
      try database.run("select share from over_cap order by share", asOf: asOf).table.rows
    }
    #expect(try shares("2026-02-03") == [[.number(71)]])
    #expect(try shares("2026-02-05") == [[.number(69)]])
    #expect(try shares(nil) == [[.number(69)]])
    #expect(try shares("2026-02-03") == [[.number(71)]])
  }

  @Test(arguments: [
    ("select name from entity", false), ("select share from all_claim", false),
    ("select * from flags", false), ("select share from claim", true),
    ("select name from entity where :as_of is null", true), ("select * from over_cap", true),
    ("with e as (select * from ranked) select * from e", true),
  ])
  func aViewThatNoEditionFiltersIsComputedOnceForAll(sql: String, hasEditions: Bool) throws {
    let database = try Fixture.database(views: Self.views + [Fixture.view("v", sql)])
    let date = try Fixture.date("2026-02-03")
    #expect(database.edition(date, ofView: "v") == (hasEditions ? date : nil))
    let each = try Fixture.database(
      views: Self.views + [Fixture.view("v", sql)], limits: Fixture.expanding)
    for asOf in ["2026-02-05", nil, "2026-02-03"] {
      let parameters: [String: Value] = asOf == nil ? ["as_of": .null] : [:]
      let texts = try [database, each].map {
        try $0.run("select * from v", parameters: parameters, asOf: asOf).table.rows
      }
      #expect(texts[0] == texts[1])
    }
  }

  @Test func aViewSaysWhatItReadsItself() throws {
    let database = try Fixture.database()
    let inner = try #require(try database.result(ofView: "named_share", asOf: nil))
    #expect(
      inner.readSet.text
        == "claim.entity_id claim.share claim.superseded_on entity.entity_id entity.name")
    let outer = try #require(try database.result(ofView: "over_cap", asOf: nil))
    #expect(outer.readSet.text == "named_share named_share.name named_share.share")
    #expect(outer.table?.rows.count == 1)
    #expect(try database.result(ofView: "nothing", asOf: nil)?.table == nil)
  }

  @Test(arguments: [
    ("select e.name from entity e, entity f", QueryLimits(viewRows: 8)),
    (
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select max(i) as i from n",
      QueryLimits(viewSteps: 20_000)
    ),
    ("select substr(zeroblob(3), 1) as bytes", QueryLimits()),
    ("select fails(name) as name from entity", QueryLimits()),
  ])
  func aViewThatIsTooLargeOrFailsIsReadThroughItsText(
    sql: String, limits: QueryLimits
  ) throws {
    let fails = SQLFunction.scalar("fails", arity: 1, summary: "fails(x): fails.") { _ in
      throw Refusal()
    }
    let database = try Fixture.database(
      views: [Fixture.view("v", sql)], functions: [fails], limits: limits)
    #expect(try database.result(ofView: "v", asOf: nil)?.table == nil)
    #expect(try database.mistakes("select count(*) as n from v limit 0").isEmpty)
    #expect(try database.run("select 1 from v limit 0").readSet.views == ["v"])
  }

  private struct Refusal: Error {}

  @Test func nothingOfAQueryMayWriteAfterAViewWasMade() throws {
    let database = try Fixture.database()
    _ = try database.run("select * from over_cap")
    #expect(try database.mistakes("pragma user_version").count == 1)
    #expect(try database.mistakes("with x as (select 1) delete from over_cap").count == 1)
    #expect(try database.mistakes("select * from sqlite_temp_schema").count == 1)
  }
}
