import Basics
import Tables
import Testing

private let header = "claim_id;entity_id;share;stage;known_on;superseded_on;binding;place\n"

private func load(
  _ rows: String, header: String = header, replacing: (String, String)? = nil
) throws -> (LoadedTable, [Diagnostic]) {
  var text = packageText
  if let replacing { text = text.replacing(replacing.0, with: replacing.1) }
  let resource = try #require(try package(text).0.resource(named: "claim"))
  let source = SourceText(path: "Content/data/claim.csv", text: header + rows)
  return loadTable(resource, files: [source])
}

@Suite struct TableLoaderTests {
  @Test func readsTypedRows() throws {
    let (loaded, diagnostics) = try load(
      "F001;gallium;71.50;mine;2026-02-05;05/02/2026;x;3\nF002;tin;-;-;-;-;o;none\n")
    #expect(diagnostics.isEmpty)
    #expect(
      loaded.table.rows == [
        [
          .text("F001"), .text("gallium"), .number(71.5), .text("mine"), .text("2026-02-05"),
          .text("2026-02-05"), .boolean(true), .integer(3),
        ],
        [.text("F002"), .text("tin"), .null, .null, .null, .null, .boolean(false), .null],
      ])
    #expect(loaded.path(row: 1) == "Content/data/claim.csv")
    #expect(loaded.range(row: 1, column: 1)?.text == "3:6-3:9")
    #expect(loaded.range(row: 1)?.text == "3:1-3:24")
    #expect(loaded.range(row: 2, column: 0) == nil)
  }

  @Test(arguments: [
    (
      "F001;;1;mine;2026-01-01;;x;1",
      "2:6-6 RequiredCellEmpty: row 1, column 'entity_id': an empty cell stands where a value is required"
    ),
    (
      "F001;a;1,5;mine;2026-01-01;;x;1",
      "2:8-11 CellTypeMismatch: row 1, column 'share': '1,5' is no number (write decimalChar: ',' at the field)"
    ),
    (
      "F001;a;nan;mine;2026-01-01;;x;1",
      "2:8-11 CellTypeMismatch: row 1, column 'share': 'nan' is no number "
        + "(no figure can be that here; if it means that there is none, write "
        + "missingValues: [\"\", \"-\", \"nan\"])"
    ),
    (
      "F001;a;0x1p3;mine;2026-01-01;;x;1",
      "2:8-13 CellTypeMismatch: row 1, column 'share': '0x1p3' is no number"
    ),
    (
      "F001;a;101;mine;2026-01-01;;x;1",
      "2:8-11 CellConstraintViolated: row 1, column 'share': '101' is above the maximum of 100"
    ),
    (
      "F001;a;-1;mine;2026-01-01;;x;1",
      "2:8-10 CellConstraintViolated: row 1, column 'share': '-1' is below the minimum of 0"
    ),
    (
      "F001;a;1;mien;2026-01-01;;x;1",
      "2:10-14 CellConstraintViolated: row 1, column 'stage': 'mien' is not among the values of 'enum' (did you mean 'mine'?)"
    ),
    (
      "F01;a;1;mine;2026-01-01;;x;1",
      "2:1-4 CellConstraintViolated: row 1, column 'claim_id': 'F01' does not match the pattern [A-Z][0-9]{3,}"
    ),
    (
      "xF001;a;1;mine;2026-01-01;;x;1",
      "2:1-6 CellConstraintViolated: row 1, column 'claim_id': 'xF001' does not match the pattern [A-Z][0-9]{3,}"
    ),
    (
      "F001;a;1;mine;2026-02-30;;x;1",
      "2:15-25 CellTypeMismatch: row 1, column 'known_on': '2026-02-30' is no date (YYYY-MM-DD)"
    ),
    (
      "F001;a;1;mine;2019-12-31;;x;1",
      "2:15-25 CellConstraintViolated: row 1, column 'known_on': '2019-12-31' is below the minimum of 2020-01-01"
    ),
    (
      "F001;a;1;mine;2026-01-01;2026-01-01;x;1",
      "2:26-36 CellTypeMismatch: row 1, column 'superseded_on': '2026-01-01' is no date written as %d/%m/%Y"
    ),
    (
      "F001;a;1;mine;2026-01-01;;yes;1",
      "2:27-30 CellTypeMismatch: row 1, column 'binding': 'yes' is no boolean (x, o) "
        + "(name it in trueValues or falseValues)"
    ),
    (
      "F001;a;1;mine;2026-01-01;;x;1.0",
      "2:29-32 CellTypeMismatch: row 1, column 'place': '1.0' is no integer "
        + "(write type: number at the field for numbers with a fraction)"
    ),
    (
      "F001;a;1;mine;2026-01-01;;x;0",
      "2:29-30 CellConstraintViolated: row 1, column 'place': '0' must be above 0"
    ),
    (
      "F001;a;1;mine;2026-01-01;;x",
      "2:1-28 RaggedRow: row 1 has 7 cells where the header has 8 (write a delimiter for each empty cell)"
    ),
    (
      "F001;a;1;mine;2026-01-01;;x;1;2",
      "2:1-32 RaggedRow: row 1 has 9 cells where the header has 8 (put a cell that holds a delimiter in quotes)"
    ),
  ])
  func everyRuleNamesRowColumnValueAndRule(row: String, expected: String) throws {
    let (_, diagnostics) = try load(row + "\nF002;b;1;mine;2026-01-01;;x;1\n")
    #expect(diagnostics.map(\.line) == [expected])
    #expect(diagnostics.allSatisfy { $0.path == "Content/data/claim.csv" })
  }

  @Test func aRaggedRowIsLeftOutAndTheOthersStay() throws {
    let (loaded, _) = try load("F001;a\nF002;b;1;mine;2026-01-01;;x;1\n")
    #expect(loaded.table.rows.map { $0[0] } == [.text("F002")])
    #expect(loaded.range(row: 0, column: 0)?.text == "3:1-3:5")
  }

  @Test func allMistakesOfAFileComeInOneRunUpToALimit() throws {
    let (_, three) = try load("F1;;999;x;x;x;x;x\n")
    #expect(three.count == 7)
    let (_, many) = try load(String(repeating: "F001;a;abc;mine;2026-01-01;;x;1\n", count: 73))
    #expect(many.count == 51)
    #expect(many.last?.line == "MoreMistakes: 23 more mistakes in this file")
  }

  @Test func aHeaderOfVeryManyOtherNamesIsToldSoon() throws {
    let names = (0..<100_000).map { "name\($0)" }.joined(separator: ";")
    let clock = ContinuousClock()
    let start = clock.now
    let (_, mistakes) = try load("", header: names + "\n")
    // Where every name was counted and compared anew this took a minute.
    #expect(clock.now - start < .seconds(20))
    #expect(
      Set(mistakes.map(\.identifier)) == ["UnknownCSVColumn", "MissingCSVColumn", "MoreMistakes"])
  }

  @Test(arguments: [
    (
      "clam_id;entity_id;share;stage;known_on;superseded_on;binding;place\n",
      [
        "1:1-8 UnknownCSVColumn: the column 'clam_id' is no field of 'claim' (did you mean 'claim_id'?)"
      ]
    ),
    (
      "claim_id;entity_id;share;share;known_on;superseded_on;binding;place\n",
      [
        "1:26-31 DuplicateCSVColumn: the column 'share' stands twice",
        "1:1-68 MissingCSVColumn: the field 'stage' of 'claim' has no column",
      ]
    ),
    (
      "entity_id;claim_id;share;stage;known_on;superseded_on;binding;place\n",
      [
        "1:1-68 ColumnOrderDiffers: the columns stand in another order than the schema's fields "
          + "(reorder them to claim_id,entity_id,share,stage,known_on,superseded_on,binding,place, "
          + "or write 'fieldsMatch: equal')"
      ]
    ),
    ("", ["1:1-1 MissingCSVHeader: the file is empty; its first row must name the columns"]),
  ])
  func checksTheHeader(header: String, expected: [String]) throws {
    let (_, diagnostics) = try load("", header: header)
    #expect(diagnostics.map(\.line) == expected)
  }

  @Test func columnsAreFoundByNameNotByPlace() throws {
    let (loaded, diagnostics) = try load(
      "b;1;note;F001\n", header: "entity_id;place;extra;claim_id\n",
      replacing: ("missingValues: [\"\", \"-\"]", "fieldsMatch: partial"))
    #expect(diagnostics.isEmpty)
    #expect(loaded.table.rows[0][0] == .text("F001"))
    #expect(loaded.table.rows[0][1] == .text("b"))
    #expect(loaded.table.rows[0][2] == .null)
    #expect(loaded.range(row: 0, column: 0)?.text == "2:10-2:14")
    #expect(loaded.range(row: 0, column: 2)?.text == "2:1-2:14")
  }

  @Test func severalFilesAreOneTable() throws {
    let resource = try #require(try package().0.resource(named: "entity"))
    let (loaded, diagnostics) = loadTable(
      resource,
      files: [
        SourceText(path: "a.csv", text: "entity_id,parent\na,\n"),
        SourceText(path: "b.csv", text: "entity_id,parent\nb,a\n"),
      ])
    #expect(diagnostics.isEmpty)
    #expect(loaded.table.rows.count == 2)
    #expect(loaded.path(row: 0) == "a.csv" && loaded.path(row: 1) == "b.csv")
    #expect(loaded.range(row: 1, column: 1)?.text == "2:3-2:4")
  }
}

