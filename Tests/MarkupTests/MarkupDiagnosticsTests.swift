import Basics
import Markup
import Testing

@Suite struct MarkupDiagnosticsTests {
  @Test func everySentenceIsAsItShouldBe() {
    let markdown = """
      # A {#a}

      ## B {#a}

      [x](javascript:alert) ![y](file:z) <u>v</u> w[^nope]

      > [!NOTICE]
      > a
      """
    let said = render(markdown).diagnostics.map { diagnostic in
      let start = diagnostic.range?.start ?? .start
      return "\(start.line):\(start.column) \(diagnostic.severity.rawValue) "
        + "\(diagnostic.identifier): \(diagnostic.summary) (\(diagnostic.hint ?? ""))"
    }
    #expect(
      said == [
        "3:1 error DuplicateID: the id 'a' is given twice on this page (write another id, as in {#a-2})",
        "5:1 error UnsafeLink: the link 'javascript:alert' has a scheme that can run code or read files "
          + "(link to a page, a file of the site or an https address)",
        "5:23 error UnsafeLink: the image source 'file:z' has a scheme that can run code or read files "
          + "(link to a page, a file of the site or an https address)",
        "5:36 warning RawHTMLEscaped: the HTML '<u>' is shown as text "
          + "(raw_html: true in site.yaml lets HTML through; `code` marks text that is meant so)",
        "5:46 error UndefinedFootnote: the footnote 'nope' is referred to and not defined "
          + "(write its text in a line of its own: [^nope]: ...)",
        "7:3 warning UnknownAlert: there is no alert of the kind 'NOTICE' (did you mean 'NOTE'?)",
      ])
  }

  @Test func aDuplicateIdPointsToTheFirst() throws {
    let diagnostic = try #require(render("# A {#a}\n# B {#a}").diagnostics.first)
    let note = try #require(diagnostic.notes.first)
    #expect(note.text == "it is given here first")
    #expect(note.range?.start == SourcePosition(line: 1, column: 1))
    #expect(note.path == "a.md")
  }

  @Test func frontMatterWithoutEnd() throws {
    let split = splitFrontMatter(SourceText(path: "a.md", text: "---\ntitle: x\n\nText\n"))
    let diagnostic = try #require(split.diagnostics.first)
    #expect(diagnostic.identifier == "UnclosedFrontMatter")
    #expect(diagnostic.summary == "the front matter that begins here has no end")
    #expect(diagnostic.hint == "put a line '---' after its last key")
    #expect(diagnostic.range?.start == .start)
    #expect(diagnostic.range?.end == SourcePosition(line: 1, column: 4))
  }
}
