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
      "{{<base}}{{$main}}", "{{<base}}Hi{{$main}}",
      "error \(page):1:10 TemplateSyntax: this stands in '<base' but in no block, and is not printed "
        + "(put it into a block of 'base': main)"
    ),
    (
      "{{{page.body}}}", "{{{page.body}}}{page.title}",
      "warning \(page):3:16 ForeignMark: '{page.title}' is no tag of a template here, and readers see "
        + "it (write two braces: {{page.title}})"
    ),
    (
      "{{{page.body}}}", "{{{page.body}}}<%= page.body %>",
      "warning \(page):3:16 ForeignMark: '<%= page.body %>' is no tag of a template here, and readers "
        + "see it (write three braces: {{{page.body}}})"
    ),
    (
      "{{{page.body}}}", "{{{page.body}}}{{> item}}",
      "error \(page):3:20 UnknownTemplate: there is no template 'item' (did you mean 'partials/item'?)"
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

  @Test(arguments: [
    "<script>f(`${page.title}`)</script>", "{nothing.known} {title}", "{{! {page.title} }}",
    "<!-- {page.title} <a href=\"x/\"> -->", "{{=<% %>=}}<%page.title%><%={{ }}=%>",
    "<style>a{color:red}</style>",
  ])
  func bracesOfOtherKindsAreNotTold(_ text: String) throws {
    let site = try TestSite()
    try site.edit(Self.page, "{{{page.body}}}", "{{{page.body}}}\n" + text)
    #expect(try site.buildGood().diagnostics.map(Self.line) == [])
  }

  @Test(arguments: [
    ("mark.svg", "write {{assets.mark_svg}}"), ("./site.css", "write {{assets.css_site_css}}"),
    ("../css/site.css", "write {{assets.css_site_css}}"),
    ("notes/", "write {{site.home}}notes/"), ("nots/", "write {{site.home}}notes/"),
    ("script.js", "put it at Templates/assets/script.js and write {{assets.script_js}}"),
    ("www.example.org", "write https://www.example.org"),
    ("xyzzy/quux", "begin it with {{site.home}}, the address of the front page"),
    ("#top", nil), ("?page=2", nil), ("../", nil), ("mailto:a@example.org", nil),
    ("https://example.org/x/", nil), ("{{site.home}}notes/", nil),
    ("data:image/png;base64,AA", nil),
  ])
  func anAddressInATemplateBeginsAtTheSite(_ url: String, _ hint: String?) throws {
    let site = try TestSite()
    try site.edit(Self.page, "{{{page.body}}}", "{{{page.body}}}\n<a href='\(url)'>x</a>")
    let found = try site.buildGood().diagnostics
    #expect(found.compactMap(\.hint) == [hint].compactMap { $0 })
    for finding in found {
      #expect(finding.identifier == "RelativeAddress" && finding.severity == .warning)
      #expect(
        finding.path == Self.page && finding.range?.start == SourcePosition(line: 4, column: 10))
    }
  }

  @Test func aRelativeAddressMayBeginAtTheFrontPage() throws {
    let site = try TestSite()
    try site.edit("Templates/home.mustache", "<ul>", "<a href=\"notes/\">x</a><ul>")
    #expect(try site.buildGood().diagnostics.map(Self.line) == [])
    try site.edit(Self.page, "{{{page.body}}}", "{{{page.body}}}<a href=\"notes/\">x</a>")
    #expect(try site.buildGood().diagnostics.map(\.identifier) == ["RelativeAddress"])
    try site.edit(
      "Templates/base.mustache", "<meta", "<base href=\"{{site.home}}\">\n<meta")
    #expect(try site.buildGood().diagnostics.map(Self.line) == [])
  }

  @Test func aPartialThatIsMissingInAFrameIsToldOnce() throws {
    let site = try TestSite()
    try site.edit("Templates/base.mustache", "<footer>", "{{> item}}<footer>")
    #expect(
      try site.build().diagnostics.map(Self.line) == [
        "error Templates/base.mustache:14:5 UnknownTemplate: there is no template 'item' (did you mean "
          + "'partials/item'?)"
      ])
  }

  @Test func aFolderInSmallLettersIsToldOnce() throws {
    var files = SmallSite.files.filter { !$0.key.hasPrefix("Templates/") }
    for (path, text) in SmallSite.templates { files["t" + path.dropFirst()] = text }
    #expect(
      try TestSite(files).build().diagnostics.map(Self.line) == [
        "error templates InvalidFileName: the folder of the templates is not found by this name: "
          + "capital letters count (name it 'Templates')"
      ])
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
