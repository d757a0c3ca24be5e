import Basics
import SiteBuild
import Testing

/// Which columns a table block shows.
@Suite struct TableBlockTests {
  private func headings(query: String, _ block: String) throws -> [String] {
    let site = try TestSite()
    try site.write(
      "Content/ships.md",
      """
      ---
      title: Ships
      ---
      ```sql ships
      \(query)
      ```

      ```table ships
      caption: Ships in port
      \(block)
      ```

      """)
    let summary = try site.build()
    #expect(summary.diagnostics.filter { $0.severity == .error }.isEmpty)
    return try site.read("Output/ships/index.html").matches(of: /<th scope="col"[^>]*>([^<]+)</)
      .map { String($0.output.1) }
  }

  private static let block = """
    empty: No ship is in port.
    columns: [ship, {name: due, optional: true}, {name: tonnes, optional: true}]
    totals: {columns: [tonnes]}
    """

  @Test(arguments: [
    ("select 'Ada' as ship, null as due, 5 as tonnes", ["Ship", "Tonnes"]),
    ("select 'Ada' as ship, '' as due, null as tonnes", ["Ship"]),
    (
      "select 'Ada' as ship, null as due, 5 as tonnes union all select 'Bea', 'May', null",
      ["Ship", "Due", "Tonnes"]
    ),
    (
      "select 'Ada' as ship, null as due, 5 as tonnes where false",
      ["Ship", "Due", "Tonnes"]
    ),
  ])
  func anOptionalColumnIsLeftOutWhereItIsEmpty(query: String, shown: [String]) throws {
    #expect(try headings(query: query, Self.block) == shown)
  }

  @Test func anyOtherColumnIsShownEmpty() throws {
    let query = "select 'Ada' as ship, null as due"
    #expect(try headings(query: query, "columns: [ship, due]") == ["Ship", "Due"])
  }
}

/// What a table's columns say and its cells do not is told.
@Suite struct TableRemarkTests {
  private static let query =
    "select name, share.material, pct, year from share join material using (material)"

  @Test(arguments: [
    ("columns: [name, {name: pct, unit: t}]", ["UnitDiffers"]),
    ("columns: [name, {name: pct, unit: '%'}, {name: year, unit: t}]", []),
    ("columns: [{name: name, format: '0.0'}, pct]", ["FormatOfText"]),
    ("columns: [name, {name: pct, format: '0.0'}]", []),
    ("columns: [{name: name, link: material}, pct]", ["LinkWithoutAddress"]),
    ("totals: {columns: [pct]}", ["TotalOfPercentages"]),
  ])
  func whatDoesNotFitIsTold(_ block: String, _ said: [String]) throws {
    let site = try TestSite()
    let text = """
      ---
      title: Shares
      ---
      ```sql shares_of
      \(Self.query) where pct > 32 and year < 2026
      ```

      ```table shares_of
      caption: Shares
      \(block)
      ```

      """
    try site.write("Content/shares.md", text)
    let found = try site.buildGood().diagnostics.filter { $0.identifier != "RepeatedRowHeadings" }
    #expect(found.map(\.identifier) == said)
    #expect(found.allSatisfy { $0.path == "Content/shares.md" && ($0.range?.start.line ?? 0) > 8 })
  }
}
