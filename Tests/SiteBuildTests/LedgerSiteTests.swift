import Basics
import SiteBuild
import Testing

/// What a site with claims reports, computes and refuses.
@Suite struct LedgerSiteTests {
  private func site(_ files: [String: String] = [:]) throws -> TestSite {
    try TestSite(LedgerSite.files.merging(files) { $1 })
  }

  private func lines(_ summary: BuildSummary) -> [String] {
    summary.diagnostics.map { diagnostic in
      let start = diagnostic.range?.start
      return "\(diagnostic.path ?? "-"):\(start?.line ?? 0):\(start?.column ?? 0): "
        + "\(diagnostic.severity): \(diagnostic.summary) [\(diagnostic.identifier)]"
    }
  }

  // MARK: - Checks

  @Test func aConflictClosesByItselfAndItsStateIsPrinted() throws {
    let site = try site()
    #expect(lines(try site.buildGood()) == [])
    #expect(try site.page("index.html").contains("ruled"))
    try site.edit("Content/data/claim.csv", "1.67", "2")
    #expect(
      lines(try site.buildGood()) == [
        "Content/data/conflict.csv:2:20: note: C01, The total, is closed: PartsDoNotSum finds "
          + "nothing any more [ConflictClosed]"
      ])
    #expect(try site.page("index.html").contains("closed"))
  }

  @Test func aFindingWithoutARulingIsReportedAtItsCell() throws {
    let site = try site(["Content/data/conflict_check.csv": "conflict_id,check,covers\n"])
    #expect(
      lines(try site.buildGood()) == [
        "Content/data/claim.csv:2:16: warning: V1 states about USD\u{202F}12\u{202F}bn, but its "
          + "parts (V2 and V3) come to up to USD\u{202F}11.67\u{202F}bn: USD\u{202F}0.33\u{202F}bn "
          + "is in none of them [PartsDoNotSum]"
      ])
    // A build that finds nothing to do says it again.
    #expect(try site.buildGood().diagnostics.map(\.identifier) == ["PartsDoNotSum"])
  }

  @Test(arguments: [
    ("off", []), ("note", [Severity.note]), ("error", [.error]),
    ("{severity: error, except: [V3]}", []), ("{except: [C09]}", [.warning]),
  ])
  func settingsSayHowMuchACheckMatters(_ setting: String, _ severities: [Severity]) throws {
    let settings =
      "title: Claims\nbase_url: https://example.org\nchecks: {PartsDoNotSum: \(setting)}\n"
    let site = try site([
      "Content/site.yaml": settings,
      "Content/data/conflict_check.csv": "conflict_id,check,covers\n",
    ])
    #expect(try site.build().diagnostics.map(\.severity) == severities)
  }

  @Test func aCheckThatDoesNotExistIsReportedInTheSettings() throws {
    let settings = "title: Claims\nbase_url: https://example.org\nchecks:\n  PartsDontSum: off\n"
    let summary = try site(["Content/site.yaml": settings]).build()
    #expect(
      lines(summary) == [
        "Content/site.yaml:4:3: error: 'checks' names 'PartsDontSum', which is no check "
          + "[UnknownCheck]"
      ])
    #expect(summary.diagnostics.first?.hint == "did you mean 'PartsDoNotSum'?")
  }

  @Test func anEditThatTouchesNoClaimRunsNoCheck() throws {
    let site = try site()
    try site.buildGood()
    try site.edit("Content/data/colour.csv", "red", "blue")
    #expect(!(try site.buildGood().news.contains { $0.hasPrefix("ledger") }))
    try site.edit("Content/data/claim.csv", "97", "98")
    #expect(try site.buildGood().news.contains("ledger check"))
  }

  @Test func aQuotationIsComparedWithTheStoredText() throws {
    let package = try #require(LedgerSite.files["Content/data/datapackage.yaml"])
    let cited = "S1,law,at most 65 %\nV1,law,\nV2,law,\nV3,law,\nS2,law,\nM1,law,\nM2,law,\n"
    let site = try site([
      "Content/data/datapackage.yaml": package + """
          - name: source
            path: source.csv
            schema: {fields: [{name: source_id}, {name: archive_id}]}
          - name: citation
            path: citation.csv
            schema: {fields: [{name: claim_id}, {name: source_id}, {name: quotation}]}

        """,
      "Content/data/source.csv": "source_id,archive_id\nlaw,text-1\n",
      "Content/data/citation.csv": "claim_id,source_id,quotation\n" + cited,
      "Content/data/archive/text-1.txt": "more than 65 %",
    ])
    #expect(
      lines(try site.build()) == [
        "Content/data/citation.csv:2:8: error: \"at most 65 %\" does not stand in the stored text "
          + "of 'law' (text-1) [QuotationNotFound]"
      ])
    try site.write("Content/data/archive/text-1.txt", "It is at most\n65 %.")
    #expect(lines(try site.build()) == [])
  }

  // MARK: - Units and bases

  @Test func aChartThatMixesBasesIsRefused() throws {
    let sql = "select subject, value_num, basis, unit from claim where predicate = 'share'"
    let summary = try site(["Content/test.md": LedgerSite.page(sql, LedgerSite.chart)]).build()
    #expect(
      lines(summary) == [
        "Content/test.md:16:14: error: 'value_num' mixes figures on different bases: 'imports' "
          + "and 'world_production' [BasisMixed]"
      ])
  }

  @Test func aChartThatLeavesTheBasesOutIsRefused() throws {
    let sql = "select subject, value_num, unit from claim where predicate = 'share'"
    let summary = try site(["Content/test.md": LedgerSite.page(sql, LedgerSite.chart)]).build()
    #expect(
      lines(summary) == [
        "Content/test.md:16:14: error: 'value_num' may mix bases: its rows name them in 'basis', "
          + "which the query leaves out [BasisMixed]"
      ])
  }

  @Test func aChartOfOneBasisIsDrawn() throws {
    let sql = """
      select subject, value_num, basis, unit from claim where predicate = 'share'
        and basis = 'imports'
      """
    try site(["Content/test.md": LedgerSite.page(sql, LedgerSite.chart)]).buildGood()
  }

  @Test func unitsAreConvertedWhereThatIsDeclared() throws {
    let sql = "select subject, value_num, unit, basis from claim where predicate = 'mass'"
    let site = try site(["Content/test.md": LedgerSite.page(sql, LedgerSite.totals)])
    try site.buildGood()
    #expect(try site.page("test/tbl-test.csv").contains("shed,0.7,kt"))
    #expect(try site.page("test/index.html").contains(">2.2<"))
    try site.write("Content/data/unit_conversion.csv", "from_unit,to_unit,factor\n")
    #expect(
      lines(try site.build()) == [
        "Content/test.md:12:20: error: 'value_num' mixes figures in different units: 'kt' and 't' "
          + "[UnitsMixed]"
      ])
  }

  @Test func aTotalKeepsTheQualifiersOfItsRows() throws {
    let sql = """
      select subject, value_num, unit, basis, qualifier from claim
      where claim_id in ('V2', 'V3')
      """
    let block = LedgerSite.totals.replacing(
      "columns: [subject, value_num]",
      with: "columns: [subject, {name: value_num, format: '0.00'}]")
    let site = try site(["Content/test.md": LedgerSite.page(sql, block)])
    try site.buildGood()
    #expect(try site.page("test/index.html").contains(">up to 11.67<"))
  }

  // MARK: - Editions

  @Test func anEditionListsOnlyChangesUpToItsDay() throws {
    let site = try site()
    try site.buildGood()
    #expect(try site.page("early/index.html").contains(">0<"))
    #expect(try site.page("late/index.html").contains(">S2<"))
  }

  @Test func editionsAreComparedOnTheCommandLine() throws {
    let site = try site()
    let data = try SiteData(root: site.root, clock: nil)
    func difference(_ first: String, _ second: String) throws -> String {
      try data.difference(from: first, to: second, root: site.root, format: .text)
    }
    let expected = """
      2026-02-05 to 2026-03-10: 1 added, 0 revised, 0 superseded

      added
        S2  rare earths, share: 69\u{202F}% (2026-02-06)

      """
    #expect(try difference("2026-02-05", "2026-03-10") == expected)
    #expect(try difference("e1", "late") == expected)
    #expect(
      try data.difference(from: "e1", to: "e2", root: site.root, format: .csv)
        .split(separator: "\n").count == 2)
    #expect(throws: DiagnosticsError.self) { try difference("e2", "e1") }
    #expect(throws: DiagnosticsError.self) { try difference("e1", "e3") }
  }
}
