import Basics
import SiteBuild
import Testing

/// The field's formulas as a site's queries see them.
struct FieldFormulaTests {
  private func csv(_ sql: String, _ site: TestSite) throws -> String {
    let data = try SiteData(root: site.root, clock: nil)
    #expect(data.diagnostics == [])
    return try data.query(sql, asOf: nil, format: .csv).text
  }

  @Test(arguments: [
    ("select hhi_low(31) as low, hhi_high(31) as high", "low,high\r\n961,2932\r\n"),
    ("select hhi_interval(31) as tungsten", "tungsten\r\n\"961 to 2,932\"\r\n"),
    ("select hhi(value) as i from json_each('[60, 40]')", "i\r\n5200\r\n"),
    ("select hhi(value) is null as i from json_each('[]')", "i\r\n1\r\n"),
    (
      "select key, stock_left(100, value) over (order by key) as t from json_each('[30, 50, 40]')",
      "key,t\r\n0,70\r\n1,20\r\n2,0\r\n"
    ),
  ])
  func queriesCallThem(sql: String, expected: String) throws {
    let text = try csv(sql, TestSite())
    #expect(text.replacing("\r\n", with: "\n") == expected.replacing("\r\n", with: "\n"))
  }

  @Test func anArgumentOutsideItsRangeIsADiagnosticWithTheFunctionsSentence() throws {
    let site = try TestSite()
    let data = try SiteData(root: site.root, clock: nil)
    let error = #expect(throws: DiagnosticsError.self) {
      try data.query("select hhi_low(131)", asOf: nil, format: .csv)
    }
    #expect(
      error?.diagnostics.map(\.summary)
        == ["the query failed: hhi_low: the share is 131, but must be from 0 to 100"])
  }

  @Test func theViewOfFormulasListsThemForAPage() throws {
    let text = try csv(
      "select signature, unit, rule from formula where name = 'hhi_low'", TestSite())
    #expect(
      text.replacing("\r\n", with: "\n") == "signature,unit,rule\nhhi_low(share),index,share²\n")
  }

  @Test func aSitesOwnViewOfThatNameComesFirst() throws {
    let site = try TestSite()
    try site.write("Content/data/views/formula.sql", "select 'Mg' as symbol\n")
    #expect(try csv("select symbol from formula", site).contains("Mg"))
  }
}
