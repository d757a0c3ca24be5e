import Basics
import Database
import Tables
import Testing

@Suite struct GuardTests {
  @Test(arguments: [
    (
      "select 1; select 2",
      "1:11-17 TwoStatements: a second statement begins here "
        + "(write one query; put another one in a block of its own)"
    ),
    ("", "1:1-1 EmptyQuery: there is no query here"),
    ("-- nothing\n", "1:1-1 EmptyQuery: there is no query here"),
    (
      "attach 'x.db' as x",
      "1:1-7 StatementNotAllowed: a query may only read: ATTACH is not allowed "
        + "(begin with SELECT, WITH or VALUES)"
    ),
    (
      "\n pragma table_info(claim)",
      "2:2-8 StatementNotAllowed: a query may only read: PRAGMA is not allowed "
        + "(begin with SELECT, WITH or VALUES)"
    ),
    (
      "delete from claim",
      "1:1-7 StatementNotAllowed: a query may only read: DELETE is not allowed "
        + "(begin with SELECT, WITH or VALUES)"
    ),
    (
      "with x as (select 1) insert into entity select 1, 2, 3",
      "1:22-28 StatementNotAllowed: a query may only read: INSERT is not allowed "
        + "(begin with SELECT, WITH or VALUES)"
    ),
    (
      "select share from main.claim",
      "1:19-23 SchemaNotAllowed: a table may not be named with its schema 'main' "
        + "(leave 'main.' out)"
    ),
    (
      "select random()",
      "1:8-14 VolatileFunction: random() gives another value each time it runs"
    ),
    (
      "select date('now')",
      "1:13-18 VolatileFunction: date('now') gives another value each time it runs "
        + "(use :as_of, or a date of the data)"
    ),
    (
      "select julianday()",
      "1:8-17 VolatileFunction: julianday() gives another value each time it runs "
        + "(use :as_of, or a date of the data)"
    ),
    (
      "select strftime('%Y')",
      "1:8-16 VolatileFunction: strftime() gives another value each time it runs "
        + "(use :as_of, or a date of the data)"
    ),
    (
      "select datetime(known_on, 'localtime') from claim",
      "1:27-38 VolatileFunction: datetime(…, 'localtime') gives another value each time it runs "
        + "(use :as_of, or a date of the data)"
    ),
    (
      "select current_timestamp",
      "1:8-25 VolatileFunction: current_timestamp gives another value each time it runs "
        + "(use :as_of, or a date of the data)"
    ),
    (
      "select load_extension('x')",
      "1:8-22 VolatileFunction: load_extension() gives another value each time it runs"
    ),
    (
      "select sql from sqlite_master",
      "1:17-30 UnknownTable: there is no table or view 'sqlite_master' "
        + "('assay tables' lists what there is)"
    ),
    (
      "select * from pragma_table_info('claim')",
      "1:15-32 UnknownTable: there is no table or view 'pragma_table_info' "
        + "('assay tables' lists what there is)"
    ),
    (
      "select nmae from entity",
      "1:8-12 UnknownColumn: there is no column 'nmae' (did you mean 'name'?)"
    ),
    (
      "select e.zzz from entity e",
      "1:10-13 UnknownColumn: there is no column 'e.zzz' "
        + "(columns: entity(entity_id, name, strategic))"
    ),
    (
      "select name from entity where \"nope\" = 1",
      "1:31-37 UnknownColumn: there is no column 'nope', and double quotes name a column "
        + "(a text stands in single quotes: 'nope')"
    ),
    (
      "select name\nfrom entiti",
      "2:6-12 UnknownTable: there is no table or view 'entiti' (did you mean 'entity'?)"
    ),
    (
      "select name, entity_id from claim join entity on 1",
      "1:14-23 AmbiguousColumn: several tables have a column 'entity_id' "
        + "(write the table's name before it)"
    ),
    (
      "select hhi(share) from claim",
      "1:8-11 UnknownFunction: there is no function 'hhi'"
    ),
    (
      "select add_month('2026-01-31', 1)",
      "1:8-17 UnknownFunction: there is no function 'add_month' (did you mean 'add_months'?)"
    ),
    (
      "select add_months('2026-01-31')",
      "1:8-18 WrongArgumentCount: the function 'add_months' takes another number of arguments "
        + "(add_months(date, n): the date n months on, clipped to that month's last day)"
    ),
    ("select name from", "1:17-17 InvalidSQL: this is not SQL: the query breaks off"),
    (
      "select name form entity",
      "1:18-24 InvalidSQL: this is not SQL: near \"entity\": syntax error"
    ),
    (
      "select :materil",
      "1:8-16 UnboundParameter: the parameter ':materil' has no value here "
        + "(did you mean 'material'?)"
    ),
    (
      "select :as_of",
      "1:8-14 UnboundParameter: the parameter ':as_of' has no value here "
        + "(give the page an 'as_of' date)"
    ),
    (
      "select days_between('2026', '2026-01-01')",
      "1:1-42 QueryFailed: the query failed: days_between: '2026' is no date (YYYY-MM-DD)"
    ),
  ])
  func saysWhatIsWrongAndWhere(sql: String, expected: String) throws {
    let mistakes = try Fixture.database().mistakes(sql, parameters: ["material": .text("gallium")])
    #expect(mistakes.map(\.line) == [expected])
    #expect(mistakes.allSatisfy { $0.path == "page.md" && $0.severity == .error })
  }

