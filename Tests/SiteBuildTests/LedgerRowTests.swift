import Basics
import SiteBuild
import Testing

/// Rows of the ledger that would be read as something else than they say.
@Suite struct LedgerRowTests {
  private func said(
    _ path: String, _ old: String, _ new: String, of files: [String: String] = LedgerSite.files
  ) throws -> [String] {
    let site = try TestSite(files)
    try site.edit(path, old, new)
    return try site.build().diagnostics.map { diagnostic in
      let start = diagnostic.range?.start
      return "\(diagnostic.path ?? "-"):\(start?.line ?? 0):\(start?.column ?? 0) "
        + "\(diagnostic.severity) \(diagnostic.identifier) (\(diagnostic.hint ?? ""))"
    }
  }

  @Test(arguments: [
    (
      "claim.csv", "bn,,nearly", "bn,,nealy",
      "4:31 error UnknownLedgerWord (did you mean 'nearly'?)"
    ),
    (
      "claim_relation.csv", "V3,V1,part_of", "V3,V1,partof",
      "3:7 error UnknownLedgerWord (did you mean 'part_of'?)"
    ),
    ("conflict.csv", "ruled", "ruld", "2:20 error UnknownLedgerWord (did you mean 'ruled'?)"),
    (
      "claim_relation.csv", "V3,V1", "V3,V9",
      "3:4 error UnknownLedgerRow (did you mean 'V1'?)"
    ),
    (
      "conflict_claim.csv", "C01,V3", "C02,V3",
      "4:1 error UnknownLedgerRow (did you mean 'C01'?)"
    ),
  ])
  func aWordOrRowThatIsNotThereIsAnError(
    _ file: String, _ old: String, _ new: String, _ expected: String
  ) throws {
    let path = "Content/data/" + file
    #expect(try said(path, old, new).contains("\(path):\(expected)"))
  }

  private static let sources = [
    "Content/data/citation.csv": """
    claim_id,source_id,relation
    V1,desk,reports
    V2,desk,contradicts

    """,
    "Content/data/source.csv": "source_id,title,published_on\ndesk,Desk,2026-02-20\n",
  ]

  @Test func aClaimThatItsOnlyDocumentDeniesIsAnError() throws {
    let site = try TestSite(Self.citedSite)
    #expect(try site.build().diagnostics.map(\.identifier) == ["ClaimOnlyDenied"])
    try site.edit("Content/data/citation.csv", "V2,desk,contradicts", "V2,dsk,reports")
    let said = try site.build().diagnostics
    #expect(said.map(\.identifier) == ["UnknownLedgerRow"])
    #expect(said[0].hint == "did you mean 'desk'?")
    try site.edit("Content/data/citation.csv", "V2,dsk,reports", "V2,desk,reports")
    #expect(try site.build().diagnostics.isEmpty)
    try site.edit("Content/data/citation.csv", "V2,desk,reports", "V2,desk,reprots")
    #expect(try site.build().diagnostics.map(\.identifier) == ["UnknownLedgerWord"])
  }

  private static var citedSite: [String: String] {
    var files = LedgerSite.files.merging(sources) { $1 }
    files["Content/data/datapackage.yaml", default: ""] +=
      "  - name: citation\n    path: citation.csv\n"
      + "    schema: {fields: [{name: claim_id}, {name: source_id}, {name: relation}]}\n"
      + "  - name: source\n    path: source.csv\n"
      + "    schema: {fields: [{name: source_id}, {name: title}, {name: published_on}]}\n"
    files["Content/data/source.csv"] = "source_id,title,published_on\ndesk,Desk,2026-02-20\n"
    return files
  }

  // MARK: - Sources of pages

  private static let first = "Content/notes/first.md"

