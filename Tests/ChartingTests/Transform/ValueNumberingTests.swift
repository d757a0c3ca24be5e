import Testing

@testable import Charting

/// Distinct values are numbered in the order in which they first come.
@Suite struct ValueNumberingTests {
  @Test func equalValuesHaveOneNumber() {
    var numbering = ValueNumbering()
    let values: [Datum] = [
      "a", 1, "b", "b", .date(1), nil, .number(.nan), true, "a", .number(-.nan), nil, 0,
      .number(-0.0),
    ]
    #expect(values.map { numbering.number($0) } == [0, 1, 2, 2, 1, 3, 4, 5, 0, 4, 3, 6, 6])
    #expect(numbering.count == 7)
  }

  @Test func manyNumbersStayApart() {
    var numbering = ValueNumbering()
    for _ in 0..<2 {
      for index in 0..<5_000 {
        #expect(numbering.number(.number(Double(index) / 8)) == index)
      }
    }
  }

  @Test func rowsAreGroupedByAllFields() {
    let data = Dataset(
      fields: ["a", "b"], rows: [["x", 1], ["x", 2], ["y", 1], ["x", 1], ["y", 1]])
    let groups = Grouping(data, by: ["a", "b"]).groups
    #expect(groups.map(\.rows) == [[0, 3], [1], [2, 4]])
    #expect(groups.map(\.key) == [["x", 1], ["x", 2], ["y", 1]])
    #expect(Grouping(data, by: []).groups.map(\.rows) == [[0, 1, 2, 3, 4]])
  }
}
