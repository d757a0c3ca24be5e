import Basics
import Foundation
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

  // MARK: - Style sheets

  private static let style = "Templates/assets/css/site.css"

  @Test func aStyleSheetNamesFilesAsTheyArePublished() throws {
    let site = try TestSite()
    try site.write("Templates/assets/fonts/a b.woff2", "font")
    try site.write("Templates/assets/css/print.css", "body { src: url(../fonts/a%20b.woff2) }")
    try site.write("Content/notes/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    try site.write(
      Self.style,
      """
      /* url(none.woff2) */
      @import "print.css";
      @font-face { src: url("../fonts/a%20b.woff2?x#y") format("woff2"), url(data:font/woff2;base64,AA) }
      a { fill: url(#gradient); background: url( ../../notes/dot.svg ) }
      [fill^="url(none)"] { color: red }

      """)
    try site.buildGood()
    let files = try site.files(in: "Output/assets").keys.sorted()
    func published(_ pattern: Regex<Substring>) throws -> String {
      try #require(files.first { $0.wholeMatch(of: pattern) != nil })
    }
    let font = try published(#/fonts/a b\.[0-9a-f]{12}\.woff2/#)
    let print = try published(#/css/print\.[0-9a-f]{12}\.css/#)
    let main = try published(#/css/site\.[0-9a-f]{12}\.css/#)
    #expect(
      try site.read("Output/assets/\(main)") == """
        /* url(none.woff2) */
        @import url("\(print.dropFirst(4))");
        @font-face { src: url("../\(font)?x#y") format("woff2"), url(data:font/woff2;base64,AA) }
        a { fill: url(#gradient); background: url("../../notes/dot.svg") }
        [fill^="url(none)"] { color: red }

        """)
    // The font is another one: so are the names of all that name it.
    try site.write("Templates/assets/fonts/a b.woff2", "other font")
    try site.buildGood()
    let after = Set(try site.files(in: "Output/assets").keys)
    #expect(!after.contains(font) && !after.contains(print) && !after.contains(main))
    #expect(try site.page("index.html").contains("assets/css/site."))
  }

  @Test(arguments: [
    ("url(fonts/none.woff2)", "BrokenLink"), ("url('/none.png')", "BrokenLink"),
    ("url(../../../x.png)", "BrokenLink"), ("url(//a.example/x.png)", "ExternalImage"),
    ("url(https://a.example/x.png)", "ExternalImage"), ("url(../../data/share.csv)", "BrokenLink"),
  ])
  func anAddressInAStyleSheetLeadsSomewhere(_ address: String, _ identifier: String) throws {
    let site = try TestSite()
    try site.write(Self.style, "a {}\nb { background: \(address) }\n")
    let said = try site.build().diagnostics
    #expect(said.map(\.identifier) == [identifier])
    #expect(
      said[0].path == Self.style && said[0].range?.start == SourcePosition(line: 2, column: 20))
  }

  @Test func styleSheetsThatImportEachOtherAreAnError() throws {
    let site = try TestSite()
    try site.write(Self.style, "@import 'a.css';\n")
    try site.write("Templates/assets/css/a.css", "@import \"site.css\";\n")
    #expect(Set(try site.build().diagnostics.map(\.identifier)) == ["StyleSheetsInCircle"])
  }

  // MARK: - The first day

  @Test func aBlockThatIsNotClosedIsNamed() throws {
    let site = try TestSite()
    try site.edit(
      Self.first, "year from share order by pct desc, material\n```\n",
      "year from share order by pct desc, material\n")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error \(Self.first):12:4 UnclosedBlock: this 'sql' block is not closed before the next one "
          + "begins, in line 15 (end it with a line ```)"
      ])
  }

  @Test func aHintToALinkIsRelativeToItsPage() throws {
    let site = try TestSite()
    try site.write(
      Self.first,
      try site.read(Self.first) + "\n[a](secnd.md) [b](../indx.md) [c](../materials/galium.md)\n")
    #expect(
      try site.build().diagnostics.compactMap(\.hint) == [
        "did you mean 'second.md'?", "did you mean '../index.md'?",
        "did you mean '../materials/gallium.md'?",
      ])
  }

  @Test func aSecondHeadingOfLevelOneIsTold() throws {
    let site = try TestSite()
    try site.write(Self.first, try site.read(Self.first) + "\n# First note\n")
    #expect(try site.buildGood().diagnostics.map(\.identifier) == ["TopLevelHeading"])
  }

  @Test func aTemplateThatTheToolLooksForIsNotUnused() throws {
    let site = try TestSite()
    for page in ["first", "second", "third"] {
      let path = "Content/notes/\(page).md"
      guard let text = try? site.read(path) else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      try site.write(path, lines.filter { !$0.hasPrefix("tags:") }.joined(separator: "\n"))
    }
    let said = try site.build { $0.isCheckOnly = true }.diagnostics
    #expect(!said.contains { $0.path?.hasPrefix("Templates/tag") ?? false })
  }

  @Test(arguments: [
    ("See [a](htps://example.org).", "BrokenLink", "did you mean 'https://example.org'?"),
    ("See [a](http:/example.org).", "BrokenLink", "write http://example.org"),
    (
      "See [a](C:/me/x.md).", "BrokenLink",
      "a page cannot link to a file of your disk: put it into Content"
    ),
    ("See [a](mailto:) there.", "BrokenLink", "write an address behind mailto:"),
    ("See [a](doi:10.1/x) and [b](tel:1).", "", ""),
    ("As \\cite{x} says.", "ForeignMark", "write [@x]"),
    ("Of \\alpha{x} or `\\cite{x}`.", "", ""),
    ("```{r}\nplot(1)\n```", "ForeignMark", "write a sql, table or chart block, or show a picture"),
    ("```vega-lite\n{}\n```", "ForeignMark", "write ```chart #fig-id"),
    ("```python\nprint(1)\n```", "", ""),
    ("```{sql months}\nselect 1 as a\n```", "ForeignMark", "write ```sql months"),
    (
      "```{include fragments/method.md}\n```", "ForeignMark",
      "write ```include fragments/method.md"
    ),
    (
      "{{ page.title }}", "ForeignMark",
      "a text has no variables: a page's title and the like are printed by its template"
    ),
    (
      "See [a](http://localhost:8080/notes/first/#numbers).", "BrokenLink",
      "only you can open this address of your preview: link to the file, notes/first.md"
    ),
    (
      "See [a](http://127.0.0.1:8080/nots/).", "BrokenLink",
      "only you can open this address of your preview: link to the file, as in ../method.md"
    ),
    ("See [a](http://127.0.0.1:41233/nots/).", "", ""),
    ("Open http://localhost:8080/ or [a](https://localhost.example/a/).", "", ""),
    ("See [a](first.md).", "BrokenLink", "did you mean 'notes/first.md'?"),
    ("See [a](notes\\first.md).", "BrokenLink", "write / for \\: notes/first.md"),
    (
      "See [a](www.stat.example/rents).", "BrokenLink", "write https://www.stat.example/rents"
    ),
    ("Ask [a](desk@example.org).", "BrokenLink", "write mailto:desk@example.org"),
    ("See [a](https://https://example.org/a).", "BrokenLink", "write https://example.org/a"),
    ("See [a](https://archive.example/https://example.org/a).", "", ""),
    ("See [a]().", "BrokenLink", "write an address in the round brackets"),
    (
      "So [@usgs-2026, p. 3, @usgs-2026].", "SourcesNotParted",
      "put a semicolon between sources: [@usgs-2026, p. 3; @usgs-2026]"
    ),
    (
      "So [@usgs-2026 and @usgs-2026].", "SourcesNotParted",
      "put a semicolon between sources: [@usgs-2026; @usgs-2026]"
    ),
    ("So [@usgs-2026, as @kim says] and [@usgs-2026, p. 3; p. 5].", "", ""),
    ("So [usgs-2026, p. 3] says.", "MisspeltSource", "write [@usgs-2026, p. 3]"),
    ("So [usgs-2026] says.", "MisspeltSource", "write [@usgs-2026]"),
    ("So [sic], [law, p. 3], [usgs-2025], \\[usgs-2026] and [usgs-2026](notes/first.md).", "", ""),
    (
      "See [@fig:a].", "UnknownSource", "figures, tables and sections take no brackets: @fig-a"
    ),
  ])
  func whatOthersWriteIsTold(_ text: String, _ identifier: String, _ hint: String) throws {
    let site = try TestSite()
    try site.write("Content/a.md", "---\ntitle: A\n---\n\(text)\n")
    let said = try site.build().diagnostics
    #expect(said.map(\.identifier) == [identifier].filter { !$0.isEmpty })
    #expect(said.compactMap(\.hint) == [hint].filter { !$0.isEmpty })
  }

  @Test(arguments: [
    ("Content/a.md", "---\ntitle: A\ntags: rain, snow\n---\nText.\n", "TagsInOneText"),
    ("Content/a.ipynb", "{}", "MarkdownFileEnding"),
    ("Content/a.md.txt", "---\ntitle: A\n---\nText.\n", "MarkdownFileEnding"),
    ("Content/a.qmd", "---\ntitle: A\n---\nText.\n", "MarkdownFileEnding"),
  ])
  func aFileThatIsNotReadAsMeantIsTold(
    _ path: String, _ text: String, _ identifier: String
  ) throws {
    let site = try TestSite()
    try site.write(path, text)
    #expect(try site.build().diagnostics.map(\.identifier) == [identifier])
  }

  @Test func aNameInATitleThatIsNoColumnIsTold() throws {
    let site = try TestSite()
    try site.edit(Self.material, "\"{name}\"", "\"{nmae}\"")
    #expect(
      Set(try site.buildGood().diagnostics.map(Self.line)) == [
        "warning \(Self.material):3:7 UnknownTitleColumn: the title or summary says '{nmae}', which is "
          + "no column here (did you mean 'name'?)"
      ])
  }

  @Test func aLanguageIsWrittenAsItsCode() throws {
    let site = try TestSite()
    try site.edit("Content/site.yaml", "language: en", "language: English")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Content/site.yaml:4:11 InvalidValue: 'language' is 'English', which is no tag of a "
          + "language (write its code, such as en, de or fr-CA)"
      ])
  }

  @Test func aPipeAmongTheSourcesIsTold() throws {
    let site = try TestSite()
    #expect(mkfifo(site.root + "/Content/news", 0o644) == 0)
    #expect(
      try site.buildGood().diagnostics.map(Self.line) == [
        "warning Content/news SpecialFile: this is a pipe, a socket or a device, and is not read "
          + "(take it out of the site)"
      ])
  }

  @Test func aListOfClaimsWhereThereAreNoneIsTold() throws {
    let site = try TestSite()
    try site.write("Content/a.md", "---\ntitle: A\n---\n```claims\n```\n")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Content/a.md:4:4 UnknownTopic: the data of this site hold no claims (take the block out)"
      ])
  }

  @Test func daysAreDates() throws {
    let site = try TestSite()
    try site.edit(
      "Content/data/datapackage.yaml", "{name: known_on, type: date}", "{name: known_on}")
    #expect(try site.build().diagnostics.first?.identifier == "DayIsNoDate")
  }

  @Test func aSiteWithoutAHomePageIsTold() throws {
    let site = try TestSite()
    let text = try site.read("Content/index.md")
    try site.remove("Content/index.md")
    try site.write("Content/home.md", text)
    #expect(try site.build().diagnostics.contains { $0.identifier == "NoHomePage" })
  }
}
