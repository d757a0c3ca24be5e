import Basics
import Tables
import Testing

@Suite struct TableCSVTests {
  @Test func columnsOfNumbersAreNumbers() {
    let (table, diagnostics) = Table.inferred(
      fromCSV: SourceText(path: "a.csv", text: "a,b,c\n1,x,nan\n2.5,,1\n,3,\n"))
    #expect(diagnostics.isEmpty)
    #expect(table.columns.map(\.type) == [.number, .string, .string])
    #expect(
      table.rows == [
        [.integer(1), .text("x"), .text("nan")], [.number(2.5), .null, .text("1")],
        [.null, .text("3"), .null],
      ])
  }

  @Test func aRaggedRowIsReportedAndLeftOut() {
    let (table, diagnostics) = Table.inferred(
      fromCSV: SourceText(path: "a.csv", text: "a,b\n1\n2,3\n"))
    #expect(table.rows == [[.integer(2), .integer(3)]])
    #expect(
      diagnostics.map(\.line) == [
        "2:1-2 RaggedRow: row 1 has 1 cell where the header has 2 "
          + "(write a delimiter for each empty cell)"
      ])
  }
}
