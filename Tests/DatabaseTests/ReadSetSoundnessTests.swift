import Basics
import Database
import Tables
import Testing

/// What a build relies on: what is not in the read set cannot change the result.
@Suite struct ReadSetSoundnessTests {
  static let queries = [
    "select share from claim", "select count(*) from claim", "select * from over_cap",
    "select count(*) as n from over_cap", "select name from named_share order by share",
    "select day from latest", "select claim_id from all_claim",
    "select c.share from claim c join entity e using (entity_id)",
    "select e.name from entity e left join claim c on c.entity_id = e.entity_id",
    "select share from claim natural join entity",
    "select name from entity where entity_id in (select entity_id from claim)",
    "select name, (select max(share) from claim c where c.entity_id = e.entity_id) from entity e",
    "select entity_id from entity except select entity_id from claim",
    "with recursive n(i) as (select 1 union all select i + 1 from n, claim where i < 3) select i from n",
    "with claim as (select * from all_claim where share > 20) select count(*) as n from claim",
    "select row_number() over (order by share) as r from claim",
    "select known_on, count(*) as n from claim group by known_on having max(share) > 1",
    "select exists (select 1 from claim where share > 100) as x from entity limit 1",
    "select e.* from entity e where exists (select * from claim using_claim)",
    "select name from entity order by (select count(*) from claim)",
    "select claim_id from claim where (entity_id, share) in (select entity_id, 71.0 from entity)",
    "select rowid from entity", "select rowid, strategic from entity",
    "select min(claim_id) from claim where superseded_on is null",
  ]

  @Test(arguments: queries, [nil, "2026-02-03", "2026-02-05"])
  func changingWhatWasNotReadChangesNothing(sql: String, asOf: String?) throws {
    let parameters: [String: Value] = asOf == nil ? ["as_of": .null] : [:]
    let result = try Fixture.database(limits: Fixture.expanding).run(
      sql, parameters: parameters, asOf: asOf)
    for changed in try changes(besides: result.readSet) {
      let database = try SQLDatabase(
        tables: changed.tables, views: Fixture.views, limits: Fixture.expanding)
      let other = try database.run(sql, parameters: parameters, asOf: asOf)
      #expect(
        other.table == result.table, "\(changed.name) is not in the read set \(result.readSet.text)"
      )
    }
  }

  /// What a view shows may stay the same where what it reads did not.
  @Test(arguments: queries, [nil, "2026-02-03", "2026-02-05"])
  func changingNothingThatAViewShowsChangesNothing(sql: String, asOf: String?) throws {
    let parameters: [String: Value] = asOf == nil ? ["as_of": .null] : [:]
    let original = try Fixture.database()
    let result = try original.run(sql, parameters: parameters, asOf: asOf)
    for changed in try changes(besides: result.readSet) {
      let database = try SQLDatabase(tables: changed.tables, views: Fixture.views)
      let other = try database.run(sql, parameters: parameters, asOf: asOf)
      let shown = try [original, database].map { try cells(result.readSet.viewColumns, $0, asOf) }
      #expect(
        shown[0] != shown[1] || other.table == result.table,
        "\(changed.name) is not in the read set \(result.readSet.text)")
    }
  }

  private func cells(
    _ columns: [ReadSet.Column], _ database: SQLDatabase, _ asOf: String?
  ) throws -> [[Value]] {
    try columns.map { read in
      let date = try asOf.map { try Fixture.date($0) }
      let table = try database.result(ofView: read.table, asOf: date)?.table
      return table.map { table in
        [.integer(Int64(table.rows.count))]
          + (read.column.flatMap(table.index(of:)).map { index in table.rows.map { $0[index] } }
            ?? [])
      } ?? []
    }
  }

  private struct Change {
    var name: String
    var tables: [DatabaseTable]
  }

  /// The tables with each column that was not read turned around, and, where a table was not read
  /// at all, with a row more and with none.
  private func changes(besides readSet: ReadSet) throws -> [Change] {
    let tables = [Fixture.entity, Fixture.claim]
    var changes: [Change] = []
    for (place, table) in tables.enumerated() {
      let known = [Fixture.entityRows, Fixture.claimRows][place]
      func add(_ name: String, _ rows: [[Value]]) {
        var changed = tables
        changed[place] = [Fixture.entity, Fixture.claim][place](rows)
        changes.append(Change(name: "\(table.name).\(name)", tables: changed))
      }
      for (index, column) in table.columns.enumerated()
      where !readSet.columns.contains(ReadSet.Column(table.name, column.name)) {
        let cells = known.map { $0[index] }
        let other: Value = column.type == .number ? .number(99) : .text("2026-01-01")
        let replacement: Value = column.type == .boolean ? .boolean(false) : other
        for cells in [cells.reversed(), cells.map { _ in replacement }, cells.map { _ in .null }] {
          var rows = known
          for row in rows.indices { rows[row][index] = cells[row] }
          add(column.name, rows)
        }
      }
      if !readSet.tables.contains(table.name) {
        add("rows", [])
        add("rows", known + known.prefix(1))
      }
    }
    return changes
  }
}
