import Basics
import SiteBuild
import Testing

/// An edition that has been published stays where it is, of its day and in its words.
@Suite struct PublishedPlaceTests {
  private static let record = "Content/briefings/first.published.json"

  private func published() throws -> TestSite {
    let site = try TestSite(ClaimSite.files)
    try site.buildGood()
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("2026-02-03")
    return site
  }

  private func said(_ site: TestSite) throws -> [String] {
    try site.build().diagnostics.map { ClaimSite.line($0) }
  }

  @Test func anEditionThatIsGoneIsAnError() throws {
    let site = try published()
    try site.remove(ClaimSite.first)
    #expect(
      try said(site) == [
        "\(Self.record) PublishedEditionMissing: the edition 'briefings/first.md' was published as of "
          + "2026-02-03 and is gone (put the page back; to rename it, rename this file too, write the "
          + "new name in it as 'edition' and add the old address to the page's aliases; to withdraw "
          + "it, leave a page that says so)"
      ])
  }

  @Test func anEditionIsRenamedWithItsRecord() throws {
    let site = try published()
    let page = "Content/briefings/opening.md"
    let record = "Content/briefings/opening.published.json"
    try FileSystem.move(site.root + "/" + ClaimSite.first, to: site.root + "/" + page)
    #expect(try site.build().diagnostics.map(\.identifier) == ["PublishedEditionMissing"])
    try FileSystem.move(site.root + "/" + Self.record, to: site.root + "/" + record)
    #expect(
      try said(site) == [
        "\(record) PublishedEditionMissing: this is the record of the edition 'briefings/first.md' and "
          + "stands beside 'briefings/opening.md' (put both back, or write as 'edition': "
          + "briefings/opening.md, and add the old address to the page's aliases)"
      ])
    try site.edit(record, "briefings/first.md", "briefings/opening.md")
    #expect(try site.buildGood().diagnostics.isEmpty)
    try site.edit(ClaimSite.claims, "share_from_china,71", "share_from_china,69")
    #expect(
      try site.build().diagnostics.contains { $0.identifier == "PublishedFigureChanged" },
      "the record goes on to hold")
  }

  @Test(arguments: [
    ("as_of: 2026-03-04", "is now as of 2026-03-04"), ("order: 1", "has no as_of now"),
  ])
  func anotherDateIsAnError(_ line: String, _ words: String) throws {
    let site = try published()
    try site.edit(ClaimSite.first, "as_of: 2026-02-03", line)
    let found = try site.build().diagnostics.filter {
      $0.identifier == "PublishedEditionRedated"
    }
    #expect(
      found.map { ClaimSite.line($0) } == [
        "\(ClaimSite.first):1:1 PublishedEditionRedated: this edition was published as of 2026-02-03 "
          + "and \(words) (write as_of: 2026-02-03; what is known later belongs to an edition of its "
          + "own)"
      ])
  }

  @Test func anEditionThatBecomesADraftIsAnError() throws {
    let site = try published()
    try site.edit(ClaimSite.first, "figures: checked", "figures: checked\ndraft: true")
    #expect(
      try said(site) == [
        "\(ClaimSite.first):1:1 PublishedEditionMissing: this edition was published and is a draft now "
          + "(take out 'draft'; to withdraw it, leave a page that says so)"
      ])
  }

  @Test func otherWordsAreErrorsAtTheirPlaces() throws {
    let site = try published()
    try site.edit(ClaimSite.first, "China supplied", "China mined")
    try site.edit(ClaimSite.first, "caption: Shares", "caption: Prices")
    try site.edit(ClaimSite.first, "title: First edition", "title: Edition")
    let hint = "(put the words back, or add to errata: {date: …,"
    #expect(
      try said(site) == [
        "\(ClaimSite.first):2:1 PublishedTextChanged: “First edition” was published and is now "
          + "“Edition” \(hint) was: 'First edition', now: 'Edition', reason: …})",
        "\(ClaimSite.first):6:1 PublishedTextChanged: “China supplied about 71 % of the gallium.” was "
          + "published and is now “China mined about 71 % of the gallium.” \(hint) was: 'China supplied "
          + "about 71 % of the gallium.', now: 'China mined about 71 % of the gallium.', reason: …})",
        "\(ClaimSite.first):13:1 PublishedTextChanged: “Shares” was published and is now “Prices” "
          + "\(hint) was: 'Shares', now: 'Prices', reason: …})",
      ])
  }

  @Test func readersAreToldOfOtherWords() throws {
    let site = try published()
    try site.edit(ClaimSite.first, "China supplied", "China mined")
    try site.edit(ClaimSite.first, "The largest is", "A note.\n\nThe largest is")
    try site.edit(
      ClaimSite.first, "figures: checked",
      """
      figures: checked
      errata:
        - {date: 2026-04-02, was: China supplied about 71 % of the gallium., now: "China mined about \
      71 % of the gallium.", reason: Wrong word.}
        - {date: 2026-04-02, now: A note., reason: It was missing.}
      """)
    try site.buildGood()
    let html = try site.page("briefings/first/index.html")
    #expect(
      html.contains(
        "a sentence was published as <del>China supplied about 71 % of the gallium.</del> and is "
          + "<ins>China mined about 71 % of the gallium.</ins>. Wrong word."))
    #expect(html.contains("a sentence was added: <ins>A note.</ins>. It was missing."))
  }

  @Test func anErratumOfWordsThatNeverChangedIsSaid() throws {
    let site = try published()
    try site.edit(
      ClaimSite.first, "figures: checked",
      "figures: checked\nerrata: [{date: 2026-04-02, was: a, now: b, reason: c}]")
    #expect(try site.build().diagnostics.map(\.identifier) == ["NeedlessErratum"])
  }

  @Test func theNumbersOfTablesAndCitationsAreNoOtherText() throws {
    let site = try published()
    try site.edit(
      ClaimSite.first, "China supplied", "A new one (`{claim F110}`).\n\nChina supplied")
    try site.edit(
      ClaimSite.first, "```table shares",
      "```sql none\nselect 1 as one\n```\n\n```table none #tbl-a\ncaption: One\n```\n\n```table "
        + "shares")
    let found = try site.build().diagnostics
    #expect(found.map(\.identifier).filter { $0 == "PublishedTextChanged" }.count == 2)
  }
}
