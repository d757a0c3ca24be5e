import Basics
import SiteBuild
import Testing

/// Roles in the texts of charts and tables.
@Suite struct ComputedTextTests {
  private static let page = "Content/materials/[material].md"
  private static let title = "title: Share by year"
  private static let computed =
    "title: 'Share of `{sql 0.0 %} select max(pct) from series` at most'"

  private func built() throws -> TestSite {
    let site = try TestSite()
    try site.edit(Self.page, Self.title, Self.computed)
    try site.buildGood()
    return site
  }

  @Test func aChartTitleHoldsAComputedValue() throws {
    let site = try built()
    let html = try site.page("materials/tungsten/index.html")
    #expect(html.contains("<strong class=\"title\">Share of 33.0\u{202F}% at most</strong>"))
    #expect(!html.contains("{sql"))
  }

  @Test func theTitleFollowsTheCell() throws {
    let site = try built()
    try site.edit("Content/data/share.csv", "2025,33,", "2025,34,")
    try site.buildGood()
    let html = try site.page("materials/tungsten/index.html")
    #expect(html.contains("Share of 34.0\u{202F}% at most"))
    let clean = try site.copyOfSources()
    try clean.buildGood()
    #expect(try site.site() == clean.site())
  }

  @Test func aTableCaptionHoldsAComputedValue() throws {
    let site = try TestSite()
    try site.edit(
      "Content/notes/first.md", "caption: Shares by partner",
      "caption: 'Shares by partner, `{sql} select count(*) from shares` rows'")
    try site.buildGood()
    let html = try site.page("notes/first/index.html")
    #expect(html.contains("Shares by partner, 3 rows"))
  }

  private static let asserted =
    "title: 'Share of `{assert} (select max(pct) from series) >= 33 :: a third & more` by year'"

  @Test func aChartTitleHoldsWordsThatTheDataMustBear() throws {
    let site = try TestSite()
    try site.edit(Self.page, Self.title, Self.asserted)
    try site.buildGood()
    let html = try site.page("materials/tungsten/index.html")
    #expect(html.contains("<strong class=\"title\">Share of a third &amp; more by year</strong>"))
    #expect(!html.contains("{assert"))
  }

  @Test func wordsInAChartThatTheDataDoNotBearAreSaidAtTheirText() throws {
    let site = try TestSite()
    try site.edit(Self.page, Self.title, Self.asserted)
    try site.edit("Content/data/share.csv", "2025,33,", "2025,32,")
    let said = try site.build().diagnostics.map {
      "\($0.path ?? ""):\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0) \($0.identifier)"
    }
    #expect(Set(said) == ["\(Self.page):15:8 AssertionFailed"])
  }

  @Test func aRoleThatFailsIsSaidAtItsText() throws {
    let site = try TestSite()
    try site.edit(
      Self.page, Self.title, "title: '`{sql} select pct from series` and `{sum} 1`'")
    let place = "\(Self.page):15:8"
    let said = try site.build().diagnostics.map {
      "\($0.path ?? ""):\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0) \($0.identifier)"
    }
    #expect(Set(said) == ["\(place) NotOneValue", "\(place) UnknownRole"])
  }
}
