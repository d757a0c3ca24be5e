import Basics
import Tables
import Testing

@Suite struct NumberPatternTests {
  @Test(arguments: [
    ("0", 2.5, "3"), ("0", -2.5, "\u{2212}3"), ("0", 0.4, "0"), ("0", -0.4, "0"),
    ("0.0", 12, "12.0"), ("0.00", 2.675, "2.68"), ("0.00", 1.005, "1.01"),
    ("0.00", -1.005, "\u{2212}1.01"), ("0.0", 0.05, "0.1"), ("0.0", 99.95, "100.0"),
    ("0.0", 1e-9, "0.0"), ("0.0", 1e21, "1000000000000000000000.0"),
    ("#,##0", 1234567.4, "1,234,567"), ("#,##0", 999, "999"), ("#,##0.0", 1234.56, "1,234.6"),
    ("+0.0", 3, "+3.0"), ("+0.0", -3, "\u{2212}3.0"), ("+0.0", 0, "0.0"),
    ("0.0 %", 83.25, "83.3\u{202F}%"), ("0.0%", 83.3, "83.3%"), ("0 %", 0.5, "1\u{202F}%"),
    ("USD #,##0 bn", 1200, "USD\u{202F}1,200\u{202F}bn"), ("$0.00", 5, "$5.00"),
    ("000", 7, "007"), ("0.0#", 1.25, "1.25"), ("0.0#", 1.2, "1.2"), ("0.##", 1, "1"),
    ("0 t/yr", 12, "12\u{202F}t/yr"), ("'0 = '0", 5, "0 =\u{202F}5"), ("0.", 5, "5."),
  ])
  func prints(pattern: String, number: Double, expected: String) throws {
    #expect(try #require(NumberPattern(pattern)).text(number) == expected)
  }

  @Test(arguments: [
    ("0.0,", "divide by 1000"), ("0,0", "write a point before decimals"),
    ("abc", "write a number as"),
  ])
  func saysWhatToWrite(pattern: String, hint: String) {
    #expect(CellPattern.hint(for: pattern).hasPrefix(hint))
  }

  @Test(arguments: [
    ("[x]", true), ("–", true), ("not 1 known", true), ("0", false), ("1.5", false), (" ", false),
    ("−1", false), ("٣", false),
  ])
  func aMarkOfAMissingValueLooksLikeNoNumber(mark: String, isOne: Bool) {
    #expect(Column.isMissingMark(mark) == isOne)
  }

  @Test func integersPrintExactly() throws {
    let pattern = try #require(NumberPattern("#,##0"))
    #expect(pattern.text(Int64.max) == "9,223,372,036,854,775,807")
  }

  @Test(arguments: [
    "", "abc", "%", "0.0 and 0", "0.#0", "0#", "0.0.0", "0.0,,", "0,0", "#,##,##0", "0,00",
  ])
  func refusesWhatMeansNothing(pattern: String) {
    #expect(NumberPattern(pattern) == nil)
  }
}

@Suite struct DatePatternTests {
  @Test(
    arguments: [
      ("d MMMM yyyy", "2026-02-05", "5 February 2026"), ("d MMM yyyy", "2026-02-05", "5 Feb 2026"),
      ("MMMM yyyy", "2026-02-05", "February 2026"), ("yyyy-MM-dd", "2026-02-05", "2026-02-05"),
      ("dd.MM.yyyy", "2026-02-05", "05.02.2026"),
      ("EEEE, d MMMM", "2026-02-05", "Thursday, 5 February"),
      ("d/M", "2026-12-25", "25/12"), ("'on' d MMM", "2026-02-05", "on 5 Feb"),
      ("MMMM yyyy", "2026-02", "February 2026"), ("yyyy", "2026", "2026"),
      ("d MMMM yyyy", "2026-02-05T12:00:00Z", "5 February 2026"),
      ("d MMMM yyyy", "2026-02", nil), ("MMMM yyyy", "2026", nil), ("yyyy", "soon", nil),
    ] as [(String, String, String?)])
  func prints(pattern: String, date: String, expected: String?) throws {
    #expect(try #require(DatePattern(pattern)).text(date) == expected)
  }

