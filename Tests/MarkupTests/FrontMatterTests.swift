import Basics
import Markup
import Testing

@Suite struct FrontMatterTests {
  @Test(arguments: [
    ("---\ntitle: x\n---\nText", "title: x\n", "Text", 4),
    ("---\r\na: b\r\n---\r\nText", "a: b\r\n", "Text", 4),
    ("---  \na: b\n...\n\nText", "a: b\n", "\nText", 4),
    ("---\n---\n", "", "", 3),
    ("---\na: |\n  ---\n---", "a: |\n  ---\n", "", 5),
    ("\u{FEFF}---\na: b\n---\nText", "a: b\n", "Text", 4),
  ])
  func frontMatterStandsBetweenFences(text: String, yaml: String, body: String, line: Int) {
    let source = SourceText(path: "a.md", text: text)
    let split = splitFrontMatter(source)
    #expect(split.yaml == yaml)
    #expect(split.origin == SourcePosition(line: 2, column: 1))
    #expect(String(decoding: source.utf8[split.bodyOffset...], as: UTF8.self) == body)
    #expect(split.bodyLine == line)
    #expect(split.diagnostics.isEmpty)
  }

  @Test(arguments: ["Text", "", "--- a\nb\n---\n", "\n---\na: b\n---\n", "----\n", " ---\n---\n"])
  func otherTextsHaveNone(text: String) {
    let split = splitFrontMatter(SourceText(path: "a.md", text: text))
    #expect(split.yaml == nil)
    #expect(split.bodyOffset == 0)
    #expect(split.diagnostics.isEmpty)
  }
}
