import Basics
import SiteBuild
import Testing

/// Slips that would reach readers in silence are told.
@Suite struct SlipTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.severity) \(diagnostic.path ?? "")\(start) \(diagnostic.identifier): "
      + "\(diagnostic.summary)\(hint)"
  }

  private static let first = "Content/notes/first.md"
  private static let material = "Content/materials/[material].md"

  @Test(arguments: [("share", "table"), ("Share", "table"), ("top_share", "view")])
  func aBlockWithTheNameOfDataIsAnError(_ name: String, _ kind: String) throws {
    let site = try TestSite()
    try site.write(Self.first, try site.read(Self.first) + "\n```sql \(name)\nselect 1 as a\n```\n")
    let said = try site.build().diagnostics
    #expect(
      said.map(Self.line).map { String($0.drop { $0 != "R" }) } == [
        "ResultNameTaken: the site's data have a \(kind) named '\(name)' (give the block another "
          + "name: \(name)_rows)"
      ])
  }

  @Test func aTemplateThatMakesNothingCostsNoPage() throws {
    let site = try TestSite()
    try site.buildGood()
    let good = try site.site()
    try site.write("Templates/page.mustache", " \n")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Templates/page.mustache EmptyPage: this template makes pages with nothing in them "
          + "(put the page in: {{{page.body}}}; if it extends another template, look there too)"
      ])
    #expect(try site.site() == good)
  }

  @Test func aColumnInTheTextOfARowsPageIsTold() throws {
    let site = try TestSite()
    let text = try site.read(Self.material)
    let number = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    try site.write(
      Self.material,
      text + "\nOf {material}: `a {material}` and x_{material}, \\frac{material}, {none}.\n")
    #expect(
      try site.buildGood().diagnostics.map(Self.line) == [
        "warning \(Self.material):\(number):4 ColumnInText: '{material}' stands in the text as it is; "
          + "only a title and a summary are filled in (write `{sql} select :material`)"
      ])
    try site.write(Self.first, try site.read(Self.first) + "\nOf {material}.\n")
    #expect(try site.buildGood().diagnostics.count == 1, "other pages have no columns")
  }

  @Test(arguments: [
    ("/nots/", "did you mean '/notes/'?"),
    ("/somewhere/else/", "write the address of a page of the site; drafts have none"),
    ("notes/", "begin an address of the site with '/', any other with https://"),
  ])
  func anEntryOfTheNavigationThatLeadsNowhereIsAnError(_ url: String, _ hint: String) throws {
    let site = try TestSite()
    try site.edit("Content/site.yaml", "url: /notes/}", "url: \(url)}")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Content/site.yaml:10:25 BrokenLink: the link '\(url)' leads nowhere (\(hint))"
      ])
  }

  @Test(arguments: [
    "https://example.org/a/", "/", "/notes/first/#numbers", "/notes/index.html", "/feed.xml",
    "/tags/", "/tags/trade/", "/sitemap.xml", "/notes/diagram.svg", "mailto:a@example.org",
    "/materials/gallium/",
  ])
  func anEntryOfTheNavigationMayLeadToAllThatTheSiteHas(_ url: String) throws {
    let site = try TestSite()
    try site.edit("Content/site.yaml", "url: /notes/}", "url: \"\(url)\"}")
    #expect(try site.buildGood().diagnostics.isEmpty)
  }
}