  @Test(arguments: ["", "-", "dddd", "hh:mm", "yy", "MMMMM", "5"])
  func refusesWhatMeansNothing(pattern: String) {
    #expect(DatePattern(pattern) == nil)
  }
}

@Suite struct CellTextTests {
  @Test(arguments: [
    (Value.integer(9999), Column("a"), "9999"), (.integer(10_000), Column("a"), "10,000"),
    (.integer(-1_234_567), Column("a"), "\u{2212}1,234,567"),
    (.integer(12_026), Column("a", type: .year), "12026"),
    (.number(12), Column("a"), "12"), (.number(0.1 + 0.2), Column("a"), "0.3"),
    (.number(100.0 / 3), Column("a"), "33.3333333333"),
    (.number(100.0 / 3), Column("a", decimals: 1), "33.3"),
    (.number(12_345.678), Column("a", decimals: 2), "12,345.68"),
    (.number(9_999.96), Column("a", decimals: 1), "10,000.0"),
    (.integer(5), Column("a", decimals: 1), "5.0"),
    (.number(5), Column("a", decimals: 1, format: "0.00 %"), "5.00\u{202F}%"),
    (.text("2026-02-05"), Column("a", format: "d MMMM yyyy"), "5 February 2026"),
    (.text("n/a"), Column("a", format: "0.0"), "n/a"), (.null, Column("a", format: "0.0"), ""),
    (.null, Column("a", format: "0.0", missing: "[x]"), "[x]"), (.null, Column("a"), ""),
    (.boolean(true), Column("a"), "yes"), (.boolean(false), Column("a"), "no"),
  ])
  func prints(value: Value, column: Column, expected: String) {
    #expect(value.displayText(in: column) == expected)
  }

  @Test(arguments: [
    (Value.number(0.1), "0.1"), (.number(-12), "-12"), (.number(-0.0), "0"),
    (.number(1e20), "100000000000000000000"), (.number(1e21), "1e+21"), (.number(1e-7), "1e-07"),
    (.number(0.000001), "0.000001"), (.integer(10_000), "10000"), (.null, ""),
    (.boolean(true), "true"),
  ])
  func machinesGetTheShortestText(value: Value, expected: String) {
    #expect(value.machineText == expected)
  }
}

@Suite struct TableWriterTests {
  static let table = Table(
    columns: [Column("material"), Column("share", type: .number, unit: "%", decimals: 1)],
    rows: [
      [.text("gallium"), .number(71)], [.text("稀土 e\u{301}"), .number(5.25)],
      [.text("a\nb"), .null],
    ])

  @Test func alignsColumnsByWhatATerminalShows() {
    #expect(
      TextTableWriter().text(Self.table) == """
        material  share (%)
        --------  ---------
        gallium        71.0
        稀土 e\u{301}          5.3
        a b

        """)
    #expect(
      TextTableWriter(maximumColumnWidth: 5).text(Self.table).split(separator: "\n")[2]
        == "gall…   71.0")
    #expect(terminalWidth("a👩‍🚀é漢") == 6)
  }

  @Test func writesJSON() {
    #expect(
      JSONTableWriter().text(Self.table) == """
        [
          {"material": "gallium", "share": 71},
          {"material": "稀土 e\u{301}", "share": 5.25},
          {"material": "a\\nb", "share": null}
        ]

        """)
    #expect(JSONTableWriter().text(Table(columns: [], rows: [])) == "[]\n")
    let odd = Table(columns: [Column("a\"b")], rows: [[.text("\\ \u{1} \u{2028}")]])
    #expect(
      JSONTableWriter().text(odd) == "[\n  {\"a\\\"b\": \"\\\\ \\u0001 \\u2028\"}\n]\n")
  }
}
