import Basics
import Markup
import Testing

@Suite struct PositionTests {
  /// Where the code span `HERE` stands: line and column from 1.
  @Test(arguments: [
    ("`HERE`", 1, 1),
    ("a\n  b `HERE`", 2, 5),
    ("- a\n  - b\n\n    c `HERE`", 4, 7),
    ("- a\nlazy `HERE`", 2, 6),
    ("> a\n>   b `HERE`", 2, 7),
    ("> a\nlazy `HERE`", 2, 6),
    ("> - a\n>   b `HERE`", 2, 7),
    ("1. a\n\n   > b\n   > c `HERE`", 4, 8),
    ("\ta\n\nb `HERE`", 3, 3),
    ("- a\n\n\tb `HERE`", 3, 4),
    ("# A `HERE`", 1, 5),
    ("### A `HERE` ###", 1, 7),
    ("A `HERE`\n===", 1, 3),
    ("[r]: u\n[s]: v\nx `HERE`", 3, 3),
    ("*a*\\* &amp; `HERE`", 1, 13),
    ("![i](j) [a\nb](c `d`\n) `HERE`", 3, 3),
    ("[a `b`](c \"t`t\") `HERE`", 1, 18),
    ("<http://x.y> http://x.y ~~z~~ `HERE`", 1, 31),
    ("日本語 *ü* `HERE`", 1, 9),
    ("| a | b |\n|---|---|\n| c | d `HERE` |", 3, 9),
    ("a|b\n-|-\nc \\| d|e `HERE`", 3, 10),
    ("| a \\| `HERE` |\n|---|", 1, 8),
    ("> | a | b |\n> |---|---|\n> |  c  | `HERE` |", 3, 11),
    ("text\n| a | b |\n|---|---|\n| c | `HERE` |", 4, 7),
    ("text\nmore\n| a | `HERE` |\n|---|---|", 3, 7),
    ("> text `HERE`\n> | a |\n> |---|", 1, 8),
    ("b\n  text `HERE`\n| a |\n|---|", 2, 8),
    ("x[^1]\n\n[^1]: a\n    b `HERE`", 4, 7),
    ("a\r\nb `HERE`", 2, 3),
    ("\u{FEFF}`HERE`", 1, 2),
    ("- [x] a `HERE`", 1, 9),
    ("``a\nb`` c <b\nc> `HERE`", 3, 4),
  ])
  func codeSpansHaveTheirPlace(markdown: String, line: Int, column: Int) throws {
    let document = Document(parsing: markdown)
    let node = try #require(
      document.nodes.last { $0.kind == .code && document.literal(of: $0) == "HERE" })
    let range = document.range(of: node)
    #expect(range.start == SourcePosition(line: line, column: column))
    #expect(range.end == SourcePosition(line: line, column: column + 6))
  }

  @Test func placesCountFromTheFileWithItsFrontMatter() throws {
    let source = SourceText(path: "a.md", text: "---\ntitle: x\n---\n\na `HERE`\n")
    let document = Document(parsing: source, from: splitFrontMatter(source).bodyOffset)
    let node = try #require(document.nodes.last { $0.kind == .code })
    #expect(document.range(of: node).start == SourcePosition(line: 5, column: 3))
  }

  /// In any document: what a range covers is what the node says.
  @Test func rangesCoverWhatTheirNodesSay() {
    var checked = 0
    var wrong: [String] = []
    for seed in 1...400 {
      var generator = RandomMarkdown(seed: UInt64(seed) + 5_000_000)
      let text = generator.document()
      let document = Document(parsing: text)
      for node in document.nodes {
        let words = String(
          decoding: document.source.utf8[document.utf8Range(of: node)], as: UTF8.self)
        let fits: Bool
        switch node.kind {
        case .text where node.flags.contains(.verbatim): fits = words == document.literal(of: node)
        case .code: fits = words.hasPrefix("`") && words.hasSuffix("`")
        case .emphasis, .strong: fits = words.hasPrefix("*") || words.hasPrefix("_")
        case .strikethrough: fits = words.hasPrefix("~") && words.hasSuffix("~")
        case .image: fits = words.hasPrefix("![")
        case .htmlInline: fits = words.hasPrefix("<") && words.hasSuffix(">")
        case .footnoteReference: fits = words.hasPrefix("[^") && words.hasSuffix("]")
        default: continue
        }
        checked += 1
        if !fits {
          wrong.append("seed \(seed) \(node.kind) '\(document.literal(of: node))' is '\(words)'")
        }
      }
    }
    #expect(checked > 20_000)
    // What is left are addresses with backslashes and the like, which no author writes.
    #expect(wrong.count * 1000 <= checked, "\(wrong.count) of \(checked): \(wrong.prefix(9))")
  }

  @Test func aFencedBlockPlacesWhatIsWrongInsideIt() throws {
    let markdown = "- a\n\n  > ```sql x y\n  > select 1\n  >\n  >   nope\n  > ```\n"
    let document = Document(parsing: SourceText(path: "a.md", text: markdown))
    let block = try #require(document.contents().blocks.first)
    #expect(block.kind == "sql")
    #expect(block.arguments == "x y")
    #expect(block.content == "select 1\n\n  nope\n")
    #expect(block.infoRange == SourceRange(start: at(3, 8), end: at(3, 15)))
    #expect(block.contentRange.start == at(4, 5))
    let inside = Diagnostic(
      .error, "X", range: SourceRange(start: at(3, 3), end: at(3, 7)), "no such column")
    let placed = block.placed(inside)
    #expect(placed.path == "a.md")
    #expect(placed.range == SourceRange(start: at(6, 7), end: at(6, 11)))
    #expect(block.placed(Diagnostic(.error, "X", "whole")).range == block.infoRange)
  }

  private func at(_ line: Int, _ column: Int) -> SourcePosition {
    SourcePosition(line: line, column: column)
  }
}
