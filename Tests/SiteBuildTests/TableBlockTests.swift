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
