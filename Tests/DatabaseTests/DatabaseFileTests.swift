import Basics
import Database
import Tables
import Testing

/// The published database: what is in it, and that its bytes are always the same.
@Suite struct DatabaseFileTests {
  private static let package = """
    resources:
      - name: metal
        path: metal.csv
        schema:
          primaryKey: [metal]
          fields:
            - {name: metal, constraints: {required: true}}
            - {name: rare, type: boolean}
      - name: share
        path: share.csv
        assay: {known_on: known_on, superseded_on: gone_on}
        schema:
          primaryKey: [metal, known_on]
          foreignKeys: [{fields: metal, reference: {resource: metal, fields: metal}}]
          fields:
            - {name: metal}
            - {name: pct, type: number, title: Share, assay: {unit: "%"}}
            - {name: known_on, type: date}
            - {name: gone_on, type: date}
    """

  private static let rows = [
    "metal": "metal,rare\nGa,true\nW,false\n",
    "share": "metal,pct,known_on,gone_on\nGa,71,2026-01-01,2026-02-01\nGa,69,2026-02-01,\n"
      + "W,33,2026-03-01,\n",
  ]

  private static let views = [
    Fixture.view("latest", "-- Newest first.\nselect metal, pct from share order by pct desc"),
    Fixture.view("known", "select :as_of as day, count(*) as n from all_share"),
    Fixture.view("halved", "select metal, half(pct) as pct from share"),
    Fixture.view("via", "select sum(pct) as total from latest"),
  ]

  /// The file's bytes.
  private func file(rows: [String: String] = rows, asOf: String) throws -> [UInt8] {
    let source = SourceText(path: "p.yaml", text: Self.package)
    let package = DataPackage.decode(
      try StructuredValue.parseYAML(source).get(), path: "p.yaml"
    ).package
    let loaded = package.resources.map { resource in
      loadTable(
        resource, files: [SourceText(path: "t.csv", text: rows[resource.name] ?? "")]
      ).table
    }
    let half = SQLFunction.scalar("half", arity: 1, summary: "half(x)") { values in
      .number((values[0].numeric ?? 0) / 2)
    }
    let database = try SQLDatabase(
      tables: zip(package.resources, loaded).map { DatabaseTable($0, $1.table) }, views: Self.views,
      functions: [half])
    #expect(database.diagnostics.map(\.line) == [])
    let views = try database.publishedViews()
    let halved = try database.run("select * from halved", asOf: asOf).table
    let published = PublishedPackage(package).resources
    let names = Set(published.map(\.name))
    let tables = try zip(published, loaded).map {
      try DatabaseFile.part($0, rows: $1.table, among: names)
    }
    let notes = try DatabaseFile.notes(on: published, views: views, asOf: CalendarDate(asOf))
    return try DatabaseFile.bytes(
      of: tables + [notes, DatabaseFile.part(ofView: "halved", rows: halved)], views: views)
  }

  @Test func theSameTablesGiveTheSameBytes() throws {
    let bytes = try file(asOf: "2026-02-05")
    #expect(Array(bytes.prefix(15)) == Array("SQLite format 3".utf8))
    #expect(bytes.count.isMultiple(of: 4096))
    #expect(try file(asOf: "2026-02-05") == bytes)
    #expect(try file(asOf: "2026-02-06") != bytes)
  }

  @Test func rowsThatBreakAKeyAreStillWritten() throws {
    let rows = [
      "metal": "metal,rare\nGa,true\nGa,false\n", "share": "metal,pct,known_on,gone_on\n",
    ]
    let bytes = try file(rows: rows, asOf: "2026-02-05")
    #expect(Array(bytes.prefix(15)) == Array("SQLite format 3".utf8))
  }

  @Test func aViewIsPublishedAsSQLIfOthersCanRunIt() throws {
    let text = String(decoding: try file(asOf: "2026-02-05"), as: UTF8.self)
    // Schemas stand in the file as they were written.
    #expect(
      text.contains("CREATE VIEW \"latest\" AS WITH \"share\" AS (SELECT "))
    #expect(text.contains("select (SELECT as_of FROM assay_settings) as day"))
    #expect(text.contains("CREATE VIEW \"via\" AS select sum(pct) as total from latest"))
    #expect(text.contains("CREATE TABLE \"halved\" (\n  \"metal\" TEXT,\n  \"pct\" REAL\n)"))
    #expect(text.contains("its rows: it needs half"))
  }

  @Test func viewsOfWhatMayNotBePassedOnAreLeftOut() throws {
    var claim = Fixture.claim
    claim.withheld = ["share"]
    let database = try SQLDatabase(
      tables: [Fixture.entity, claim],
      views: Fixture.views + [Fixture.view("total", "select sum(share) as sum from claim")])
    let forms = Dictionary(
      uniqueKeysWithValues: try database.publishedViews().map { ($0.name, $0.form) })
    #expect(forms["named_share"] == .rows(functions: [], withheld: ["claim.share"]))
    #expect(forms["total"] == .withheld(["claim.share"]))
    guard case .query? = forms["latest"] else {
      Issue.record("the view 'latest' reads nothing of that column")
      return
    }
  }
}
