import Basics
import Tables
import Testing

@Suite struct CSVReaderTests {
  private func rows(_ text: String, _ dialect: CSVDialect = CSVDialect()) -> [[String]] {
    CSVReader(SourceText(path: "a.csv", text: text), dialect: dialect).rows.map { $0.map(\.text) }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("a\n\"\"\nb", [["a"], [""], ["b"]]),
    ("\"a\nb\",\"c\"\"d\",\n,,", [["a\nb", "c\"d", ""], ["", "", ""]]),
    ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
    (" a , b ", [[" a ", " b "]]),
    ("é,\u{1F600}", [["é", "\u{1F600}"]]),
    ("", []),
  ])
  func readsRFC4180AndWhatIsFound(text: String, expected: [[String]]) {
    #expect(rows(text) == expected)
    let reader = CSVReader(SourceText(path: "a.csv", text: text))
    #expect(reader.diagnostics.isEmpty)
  }

  @Test func readsDeclaredDialects() {
    var dialect = CSVDialect()
    dialect.delimiter = UInt8(ascii: ";")
    dialect.quote = UInt8(ascii: "'")
    dialect.comment = UInt8(ascii: "#")
    dialect.skipsInitialSpace = true
    #expect(
      rows("# note\na; 'b;c'\n\"d\";'it''s'", dialect) == [["a", "b;c"], ["\"d\"", "it's"]])
    var escaped = CSVDialect()
    escaped.escape = UInt8(ascii: "\\")
    #expect(rows("a\\,b,\"c\\\"d\"", escaped) == [["a,b", "c\"d"]])
    var unquoted = CSVDialect()
    unquoted.quote = nil
    #expect(rows("\"a\",b", unquoted) == [["\"a\"", "b"]])
  }

  @Test func everyCellKnowsItsPlace() {
    let source = SourceText(path: "a.csv", text: "é,\"x\ny\",z\r\n1,2,3")
    let cells = CSVReader(source).rows.flatMap { $0 }
    #expect(
      cells.map { source.range(utf8Offsets: $0.offsets).text } == [
        "1:1-1:2", "1:3-2:3", "2:4-2:5", "3:1-3:2", "3:3-3:4", "3:5-3:6",
      ])
  }

  @Test(arguments: [
    (
      "a,b\n1\"2,3\n", [["a", "b"], ["1\"2", "3"]],
      "2:2-3 StrayQuote: a quote stands inside a cell "
        + "(put the whole cell in quotes and write each quote inside it twice)"
    ),
    (
      "\"a\"x,b\n", [["ax", "b"]],
      "1:3-4 StrayQuote: a quote stands inside a cell "
        + "(put the whole cell in quotes and write each quote inside it twice)"
    ),
    (
      "a,b\nc,\"d\ne,f\n", [["a", "b"], ["c", "d\ne,f\n"]],
      "2:3-4 UnclosedQuote: this quoted cell has no closing quote"
    ),
    (
      "a\0b,c", [["a\0b", "c"]],
      "1:2-3 NulCharacter: a NUL character stands in the text "
        + "(the file may be UTF-16; save it as UTF-8)"
    ),
  ])
  func reportsWhatIsOutOfPlaceAndShiftsNothing(
    text: String, expected: [[String]], message: String
  ) {
    let reader = CSVReader(SourceText(path: "a.csv", text: text))
    #expect(reader.rows.map { $0.map(\.text) } == expected)
    #expect(reader.diagnostics.map(\.line) == [message])
  }
}

@Suite struct CSVWriterTests {
  static let table = Table(
    columns: [Column("a"), Column("b c")],
    rows: [
      [.text("x,y"), .number(0.1)], [.text("say \"hi\""), .integer(-5)],
      [.text("two\nlines"), .boolean(true)], [.text(" edge"), .null], [.text(""), .number(1e21)],
    ])

  @Test func writesQuotesWhereTheyAreNeeded() {
    #expect(
      CSVWriter().text(Self.table) == """
        a,b c
        "x,y",0.1
        "say ""hi""\",-5
        "two
        lines",true
        " edge",
        "",1e+21

        """)
    #expect(CSVWriter(lineEnd: .crlf).text(Table(columns: [Column("a")], rows: [])) == "a\r\n")
  }

  @Test func whatItWritesReadsBack() {
    let text = CSVWriter(lineEnd: .crlf).text(Self.table)
    let rows = CSVReader(SourceText(path: "a.csv", text: text)).rows
    #expect(
      rows.map { $0.map(\.text) }.dropFirst().map { $0[0] } == [
        "x,y", "say \"hi\"", "two\nlines", " edge", "",
      ])
    // A null and an empty text differ by their quotes.
    #expect(rows[4][1].isQuoted == false && rows[5][0].isQuoted)
  }
}

@Suite struct CSVRoundTripTests {
  /// Numbers that are the same in every run (a linear congruential generator, Knuth's constants).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }

