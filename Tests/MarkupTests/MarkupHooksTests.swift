import Basics
import Markup
import Testing

/// Hooks that say what they were asked and answer with what can be told apart.
private struct TestHooks: MarkupHooks {
  var includes: [String: String] = [:]

  func fencedBlock(_ block: FencedBlock, _ state: inout RenderState) -> String? {
    switch block.kind {
    case "chart": return "<figure>\(block.arguments)|\(block.content)</figure>"
    case "include":
      state.options.headingShift += 1
      defer { state.options.headingShift -= 1 }
      guard let text = includes[block.arguments] else {
        state.diagnostics.append(block.placed(Diagnostic(.error, "Missing", "no such file")))
        return ""
      }
      let source = SourceText(path: block.arguments, text: text)
      return HTMLRenderer.render(Document(parsing: source), hooks: self, into: &state)
    default: return nil
    }
  }

  func role(_ role: InlineRole, _ state: inout RenderState) -> String? {
    guard role.name != "code" else { return nil }
    state.diagnostics.append(
      Diagnostic(.note, "Role", path: role.path, range: role.contentRange, role.content))
    return "<i>\(role.name)|\(role.arguments)|\(role.content)</i>"
  }

  func citation(_ citation: Citation, _ state: inout RenderState) -> String? {
    if citation.isInText, !citation.items[0].key.hasPrefix("k") { return nil }
    let items = citation.items.map {
      ($0.prefix.map { $0 + " " } ?? "")
        + "\($0.key):\($0.locator ?? "-")@\($0.range.start.column)"
    }
    return "<cite>\(items.joined(separator: ","))</cite>"
  }

  func crossReference(_ reference: CrossReference, _ state: inout RenderState) -> String? {
    "<a href=\"#\(reference.id)\">\(reference.range.start.column)</a>"
  }

  func link(_ link: Link, _ state: inout RenderState) -> LinkResolution {
    if link.destination.hasSuffix("gone.md") { return .broken }
    return link.destination.hasSuffix(".md") ? .url("/x/?a&b") : .unchanged
  }

  func image(_ image: Link, _ state: inout RenderState) -> LinkResolution {
    .url("/assets/\(image.destination)")
  }
}

@Suite struct MarkupHooksTests {
  @Test(arguments: [
    ("```chart #fig-a b\nx\n```", "<figure>#fig-a b|x\n</figure>\n"),
    ("```other\nx\n```", "<pre><code class=\"language-other\">x\n</code></pre>\n"),
    ("    chart", "<pre><code>chart\n</code></pre>\n"),
    ("`{sql} select 1`", "<p><i>sql||select 1</i></p>\n"),
    ("`{sql 0.0 %} select '}'`", "<p><i>sql|0.0 %|select '}'</i></p>\n"),
    ("`{claim F109}`", "<p><i>claim|F109|</i></p>\n"),
    ("`{assert} a > b :: words\nmore`", "<p><i>assert||a > b :: words more</i></p>\n"),
    (
      "`{code} x` `{1} x` `{} x` `x {sql}` `{sql`",
      "<p><code>{code} x</code> <code>{1} x</code> <code>{} x</code> <code>x {sql}</code> <code>{sql</code></p>\n"
    ),
    ("```{chart #fig-a b, echo=false}\nx\n```", "<figure>#fig-a b|x\n</figure>\n"),
    ("```{r}\nx\n```", "<pre><code class=\"language-{r}\">x\n</code></pre>\n"),
    ("a [eca-2026, p. 12] [sic]", "<p>a [eca-2026, p. 12] [sic]</p>\n"),
    ("a [@eca-2026, p. 12] b", "<p>a <cite>eca-2026:p. 12@4</cite> b</p>\n"),
    ("[@a; @b, p. 3; fig. 1]", "<p><cite>a:-@2,b:p. 3; fig. 1@6</cite></p>\n"),
    ("[@a,\n p. 3;\n@b] c\nd", "<p><cite>a:p. 3@2,b:-@1</cite> c\nd</p>\n"),
    (
      "[see @a, p. 1; cf. @b] [-@c] [also -@d]",
      "<p><cite>see a:p. 1@6,cf. b:-@20</cite> <cite>c:-@26</cite> <cite>also d:-@37</cite></p>\n"
    ),
    (
      "As @kim says, x@kim; \\@kim, [mail a@kim].",
      "<p>As <cite>kim:-@4</cite> says, x@kim; @kim, [mail a@kim].</p>\n"
    ),
    (
      "## Head [@a], `{plain} 2026`",
      "<h2 id=\"head-2026\">Head <cite>a:-@10</cite>, <i>plain||2026</i></h2>\n"
    ),
    ("- [@a] [@b]", "<ul>\n<li><cite>a:-@4</cite> <cite>b:-@9</cite></li>\n</ul>\n"),
    (
      "\\[@a] [a@b.c] [@] [@a *b*] [@a",
      "<p>[@a] [<a href=\"mailto:a@b.c\">a@b.c</a>] [@] [@a <em>b</em>] [@a</p>\n"
    ),
    (
      "see @fig-share, @tbl-a-b's (@sec-x).",
      "<p>see <a href=\"#fig-share\">5</a>, <a href=\"#tbl-a-b\">17</a>'s (<a href=\"#sec-x\">29</a>).</p>\n"
    ),
    (
      "x@fig-a \\@fig-a @fig- @figure é@fig-a “@fig-q”",
      "<p>x@fig-a @fig-a @fig- @figure é@fig-a “<a href=\"#fig-q\">40</a>”</p>\n"
    ),
    (
      "`@fig-a` [@fig-a x](y) [z @fig-b](q)",
      "<p><code>@fig-a</code> <a href=\"y\">@fig-a x</a> <a href=\"q\">z @fig-b</a></p>\n"
    ),
    (
      "[a](b.md) [c](gone.md#x) [d](gone.md)",
      "<p><a href=\"/x/?a&amp;b\">a</a> <a href=\"gone.md#x\">c</a> d</p>\n"
    ),
    ("![a](b.png \"c\")", "<p><img src=\"/assets/b.png\" alt=\"a\" title=\"c\"></p>\n"),
    (
      "## A `{sql} x` @fig-a",
      "<h2 id=\"a\">A <i>sql||x</i> <a href=\"#fig-a\">16</a></h2>\n"
    ),
  ])
  func hooksReplaceWhatIsTheirs(markdown: String, html: String) {
    #expect(page(markdown).html == html)
  }

