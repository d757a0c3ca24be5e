import Basics
import Testing

@Suite struct TextPlacesTests {
  private static func place(
    of word: String, in text: String, takenFrom file: String
  ) throws -> String {
    let source = SourceText(path: "a", text: file)
    let places = TextPlaces(of: text.utf8, in: source, 0..<source.utf8.count)
    let within = SourceText(path: "", text: text)
    let found = try #require(text.firstRange(of: word))
    let offset = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    let range = places.range(
      within.range(utf8Offsets: offset..<(offset + word.utf8.count)))
    return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
  }

  @Test(arguments: [
    ("select a from b", "select a from b", "b", "1:15-1:16"),
    ("select a from b", "select a\nfrom b", "from", "2:1-2:5"),
    ("select a from b", "select a\r\n   from b", "b", "2:9-2:10"),
    ("select a from b", "select a\n> from b", "from b", "2:3-2:9"),
    ("select a > b", "select\n    a\n    > b", "> b", "3:5-3:8"),
    ("a || b", "a \\|\\| b", "b", "1:8-1:9"),
    ("select 'x' as y", "select ''x''\n  as y", "y", "2:6-2:7"),
    ("select \"x\" as y", "select \\\"x\\\" as y", "as y", "1:14-1:18"),
    ("a b\nc", "a\n  b\n\n  c", "c", "4:3-4:4"),
    ("select a from b", "select a\nfrom b", "a from", "1:8-2:5"),
  ])
  func aPartIsFoundWhereItStands(
    _ text: String, _ file: String, _ word: String, _ place: String
  ) throws {
    #expect(try Self.place(of: word, in: text, takenFrom: file) == place)
  }

  @Test func columnsCountCharacters() throws {
    #expect(try Self.place(of: "b", in: "ä b", takenFrom: "ä\nb") == "2:1-2:2")
  }

  @Test func whatIsNotFoundStandsBehind() throws {
    #expect(try Self.place(of: "zz", in: "a zz", takenFrom: "a b") == "1:3-1:5")
  }

  @Test func aDiagnosticIsPlacedOnce() {
    let places = TextPlaces(from: SourcePosition(line: 3, column: 5))
    let whole = SourceRange(at: SourcePosition(line: 3, column: 1))
    let range = SourceRange(start: .start, end: SourcePosition(line: 1, column: 3))
    let diagnostic = Diagnostic(
      .error, "A", range: range, "a", notes: [.init(range: range, text: "n")])
    let placed = places.placed(diagnostic, in: "f", whole: whole)
    #expect(placed.path == "f" && placed.range?.start == SourcePosition(line: 3, column: 5))
    #expect(placed.notes[0].path == "f" && placed.notes[0].range == placed.range)
    #expect(places.placed(placed, in: "g", whole: whole) == placed)
    #expect(places.placed(Diagnostic(.error, "A", "a"), in: "f", whole: whole).range == whole)
  }
}
