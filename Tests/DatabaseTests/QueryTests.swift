import Basics
import Database
import Tables
import Testing

@Suite struct QueryTests {
  @Test func carriesWhatIsKnownOfAColumnThroughViews() throws {
    let table = try Fixture.database().run(
      "select name, share as pct, share * 2 as twice from over_cap", asOf: "2026-02-05"
    ).table
    #expect(table.columns[0] == Column("name", type: .string))
    #expect(
      table.columns[1]
        == Column(
          "pct", type: .number, title: "Share", unit: "%", basis: "imports", decimals: 1))
    #expect(table.columns[2] == Column("twice", type: .number))
    #expect(table.rows == [[.text("Gallium"), .number(69), .number(138)]])
  }

  @Test func booleansComeBackAsBooleans() throws {
    let table = try Fixture.database().run("select strategic from entity").table
    #expect(table.columns == [Column("strategic", type: .boolean)])
    #expect(table.rows == [[.boolean(true)], [.boolean(true)], [.boolean(false)]])
  }

  @Test func computedColumnsHaveTheTypeOfTheirValues() throws {
    let table = try Fixture.database().run(
      """
      select 1 as i, 1.5 as n, 'a' as s, '2026-02-05' as d, null as z
      union all select 2, 2, '2026-02-05', null, null
      """
    ).table
    #expect(table.columns.map(\.type) == [.integer, .number, .string, .date, .any])
  }

  @Test(arguments: [
    (nil, ["F2", "F3", "F4"]),
    ("2026-01-09", []),
    ("2026-02-03", ["F1", "F3"]),
    ("2026-02-04", ["F2", "F3"]),
    ("2026-03-01", ["F2", "F3", "F4"]),
  ])
  func anEditionCannotSeeTheFuture(asOf: String?, expected: [String]) throws {
    let database = try Fixture.database()
    for sql in [
      "select claim_id from claim order by 1",
      "with claims as (select * from claim) select claim_id from claims order by 1",
      "select claim_id from (select * from \"Claim\") order by 1",
    ] {
      let rows = try database.run(sql, asOf: asOf).table.rows
      #expect(rows == expected.map { [.text($0)] })
    }
    let all = try database.run("select count(*) as n from all_claim", asOf: asOf).table.rows
    #expect(all == [[.integer(4)]])
  }

  @Test func viewsSeeTheEditionOfTheirReader() throws {
    let database = try Fixture.database()
    let sql = "select name, share from named_share order by share desc"
    #expect(
      try database.run(sql, asOf: "2026-02-03").table.rows == [
        [.text("Gallium"), .number(71)], [.text("Tungsten"), .number(31.5)],
      ])
    let latest = "select day from latest"
    #expect(try database.run(latest, asOf: "2026-02-03").table.rows == [[.text("2026-01-10")]])
    #expect(try database.run(latest, asOf: "2026-02-05").table.rows == [[.text("2026-02-04")]])
    #expect(try database.run(latest).table.rows == [[.null]])
  }

  @Test func bindsParameters() throws {
    let table = try Fixture.database().run(
      "select :as_of as a, :material as m, @material as n", parameters: ["material": .text("x")],
      asOf: "2026-02-05"
    ).table
    #expect(table.rows == [[.text("2026-02-05"), .text("x"), .text("x")]])
  }

  @Test func todayIsTheClock() throws {
    let database = try Fixture.database(clock: try Fixture.date("2026-02-05"))
    let table = try database.run(
      "select date('now') as a, CURRENT_DATE as b, date('now', '+1 month') as c"
    ).table
    #expect(
      table.rows == [[.text("2026-02-05"), .text("2026-02-05"), .text("2026-03-05")]])
  }

  @Test(arguments: [
    ("select add_months('2026-01-31', 1)", Value.text("2026-02-28")),
    ("select add_months('2026-03-31', -1)", .text("2026-02-28")),
    ("select add_months(null, 1)", .null),
    ("select days_between('2026-02-05', '2026-03-06')", .integer(29)),
    ("select days_between('2026-03-06', '2026-02-05T10:00:00')", .integer(-29)),
  ])
  func countsDaysAndMonths(sql: String, expected: Value) throws {
    #expect(try Fixture.database().run(sql).table.rows == [[expected]])
  }

  @Test func callsFunctionsOfItsOwners() throws {
    let functions: [SQLFunction] = [
      .scalar("twice", arity: 1) { arguments in
        guard let number = arguments[0].numeric else { throw SQLFunctionError("twice: no number") }
        return .number(number * 2)
      },
      .aggregate("squares", arity: 1) { rows in
        .number(rows.compactMap { $0[0].numeric }.reduce(0) { $0 + $1 * $1 })
      },
    ]
    let database = try Fixture.database(functions: functions)
    #expect(try database.run("select twice(3) as x").table.rows == [[.number(6)]])
    #expect(
      try database.run("select squares(share) as x from claim where share < 32").table.rows
        == [[.number(31.5 * 31.5 + 144)]])
    #expect(
      try database.run("select squares(share) from claim where 0").table.rows == [[.number(0)]])
    #expect(
      try database.run(
        "select squares(share) over (order by claim_id rows 1 preceding) as x from all_claim"
      ).table.rows
        == [
          [.number(5041)], [.number(5041 + 4761)], [.number(4761 + 992.25)],
          [.number(992.25 + 144)],
        ])
    #expect(
      try database.mistakes("select twice('a')").map(\.line) == [
        "1:1-18 QueryFailed: the query failed: twice: no number"
      ])
  }

  @Test func tablesThatCouldNotBeReadAreLeftOut() throws {
    let empty = DatabaseTable(name: "broken", table: Table(columns: [], rows: []))
    let odd = DatabaseTable(
      name: "odd name", table: Table(columns: [Column("a b", type: .integer)], rows: [[.text("x")]])
    )
    let database = try SQLDatabase(tables: [empty, odd])
    #expect(database.tables.map(\.name) == ["odd name"])
    #expect(try database.run("select [a b] from \"odd name\"").table.rows == [[.text("x")]])
    #expect(try database.mistakes("select 1 from broken").map(\.identifier) == ["UnknownTable"])
  }

  @Test func textStaysTextAndNumbersStayNumbers() throws {
    let rows: [[Value]] = [[.text("007"), .number(12), .integer(.max), .text("1.50")]]
    let table = DatabaseTable(
      name: "t",
      table: Table(
        columns: [
          Column("s", type: .string), Column("n", type: .number), Column("i", type: .integer),
          Column("x", type: .any),
        ], rows: rows))
    let result = try SQLDatabase(tables: [table]).run("select * from t").table
    #expect(result.rows == rows)
    #expect(result.columns.map(\.type) == [.string, .number, .integer, .string])
  }

  @Test func manyThreadsGetTheSameAnswers() async throws {
    let database = try Fixture.database()
    let sql = "select name, share from named_share"
    let expected = try ["2026-02-03", "2026-02-05", "2026-03-05"].map {
      try database.run(sql, asOf: $0).table
    }
    let tables = try await withThrowingTaskGroup(of: (Int, Table).self) { group in
      for index in 0..<300 {
        group.addTask {
          let asOf = ["2026-02-03", "2026-02-05", "2026-03-05"][index % 3]
          return (index % 3, try database.run(sql, asOf: asOf).table)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(tables.count == 300)
    #expect(tables.allSatisfy { $0.1 == expected[$0.0] })
  }
}