  @Test func anIncludedDocumentSharesThePage() {
    let hooks = TestHooks(includes: ["b.md": "# Uses\n\nb[^1] [@k]\n\n[^1]: of b `{sql} y`\n"])
    let page = page(
      "# Uses\n\na[^1]\n\n```include b.md\n```\n\nc[^2] d[^1]\n\n[^1]: of a\n[^2]: two", hooks)
    #expect(page.state.headings.map(\.id) == ["uses", "uses-1"])
    #expect(page.state.headings.map(\.level) == [1, 2])
    #expect(page.state.headings.map(\.path) == ["a.md", "b.md"])
    #expect(page.html.contains("<h2 id=\"uses-1\">Uses</h2>"))
    let notes = ["fn-1", "of a", "fn-2", "of b <i>sql||y</i>", "fn-3", "two"]
    let section = page.html.split(separator: "<section")[1]
    var rest = section[...]
    for note in notes {
      let found = rest.firstRange(of: note)
      #expect(found != nil, "\(note)")
      if let found { rest = rest[found.upperBound...] }
    }
    #expect(page.html.contains("d<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\""))
    #expect(page.state.diagnostics.map(\.path) == ["b.md"])
  }

  @Test func whatAHookSaysOfABlockStandsAtItsInfoString() throws {
    let diagnostic = try #require(page("\n- ```include c.md\n  ```").state.diagnostics.first)
    #expect(diagnostic.path == "a.md")
    #expect(diagnostic.range?.start == SourcePosition(line: 2, column: 6))
    #expect(diagnostic.range?.end == SourcePosition(line: 2, column: 18))
  }

  @Test func aRolesContentHasItsPlace() throws {
    let diagnostic = try #require(page("> a\n> - `{sql 0.0 %} select 1`").state.diagnostics.first)
    #expect(diagnostic.summary == "select 1")
    #expect(
      diagnostic.range
        == SourceRange(
          start: SourcePosition(line: 2, column: 18), end: SourcePosition(line: 2, column: 26)))
  }

  private func page(
    _ markdown: String, _ hooks: TestHooks = TestHooks()
  ) -> (html: String, state: RenderState) {
    var state = RenderState()
    let document = Document(parsing: SourceText(path: "a.md", text: markdown))
    let html = HTMLRenderer.renderPage(document, hooks: hooks, into: &state)
    return (html, state)
  }
}