  @Test func anEditionCannotCiteWhatAppearedLater() throws {
    let site = try TestSite()
    try site.edit("Content/data/source.csv", "2026-02-01", "2026-06-01")
    let said = try site.build().diagnostics
    #expect(said.map(\.identifier) == ["CitedBeforePublished", "CitedBeforePublished"])
    #expect(said.map { $0.range?.start.line } == [10, 24])
    // Of a month it is not known which day.
    try site.edit("Content/data/source.csv", "2026-06-01", "2026-02")
    #expect(try site.build().diagnostics.isEmpty)
    try site.edit("Content/data/source.csv", ",2026-02\n", ",2027\n")
    #expect(try !site.build().diagnostics.isEmpty)
  }

  @Test func aMisspeltSourceOfATableIsTold() throws {
    let site = try TestSite()
    try site.edit(Self.first, "source: usgs-2026", "source: usgs-206")
    let said = try site.buildGood().diagnostics
    #expect(said.map(\.identifier) == ["MisspeltSource"])
    #expect(said[0].hint == "did you mean 'usgs-2026'?")
    try site.edit(Self.first, "source: usgs-206", "source: Own calculation")
    #expect(try site.buildGood().diagnostics.isEmpty)
  }

  // MARK: - Figures typed by hand

  @Test(arguments: [
    ("Of `{sql} select 71` it is.", ["UncitedFigure"]),
    ("Of `{sql} select 100 - 29.5` it is.", ["UncitedFigure"]),
    ("Of `{sql} select max(pct) - 1 from share` it is.", []),
    ("Of `{plain} 71` it is.", []),
    ("There are 2024 plants in 2024.", ["UncitedFigure"]),
    (
      "```sql q\nselect pct from share limit 1\n```\n\n```table q\ncaption: C\n"
        + "columns: [{name: pct, label: Of 71 parts}]\n```", ["UncitedFigure"]
    ),
    (
      "```sql q\nselect pct from share limit 1\n```\n\n```table q\ncaption: C\n"
        + "source: An estimate of 71 %\n```", ["UncitedFigure"]
    ),
    (
      "```chart\ntitle: T\ndescription: D\ndata: {values: [{a: 71}]}\nmark: bar\n"
        + "encoding: {x: {field: a, type: quantitative}}\n```", ["UncitedFigure"]
    ),
    (
      "```chart\ntitle: T\ndescription: D\ndata: {values: [{a: 71}]}\nmark: bar\n"
        + "encoding: {x: {field: a, type: quantitative}}\nusermeta: {illustrative: true}\n```", []
    ),
  ])
  func aPageWithCheckedFiguresTellsThoseTypedByHand(
    _ text: String, _ expected: [String]
  ) throws {
    let site = try TestSite()
    let page = "---\ntitle: A\nfigures: checked\n---\n\(text)\n"
    try site.write("Content/a.md", page)
    #expect(try site.build().diagnostics.map(\.identifier) == expected)
    try site.write("Content/a.md", page.replacing("figures: checked\n", with: ""))
    #expect(try site.build().diagnostics.isEmpty)
  }

  // MARK: - Assertions

  @Test(arguments: [
    ("(select pct from share) > 20 :: all", "NotOneValue"),
    ("1 and (select pct from share) > 20 :: all", "NotOneValue"),
    ("coalesce((select pct from share), 0) > 20 :: all", "NotOneValue"),
    ("(select min(pct) from share) > 20 :: all", ""),
    ("20 < all_above :: all", "UnknownColumn"),
    ("20 in (select round(pct) from share) or 1 :: all", ""),
    ("exists (select pct from share) :: all", ""),
    ("(select count(*) from (select pct from share)) = 4 :: all", ""),
    (
      "(select max((select count(*) from share as b where b.pct > a.pct)) from share as a) < 9 :: all",
      ""
    ),
  ])
  func anAssertionComparesOneValue(_ condition: String, _ identifier: String) throws {
    let site = try TestSite()
    try site.write("Content/a.md", "---\ntitle: A\n---\nSo `{assert} \(condition)`.\n")
    #expect(try site.build().diagnostics.map(\.identifier) == [identifier].filter { !$0.isEmpty })
  }
}