@Suite struct CellTypeTests {
  @Test(arguments: [
    ("type: time", "10:20:30", "10:20:30"), ("type: time", "24:00:00", nil),
    ("type: time", "10:20:30+01:00", "10:20:30+01:00"),
    ("type: datetime", "2026-02-05T10:20:30.5Z", "2026-02-05T10:20:30.5Z"),
    ("type: datetime", "2026-02-05", nil), ("type: datetime", "2026-02-05 10:20:30", nil),
    ("type: datetime, format: '%Y-%m-%d %H:%M'", "2026-02-05 10:20", "2026-02-05T10:20:00"),
    ("type: date, format: '%d %B %Y'", "5 february 2026", "2026-02-05"),
    ("type: date, format: '%d %b %y'", "5 Feb 99", "1999-02-05"),
    ("type: date, format: '%d %b %y'", "31 Feb 26", nil),
    ("type: year", "2026", "2026"), ("type: year", "26", nil),
    ("type: yearmonth", "2026-02", "2026-02"), ("type: yearmonth", "2026-13", nil),
    ("type: integer", "+5", "5"), ("type: integer", "1e3", nil),
    ("type: integer, groupChar: ','", "1,234", "1234"),
    ("type: number, decimalChar: ',', groupChar: '.'", "1.234,5", "1234.5"),
    ("type: number, decimalChar: ','", "1.5", nil),
    ("type: number, bareNumber: false", "EUR 95%", "95"), ("type: number", "95%", nil),
    ("type: number", "-0", "0"), ("type: number", "1e400", nil), ("type: number", " 1", nil),
    ("type: boolean", "TRUE", "true"), ("type: boolean", "yes", nil),
    ("type: string, format: email", "a@b.eu", "a@b.eu"), ("type: string, format: email", "a@", nil),
    ("type: string, format: uri", "https://x.eu", "https://x.eu"),
    ("type: string, format: uri", "x.eu", nil),
    (
      "type: string, format: uuid", "123e4567-e89b-12d3-a456-426614174000",
      "123e4567-e89b-12d3-a456-426614174000"
    ),
    ("type: string, format: uuid", "123e4567", nil),
    ("type: any", "x", "x"), ("type: string, categories: [a, b]", "b", "b"),
    ("type: integer, categories: [{value: 1, label: one}]", "2", nil),
  ])
  func readsACellAsItsTypeSays(field: String, cell: String, expected: String?) throws {
    let (package, diagnostics) = try package(
      "resources: [{name: t, path: t.csv, schema: {fields: [{name: x, \(field)}]}}]")
    #expect(diagnostics.isEmpty)
    let (loaded, found) = loadTable(
      package.resources[0],
      files: [SourceText(path: "t.csv", text: "x\n\"\(cell)\"\n")])
    #expect(found.isEmpty == (expected != nil))
    if let expected { #expect(loaded.table.rows[0][0].machineText == expected) }
  }
}

@Suite struct KeyChecksTests {
  private func check(_ entities: String, _ claims: String = "") throws -> [String] {
    let package = try package().0
    let tables = try zip(["entity", "claim"], ["entity_id,parent\n" + entities, header + claims])
      .map { name, text in
        let resource = try #require(package.resource(named: name))
        let (loaded, diagnostics) = loadTable(
          resource, files: [SourceText(path: "\(name).csv", text: text)])
        #expect(diagnostics.isEmpty)
        return loaded
      }
    return checkKeys(package, tables: tables).map { "\($0.path ?? "") \($0.line)" }
  }