  @Test func mistakesStandWhereTheBlockStands() throws {
    let text = SQLText(
      SourceText(path: "Content/index.md", text: "select 1,\n  nmae from entity"),
      at: SourcePosition(line: 12, column: 3), indent: 2)
    guard case .failure(let error) = try Fixture.database().query(text) else {
      Issue.record("the query should fail")
      return
    }
    #expect(
      error.diagnostics.map(\.line) == [
        "13:5-9 UnknownColumn: there is no column 'nmae' (did you mean 'name'?)"
      ])
  }

  @Test func stopsAQueryThatGivesTooManyRows() throws {
    let database = try Fixture.database(limits: QueryLimits(seconds: 10, rows: 2))
    #expect(try database.run("select name from entity limit 2").table.rows.count == 2)
    #expect(
      try database.mistakes("select name from entity").map(\.line) == [
        "1:1-24 RowLimitExceeded: the query gives more than 2 rows"
      ])
  }

  @Test func stopsAQueryThatTakesTooLongAndGoesOn() throws {
    let database = try Fixture.database(limits: QueryLimits(steps: 1_000_000, rows: 10))
    let endless =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n"
    #expect(
      try database.mistakes(endless).map(\.summary) == [
        "the query takes more than 1000000 steps of the database"
      ])
    #expect(try database.run("select 1").table.rows == [[.integer(1)]])
  }

  /// The same query on the same data is stopped or not, however long it takes; where the machine is
  /// too slow for it, that is no mistake, which would be kept.
  @Test func aSlowMachineIsNoMistakeOfTheAuthor() throws {
    let database = try Fixture.database(limits: QueryLimits(steps: .max, seconds: 0.05))
    let endless =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n"
    // Thrown, not given as the query's result: that would be kept.
    let error = #expect(throws: DiagnosticsError.self) { try database.mistakes(endless) }
    #expect(error?.diagnostics.map(\.identifier) == ["TimeLimitExceeded"])
    #expect(try database.run("select 1").table.rows == [[.integer(1)]])
  }

  @Test(arguments: [
    "printf('%.*c', 2000000000, 'x')", "format('%2000000c', 'x')", "printf('%-*d', -2000000, 1)",
    "format('%s%%%+,.*f', 'a', 1000001, 0.5)", "printf('%600000d%600000d', 1, 1)",
    "json_patch((select json_group_object(i, i) from n), (select json_group_object(-i, i) from n))",
  ])
  func whatWouldTakeLongInOneStepIsRefused(_ call: String) throws {
    let sql =
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000) select \(call)"
    #expect(try Fixture.database().mistakes(sql).map(\.identifier) == ["QueryFailed"])
  }

  @Test(arguments: [
    (
      "printf('%5.2f|%-6s|%06d|%,d|%%|%c', 2.345, 'ä', 42, 1234567, 'xyz')",
      " 2.35|ä    |000042|1,234,567|%|x"
    ),
    ("format('%*d|%.*f|%-*s|', 5, 1, 2, 0.5, 3, 'a')", "    1|0.50|a  |"),
    (
      "printf('%q %Q %w %x %lld %e', 'it''s', null, 'a\"b', 255, 7, 1500.0)",
      "it''s NULL a\"\"b ff 7 1.500000e+03"
    ),
    ("printf('%s')", ""), ("format('%s%', 'a')", "a%"),
    (
      "json_patch('{\"a\":1,\"b\":{\"c\":2}}', '{\"b\":{\"c\":null,\"d\":3},\"e\":4}')",
      #"{"a":1,"b":{"d":3},"e":4}"#
    ),
    ("json_array(json_patch('{}', '{\"a\":1}'))", #"[{"a":1}]"#),
    ("length(printf('%999999d', 1))", "999999"),
  ])
  func whatIsGuardedGivesWhatSQLiteGives(_ call: String, _ text: String) throws {
    let rows = try Fixture.database().run("select cast(\(call) as text) as x").table.rows
    #expect(rows == [[.text(text)]])
  }

  @Test func ofNothingNothingIsPrinted() throws {
    let rows = try Fixture.database().run(
      "select printf() is null as a, json_patch(null, '{}') is null as b"
    ).table.rows
    #expect(rows == [[.integer(1), .integer(1)]])
  }

  @Test func aPauseIsNoMistake() throws {
    let steps = 8_000_000
    let database = try Fixture.database(limits: QueryLimits(steps: steps, seconds: 60))
    func count(_ rows: Int) -> String {
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < \(rows)) "
        + "select count(*) from n"
    }
    #expect(try database.run(count(steps / 40)).table.rows == [[.integer(Int64(steps / 40))]])
    #expect(try database.mistakes(count(steps)).map(\.identifier) == ["TimeLimitExceeded"])
  }

  @Test func warnsOfTwoColumnsWithOneName() throws {
    let result = try Fixture.database().run("select name, name from entity")
    #expect(
      result.diagnostics.map(\.line) == [
        "1:1-30 DuplicateResultColumn: the result has two columns named 'name' "
          + "(name one of them with AS)"
      ])
  }
}
