import Basics
import SiteBuild
import Testing

/// What an edition has published stays, or is corrected openly.
@Suite struct PublishedTests {
  private static let record = "Content/briefings/first.published.json"

  private func published() throws -> TestSite {
    let site = try TestSite(ClaimSite.files)
    try site.buildGood()
    let publication = try SiteBuilder(BuildOptions(root: site.root)).publish("2026-02-03")
    #expect(publication.diagnostics.isEmpty)
    #expect(publication.path == Self.record)
    #expect(publication.figureCount == 3)
    return site
  }

  /// The mark of the edition's one query.
  private func mark(_ site: TestSite) throws -> String {
    let html = try site.page("briefings/first/index.html")
    let start = try #require(html.firstRange(of: "data-query=\"q")).upperBound
    return "q" + html[start...].prefix { $0 != "\"" }
  }

  @Test func theRecordHasTheTextAndEveryFigureWithItsSentences() throws {
    let site = try published()
    let mark = try mark(site)
    let text = try site.read(Self.record)
    let hash = text.firstRange(of: "\"kind\": \"data\", \"printed\": \"").map {
      String(text[$0.upperBound...].prefix(32))
    }
    #expect(
      text.hasPrefix(
        """
        {
          "edition": "briefings/first.md",
          "as_of": "2026-02-03",
          "text": [
            "First edition",
            "China supplied about 71\u{202F}%
        """))
    #expect(
      text.hasSuffix(
        """
          "figures": [
            {"figure": "F109", "kind": "claim", "printed": "about 71\u{202F}%", "sentences": ["China \
        supplied about 71\u{202F}% of the gallium.", "It is still about 71\u{202F}% of it."]},
            {"figure": "\(mark)", "form": "0 %", "kind": "query", "printed": "71\u{202F}%", \
        "sentences": ["The largest is 71\u{202F}%."]},
            {"figure": "tbl-shares", "kind": "data", "printed": "\(hash ?? "")", "sentences": \
        ["Table 1: Shares"], "rows": [["Claim id", "Value num"], ["F109", "71"], ["F110", "65"]]}
          ]
        }

        """))
  }

  @Test func publishingAgainChangesNothing() throws {
    let site = try published()
    let before = try site.read(Self.record)
    try site.buildGood()
    #expect(try site.site().keys.allSatisfy { !$0.hasSuffix(".published.json") })
    let again = try SiteBuilder(BuildOptions(root: site.root)).publish("briefings/first.md")
    #expect(again.isUnchanged)
    #expect(try site.read(Self.record) == before)
  }

  @Test(arguments: ["first", "Content/briefings/first.md", "/briefings/first/", "briefings/first"])
  func anEditionHasSeveralNames(_ name: String) throws {
    let site = try TestSite(ClaimSite.files)
    #expect(try SiteBuilder(BuildOptions(root: site.root)).publish(name).path == Self.record)
  }

  @Test func anUnknownEditionIsSaid() throws {
    let site = try TestSite(ClaimSite.files)
    let error = #expect(throws: DiagnosticsError.self) {
      try SiteBuilder(BuildOptions(root: site.root)).publish("briefings/frist.md")
    }
    #expect(
      error?.diagnostics.map(ClaimSite.line) == [
        " UnknownEdition: there is no edition 'briefings/frist.md' (did you mean "
          + "'briefings/first.md'?)"
      ])
  }

  @Test func aChangedFigureIsAnErrorUntilAnErratumSaysSo() throws {
    let site = try published()
    let mark = try mark(site)
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("second")
    try site.buildGood()
    let good = try site.site()

    try site.edit(ClaimSite.claims, "share_from_china,71", "share_from_china,69")
    let summary = try site.build()
    #expect(!summary.isPublished)
    #expect(
      summary.diagnostics.map(ClaimSite.line) == [
        "\(ClaimSite.first):6:16 PublishedFigureChanged: the figure of claim 'F109' was published as "
          + "'about 71 %' and is now 'about 69 %' (mend the data, or add to errata: {date: …, "
          + "figure: F109, was: 'about 71 %', now: 'about 69 %', reason: …})",
        "\(ClaimSite.first):12:4 PublishedFigureChanged: the data of 'tbl-shares' was published "
          + "with F109, Value num: 71, now 69 (mend the data, or add to errata: {date: …, figure: tbl-shares, "
          + "was: '71', now: '69', reason: …})",
        "\(ClaimSite.first):16:16 PublishedFigureChanged: the figure of query '\(mark)' was "
          + "published as '71 %' and is now '69 %' (mend the data, or add to errata: {date: …, "
          + "figure: \(mark), was: '71 %', now: '69 %', reason: …})",
        "\(ClaimSite.second):6:10 PublishedFigureChanged: the figure of claim 'F109' was published "
          + "as 'about 71.0 %' and is now 'about 69.0 %' (mend the data, or add to errata: {date: "
          + "…, figure: F109, was: 'about 71.0 %', now: 'about 69.0 %', reason: …})",
      ])
    #expect(
      summary.diagnostics.first?.notes.map { "\($0.range?.start.column ?? 0) \($0.text)" } == [
        "59 it is printed here too"
      ])
    #expect(try site.site() == good)
    let publication = try SiteBuilder(BuildOptions(root: site.root)).publish("first")
    #expect(publication.diagnostics.count == 4, "publishing again does not hide a change")

    try site.edit(
      ClaimSite.first, "figures: checked",
      """
      figures: checked
      errata:
        - {date: 2026-04-02, figure: F109, was: about 71 %, now: about 69 %, reason: Misread.}
        - {date: 2026-04-02, figure: tbl-shares, was: 71, now: 69, reason: As F109.}
        - {date: 2026-04-02, figure: \(mark), was: 71 %, now: 69 %, reason: As F109.}
      """)
    try site.edit(
      ClaimSite.second, "figures: checked",
      """
      figures: checked
      errata:
        - {date: 2026-04-02, figure: F109, was: about 71.0 %, now: about 69.0 %, reason: Misread.}
      """)
    try site.buildGood()
    let html = try site.page("briefings/second/index.html")
    #expect(
      html.contains(
        """
        <section class="errata" aria-labelledby="edition-corrections">
        <h2 id="edition-corrections">Corrections to this edition</h2>
        <ul>
        <li data-erratum="F109">
        <p><time datetime="2026-04-02">2 April 2026</time>: the figure F109 was published as \
        <del>about 71.0 %</del> and is <ins>about 69.0 %</ins>. Misread.</p>
        <p>It was published in:</p>
        <ul>
        <li><a href="/briefings/first/">First edition</a>, edition of 3 February 2026: \
        <q>China supplied about 71\u{202F}% of the gallium.</q> <q>It is still about 71\u{202F}% of \
        it.</q></li>
        <li><a href="/briefings/second/">Second edition</a>, edition of 1 March 2026: \
        <q>Gallium: about 71.0\u{202F}%, under a cap of 65\u{202F}%.</q></li>
        </ul>
        </li>
        </ul>
        </section>
        """))
    let corrections = try site.page("corrections/index.html")
    #expect(corrections.contains("<h3><a href=\"/briefings/first/\">First edition</a></h3>"))
    #expect(corrections.contains("<h3><a href=\"/briefings/second/\">Second edition</a></h3>"))
    #expect(corrections.contains("<li data-erratum=\"\(mark)\">"))

    let clean = try site.copyOfSources()
    try clean.buildGood()
    #expect(try site.site() == clean.site())
  }

  @Test func anErratumLeadsFromWhatWasToWhatIs() throws {
    let site = try published()
    try site.edit(
      ClaimSite.first, "It is still `{claim F109}` of it.", "It is `{claim F110 bare}`.")
    let found = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      found == [
        "\(ClaimSite.first):6:1 PublishedTextChanged: “It is still about 71 % of it.” was published "
          + "and is now “It is 65 %.” (put the words back, or add to errata: {date: …, was: 'It is "
          + "still about 71 % of it.', now: 'It is 65 %.', reason: …})"
      ])
    let words =
      "{date: 2026-04-01, was: It is still about 71 % of it., now: It is 65 %., reason: Wrong.}"
    try site.edit(ClaimSite.first, "figures: checked", "figures: checked\nerrata: [\(words)]")
    #expect(try site.build().diagnostics.map(\.identifier) == ["PublishedFigureAdded"])
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("first")
    #expect(try site.buildGood().diagnostics.isEmpty)
    try site.edit(ClaimSite.first, "figures: checked\nerrata: [\(words)]", "figures: checked")

    try site.edit(ClaimSite.claims, "EU,cap,65", "EU,cap,67")
    try site.edit(
      ClaimSite.first, "figures: checked",
      """
      figures: checked
      errata:
        - \(words)
        - {date: 2026-04-02, figure: F110, was: 65 %, now: 66 %, reason: Misread.}
        - {date: 2026-04-02, figure: tbl-shares, was: 65, now: 67, reason: Misread.}
      """)
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "\(ClaimSite.first):10:53 PublishedFigureChanged: the figure of claim 'F110' was published as "
          + "'65 %' and is now '67 %' (mend the data, or add to errata: {date: …, figure: F110, "
          + "was: '65 %', now: '67 %', reason: …})"
      ])
    try site.edit(
      ClaimSite.first, "  - {date: 2026-04-02, figure: tbl-shares",
      """
        - {date: 2026-04-03, figure: F110, was: 66 %, now: 67 %, reason: Misread again.}
        - {date: 2026-04-02, figure: tbl-shares
      """)
    try site.buildGood()
  }

  @Test func aFigureThatIsGoneNeedsAnErratum() throws {
    let site = try published()
    let mark = try mark(site)
    try site.edit(
      ClaimSite.first, "The largest is `{sql 0 %} select max(value_num) from shares`.", "")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "\(ClaimSite.first):1:1 PublishedFigureRemoved: the figure of query '\(mark)' was published "
          + "and is printed no more: \u{201C}The largest is 71\u{202F}%.\u{201D} (put it back, or add "
          + "to errata: {date: …, figure: \(mark), was: '71 %', reason: …})"
      ])
    try site.edit(
      ClaimSite.first, "figures: checked",
      "figures: checked\nerrata: [{date: 2026-04-02, figure: \(mark), was: 71 %, reason: Moot.}]")
    try site.buildGood()
    #expect(
      try site.page("briefings/first/index.html").contains(
        "was published as <del>71 %</del> and has been withdrawn. Moot.</p>"))
  }

  @Test func aQueryMayBeRewrittenWhereItPrintsTheSame() throws {
    let site = try published()
    try site.edit(
      ClaimSite.first, "`{sql 0 %} select max(value_num) from shares`",
      "`{sql 0 %} select max(s.value_num) from shares as s`")
    #expect(try site.buildGood().diagnostics.isEmpty)
    try site.edit(ClaimSite.first, "select max(s.value_num)", "select min(s.value_num)")
    #expect(try site.build().diagnostics.map(\.identifier) == ["PublishedFigureChanged"])
  }

  @Test(arguments: [
    (
      "F190", "71", "69",
      "8:5 UnknownErratum: the page published no figure 'F190' (did you mean 'F109'?)"
    ),
    (
      "F109", "about 71 %", "about 69 %",
      "8:5 NeedlessErratum: the figure of claim 'F109' is printed as it was published, but an "
        + "erratum says that it is now 'about 69 %' (change the data, or take the erratum out)"
    ),
  ])
  func anErratumOfNothingIsSaid(_ figure: String, _ was: String, _ now: String, _ said: String)
    throws
  {
    let site = try published()
    try site.edit(
      ClaimSite.first, "figures: checked",
      """
      figures: checked
      # What was wrong.
      errata:

        - {date: 2026-04-02, figure: \(figure), was: \(was), now: \(now), reason: Misread.}
      """)
    #expect(try site.build().diagnostics.map(ClaimSite.line) == ["\(ClaimSite.first):" + said])
  }

  @Test func anErratumNeedsAPublication() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(
      ClaimSite.second, "figures: checked",
      "figures: checked\nerrata: [{date: 2026-04-02, figure: F109, was: a, reason: b}]")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "\(ClaimSite.second):5:10 ErratumWithoutPublication: an erratum of 'F109', but this page has "
          + "not been published (take it out: what is not published can be changed)"
      ])
  }

  @Test func aDamagedRecordIsSaid() throws {
    let site = try published()
    try site.edit(Self.record, "\"as_of\": \"2026-02-03\",", "")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "\(Self.record):1:1 MissingKey: the key 'as_of' is missing in the record of a publication"
      ])
  }

  @Test(arguments: [
    ("[\"Claim id\", ", "[\"Claim ad\", "), ("[\"F109\", \"71\"]", "[\"F109\", \"11\"]"),
    ("China supplied", "China sold"), ("\"figure\": \"F109\"", "\"figure\": \"F110\""),
  ])
  func aRecordThatWasEditedIsNamed(_ old: String, _ new: String) throws {
    let site = try published()
    try site.edit(Self.record, old, new)
    #expect(
      try site.build().diagnostics.map(ClaimSite.line) == [
        "\(Self.record) PublishedRecordChanged: the record of 'briefings/first.md' is not the one "
          + "that 'assay publish' wrote (take the file back from version control; what changed since "
          + "it was published belongs in the page's errata)"
      ])
  }

  @Test func aRecordThatWasDeletedIsNamed() throws {
    let site = try published()
    try site.remove(Self.record)
    #expect(
      try site.build().diagnostics.map(ClaimSite.line) == [
        "Content/published-editions.json:3:5 PublishedRecordMissing: 'briefings/first.md' was "
          + "published, and the record of it, 'briefings/first.published.json', is gone (take the "
          + "file back from version control)"
      ])
  }

  /// As a publication leaves it that is cut off before or after it replaces the record.
  @Test func aRegisterWithTheOldAndTheNewRecordIsInOrder() throws {
    let site = try published()
    let register = try site.read("Content/published-editions.json")
    let line = try #require(register.split(separator: "\n").first { $0.contains("digest") })
    let other = line.replacing("\"digest\": \"", with: "\"digest\": \"0")
    try site.edit("Content/published-editions.json", String(line), "\(other),\n\(line)")
    #expect(try site.buildGood().diagnostics.isEmpty)
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("first")
    #expect(try site.read("Content/published-editions.json") == register)
  }

  @Test func aRegisterThatWasDeletedIsNamed() throws {
    let site = try published()
    try site.remove("Content/published-editions.json")
    #expect(
      try site.build().diagnostics.map { "\($0.severity) \($0.identifier)" } == [
        "warning PublishedRecordUnregistered"
      ])
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("first")
    #expect(try site.buildGood().diagnostics.isEmpty)
  }

  @Test func aRecordOfAnEarlierVersionIsMadeWhole() throws {
    let site = try published()
    let whole = try site.read(Self.record)
    let start = try #require(whole.firstRange(of: "  \"text\": [")).lowerBound
    let end = try #require(whole.firstRange(of: "  \"figures\"")).lowerBound
    try site.write(Self.record, String(whole[..<start] + whole[end...]))
    try site.remove("Content/published-editions.json")
    #expect(
      try site.build().diagnostics.map { "\($0.severity) \($0.identifier)" } == [
        "warning PublishedRecordIncomplete"
      ])
    _ = try SiteBuilder(BuildOptions(root: site.root)).publish("first")
    #expect(try site.read(Self.record) == whole)
    #expect(try site.buildGood().diagnostics.isEmpty)
  }

  @Test func withoutCorrectionsThePageSaysSo() throws {
    let site = try published()
    try site.buildGood()
    #expect(
      try site.page("corrections/index.html").contains(
        "<p class=\"errata-none\">No figure of a published edition has been corrected.</p>"))
  }

  @Test func oneErratumCorrectsSeveralFiguresByTheNamesReadersKnow() throws {
    let site = try published()
    let mark = try mark(site)
    try site.edit(ClaimSite.claims, "share_from_china,71", "share_from_china,69")
    try site.edit(
      ClaimSite.first, "figures: checked",
      """
      figures: checked
      errata:
        - date: 2026-04-02
          reason: Misread.
          figures:
            - {figure: F109, was: about 71 %, now: about 69 %, label: China's share}
            - {figure: tbl-shares, was: 71, now: 69}
            - {figure: \(mark), was: 71 %, now: 69 %}
      """)
    try site.buildGood()
    let html = try site.page("briefings/first/index.html")
    for words in [
      "China&#39;s share was published as <del>about 71 %</del>",
      "F109, Value num in <q>Table 1: Shares</q> was published as <del>71</del>",
      "a figure was published as <del>71 %</del> and is <ins>69 %</ins>. Misread.",
    ] {
      #expect(
        html.replacing("'s share", with: "&#39;s share").contains(
          "<time datetime=\"2026-04-02\">2 April 2026</time>: " + words))
    }
  }
}