  @Test func acceptsSelfReferencesInAnyOrderAndEmptyCells() throws {
    #expect(try check("a,b\nb,\n", "F001;a;;;;;;none\n").isEmpty)
  }

  @Test func findsDuplicatesOnceEach() throws {
    #expect(
      try check("a,\n", "F001;a;;;;;;none\nF001;a;;;;;;none\n") == [
        "claim.csv 3:1-5 DuplicateKey: claim_id 'F001' stands twice in 'claim'"
      ])
    // entity_id is both unique and the primary key.
    #expect(
      try check("a,\na,\n") == [
        "entity.csv 3:1-2 DuplicateKey: entity_id 'a' stands twice in 'entity'"
      ])
  }

  @Test func findsDanglingKeys() throws {
    #expect(
      try check("gallium,\ntin,zinc\n", "F001;galium;;;;;;none\n") == [
        "entity.csv 3:5-9 DanglingForeignKey: parent 'zinc' is not in entity(entity_id)",
        "claim.csv 2:6-12 DanglingForeignKey: entity_id 'galium' is not in entity(entity_id) "
          + "(did you mean 'gallium'?)",
      ])
  }

  @Test func aPrimaryKeyMayHaveEmptyCellsButNotBeEmpty() throws {
    #expect(
      try check("a,\n", ";a;;;;;;none\n") == [
        "claim.csv 2:1-1 EmptyKey: the primary key (claim_id) is empty"
      ])
  }

  /// The column that is missing was told of when the file was read.
  @Test func aKeyWithoutAColumnIsNoFurtherMistake() throws {
    let package = try package().0
    let resource = try #require(package.resource(named: "entity"))
    let file = SourceText(path: "entity.csv", text: "other\na\nb\n")
    let (table, mistakes) = loadTable(resource, files: [file])
    #expect(mistakes.contains { $0.identifier == "MissingCSVColumn" })
    #expect(checkKeys(package, tables: [table]).map(\.line) == [])
  }

  /// Every row that refers to a table that could not be read would be a mistake more.
  @Test(arguments: ["", "entity,parent\na,\n", "entity_id,parent\na\n"])
  func aBrokenTableIsNotMissedByTheRowsThatReferToIt(text: String) throws {
    let package = try package().0
    let tables = try [("entity", text), ("claim", header + "F001;tin;;;;;;none\n")].map {
      name, text in
      loadTable(
        try #require(package.resource(named: name)),
        files: [SourceText(path: "\(name).csv", text: text)])
    }
    #expect(!tables[0].diagnostics.isEmpty)
    #expect(
      checkKeys(package, tables: tables.map(\.table)).filter {
        $0.identifier == "DanglingForeignKey"
      }.isEmpty)
  }
}
