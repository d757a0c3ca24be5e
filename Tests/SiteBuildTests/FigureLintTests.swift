import Basics
import SiteBuild
import Testing

/// `figures: checked`: numbers typed by hand are reported, names and dates are not.
@Suite struct FigureLintTests {
  private static let text =
    "Gallium: `{claim F109 0.0}`, under a cap of `{claim F110 bare uncited}`."

  private func figures(_ markdown: String, settings: String = "") throws -> [String] {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, markdown)
    return try site.build().diagnostics.filter { $0.identifier == "UncitedFigure" }.map {
      let place = $0.range.map { "\($0.start.line):\($0.start.column)" } ?? ""
      let words = $0.summary.split(separator: " ")
      return "\(place) \(words[2])"
    }
  }

  @Test(arguments: [
    ("There are 14 of them.", ["6:11 14"]),
    (
      "A 30-day term, 12.5 % and 17,000–18,000 t.",
      ["6:3 30-day", "6:16 12.5", "6:27 17,000", "6:34 18,000"]
    ),
    ("USD12 or $12 or €5, ±3 and +4.", ["6:1 USD12", "6:10 $12", "6:17 €5", "6:21 ±3", "6:28 +4"]),
    ("In total 2000 tonnes.", ["6:10 2000"]),
    ("Over *50* countries, **30** more.", ["6:7 50", "6:24 30"]),
    ("- item 3\n- [6 things](../index.md)", ["6:8 3", "7:4 6"]),
    ("| a | b |\n|---|---|\n| x | 7 |", ["8:7 7"]),
    ("## 14 partnerships", ["6:4 14"]),
    ("> Up to 9.", ["6:9 9"]),
  ])
  func aTypedNumberIsReportedAtItsPlace(_ markdown: String, _ found: [String]) throws {
    #expect(try figures(markdown) == found)
  }

  @Test(arguments: [
    "On 3 February 2026, 4 and 5 March, from 3 to 5 May and 3–5 June.",
    "February 3, 2026; Feb 2026; 2026-02-05; 2026-02; in 2025; the 1990s; 2024–25; 14:30.",
    "The 2nd, the 21st and the 3rd.",
    "Regulation (EU) 2024/1252, Article 5, Articles 5, 6 and 7, Annex 2, Section 3, Table 4, p. 5.",
    "C01, F109, G7, EU-27, CO2, C05 and C06, Agenda 2030, No. 5, STATEMENT/26/323, §5.",
    "Code `a 5`, a link [here](https://example.org/5), <https://example.org/6> and a mark.[^1]\n\n"
      + "[^1]: Nothing.",
    "A hand-made `{plain} 27` and [@audit, p. 12] and `{sql} select count(*) from claim`.",
    "## 2.1 Scope\n\n## 3. More\n\nFour, five and fourteen.",
    "```sh\necho 5\n```\n\n1. A first item\n2. A second",
  ])
  func namesAndDatesAreLetBe(_ markdown: String) throws {
    #expect(try figures(markdown) == [])
  }

  @Test func theMessageSaysWhatToDo() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, "There are 14.")
    let summary = try site.build()
    #expect(summary.isPublished)
    #expect(
      summary.diagnostics.map(ClaimSite.line) == [
        "\(ClaimSite.second):6:11 UncitedFigure: the figure 14 is typed by hand (write `{claim ID}` "
          + "or `{sql} select …`, or `{plain} 14` if it needs no source)"
      ])
    #expect(summary.diagnostics.map(\.severity) == [.warning])
  }

  @Test func titlesCaptionsAndIncludesAreReadToo() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.first, "title: First edition", "title: First edition of 3")
    try site.edit(ClaimSite.first, "caption: Shares", "caption: 'Shares of 2, `{plain} 7`'")
    try site.write("Content/fragments/more.md", "---\ntitle: x\n---\nAnother 9.\n")
    try site.edit(ClaimSite.second, Self.text, "```include fragments/more.md\n```")
    #expect(
      try site.build().diagnostics.map { "\($0.path ?? ""): \($0.summary)" } == [
        "\(ClaimSite.first): the figure 3 is typed by hand in the page's title",
        "\(ClaimSite.first): the figure 2 is typed by hand",
        "Content/fragments/more.md: the figure 9 is typed by hand",
      ])
  }

  @Test func theSettingsDecideWhereAPageDoesNot() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit("Content/index.md", "Nothing.", "Nothing but 8.")
    #expect(try site.build().diagnostics.isEmpty)
    try site.edit("Content/site.yaml", "title: Claims", "title: Claims\nfigures: checked")
    #expect(try site.build().diagnostics.map(\.identifier) == ["UncitedFigure"])
    try site.edit("Content/index.md", "title: Home", "title: Home\nfigures: free")
    #expect(try site.build().diagnostics.isEmpty)
    try site.edit("Content/index.md", "figures: free", "figures: none")
    #expect(
      try site.build().diagnostics.map(\.identifier) == ["UnknownChoice", "UncitedFigure"])
  }
}
