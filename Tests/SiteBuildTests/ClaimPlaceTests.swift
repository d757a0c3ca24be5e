import SiteBuild
import Testing

/// Where the entries of claims stand: on one page, or on a page for each topic.
@Suite struct ClaimPlaceTests {
  private static let topics = "Content/claims/[slug].md"

  private func site() throws -> TestSite {
    var files = ClaimSite.files
    files["Content/claims/index.md"] = files.removeValue(forKey: "Content/claims.md")
    files[Self.topics] = """
      ---
      title: 'Claims on {topic}'
      rows: select distinct topic as slug, topic from claim where topic = 'dependence'
      ---
      ```claims :topic
      ```

      """
    return try TestSite(files)
  }

  @Test func aFigureLeadsToThePageOfItsTopic() throws {
    let site = try site()
    try site.buildGood()
    let html = try site.page("briefings/second/index.html")
    #expect(html.contains("<a href=\"/claims/dependence/#F109\" title=\"Claim F109\">F109</a>"))
    let entries = try site.page("claims/dependence/index.html")
    #expect(entries.contains("<section class=\"claim\" id=\"F109\""))
    #expect(!entries.contains("id=\"F111\""))
  }

  @Test func otherPagesPrintOneLineForEachOfThem() throws {
    let site = try site()
    try site.buildGood()
    let html = try site.page("claims/index.html")
    #expect(
      html.contains(
        """
        <ul class="claim-lines">
        <li id="F109"><a class="claim-id" href="/claims/dependence/#F109">F109</a> Gallium, share from \
        china: about 71\u{202F}%</li>
        """))
    #expect(html.contains("<section class=\"claim\" id=\"F111\""), "it has no page of its own")
    #expect(html.contains("<a href=\"#F112\">F112</a>"), "both entries stand on this page")
  }

  @Test func anUnderscoreIsAHyphenInTheAddress() throws {
    let site = try site()
    try site.edit(
      Self.topics, "distinct topic as slug, topic from claim where topic = 'dependence'",
      "'own-part' as slug, 'own_part' as topic")
    let text = try site.read(ClaimSite.claims)
    try site.write(
      ClaimSite.claims, text.replacing("high,partners", with: "high,own_part"))
    try site.buildGood()
    let entries = try site.page("claims/own-part/index.html")
    #expect(entries.contains("<section class=\"claim\" id=\"F112\""))
    // The claim that F112 took the place of has kept its topic, whose entries stand elsewhere.
    #expect(try site.page("claims/index.html").contains("<a href=\"/claims/own-part/#F112\">"))
  }

  @Test func aColumnThatThePageDoesNotHaveIsNoTopic() throws {
    let site = try site()
    try site.edit("Content/claims/index.md", "```claims dependence", "```claims :topic")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "Content/claims/index.md:6:4 UnknownTopic: no claim has the topic ':topic' (known here: dependence, partners)"
      ])
  }

  @Test func aMonthIsPrintedInWordsAndAYearAsItIs() throws {
    let site = try site()
    try site.edit(
      "Content/data/source.csv", "The Daily,https://example.org/daily,2026-02-01",
      "The Daily,https://example.org/daily,2026-02")
    try site.edit(ClaimSite.second, "Gallium:", "Gallium [@daily; @law]:")
    try site.buildGood()
    let html = try site.page("briefings/second/index.html")
    #expect(html.contains("<cite>A report</cite></a>, February 2026</li>"))
    #expect(html.contains("<cite>The law</cite>, 2024</li>"))
  }
}
