import Basics
import SiteModel
import Testing

@testable import SiteBuild

/// `checks` in `site.yaml`: how much what is found matters, and what is passed over.
@Suite struct CheckSettingsTests {
  /// A site with a warning of its Markdown in two files.
  private func site(_ checks: String) throws -> TestSite {
    let site = try TestSite()
    for name in ["one", "two"] {
      try site.write("Content/notes/\(name).md", "---\ntitle: Note \(name)\n---\n\nA <b>tag</b>.\n")
    }
    try site.edit("Content/site.yaml", "tag_page_size: 2", "tag_page_size: 2\nchecks: \(checks)")
    return site
  }

  private func lines(_ summary: BuildSummary) -> [String] {
    summary.diagnostics.filter { $0.identifier == "RawHTMLEscaped" }.map {
      "\($0.severity.rawValue) \($0.path ?? "")"
    }
  }

  @Test(arguments: [
    ("{}", ["warning Content/notes/one.md", "warning Content/notes/two.md"]),
    ("{RawHTMLEscaped: note}", ["note Content/notes/one.md", "note Content/notes/two.md"]),
    ("{RawHTMLEscaped: off}", []),
    ("{RawHTMLEscaped: {except: ['notes/o*.md']}}", ["warning Content/notes/two.md"]),
    ("{RawHTMLEscaped: {except: ['Content/**']}}", []),
    (
      "{RawHTMLEscaped: {severity: error, except: [notes/two.md]}}",
      ["error Content/notes/one.md"]
    ),
  ])
  func aWarningOfAnyModuleIsSetAndPassedOver(_ checks: String, _ expected: [String]) throws {
    let site = try site(checks)
    // Each pair of tags is told twice, at its beginning and its end.
    #expect(Set(lines(try site.build())).sorted() == expected)
    let again = try site.build()
    #expect(Set(lines(again)).sorted() == expected)
    #expect(again.isPublished == !expected.contains { $0.hasPrefix("error") })
    let checked = try site.build { $0.isCheckOnly = true }
    #expect(Set(lines(checked)).sorted() == expected)
  }

  @Test func anotherSettingIsHeededByTheNextBuild() throws {
    let site = try site("{RawHTMLEscaped: off}")
    #expect(lines(try site.build()).isEmpty)
    try site.edit("Content/site.yaml", "RawHTMLEscaped: off", "RawHTMLEscaped: error")
    #expect(try !site.build().isPublished)
    try site.edit("Content/site.yaml", "RawHTMLEscaped: error", "RawHTMLEscaped: note")
    #expect(
      Set(lines(try site.build())) == ["note Content/notes/one.md", "note Content/notes/two.md"])
  }

  @Test(arguments: [("{}", ["ColumnOrderDiffers"]), ("{ColumnOrderDiffers: off}", [])])
  func questionsAboutTheDataHeedTheSettings(_ checks: String, _ expected: [String]) throws {
    let site = try site(checks)
    try site.write("Content/data/spare.csv", "b,a\n1,2\n")
    try site.edit(
      "Content/data/datapackage.yaml", "resources:\n",
      "resources:\n  - name: spare\n    path: spare.csv\n"
        + "    schema: {fields: [{name: a, type: integer}, {name: b, type: integer}]}\n")
    let data = try SiteData(root: site.root, clock: nil)
    #expect(data.diagnostics.map(\.identifier) == expected)
  }

  @Test func anErrorThatLeavesAPageWrongCannotBeSet() throws {
    let site = try site("{BrokenLink: off, RawHTMLEscape: off}")
    let found = try site.build().diagnostics.filter { $0.identifier == "UnknownCheck" }
    #expect(
      found.map { "\($0.severity.rawValue): \($0.summary) (\($0.hint ?? ""))" } == [
        "error: 'checks' names 'BrokenLink', which is no check (warnings, notes and the checks of "
          + "the ledger can be set; other errors cannot)",
        "error: 'checks' names 'RawHTMLEscape', which is no check (did you mean 'RawHTMLEscaped'?)",
      ])
  }

  private static func choice(_ severity: Severity?, except: [String] = []) -> CheckChoice {
    var choice = CheckChoice(severity: severity)
    choice.exceptions = except
    return choice
  }

  @Test(arguments: [
    (Severity.warning, nil as Severity?, [], nil as Severity?),
    (.warning, .error, ["Content/a.md"], nil), (.error, .note, [], .note),
    (.note, .error, ["https://*.example/**"], nil),
    (.note, .error, ["https://b.example/*"], .error),
  ])
  func whatAnotherCommandFindsIsSetToo(
    _ before: Severity, _ chosen: Severity?, _ exceptions: [String], _ after: Severity?
  ) {
    var choice = Self.choice(chosen, except: exceptions)
    choice.isOff = chosen == nil
    let settings = CheckSettings(["DeadLink": choice])
    let finding = Diagnostic(before, "DeadLink", path: "Content/a.md", "a link that a test made")
    #expect(settings.set(finding, concerning: ["https://a.example/x/y"])?.severity == after)
  }

  @Test func aPageThatPrintsAnUncitedClaimFailsWhateverTheCheckIsSetTo() {
    let settings = CheckSettings([
      "ClaimWithoutCitation": Self.choice(.note, except: ["**"])
    ])
    let finding = Diagnostic(.error, "ClaimWithoutCitation", path: "Content/a.md", "made by a test")
    #expect(settings.set([finding]) == [finding])
  }
}
