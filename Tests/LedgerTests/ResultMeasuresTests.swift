import Basics
import Database
import Ledger
import Tables
import Testing

struct ResultMeasuresTests {
  private func table(_ names: [String], _ rows: [[Value]]) -> Table {
    Table(columns: names.map { Column($0) }, rows: rows)
  }

  @Test func rowsNameTheirUnitsAndBases() {
    let measures = ResultMeasures(
      table(
        ["share", "unit", "basis"],
        [
          [.number(97), .text("%"), .text("imports")],
          [.number(69), .text("%"), .text("world_production")],
          [.null, .text("t"), .text("use")],
        ]))
    #expect(measures.measures(.unit, of: 0) == ["%"])
    #expect(measures.measures(.basis, of: 0) == ["imports", "world_production"])
  }

  @Test func aColumnsOwnUnitOutweighsThatOfItsRow() {
    var own = table(["share", "unit"], [[.number(97), .text("t")]])
    own.columns[0].unit = "%"
    #expect(ResultMeasures(own).measures(.unit, of: 0) == ["%"])
    let named = table(
      ["share", "share_unit", "unit"], [[.number(97), .text("pp"), .text("t")]])
    #expect(ResultMeasures(named).measures(.unit, of: 0) == ["pp"])
  }

  @Test func figuresAreConvertedToTheUnitOfTheFirstRow() {
    let result = ResultMeasures(
      table(["mass", "unit"], [[.number(1.5), .text("kt")], [.number(700), .text("t")]])
    ).converted(0) { from, to in from == "t" && to == "kt" ? 0.001 : from == to ? 1 : nil }
    #expect(
      result.rows == [[.number(1.5), .text("kt")], [.number(0.7), .text("kt")]])
  }

  @Test func nothingIsConvertedWhereAConversionIsMissing() {
    let mixed = table(
      ["mass", "unit"], [[.number(1.5), .text("kt")], [.number(7), .text("EUR")]])
    #expect(ResultMeasures(mixed).converted(0) { $0 == $1 ? 1 : nil } == mixed)
  }

  @Test func aUnitThatTwoColumnsShareIsNotRewritten() {
    let shared = table(
      ["low", "high", "unit"],
      [[.number(1), .number(2), .text("kt")], [.number(700), .number(900), .text("t")]])
    #expect(ResultMeasures(shared).converted(0) { _, _ in 1000 } == shared)
  }

  @Test func aColumnOfThePackageSaysWhereItsUnitsStand() {
    var left = table(["value"], [[.number(1)], [.number(2)]])
    left.columns[0].unitColumn = "unit"
    left.columns[0].basisColumn = "basis"
    #expect(ResultMeasures(left).missing(.unit, of: 0) == "unit")
    #expect(ResultMeasures(left).missing(.basis, of: 0) == "basis")
    left.rows.removeLast()
    #expect(ResultMeasures(left).missing(.unit, of: 0) == nil)
  }

  @Test func aSumKeepsTheQualifiersOfItsRows() {
    let lines = table(
      ["amount", "qualifier"], [[.number(10), .text("up_to")], [.number(1.67), .text("nearly")]])
    let sum = ResultMeasures(lines).qualifiedSum(of: 0)
    #expect(sum?.qualifier == .upTo)
    #expect(sum?.value == 11.67)
    #expect(ResultMeasures(table(["amount"], [[.number(1)]])).qualifiedSum(of: 0) == nil)
  }

  // MARK: - In queries

  static let database = try? SQLDatabase(
    tables: [
      DatabaseTable(
        name: "line",
        table: Table(
          columns: [
            Column("amount", type: .number), Column("qualifier", type: .string),
            Column("unit", type: .string),
          ],
          rows: [
            [.number(10), .text("exact"), .text("USD bn")],
            [.number(1.67), .text("nearly"), .text("USD bn")],
            [.number(3), .text("up_to"), .text("EUR bn")],
          ]))
    ], functions: LedgerFunctions.all)

  private func query(_ sql: String) throws -> Result<[Value], DiagnosticsError> {
    try #require(Self.database).query(SQLText(SourceText(path: "q.sql", text: sql)))
      .map { $0.table.rows.first ?? [] }
  }

  @Test(
    arguments: [
      ("sum_of(amount, unit) from line where unit = 'USD bn'", .number(11.67)),
      ("sum_of(amount, unit) from line where 0", .null),
      ("one_unit(unit) from line where unit = 'USD bn'", .text("USD bn")),
      ("sum_qualifier(qualifier) from line where unit = 'USD bn'", .text("nearly")),
      ("sum_qualifier(qualifier) from line", .text("up_to")),
      ("interval_low(amount, qualifier, unit) from line where amount = 1.67", .number(1.665)),
      ("interval_high(amount, qualifier, unit) from line where amount = 1.67", .number(1.67)),
      ("interval_high(90, 'more_than', '%')", .number(100)),
      ("interval_high(50, 'more_than', 'countries')", .null),
      ("interval_low(null, 'about', 't')", .null),
    ] as [(String, Value)])
  func functionsComputeWithQualifiersAndUnits(_ sql: String, _ value: Value) throws {
    #expect(try query("select " + sql).get() == [value])
  }

  @Test(arguments: [
    (
      "sum_of(amount, unit) from line",
      "figures in different units are not added: USD bn and EUR bn"
    ),
    ("one_unit(unit) from line", "figures in different units are not added: USD bn and EUR bn"),
    (
      "interval_low(1, 'roughly', 't')",
      "'roughly' is no qualifier: known are about, at_least, exact, more_than, nearly, range, up_to"
    ),
    ("interval_low('many', 'about', 't')", "'many' is not a number"),
  ])
  func functionsRefuseWhatMeansNothing(_ sql: String, _ message: String) throws {
    guard case .failure(let error) = try query("select " + sql) else {
      Issue.record("the query was answered")
      return
    }
    #expect(error.diagnostics.map(\.summary).contains { $0.contains(message) })
  }
}
