import Basics
import Tables
import Testing

/// A table of one field, read from the bytes of a file.
private func load(
  _ field: String, resource: String = "", _ bytes: [UInt8]
) throws -> (LoadedTable, [Diagnostic]) {
  let (package, diagnostics) = try package(
    "resources: [{name: t, path: t.csv, \(resource)schema: {fields: [\(field)]}}]")
  #expect(diagnostics.isEmpty)
  return loadTable(package.resources[0], files: [SourceText(path: "t.csv", utf8: bytes)])
}

private func load(
  _ field: String, resource: String = "", _ text: String
) throws -> (LoadedTable, [Diagnostic]) {
  try load(field, resource: resource, Array(text.utf8))
}

@Suite struct NumberNotationTests {
  @Test(arguments: [
    // The decimal character is a part of the number.
    ("bareNumber: false", "$.50", 0.5), ("bareNumber: false", "ca. .5", 0.5),
    ("bareNumber: false", "-.5 %", -0.5), ("bareNumber: false, decimalChar: ','", "€ ,5", 0.5),
    ("bareNumber: false", "approx. 5", 5), ("bareNumber: false", "5 (est.)", 5),
    ("bareNumber: false", "(ca.) 5", 5), ("bareNumber: false", "EUR -5", -5),
    // What is a minus in accounts, in print or by mistake is none that is read, and not passed over.
    ("bareNumber: false", "(5)", nil), ("bareNumber: false", "(EUR 5.00)", nil),
    ("bareNumber: false", "5-", nil), ("bareNumber: false", "\u{2212}5", nil),
    ("bareNumber: false", "EUR \u{2013}5", nil), ("bareNumber: false", "CO-2", nil),
    // A group character stands between groups.
    ("groupChar: ','", "1,234,567.8", 1_234_567.8), ("groupChar: ','", "12,34,567", 1_234_567),
    ("groupChar: ','", "1,5", nil), ("groupChar: ','", "1.234,5", nil),
    ("groupChar: ' ', decimalChar: ',', bareNumber: false", "1 234,5 €", 1234.5),
  ])
  func readsANumber(_ notation: String, _ cell: String, _ expected: Double?) throws {
    let (loaded, found) = try load("{name: x, type: number, \(notation)}", "x\n\"\(cell)\"\n")
    #expect(found.isEmpty == (expected != nil))
    if let expected { #expect(loaded.table.rows == [[.number(expected)]]) }
  }

  @Test(arguments: [("1.234", "1234"), ("1.5", nil)] as [(String, String?)])
  func wholeNumbersHaveNoDecimalCharacter(_ cell: String, _ expected: String?) throws {
    let (loaded, found) = try load("{name: x, type: integer, groupChar: '.'}", "x\n\(cell)\n")
    #expect(found.isEmpty == (expected != nil))
    if let expected { #expect(loaded.table.rows[0][0].machineText == expected) }
  }

  /// A limit is a number of YAML, whatever the cells look like.
  @Test func aLimitIsNoCell() throws {
    let (_, found) = try load(
      "{name: x, type: number, decimalChar: ',', groupChar: '.', constraints: {minimum: 0.5}}",
      "x\n\"0,6\"\n")
    #expect(found.isEmpty)
  }

  @Test(arguments: [
    ("%d/%m/%Y", "05/02/2026", "2026-02-05"), ("%d/%m/%Y", "5/2/2026", "2026-02-05"),
    ("%d/%m/%Y", "05/02/26", nil), ("%d/%m/%Y", "05/02/202", nil), ("%Y", "2026", nil),
    ("%d/%m/%y", "05/02/26", "2026-02-05"), ("%d/%m/%y", "05/02/6", nil),
    ("%d/%m/%y", "05/02/2026", nil),
  ])
  func aYearHasAllItsDigits(_ format: String, _ cell: String, _ expected: String?) throws {
    let (loaded, found) = try load(
      "{name: x, type: date, format: '\(format)'}", "x\n\(cell)\n")
    #expect(found.isEmpty == (expected != nil))
    if let expected { #expect(loaded.table.rows[0][0].machineText == expected) }
  }
}

@Suite struct CellHintTests {
  @Test(arguments: [
    ("number", "NA", "if it means that there is no value, write missingValues: [\"\", \"NA\"]"),
    ("date", "n/a", "if it means that there is no value, write missingValues: [\"\", \"n/a\"]"),
    ("number", "-", "if it means that there is no value, write missingValues: [\"\", \"-\"]"),
    (
      "number", "INF",
      "no figure can be that here; if it means that there is none, write missingValues: [\"\", \"INF\"]"
    ),
    ("number", "12%", "write bareNumber: false at the field"),
    ("number", "$5", "write bareNumber: false at the field"),
    ("number", "1,088", "write groupChar: ',' if this is 1088, or decimalChar: ',' if it is 1.088"),
    ("number", "88,5", "write decimalChar: ',' at the field"),
    ("number", "1.234,5", "write decimalChar: ',' and groupChar: '.' at the field"),
    ("number", "1 234", "write groupChar: ' ' at the field"),
    ("number", "1\u{202F}234", "write groupChar: \"\\u202F\" at the field"),
    ("number", "1'234.5 CHF", "write bareNumber: false and groupChar: \"'\" at the field"),
    ("number", "5 ", "delete the blank at its end"),
    ("number", "5\u{A0}", "delete the no-break space at its end"),
    (
      "number", " 88,5",
      "delete the blank at its beginning, and write decimalChar: ',' at the field"
    ),
    ("number", "(5)", "if the brackets are a minus, write it before the number"),
    ("number", "5-", "write the minus right before the number"),
    ("number", "\u{2212}5", "write the minus as -, right before the number"),
    ("integer", "1,088", "write groupChar: ',' at the field"),
    ("integer", "12.5", "write type: number at the field for numbers with a fraction"),
    ("date", "30.04.2026", "write format: '%d.%m.%Y' at the field"),
    ("date", "03/04/2026", "write format: '%d/%m/%Y', or '%m/%d/%Y' at the field"),
    (
      "date", "2026-04-30 10:20:00",
      "write type: datetime and format: '%Y-%m-%d %H:%M:%S' at the field"
    ),
    ("datetime", "2026-04-30", "write type: date at the field"),
    ("time", "10:20", "write format: '%H:%M' at the field"),
    ("boolean", "yes", "name it in trueValues or falseValues"), ("number", "low", nil),
    ("date", "soon", nil),
  ])
  func namesTheSettingThatReadsACell(_ type: String, _ cell: String, _ hint: String?) throws {
    let (_, found) = try load("{name: x, type: \(type)}", "x\n\"\(cell)\"\n")
    #expect(found.map(\.identifier) == ["CellTypeMismatch"])
    #expect(found.first?.hint == hint)
  }
}

@Suite struct DelimiterTests {
  private static let fields = "{name: c}, {name: v, type: number}"

  @Test(arguments: [
    (
      "", "c;v\nx;1,5\n",
      "1:1-4 WrongDelimiter: the header is one cell with 1 semicolon in it (write 'dialect: "
        + "{delimiter: \";\"}' at 't', and \"decimalChar: ','\" at fields with such numbers)"
    ),
    (
      "", "\"c\";\"v\"\nx;1\n",
      "1:1-8 WrongDelimiter: the header is one cell with 1 semicolon in it (write 'dialect: "
        + "{delimiter: \";\"}' at 't')"
    ),
    (
      "", "c;v;note, if any\nx;1;\n",
      "1:1-17 WrongDelimiter: the cells of the header are parted by semicolons (write 'dialect: "
        + "{delimiter: \";\"}' at 't')"
    ),
    (
      "", "c\tv\nx\t1\n",
      "1:1-4 WrongDelimiter: the header is one cell with 1 tab in it (write 'dialect: "
        + "{delimiter: \"\\t\"}' at 't')"
    ),
    (
      "dialect: {delimiter: ';'}, ", "c,v\nx,1\n",
      "1:1-4 WrongDelimiter: the header is one cell with 1 comma in it (leave 'delimiter' out of the "
        + "dialect of 't')"
    ),
    (
      "dialect: {header: false}, ", "x;1\n",
      "1:1-4 WrongDelimiter: the header is one cell with 1 semicolon in it (write 'dialect: "
        + "{delimiter: \";\"}' at 't')"
    ),
    (
      "", "sep=;\nc;v\nx;1\n",
      "1:1-6 WrongDelimiter: this row tells a spreadsheet what the delimiter is; it is no header "
        + "(delete it, or write 'dialect: {delimiter: \";\", headerRows: [2]}')"
    ),
  ])
  func anotherDelimiterIsSaidOnce(_ resource: String, _ text: String, _ said: String) throws {
    let (loaded, found) = try load(Self.fields, resource: resource, text)
    #expect(found.map(\.line) == [said])
    #expect(loaded.table.rows.isEmpty && loaded.hasMistakes)
  }

  @Test(arguments: [
    ("dialect: {delimiter: ';'}, ", "c;v\nx;1\n"),
    ("dialect: {delimiter: ';', headerRows: [2]}, ", "sep=;\nc;v\nx;1\n"),
    ("dialect: {headerRows: [2], commentRows: [1]}, ", "\"Table 1\" of the annex,\nc,v\nx,1\n"),
    ("dialect: {commentRows: [2]}, ", "c,v\nunit,tonnes\nx,1\n"),
    ("dialect: {headerRows: [2]}, ", "a title\nc,v\n\nx,1\n"),
    ("dialect: {headerRows: []}, ", "x,1\n"),
    ("format: CSV, encoding: UTF-8, ", "c,v\nx,1\n"),
  ])
  func readsWhatIsDeclared(_ resource: String, _ text: String) throws {
    let (loaded, found) = try load(Self.fields, resource: resource, text)
    #expect(found.isEmpty)
    #expect(loaded.table.rows == [[.text("x"), .number(1)]])
  }

  @Test func aHeaderThatIsNotThereIsSaid() throws {
    let (_, found) = try load(Self.fields, resource: "dialect: {headerRows: [9]}, ", "c,v\nx,1\n")
    #expect(
      found.map(\.line) == [
        "1:1-1 MissingCSVHeader: the file has no row of those in 'headerRows'"
      ])
  }

  @Test func aHeaderOfSeveralRowsIsJoined() throws {
    let (loaded, found) = try load(
      "{name: c}, {name: 'v-t', type: number}",
      resource: "dialect: {headerRows: [1, 2], headerJoin: '-'}, ", "c,v\n,t\nx,1\n")
    #expect(found.isEmpty)
    #expect(loaded.table.rows == [[.text("x"), .number(1)]])
    #expect(loaded.range(row: 0)?.text == "3:1-3:4")
  }

  @Test func emptyRowsAreSaidOnce() throws {
    let (loaded, found) = try load(Self.fields, "c,v\nx,1\n,\n,,\n , \ny,2\n")
    #expect(
      found.map(\.line) == [
        "3:1-2 EmptyRow: row 2 is empty, as are 2 more (delete what has delimiters and no cells; "
          + "spreadsheets leave such rows at the end)"
      ])
    #expect(loaded.table.rows.map { $0[0] } == [.text("x"), .text("y")])
  }

  @Test func manyMistakesOfOneKindHideNoOther() throws {
    let rows = String(repeating: "x,abc\n", count: 73) + "y,1,2\n"
    let (_, found) = try load(Self.fields, "c,v\n" + rows)
    #expect(found.count == 52)
    #expect(found[50].identifier == "RaggedRow")
    #expect(found[51].line == "MoreMistakes: 23 more mistakes in this file")
  }

  @Test func aQuoteThatStaysOpenIsOneMistake() throws {
    let (_, found) = try load(Self.fields, "c,v\nx,1\n\"y,2\nz,3\n")
    #expect(found.map(\.identifier) == ["UnclosedQuote"])
  }

  /// Cells that are read by a wrong description would each be a mistake.
  @Test(arguments: [
    "encoding: koi8-r, schema: {fields: [{name: c}]}", "schema: schema.json",
    "dialect: {quoteChar: '**'}, schema: {fields: [{name: c}]}",
    "schema: {fields: [{name: d, type: date, format: '%d week %W'}]}",
    "schema: {fields: [{nam: c}]}",
  ])
  func aBrokenDescriptionIsNotJudgedByTheCells(_ resource: String) throws {
    let (package, diagnostics) = try package("resources: [{name: t, path: t.csv, \(resource)}]")
    #expect(!diagnostics.isEmpty)
    let (loaded, found) = loadTable(
      package.resources[0], files: [SourceText(path: "t.csv", text: "d\n5\n")])
    #expect(found.isEmpty)
    #expect(loaded.hasMistakes)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 0x08], "this file is compressed (gzip), not CSV"),
      ([0x50, 0x4B, 0x03, 0x04], "this file is a ZIP file, as spreadsheets are, not CSV"),
    ] as [([UInt8], String)])
  func aFileThatIsNoTextIsSaidOnce(_ bytes: [UInt8], _ said: String) throws {
    let (_, found) = try load(Self.fields, bytes)
    #expect(found.map(\.line) == ["1:1-1 UnsupportedFormat: \(said) (save or unpack it as CSV)"])
  }
}
