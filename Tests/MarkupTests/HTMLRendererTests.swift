import Basics
import Markup
import Testing

@Suite struct HTMLRendererTests {
  @Test(arguments: [
    (
      "a *b* **c** ~~d~~ `e<`",
      "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code></p>\n"
    ),
    ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
    ("***", "<hr>\n"),
    ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ("3. a\n\n4. b", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"),
    ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
    (
      "- [x] a\n- [ ] b",
      "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n"
        + "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li>\n</ul>\n"
    ),
    ("```swift x\na < b\n```", "<pre><code class=\"language-swift\">a &lt; b\n</code></pre>\n"),
    ("    a\n", "<pre><code>a\n</code></pre>\n"),
    ("[a](b.md \"t&\")", "<p><a href=\"b.md\" title=\"t&amp;\">a</a></p>\n"),
    ("[a](<b c'&ü>)", "<p><a href=\"b%20c&#x27;&amp;%C3%BC\">a</a></p>\n"),
    ("![a *b* `c`](d.png)", "<p><img src=\"d.png\" alt=\"a b c\"></p>\n"),
    (
      "www.a.org b@c.org",
      "<p><a href=\"http://www.a.org\">www.a.org</a> <a href=\"mailto:b@c.org\">b@c.org</a></p>\n"
    ),
    ("{sql} @fig-a [@b] \\[^c]", "<p>{sql} @fig-a [@b] [^c]</p>\n"),
    ("a <!-- b --> c\n\n<!-- d -->", "<p>a  c</p>\n"),
  ])
  func markdownBecomesHTML(markdown: String, html: String) {
    let rendered = render(markdown)
    #expect(rendered.html == html)
    #expect(rendered.diagnostics.isEmpty)
  }

  @Test func tablesHaveScopesAndAlignmentClasses() {
    let html = render("|  | b | c |\n|---|:-:|--:|\n| 1 | `x \\| y` |").html
    #expect(
      html == """
        <table>
        <thead>
        <tr>
        <td></td>
        <th scope="col" class="align-center">b</th>
        <th scope="col" class="align-right">c</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>1</td>
        <td class="align-center"><code>x | y</code></td>
        <td class="align-right"></td>
        </tr>
        </tbody>
        </table>

        """)
  }

