import Basics
import Testing

@testable import Tables

/// The quick reader of plain YAML says what the whole parser says, or nothing.
@Suite struct PlainYAMLTests {
  private func both(_ text: String) -> (plain: String?, whole: String?) {
    let source = SourceText(path: "a.md", text: text)
    let origin = SourcePosition(line: 7, column: 3)
    let plain = PlainYAML.parse(source, at: origin, indent: 2)
    let whole = try? StructuredValue.parseAnyYAML(source, at: origin, indent: 2).get()
    return (plain.map { "\($0)" }, whole.map { "\($0)" })
  }

  @Test(arguments: [
    "title: Plain words\n",
    "title: \"Manganese, note 4165: what's new\"\ndate: 2019-05-20T00:25:00Z\n",
    "tags: [manganese, 'south africa', \"x\", 12, true]\n\norder: 3\nratio: 1e3\nnone: null",
    "title: Élan – vital ’s\nurl: https://a.example/b#c?d=[e]\n",
    "a: x, y [z] {w}\nb: 007\nc: 0x1F",
  ])
  func plainTextsAreReadQuickly(text: String) {
    let (plain, whole) = both(text)
    #expect(plain != nil)
    #expect(plain == whole)
  }

  @Test(arguments: [
    "", "\n", " a: b\n", "a:\n  b: c\n", "a: b # c\n", "a: b\n  c\n", "a: |\n  b\n", "a: b: c\n",
    "a: \"b\\n\"\n", "a: 'it''s'\n", "a: [b, [c]]\n", "a: b\na: c\n", "a: b\r\n", "a: \tb\n",
    "- a\n", "a: &x b\n", "a: b \n", "--- \na: b\n", "a: \u{85}b\n", "a: b\u{2028}c\n",
    "a: [b,c]\n",
    "a: []\n", "a:\n", "{a: b}", "\u{FEFF}a: b\n", "? a\n", "a: -1\n", "a: \u{7F}\n",
  ])
  func whateverIsNotPlainIsLeft(text: String) {
    #expect(both(text).plain == nil)
  }

  @Test func randomTextsAreReadAsTheWholeParserReadsThem() {
    var random = SplitMix(seed: 20_261_121)
    let parts = [
      "title", "tags", "date", "a", ":", ": ", " ", "  ", "\n", "\n", "[", "]", ", ", ",", "\"",
      "'",
      "#", " #", "x y", "note 4", "true", "null", "~", "2019-05-20", "1.5", "-", "- ", "é", "–",
      "\u{2029}", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "\\", "=", "\t", "\r",
      "title: Some words\n", "tags: [one, \"two\", 'three']\n", "date: 2020-01-02\n", "b: \"q\"\n",
      "---", "...", "0x1F", "007", "𝛼", "\u{A0}",
    ]
    var read = 0
    func part() -> String { parts.randomElement(using: &random) ?? "" }
    for _ in 0..<8_000 {
      // Mostly like front matter, so that what is almost plain is tried as well.
      let lines = (0..<Int.random(in: 1...4, using: &random)).map { number in
        let values = (0..<Int.random(in: 1...3, using: &random)).map { _ in part() }
        return Int.random(in: 0..<8, using: &random) == 0
          ? values.joined() : "n\(number): " + values.joined() + "\n"
      }
      let text = lines.joined()
      let (plain, whole) = both(text)
      guard let plain else { continue }
      read += 1
      #expect(plain == whole, "\(text.debugDescription)")
    }
    #expect(read > 300)
  }
}

/// The same numbers on every machine.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