  @Test(arguments: [CSVWriter.LineEnd.lf, .crlf], [",", ";", "\t"])
  func anyTextReadsBack(lineEnd: CSVWriter.LineEnd, delimiter: Character) throws {
    var generator = Generator(state: 7)
    let pieces = [
      "a", "\"", ",", ";", "\n", "\r", "\r\n", " ", "\t", "é", "漢", "", "\u{FEFF}", "'",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...5, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    var dialect = CSVDialect()
    dialect.delimiter = try #require(delimiter.asciiValue)
    for _ in 0..<500 {
      let width = Int.random(in: 1...4, using: &generator)
      let names = (0..<width).map { "n\($0)" }
      let rows = (0..<3).map { _ in (0..<width).map { _ in text() } }
      let table = Table(
        columns: names.map { Column($0) }, rows: rows.map { $0.map(Value.text) })
      let written = CSVWriter(lineEnd: lineEnd, delimiter: delimiter).text(table)
      let reader = CSVReader(SourceText(path: "a.csv", text: written), dialect: dialect)
      #expect(reader.diagnostics.isEmpty)
      #expect(reader.rows.map { $0.map(\.text) } == [names] + rows)
    }
  }
}

@Suite struct TextEncodingTests {
  @Test(
    arguments: [
      (TextEncoding.windows1252, [0x80, 0x2C, 0xE9, 0x9F], "€,éŸ"),
      (.latin1, [0xE9, 0x2C, 0xFF], "é,ÿ"),
      (.utf8, [0xC3, 0xA9], "é"),
      (.latin9, [0xA4, 0xE9, 0xA6], "€éŠ"), (.latin2, [0xB1, 0xF5], "ąő"),
      (.windows1250, [0x80, 0xB9, 0xF5], "€ąő"),
      (.utf16, [0xFF, 0xFE, 0x61, 0, 0xAC, 0x20], "a€"),
      (.utf16, [0xFE, 0xFF, 0, 0x61, 0x20, 0xAC], "a€"),
      (.utf16, [0x61, 0, 0x3D, 0xD8, 0, 0xDE], "a😀"), (.utf16, [0, 0x61, 0x20, 0xAC], "a€"),
      (.utf16LittleEndian, [0xAC, 0x20, 0x2C, 0], "€,"),
      (.utf16BigEndian, [0x20, 0xAC, 0, 0x2C], "€,"),
      // A mark of UTF-8 stands for itself.
      (.windows1252, [0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "\u{FEFF}é"),
    ] as [(TextEncoding, [UInt8], String)])
  func decodes(encoding: TextEncoding, bytes: [UInt8], expected: String) throws {
    #expect(try encoding.decode(SourceText(path: "a.csv", utf8: bytes)).get().text == expected)
  }

  @Test(arguments: [
    (
      TextEncoding.utf8,
      "2:2-3 NotUTF8: the byte 0xE9 is not UTF-8 "
        + "(save the file as UTF-8, or declare its 'encoding' in the data package)"
    ),
    (.windows1252, ""),
    (
      .utf16,
      "1:3-3 NotInEncoding: what follows is no character in utf-16 "
        + "(the file may be cut off, or in another encoding)"
    ),
  ])
  func saysWhichByteIsWrong(encoding: TextEncoding, expected: String) {
    let bytes: [UInt8] =
      encoding == .utf16 ? [0x61, 0, 0x62, 0, 0x63] : [0x61, 0x0A, 0x62, 0xE9]
    let source = SourceText(path: "a.csv", utf8: bytes)
    switch encoding.decode(source) {
    case .success(let decoded): #expect(expected.isEmpty && decoded.text == "a\nbé")
    case .failure(let error): #expect(error.diagnostics.map(\.line) == [expected])
    }
  }

  @Test func whatIsNoUTF16IsNotReadAsIt() {
    guard
      case .failure(let error) = TextEncoding.utf16.decode(
        SourceText(path: "a.csv", text: "c,v\nx,5\n"))
    else {
      Issue.record("UTF-8 was read as UTF-16")
      return
    }
    #expect(error.diagnostics.map(\.identifier) == ["NotInEncoding"])
  }

  @Test func aFileInUTF16IsNamed() {
    let source = SourceText(path: "a.csv", utf8: [0xFF, 0xFE, 0x61, 0])
    guard case .failure(let error) = TextEncoding.utf8.decode(source) else {
      Issue.record("UTF-16 was read as UTF-8")
      return
    }
    #expect(
      error.diagnostics.map(\.line) == [
        "1:1-1 NotUTF8: this file is UTF-16 (write 'encoding: utf-16' at its resource, or save the "
          + "file as UTF-8)"
      ])
  }

  @Test func knowsOtherNames() {
    #expect(TextEncoding(name: "utf-8-sig") == .utf8)
    #expect(TextEncoding(name: "ISO_8859-15") == .latin9)
    #expect(TextEncoding(name: "UTF-16") == .utf16)
    #expect(TextEncoding(name: "UTF8") == .utf8)
    #expect(TextEncoding(name: "cp1252") == .windows1252)
    #expect(TextEncoding(name: "Latin-1") == .latin1)
    #expect(TextEncoding(name: "ebcdic") == nil)
  }
}
