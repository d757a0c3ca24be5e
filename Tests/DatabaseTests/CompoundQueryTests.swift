import Basics
import Database
import Tables
import Testing

/// What is known of the columns of a query whose rows come from several.
@Suite struct CompoundQueryTests {
  private static let rent = DatabaseTable(
    name: "rent",
    table: Table(
      columns: [
        Column("city", type: .string, title: "City"),
        Column("rent", type: .number, title: "Rent", unit: "EUR/m²"),
        Column("low", type: .number, title: "Lowest rent", unit: "EUR/m²"),
        Column("dwellings", type: .number, unit: "dwellings"),
        Column("year", type: .year, title: "Year"),
      ],
      rows: [[.text("Berlin"), .number(12), .number(9), .number(907), .integer(2025)]]))

  private func column(_ sql: String) throws -> (Column, [String]) {
    let result = try SQLDatabase(tables: [Self.rent]).run(sql)
    return (try #require(result.table.columns.last), result.diagnostics.map(\.line))
  }

  @Test(arguments: [
    ("select rent from rent union all select low from rent", "EUR/m²", "Rent"),
    (
      "with r as (select 1) select city, rent from rent union select city, low from rent order by 2 limit 3",
      "EUR/m²", "Rent"
    ),
    ("select rent from rent union all select sum(rent) from rent", "EUR/m²", "Rent"),
    ("select null as rent union all select rent from rent", "EUR/m²", "Rent"),
    ("select rent from rent except select 3", "EUR/m²", "Rent"),
    ("select year from rent union all select 2030", nil, "Year"),
    (
      "select rent from rent where city in (select city from rent union select 'Bonn')", "EUR/m²",
      "Rent"
    ),
    ("values (1), (2)", nil, nil),
  ])
  func aColumnIsWhatItsPartsAgreeOn(sql: String, unit: String?, title: String?) throws {
    let (column, diagnostics) = try column(sql)
    #expect(column.unit == unit)
    #expect(column.title == title)
    #expect(diagnostics == [])
  }

  @Test func figuresInDifferentUnitsAreNotPrintedUnderOne() throws {
    let (column, diagnostics) = try column(
      "select city, rent from rent union all select city, dwellings from rent")
    #expect(column.unit == nil)
    #expect(column.title == nil)
    #expect(
      diagnostics == [
        "1:1-71 MixedColumn: the column 'rent' holds figures in EUR/m² and dwellings (give each a "
          + "column of its own, or add a column 'unit' that says which is which)"
      ])
  }

  @Test func aColumnThatSaysTheUnitMayStandBeside() throws {
    let (_, diagnostics) = try column(
      "select 'EUR/m²' as unit, rent from rent union all select 'dwellings', dwellings from rent")
    #expect(diagnostics == [])
  }
}
