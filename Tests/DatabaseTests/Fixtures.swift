import Basics
import Database
import Tables
import Testing

/// A small package: claims that become known and are superseded, and the things they are about.
enum Fixture {
  static let entityRows: [[Value]] = [
    [.text("gallium"), .text("Gallium"), .boolean(true)],
    [.text("tungsten"), .text("Tungsten"), .boolean(true)],
    [.text("helium"), .text("Helium"), .boolean(false)],
  ]

  static let claimRows: [[Value]] = [
    [.text("F1"), .text("gallium"), .number(71), .text("2026-01-10"), .text("2026-02-04")],
    [.text("F2"), .text("gallium"), .number(69), .text("2026-02-04"), .null],
    [.text("F3"), .text("tungsten"), .number(31.5), .text("2026-01-10"), .null],
    [.text("F4"), .text("helium"), .number(12), .text("2026-03-01"), .null],
  ]

  static let entity = entity(entityRows)

  static func entity(_ rows: [[Value]]) -> DatabaseTable {
    DatabaseTable(
      name: "entity",
      table: Table(
        columns: [
          Column("entity_id", type: .string), Column("name", type: .string),
          Column("strategic", type: .boolean),
        ],
        rows: rows),
      primaryKey: ["entity_id"])
  }

  static let claim = claim(claimRows)

  static func claim(_ rows: [[Value]]) -> DatabaseTable {
    DatabaseTable(
      name: "claim",
      table: Table(
        columns: [
          Column("claim_id", type: .string), Column("entity_id", type: .string),
          Column("share", type: .number, title: "Share", unit: "%", basis: "imports", decimals: 1),
          Column("known_on", type: .date), Column("superseded_on", type: .date),
        ],
        rows: rows),
      primaryKey: ["claim_id"], knownOn: "known_on", supersededOn: "superseded_on")
  }

  static func view(_ name: String, _ sql: String) -> ViewDefinition {
    ViewDefinition(
      name: name, sql: SourceText(path: "Content/data/views/\(name).sql", text: sql))
  }

  static let views = [
    view(
      "over_cap",
      """
      -- Materials above the cap,
      -- by share.
      select * from named_share where share > 65;
      """),
    view(
      "named_share",
      "select name, share from claim join entity using (entity_id)"),
    view("latest", "select max(known_on) as day from claim where known_on <= :as_of"),
  ]

  static func database(
    views: [ViewDefinition] = views, functions: [SQLFunction] = [], clock: CalendarDate? = nil,
    limits: QueryLimits = QueryLimits()
  ) throws -> SQLDatabase {
    try SQLDatabase(
      tables: [entity, claim], views: views, functions: functions, clock: clock, limits: limits)
  }

  /// The limits of a database in which every query reads what its views read.
  static let expanding = QueryLimits(viewRows: 0)

  static func date(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(text))
  }
}

extension SQLDatabase {
  /// The result, or the diagnostics as a thrown error.
  func run(
    _ sql: String, parameters: [String: Value] = [:], asOf: String? = nil
  ) throws -> QueryResult {
    let date = try asOf.map { try Fixture.date($0) }
    return try query(SQLText(sql, path: "page.md"), parameters: parameters, asOf: date).get()
  }

  func mistakes(
    _ sql: String, parameters: [String: Value] = [:], asOf: String? = nil
  ) throws -> [Diagnostic] {
    let date = try asOf.map { try Fixture.date($0) }
    switch try query(SQLText(sql, path: "page.md"), parameters: parameters, asOf: date) {
    case .success: return []
    case .failure(let error): return error.diagnostics
    }
  }
}

extension ReadSet {
  /// "claim.share entity" for what was read.
  var text: String {
    (columns + viewColumns).map { column in
      column.column.map { "\(column.table).\($0)" } ?? column.table
    }
    .joined(separator: " ")
  }
}

extension Diagnostic {
  /// "line:column identifier: summary (hint)" without a trailing hint where there is none.
  var line: String {
    let place = range.map { "\($0.start.line):\($0.start.column)-\($0.end.column) " } ?? ""
    return place + "\(identifier): \(summary)" + (hint.map { " (\($0))" } ?? "")
  }
}
