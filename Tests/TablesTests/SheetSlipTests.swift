import Basics
import Tables
import Testing

/// What spreadsheets and their people leave in tables is told once, with what mends it.
@Suite struct SheetSlipTests {
  private static let fields = "{name: c}, {name: v, type: number}"

  private func load(
    _ fields: String, _ resource: String, _ text: String
  ) throws -> (said: [String], keys: [String], rows: Int) {
    let (package, diagnostics) = try package(
      "resources: [{name: t, path: t.csv, \(resource)fields: [\(fields)]}}]")
    #expect(diagnostics.map(\.line) == [])
    let (loaded, found) = loadTable(
      package.resources[0], files: [SourceText(path: "t.csv", text: text)])
    return (
      found.map(\.line), checkKeys(package, tables: [loaded]).map(\.line), loaded.table.rows.count
    )
  }

  private func said(
    _ text: String, of fields: String = SheetSlipTests.fields, _ resource: String = "schema: {"
  ) throws -> [String] {
    try load(fields, resource, text).said
  }

  // MARK: - Texts

  @Test func anErrorOfTheSpreadsheetIsTold() throws {
    #expect(
      try said("c,v\n#N/A,1\nx,2\n#N/A,3\n") == [
        "2:1-5 SpreadsheetError: '#N/A' in 'c' is an error of the spreadsheet, as in 1 more cell "
          + "(correct it there, or write missingValues: [\"\", \"#N/A\"] if it means that there is "
          + "no value)"
      ])
    #expect(
      try said("c,v\n####,1\n") == [
        "2:1-5 SpreadsheetError: '####' in 'c' is an error of the spreadsheet (correct it there, or "
          + "write missingValues: [\"\", \"####\"] if it means that there is no value)"
      ])
    #expect(try said("c,v\n#1 dam,1\n##,2\n") == [])
    #expect(
      try said("c,v\n#N/A,1\nx,2\n", "schema: {missingValues: ['', '#N/A'], ") == [])
  }

  @Test(
    arguments: [
      ("a,1\nb,2\nTotal,3\n", "4:1-8"), ("a,33.3\nb,33.3\nd,33.3\nGesamt:,100\n", "5:1-12"),
      ("ALL,3\na,1\nb,2\n", "2:1-6"),
      ("a,1\nb,2\nTotal,4\n", nil), ("a,1\nb,2\nAlder,3\n", nil), ("a,1\nTotal,1\n", nil),
      ("a,1\nb,2\nTotal,3\nAll,3\n", nil), ("a,\nb,\nTotal,0\n", nil),
    ] as [(String, String?)])
  func aRowOfTotalsIsTold(_ rows: String, _ place: String?) throws {
    #expect(
      try said("c,v\n" + rows)
        == [place].compactMap { $0 }.map {
          "\($0) TotalAmongRows: this row is the sum of the others in 'v', and what adds up rows "
            + "counts all twice (delete it, and let a query add up: select sum(v) from t)"
        })
  }

  @Test func aTotalThatIsDeclaredIsMeant() throws {
    #expect(
      try said(
        "c,v\na,1\nb,2\nTotal,3\n",
        of: "{name: c, constraints: {enum: [a, b, Total]}}, {name: v, type: number}") == [])
  }

  @Test(
    arguments: [
      (
        "", "c,v\nNorth,1\n East,2\nNorth,3\n",
        "3:1-6 BlankInCell: ' East' in 'c' begins with a blank, and queries compare it with the blank "
          + "(delete it)"
      ),
      (
        "primaryKey: [c], ", "c,v\nNorth ,1\nEast,2\n",
        "2:1-7 BlankInCell: 'North ' in 'c' ends with a blank, and queries compare it with the blank "
          + "(delete it)"
      ),
      (
        "primaryKey: [c], ", "c,v\n\" \",1\nEast,2\n",
        "2:1-4 BlankInCell: a cell of 'c' holds nothing but a blank, and is a value to queries "
          + "(delete it)"
      ),
      (
        "", "c,v\nEast,1\n East,2\n",
        "3:1-6 CellVariant: ' East' and 'East' in 'c' differ only in blanks, and are two to queries "
          + "(write both alike)"
      ),
      ("", "c,v\nNorth ,1\nEast,2\n", nil), ("primaryKey: [c], ", "c,v\nNorth,1\nEast,2\n", nil),
    ] as [(String, String, String?)])
  func aBlankAtTheEdgeOfANameIsTold(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try said(text, "schema: {" + schema) == [expected].compactMap { $0 })
  }

  @Test func blanksBehindAllDelimitersAreOneSlip() throws {
    let fields = "{name: v, type: number}, {name: c}"
    let text = "v,c\n1, North\n2, East\n3, North\n"
    #expect(
      try said(text, of: fields) == [
        "2:3-9 BlankInCell: ' North' in 'c' begins with a blank, as does 1 more, and queries compare "
          + "it with the blank (delete it, or write 'dialect: {skipInitialSpace: true}' at 't')"
      ])
    #expect(try said(text, of: fields, "dialect: {skipInitialSpace: true}, schema: {") == [])
  }

  @Test func aMarkWhereAnAddressIsToStandIsTold() throws {
    let text = "url,v\nhttps://a.org/,1\nn/a,2\n"
    #expect(
      try said(text, of: "{name: url}, {name: v, type: number}") == [
        "3:1-4 MarkForAddress: 'n/a' in 'url' is no address, and links would lead to it "
          + "(if it means that there is none, write missingValues: [\"\", \"n/a\"])"
      ])
    #expect(try said("c,v\nhttps://a.org/,1\nn/a,2\n") == [])
  }

  // MARK: - Layout

  @Test(arguments: [
    ("Levels by dam,\nc,v\nx,1\n", "1:1-15", 2), ("Levels by dam\n\nc,v\nx,1\n", "1:1-14", 3),
  ])
  func aTitleAboveTheHeaderIsOneMistake(_ text: String, _ place: String, _ row: Int) throws {
    #expect(
      try said(text) == [
        "\(place) MissingCSVHeader: this row is no header: the names of the columns stand in row "
          + "\(row) (write 'dialect: {headerRows: [\(row)]}' at 't', or delete what stands above)"
      ])
    let mended = try load(Self.fields, "dialect: {headerRows: [\(row)]}, schema: {", text)
    #expect(mended.said == [] && mended.rows == 1)
  }

  @Test func unitsBelowTheHeaderAreOneMistake() throws {
    let fields = "{name: c}, {name: v, type: number}, {name: w, type: number}"
    let text = "c,v,w\n,EUR,%\nx,1,2\ny,3,4\n"
    let found = try load(fields, "schema: {", text)
    #expect(
      found.said == [
        "2:1-7 CellTypeMismatch: this row has no value of its columns' types: 'EUR' is no figure "
          + "(if units stand here, write 'dialect: {commentRows: [2]}' at 't')"
      ])
    #expect(found.rows == 2)
    let mended = try load(fields, "dialect: {commentRows: [2]}, schema: {", text)
    #expect(mended.said == [] && mended.rows == 2)
    #expect(
      try said("c,v,w\nx,low,2\ny,3,4\nz,5,6\n", of: fields) == [
        "2:3-6 CellTypeMismatch: row 1, column 'v': 'low' is no number"
      ])
  }

  @Test func aDelimiterAtTheEndOfEachRowIsOneMistake() throws {
    let found = try load(Self.fields, "schema: {", "c,v\nx,1,\ny,2,\n")
    #expect(
      found.said == [
        "2:1-5 RaggedRow: each row ends in a ',' that the header does not have (delete the last ',' "
          + "of each row)"
      ])
    #expect(found.rows == 2)
    #expect(
      try said("c,v\nx,1,\ny,2\n") == [
        "2:1-5 RaggedRow: row 1 has 3 cells where the header has 2 (put a cell that holds a "
          + "delimiter in quotes)"
      ])
  }

  // MARK: - Cells that one setting mends, and cells that none does

  @Test(arguments: [
    (
      "v\n3.0\n\"3,1\"\n2.9\n",
      "3:1-6 CellTypeMismatch: row 2, column 'v': '3,1' is no number (write 3.1, as the other cells "
        + "do)"
    ),
    (
      "v\n3.0\n2.9\n\"1,088\"\n",
      "4:1-8 CellTypeMismatch: row 3, column 'v': '1,088' is no number (write 1.088, as the other "
        + "cells do, or 1088 if the sign parts thousands)"
    ),
    (
      "v\n\"3,1\"\n\"2,9\"\n3.0\n",
      "2:1-6 CellTypeMismatch: row 1, column 'v': '3,1' is no number; 1 more cell of the column is "
        + "like it (write decimalChar: ',' at the field)"
    ),
  ])
  func aNumberIsWrittenAsTheOthersAre(_ text: String, _ expected: String) throws {
    #expect(try said(text, of: "{name: v, type: number}") == [expected])
  }

  @Test func cellsThatOneSettingMendsAreOneMistake() throws {
    #expect(
      try said("d\n31.03.2026\n30.04.2026\n31.05.2026\n", of: "{name: d, type: date}") == [
        "2:1-11 CellTypeMismatch: row 1, column 'd': '31.03.2026' is no date (YYYY-MM-DD); 2 more "
          + "cells of the column are like it (write format: '%d.%m.%Y' at the field)"
      ])
    #expect(
      try said("v\n5 \n6 \n", of: "{name: v, type: number}").count == 2,
      "each has to be mended where it stands")
  }

  @Test func aMonthThatASpreadsheetMadeADateOfIsNoKey() throws {
    let found = try load(
      "{name: m, type: yearmonth}", "schema: {primaryKey: [m], ", "m\nJan-26\nFeb 2026\n2026-03\n")
    #expect(
      found.said == [
        "2:1-7 CellTypeMismatch: row 1, column 'm': 'Jan-26' is no month (YYYY-MM) "
          + "(a spreadsheet made a date of it; write 2026-01)",
        "3:1-9 CellTypeMismatch: row 2, column 'm': 'Feb 2026' is no month (YYYY-MM) "
          + "(write 2026-02)",
      ])
    #expect(found.keys == [])
    let twice = try load(
      "{name: m, type: yearmonth}", "schema: {primaryKey: [m], ",
      "m\nJan-26\nFeb-26\n2026-03\n2026-03\n")
    #expect(twice.keys == ["5:1-8 DuplicateKey: m '2026-03' stands twice in 't'"])
  }
}
