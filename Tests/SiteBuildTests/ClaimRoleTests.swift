import Basics
import SiteBuild
import Testing

/// `{claim}`, `{assert}` and the list of claims.
@Suite struct ClaimRoleTests {
  private static let text =
    "Gallium: `{claim F109 0.0}`, under a cap of `{claim F110 bare uncited}`."

  private func built(_ sentence: String) throws -> String {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, sentence)
    try site.buildGood()
    return try site.page("briefings/second/index.html")
  }

  @Test func aClaimHasItsFigureItsSourceAndItsEntry() throws {
    let html = try built("It is `{claim F109}`.")
    #expect(
      html.contains(
        "<p>It is <span class=\"figure\" data-claim=\"F109\">about 71\u{202F}%</span>"
          + "<span class=\"citation\">[<a href=\"#ref-audit\">1</a>, "
          + "<a href=\"/claims/#F109\" title=\"Claim F109\">F109</a>]</span>.</p>"))
    #expect(
      html.contains("<li id=\"ref-audit\">The Court, <cite>The audit</cite>, 30 January 2026</li>"))
  }

  @Test(arguments: [
    ("F109", "about 71\u{202F}%"), ("F109 value", "71"), ("F109 0.0", "about 71.0\u{202F}%"),
    ("F109 bare", "71\u{202F}%"), ("F109 bare 0.00 p.c.", "71.00\u{202F}p.c."), ("F111", "14"),
    ("F112", "20 February 2026"), ("F112 MMM yyyy", "Feb 2026"), ("F115", "The right one"),
    ("F111 words", "14"),
  ])
  func aClaimPrintsInItsForm(_ claim: String, _ printed: String) throws {
    let id = claim.prefix(4)
    let html = try built("So `{claim \(claim) uncited}` it is.")
    #expect(
      html.contains(
        "So <span class=\"figure\" data-claim=\"\(id)\"><a href=\"/claims/#\(id)\">\(printed)</a>"
          + "</span> it is."))
  }

  @Test(arguments: [
    (
      "`{claim F119}`",
      "1 UnknownClaim: 'F119' is no claim of this site (did you mean 'F109'?)"
    ),
    ("`{claim}`", "1 ClaimWithoutID: this names no claim (write its id: `{claim F109}`)"),
    (
      "`{claim F113}`",
      "1 SupersededClaim: claim 'F113' was superseded on 2026-02-20 ('F112' took its place)"
    ),
    (
      "`{claim F114}`",
      "1 WrongClaim: claim 'F114' is contradicted by the record, so no page prints it ('F115' is "
        + "on record instead)"
    ),
    (
      "`{claim F116}`",
      "1 ClaimWithoutCitation: claim 'F116' has no citation known on 2026-03-01 (add a row to the "
        + "table 'citation')"
    ),
    (
      "`{claim F115 0.0}`",
      "1 FormatMismatch: 'The right one' cannot be printed as '0.0'"
    ),
    (
      "`{claim F109 nicely}`",
      "1 InvalidFormat: 'nicely' is no pattern for numbers or dates (write a number as 0, 0.0 "
        + "or #,##0.00 and a date as d MMMM yyyy)"
    ),
  ])
  func whatCannotBePrintedIsSaid(_ role: String, _ said: String) throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, role)
    #expect(try site.build().diagnostics.map(ClaimSite.line) == ["\(ClaimSite.second):6:" + said])
  }

  @Test func anEditionCannotCiteTheFuture() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.first, "It is still `{claim F109}` of it.", "`{claim F112}`")
    #expect(
      try site.build().diagnostics.map(ClaimSite.line) == [
        "\(ClaimSite.first):6:47 ClaimNotYetKnown: claim 'F112' could not be known on 2026-02-03: it "
          + "became known on 2026-02-20 (an edition shows what was known on its day; tell of it in "
          + "a later one)"
      ])
  }

  // MARK: - Checked words

  @Test func wordsStandWhileTheirConditionHolds() throws {
    let role = "`{assert} (select value_num from claim where claim_id = 'F109') > 65 :: above 65`"
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, "It is \(role).")
    try site.buildGood()
    let html = try site.page("briefings/second/index.html")
    #expect(html.contains("<p>It is <span class=\"asserted\" data-assert=\"q"))
    #expect(html.contains("\">above 65</span>.</p>"))

    try site.edit(ClaimSite.claims, "share_from_china,71", "share_from_china,61")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said == [
        "\(ClaimSite.second):6:17 AssertionFailed: 'above 65' does not hold: (select value_num from "
          + "claim where claim_id = 'F109') is 61 (change the words to what the data say)"
      ])
  }

  @Test(arguments: [
    (
      "`{assert} 1 > 2`",
      "11 AssertionWithoutWords: this says no words for its condition (write `{assert} CONDITION "
        + ":: words`)"
    ),
    (
      "`{assert} null = 1 :: so`",
      "11 AssertionUnknown: 'so' can be neither confirmed nor denied (the condition gives NULL: a "
        + "value that it needs is not there)"
    ),
    ("`{assert} nobody > 1 :: so`", "11 UnknownColumn: there is no column 'nobody'"),
    (
      "`{assert} 2 + 3 between 6 and 3 * 3 :: so`",
      "11 AssertionFailed: 'so' does not hold: 2 + 3 is 5; 3 * 3 is 9 (change the words to what the "
        + "data say)"
    ),
  ])
  func aConditionThatFailsIsSaid(_ role: String, _ said: String) throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(ClaimSite.second, Self.text, role)
    let lines = try site.build().diagnostics.map(ClaimSite.line)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("\(ClaimSite.second):6:" + said) ?? false, "\(lines)")
  }

  // MARK: - Entries

  @Test func aClaimsEntrySaysWhatItRestsOn() throws {
    let site = try TestSite(ClaimSite.files)
    try site.buildGood()
    let html = try site.page("claims/index.html")
    let start = try #require(
      html.firstRange(of: "<section class=\"claim\" id=\"F109\"")?.lowerBound)
    let end = try #require(html[start...].firstRange(of: "</section>")?.upperBound)
    #expect(
      html[start..<end] == """
        <section class="claim" id="F109" aria-labelledby="F109-name">
        <h3 id="F109-name"><span class="claim-id">F109</span> Gallium: share from china</h3>
        <p class="claim-value">about 71\u{202F}%</p>
        <dl>
        <div><dt>Qualifier</dt><dd>about</dd></div>
        <div><dt>Kind of statement</dt><dd>stated</dd></div>
        <div><dt>Known on</dt><dd>1 February 2026</dd></div>
        <div><dt>Documents</dt><dd><a href="https://example.org/daily">The Daily, A report</a>, \
        line 4<br>The Weekly, A summary, p. 2</dd></div>
        <div><dt>Independent origins</dt><dd>1 of 2 documents: The Court</dd></div>
        <div><dt>Quotation</dt><dd><q>seven tenths</q></dd></div>
        <div><dt>Confidence</dt><dd>high</dd></div>
        <div><dt>Conflicts</dt><dd>C07: Share of imports or of supply. Ruling: nothing is decided.</dd></div>
        </dl>
        </section>
        """)
  }

  @Test func aConflictIsShownWithBothValuesAndItsRuling() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(
      "Content/data/datapackage.yaml",
      "        - {name: title, type: string}\n  - name: conflict_claim",
      "        - {name: title, type: string}\n        - {name: ruling, type: string}\n"
        + "  - name: conflict_claim")
    try site.edit(
      "Content/data/conflict.csv", "title\nC07,Share of imports or of supply",
      "title,ruling\nC07,Share of imports or of supply,The first is published.")
    try site.edit("Content/data/conflict_claim.csv", "C07,F109", "C07,F109\nC07,F110")
    try site.buildGood()
    #expect(
      try site.page("claims/index.html").contains(
        "<dt>Conflicts</dt><dd>C07: Share of imports or of supply. Beside it: European Union, up to 65\u{202F}% "
          + "(<a href=\"#F110\">F110</a>). Ruling: The first is published.</dd>"))
  }

  @Test func whatIsOtherwiseStatedWithoutARulingIsShown() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit(
      ClaimSite.claims, "F116,EU,uncited",
      "F117,EU,partnerships,15,,,count,exact,2026-01-01,,,high,partners\nF116,EU,uncited")
    try site.edit(
      "Content/data/citation.csv", "F112,law", "F117,daily,line 8,,audit,reports\nF112,law")
    try site.buildGood()
    let html = try site.page("claims/index.html")
    #expect(
      html.contains(
        "<dt>Otherwise stated, not decided</dt><dd>15 (<a href=\"#F117\">F117</a>)</dd>"))
    #expect(html.contains("<dd>14 (<a href=\"#F111\">F111</a>)</dd>"))
  }

  @Test func aWrongClaimIsNotRepeatedInItsEntry() throws {
    let site = try TestSite(ClaimSite.files)
    try site.buildGood()
    let html = try site.page("claims/index.html")
    #expect(!html.contains("Somebody Else"))
    #expect(html.contains("<span class=\"claim-id\">F114</span> Stated in error</h3>"))
    #expect(html.contains("<a href=\"/corrections/\">the corrections</a> say what circulates."))
  }

  @Test func aClaimThatNoEntryShowsIsABrokenAnchor() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit("Content/claims.md", "```claims dependence", "```claims partners")
    try site.edit("Content/claims.md", "## Others\n\n```claims\n```", "")
    let said = try site.build().diagnostics.map(ClaimSite.line)
    #expect(
      said.contains(
        "\(ClaimSite.second):6:10 BrokenAnchor: 'claims.md' has no place named '#F109'"))
  }

  @Test func anUnknownTopicIsSaid() throws {
    let site = try TestSite(ClaimSite.files)
    try site.edit("Content/claims.md", "```claims dependence", "```claims dependance")
    #expect(
      try site.build().diagnostics.map(ClaimSite.line) == [
        "Content/claims.md:6:4 UnknownTopic: no claim has the topic 'dependance' (did you mean "
          + "'dependence'?)"
      ])
  }

  @Test func anEditOfOneClaimMakesOnlyItsReadersAnew() throws {
    let site = try TestSite(ClaimSite.files)
    try site.buildGood()
    try site.edit(ClaimSite.claims, "EU,cap,65", "EU,cap,66")
    let summary = try site.buildGood()
    let bodies = summary.news.filter { $0.hasPrefix("body ") }
    #expect(bodies == ["body briefings/first.md", "body briefings/second.md", "body claims.md"])

    // The first edition's table has all shares; without it, it reads F109 alone.
    let other = try TestSite(ClaimSite.files)
    try other.edit(ClaimSite.first, "where unit = '%'", "where claim_id = 'F109'")
    try other.buildGood()
    try other.edit(ClaimSite.claims, "EU,cap,65", "EU,cap,66")
    let after = try other.buildGood()
    #expect(
      after.news.filter { $0.hasPrefix("body ") } == ["body briefings/second.md", "body claims.md"])
    // The two pages, and the data package: the table, its description, the sums and the SQLite file.
    #expect(after.written == 6)
    let clean = try other.copyOfSources()
    try clean.buildGood()
    #expect(try other.site() == clean.site())
  }
}
