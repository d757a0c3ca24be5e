import Basics
import Markup
import Testing

@Suite struct DocumentContentsTests {
  private let document = Document(
    parsing: SourceText(
      path: "a.md",
      text: """
        # The *title* {#t}

        First `{sql} select 1` words
        of [a link](b.md "c") @fig-x and [@k,
        p. 2].

        - item `code`

        | h |
        |---|
        | c ![i](p.png) |

        ```sql name
        select 2
        ```
        """))

  @Test func everythingIsListedInOrder() {
    let contents = document.contents()
    #expect(contents.links.map(\.destination) == ["b.md", "p.png"])
    #expect(contents.links.map(\.range.start.line) == [4, 11])
    #expect(contents.blocks.map(\.content) == ["select 2\n"])
    #expect(contents.roles.map(\.content) == ["select 1"])
    #expect(contents.crossReferences.map(\.id) == ["fig-x"])
    #expect(contents.citations.map(\.items).map { $0.map(\.key) } == [["k"]])
    #expect(contents.citations.map(\.items).map { $0.map(\.locator) } == [["p. 2"]])
    #expect(contents.citations.first?.range.end == SourcePosition(line: 5, column: 6))
    #expect(contents.headings.map(\.text) == ["The title"])
    #expect(contents.headings.map(\.explicitID) == ["t"])
    #expect(contents.prose.filter(\.isInLink).map(\.text) == ["a link"])
    #expect(contents.prose.filter(\.isInHeading).map(\.text) == ["The ", "title", " {#t}"])
  }

  @Test func plainTextHasWordsAndNoMarkup() {
    #expect(
      document.plainText()
        == "The title\nFirst  words of a link @fig-x and.\nitem code\nh\nc i")
    #expect(document.firstParagraph() == "First  words of a link @fig-x and.")
    #expect(Document(parsing: "- a").firstParagraph() == nil)
    #expect(Document(parsing: "> [!NOTE]\n> a *b*").plainText() == "a b")
  }

  @Test func wordsOfProseHaveTheirPlace() throws {
    let document = Document(parsing: "# A\n\n- *x* a \\* b &amp; 27 %")
    let prose = try #require(document.contents().prose.last)
    #expect(prose.text == " a * b & 27 %")
    let range = document.range(of: 9..<11, in: prose)
    #expect(range.start == SourcePosition(line: 3, column: 20))
    #expect(range.end == SourcePosition(line: 3, column: 22))
  }
}
