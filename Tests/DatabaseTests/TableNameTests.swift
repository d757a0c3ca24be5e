import Database
import GRDB
import Tables
import Testing

/// Which names of a query are those of tables.
@Suite struct TableNameTests {
  @Test(arguments: [
    ("select a, sum(v) as population from t group by a", ["t"]),
    ("select total from total", ["total"]),
    ("with total as (select sum(v) as total from t) select total from total", ["t"]),
    ("with recursive n(i) as (select 1 union all select i + 1 from n) select i from n, u", ["u"]),
    ("with a as (select 1), b(x, y) as materialized (select * from a, t) select * from b", ["t"]),
    (
      "select * from t as a, u b join (v cross join w) on a.x = b.y where z in (select q from s)",
      ["t", "u", "v", "w", "s"]
    ),
    ("select * from (with a as (select 1) select * from a) join a", ["a"]),
    ("select * from t where x in names and y not in (1, 2)", ["t", "names"]),
    ("select x is distinct from y from t", ["t"]),
    (
      "select * from json_each('[1]') as j, 'quoted', \"Named\", [in brackets], `ticked`",
      ["quoted", "named", "in brackets", "ticked"]
    ),
    (
      "select 'from x', t.\"join\" from t -- from y\n left join u using (a, b) natural join v /* join w */",
      ["t", "u", "v"]
    ),
    ("values (1), (2)", []),
    ("select 1 from t union select 2 from u order by 1 limit 3", ["t", "u"]),
    (
      "select (select max(x) from a) from b group by y having count(*) > (select 1 from c)",
      ["a", "b", "c"]
    ),
  ])
  func theyAreThoseWhereTablesStand(_ sql: String, _ names: [String]) throws {
    #expect(SQLText.tableNames(in: sql) == Set(names))
  }

  /// Functions that stand in for SQLite's own give what those give.
  @Test func thoseThatStandInGiveWhatSQLitesOwnGive() throws {
    let texts = [
      "''", "'a'", "'abcabc'", "'bc'", "'äöü€𝄞ä'", "'ö'", "'  x '", "' '", "null", "x'6162'",
      "x'62'", "12", "1.5", "'aaa'", "'aa'",
    ]
    var calls: [String] = []
    for first in texts {
      for second in texts {
        calls += ["instr", "trim", "ltrim", "rtrim"].map { "\($0)(\(first), \(second))" }
        calls += ["''", "'<>'", "null"].map { "replace(\(first), \(second), \($0))" }
      }
    }
    let days = [
      "'2026-01-31'", "'2026-01-31 12:30'", "'12:00'", "2461000.5", "null", "'nonsense'", "''",
    ]
    for day in days {
      calls += ["date", "time", "datetime", "julianday"].flatMap {
        [
          "\($0)(\(day))", "\($0)(\(day), '+1 month')", "\($0)(\(day), 'start of month', '-1 day')",
          "\($0)(\(day), 'nonsense')",
        ]
      }
      calls += ["strftime('%Y-%j %W', \(day))", "strftime(null, \(day))", "unixepoch(\(day))"]
    }
    let plain = try DatabaseQueue()
    let database = try Fixture.database()
    for call in calls {
      let sql = "select typeof(\(call)) as t, quote(\(call)) as q"
      let wanted = try plain.read { try Row.fetchOne($0, sql: sql) }
      let row = try database.run(sql).table.rows[0]
      let type: String? = wanted?["t"]
      let text: String? = wanted?["q"]
      let found = row.map(\.machineText)
      #expect(found == [type ?? "", text ?? ""], "\(call)")
    }
  }
}