  @Test func tablesScrollInNamedRegionsWhereAsked() {
    var options = RenderOptions()
    options.scrollableTableLabel = "Table"
    let html = render("|a|\n|-|\n\nb\n\n|c|\n|-|", options).html
    #expect(
      html.contains(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 2\">\n<table>"
      ))
    #expect(html.hasSuffix("</table>\n</div>\n"))
  }

  @Test(arguments: ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])
  func alertsBecomeCallouts(marker: String) {
    let kind = marker.lowercased()
    let title = kind.prefix(1).uppercased() + kind.dropFirst()
    #expect(
      render("> [!\(marker)]\n> a\n>\n> b").html
        == "<aside class=\"callout callout-\(kind)\" role=\"note\">\n"
        + "<p class=\"callout-title\">\(title)</p>\n<p>a</p>\n<p>b</p>\n</aside>\n")
  }

  @Test func anAlertWithAParagraphOfItsOwnHasNoEmptyOne() {
    #expect(
      render("> [!TIP]\n>\n> - a").html
        == "<aside class=\"callout callout-tip\" role=\"note\">\n<p class=\"callout-title\">Tip</p>\n"
        + "<ul>\n<li>a</li>\n</ul>\n</aside>\n")
  }

  @Test func wordsAfterAnAlertsMarkerMakeItAQuote() {
    #expect(render("> [!NOTE] a").html == "<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>\n")
  }

  @Test func footnotesAreNumberedInOrderWithAWayBack() {
    let html = render("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X\n\n    - l\n[^z]: unused").html
    #expect(
      html == """
        <p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup> \
        b<sup class="footnote-ref"><a href="#fn-2" id="fnref-2" role="doc-noteref" aria-label="Footnote 2">2</a></sup> \
        c<sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p>
        <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
        <ol>
        <li id="fn-1">
        <p>X</p>
        <ul>
        <li>l</li>
        </ul>
        <p><a href="#fnref-1" class="footnote-backref" role="doc-backlink" aria-label="Back to reference 1">↩</a> \
        <a href="#fnref-1-2" class="footnote-backref" role="doc-backlink" aria-label="Back to reference 1-2">↩<sup>2</sup></a></p>
        </li>
        <li id="fn-2">
        <p>Y <a href="#fnref-2" class="footnote-backref" role="doc-backlink" aria-label="Back to reference 2">↩</a></p>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func rawHTMLIsEscapedUnlessAllowed() {
    #expect(
      render("a <b>c</b>\n\n<div>\nd\n</div>").html
        == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div&gt;\nd\n&lt;/div&gt;</p>\n")
    var options = RenderOptions()
    options.rawHTML = true
    let raw = render("a <b>c</b>\n\n<div>\nd\n</div>", options)
    #expect(raw.html == "<p>a <b>c</b></p>\n<div>\nd\n</div>\n")
    #expect(raw.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:x", "&#1;javascript:x",
    "vbscript:x", "file:///etc/passwd", "data:text/html,x", "data:image/svg+xml,x",
    "javascript&colon;x",
  ])
  func activeSchemesAreRefused(destination: String) {
    let link = render("[a](\(destination))")
    #expect(link.html == "<p>a</p>\n")
    #expect(link.diagnostics.map(\.identifier) == ["UnsafeLink"])
    let image = render("![a](\(destination))")
    #expect(image.html == "<p>a</p>\n")
    #expect(image.diagnostics.map(\.identifier) == ["UnsafeLink"])
  }

  @Test(arguments: [
    "https://a.org", "mailto:a@b.c", "a:b", "#javascript:x", "x/javascript:y", "tel:1",
  ])
  func otherDestinationsPass(destination: String) {
    #expect(render("[a](\(destination))").diagnostics.isEmpty)
    #expect(render("[a](\(destination))").html == "<p><a href=\"\(destination)\">a</a></p>\n")
  }

  @Test func pictureDataIsAllowedInImagesAlone() {
    #expect(
      render("![a](data:image/png;base64,AA)").html
        == "<p><img src=\"data:image/png;base64,AA\" alt=\"a\"></p>\n")
    #expect(render("[a](data:image/png;base64,AA)").html == "<p>a</p>\n")
  }
}

@Suite struct HeadingTests {
  @Test(arguments: [
    ("Uses & supply", "uses--supply"), ("  A  B ", "--a--b-"), ("Élan vital", "élan-vital"),
    ("中文 2", "中文-2"), ("snake_case-x", "snake_case-x"), ("1.2 %", "12-"), ("!?", "section"),
    ("", "section"), ("ÄÖ\u{308}", "äö\u{308}"),
  ])
  func slugsAreGitHubs(text: String, id: String) {
    #expect(slug(text) == id)
  }

  @Test func idsAreUniqueAndExplicitOnesWin() {
    let page = page("# Uses\n## Uses\n## Other {#uses-1}\n## Uses\n## *B* `c` [d](e)")
    #expect(page.state.headings.map(\.id) == ["uses", "uses-2", "uses-1", "uses-3", "b-c-d"])
    #expect(page.state.headings.map(\.level) == [1, 2, 2, 2, 2])
    #expect(page.state.headings[2].text == "Other")
    #expect(page.html.contains("<h2 id=\"uses-1\">Other</h2>\n"))
    #expect(page.state.diagnostics.isEmpty)
  }

  @Test func headingsInTheContentsHaveNoLinks() {
    let page = page("## A [b *c*](d) e[^1] &amp; <x>\n\n[^1]: f")
    #expect(page.state.headings[0].html == "A b <em>c</em> e &amp; &lt;x&gt;")
    #expect(page.state.headings[0].text == "A b c e & <x>")
    #expect(page.html.hasPrefix("<h2 id=\"a-b-c-e--x\">A <a href=\"d\">b <em>c</em></a> e<sup"))
  }

  @Test func headingsInQuotesHaveIdsAndNoPlaceInTheContents() {
    let page = page("> # A\n\n# A")
    #expect(
      page.html == "<blockquote>\n<h1 id=\"a\">A</h1>\n</blockquote>\n<h1 id=\"a-1\">A</h1>\n")
    #expect(page.state.headings.map(\.id) == ["a-1"])
  }

  @Test func levelsAreShifted() {
    var options = RenderOptions()
    options.headingShift = 2
    #expect(render("# A\n##### B", options).html == "<h3 id=\"a\">A</h3>\n<h6 id=\"b\">B</h6>\n")
  }

  private func page(_ markdown: String) -> (html: String, state: RenderState) {
    var state = RenderState()
    let html = HTMLRenderer.renderPage(Document(parsing: markdown), hooks: NoHooks(), into: &state)
    return (html, state)
  }
}

func render(
  _ markdown: String, _ options: RenderOptions = RenderOptions()
) -> (html: String, diagnostics: [Diagnostic]) {
  renderFragment(SourceText(path: "a.md", text: markdown), options: options)
}
