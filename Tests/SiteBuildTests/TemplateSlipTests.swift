import Basics
import SiteBuild
import Testing

/// Slips in templates that would cost each page something.
@Suite struct TemplateSlipTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.severity) \(diagnostic.path ?? "")\(start) \(diagnostic.identifier): "
      + "\(diagnostic.summary)\(hint)"
  }

  private static let page = "Templates/page.mustache"

  @Test(arguments: [
    (
      "{{{page.body}}}", "{{page.body}}",
      "warning \(page):3:3 EscapedHTML: 'page.body' is HTML, and two braces print its tags as text "
        + "(write three: {{{page.body}}})"
    ),
    (
      "{{{page.body}}}", "",
      "warning \(page) PageTextNotPrinted: pages of this template have a text, and it prints none of it "
        + "(put the text in: {{{page.body}}})"
    ),
    (
      "{{/main}}{{/base}}", "{{/main}}{{$mian}}x{{/mian}}{{/base}}",
      "error \(page):8:13 UnknownTemplateBlock: 'base' has no block 'mian', so what stands here is "
        + "not printed (did you mean 'main'?)"
    ),
    (
      "{{{page.body}}}", "{{{page.body}}}{% if page %}",
      "warning \(page):3:16 ForeignMark: '{% if page %}' is a tag of other tools, and readers see it "
        + "(write Mustache: {{#name}}…{{/name}} where there is one, {{> partials/item}})"
    ),
  ])
  func aSlipInATemplateIsTold(_ old: String, _ new: String, _ said: String) throws {
    let site = try TestSite()
    try site.edit(Self.page, old, new)
    let found = Set(try site.build().diagnostics.map(Self.line))
    #expect(found == [said])
  }

  @Test(arguments: [
    ("/nots/", "did you mean '/notes/'?"), ("/notes/", nil), ("/tags/trade/", nil),
    ("https://example.org/x/", nil), ("//example.org/x", nil), ("/feed.xml", nil),
    ("/css/site.css", "write {{assets.css_site_css}}, which is the name it is published by"),
    ("/{{page.title}}/", nil),
  ])
  func anAddressInATemplateLeadsSomewhere(_ url: String, _ hint: String?) throws {
    let site = try TestSite()
    try site.edit(
      "Content/site.yaml", "base_url: https://example.org/metals\n",
      "base_url: https://example.org\n")
    try site.edit(Self.page, "{{{page.body}}}", "{{{page.body}}}\n<a href=\"\(url)\">x</a>")
    let found = try site.build().diagnostics
    #expect(found.compactMap(\.hint) == [hint].compactMap { $0 })
    for finding in found {
      #expect(
        finding.path == Self.page && finding.range?.start == SourcePosition(line: 4, column: 10))
    }
  }

  @Test func belowAPathOfItsHostAnAddressMayBeAnotherSites() throws {
    let site = try TestSite()
    try site.edit(
      Self.page, "{{{page.body}}}",
      "{{{page.body}}}\n<a href=\"/other/\">x</a> <a href=\"/metals/notes/\">y</a>")
    try site.buildGood()
    try site.edit(Self.page, "/metals/notes/", "/metals/nots/")
    #expect(try site.build().diagnostics.map(\.identifier) == ["BrokenLink"])
  }
}
