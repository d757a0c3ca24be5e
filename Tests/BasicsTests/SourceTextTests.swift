import Basics
import Testing

/// Positions count lines and Unicode scalars from 1, whatever the bytes are.
@Suite struct SourceTextTests {
  private func place(_ line: Int, _ column: Int) -> SourcePosition {
    SourcePosition(line: line, column: column)
  }

  @Test(arguments: [
    ("", 0, 1, 1), ("", 5, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4),
    ("abc", 99, 1, 4), ("abc", -1, 1, 1), ("a\tb", 2, 1, 3), ("aä€😀b", 1, 1, 2),
    ("aä€😀b", 3, 1, 3), ("aä€😀b", 6, 1, 4), ("aä€😀b", 10, 1, 5), ("a\nb", 1, 1, 2),
    ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\r\nb", 2, 1, 3), ("a\n", 2, 2, 1),
    ("\n\n\n", 2, 3, 1), ("ä\nä", 5, 2, 2),
  ])
  func aByteHasALineAndAColumn(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
    let source = SourceText(path: "x", text: text)
    #expect(source.position(utf8Offset: offset) == place(line, column))
  }

  @Test func everyScalarOfALongTextHasThePlaceThatCountingGives() {
    let text = "eins\nzwö\r\n\ndrei\t€\n😀😀x"
    let source = SourceText(path: "x", text: text)
    var (line, column, offset) = (1, 1, 0)
    for scalar in text.unicodeScalars {
      #expect(source.position(utf8Offset: offset) == place(line, column))
      offset += String(scalar).utf8.count
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    #expect(source.position(utf8Offset: offset) == place(line, column))
  }

  @Test(arguments: [
    (1, 1, 1, 1), (1, 3, 1, 3), (1, 4, 1, 3), (1, 5, 1, 4), (2, 1, 2, 1), (2, 9, 2, 2),
    (3, 1, 3, 1), (0, 7, 1, 1),
  ])
  func aByteColumnBecomesAColumnOfScalars(
    _ line: Int, _ byte: Int, _ foundLine: Int, _ column: Int
  ) {
    let source = SourceText(path: "x", text: "aäb\nx")
    #expect(source.position(line: line, utf8Column: byte) == place(foundLine, column))
  }

  @Test func linesComeWithoutTheirEnds() {
    let source = SourceText(path: "x", text: "one\r\ntwo\n\nfour")
    #expect((0...5).map(source.line) == [nil, "one", "two", "", "four", nil])
    #expect(SourceText(path: "x", text: "").line(1) == "")
    #expect(SourceText(path: "x", text: "\r").line(1) == "")
  }

  @Test(
    arguments: [
      ([0x61, 0x62], nil), ([], nil), ([0xC3, 0xA4], nil), ([0x61, 0xE4, 0x0A], 1),
      ([0xC3], 0), ([0xC3, 0xA4, 0xFF], 2), ([0xED, 0xA0, 0x80], 0), ([0xC0, 0x80], 0),
      ([0x61, 0xF0, 0x9F, 0x98], 1),
    ] as [([UInt8], Int?)])
  func theFirstByteThatIsNotUTF8IsFound(_ bytes: [UInt8], _ offset: Int?) {
    #expect(SourceText(path: "x", utf8: bytes).firstInvalidUTF8 == offset)
  }

  @Test func aRangeOfBytesBecomesARangeOfPlaces() {
    let source = SourceText(path: "x", text: "ä\nbc")
    #expect(
      source.range(utf8Offsets: 0..<4) == SourceRange(start: place(1, 1), end: place(2, 2)))
  }

  @Test func placesInLongLinesAreThoseThatCountingGives() throws {
    let line = String(repeating: "aä€😀", count: 3_000)
    let source = SourceText(path: "x", text: "ä\n" + line + "\r\nend")
    var (column, offset) = (1, 3)
    for scalar in line.unicodeScalars {
      if column % 97 < 3 {
        #expect(source.position(utf8Offset: offset) == place(2, column))
        #expect(source.line(2, columns: column..<(column + 1)) == String(scalar))
      }
      offset += UTF8.width(scalar)
      column += 1
    }
    #expect(source.line(2, columns: 1..<99_999) == line)
    #expect(source.line(2, columns: 12_000..<99_999) == "😀")
    #expect(source.line(2, columns: 99_000..<99_999) == "")
    #expect(source.line(3, columns: 2..<9) == "nd")
    #expect(source.line(4, columns: 1..<2) == nil)
  }

  @Test func aRangeMovesToWhereItsTextBegins() {
    let range = SourceRange(start: place(1, 3), end: place(2, 4))
    #expect(
      range.moved(to: place(10, 5), indent: 2)
        == SourceRange(start: place(10, 7), end: place(11, 6)))
    #expect(range.moved(to: .start) == range)
  }

  @Test func aDiagnosticIsPlacedOnceAndOnlyOnce() {
    let range = SourceRange(at: place(2, 3))
    let diagnostic = Diagnostic(.error, "X", range: range, "x")
    let placed = diagnostic.placed(in: "a.md", at: place(5, 9), indent: 1)
    #expect(placed.path == "a.md")
    #expect(placed.range == SourceRange(at: place(6, 4)))
    #expect(placed.placed(in: "b.md", at: place(50, 1)) == placed)
    let general = Diagnostic(.error, "X", "x").placed(in: "a.md", at: place(5, 9))
    #expect(general.range == SourceRange(at: place(5, 9)))
  }

  @Test func severitiesAreOrdered() {
    #expect(Severity.allCases.sorted() == [.note, .warning, .error])
  }
}
