import Testing

@testable import Charting

@Suite struct DatumTests {
  @Test(
    arguments: [
      (Datum.null, 0.0), (true, 1), ("", 0), ("  12 ", 12), ("0x1f", 31), ("1e3", 1000),
      (".5", 0.5),
      ("5.", 5), (.array([]), 0), (.array(["7"]), 7), (.date(86_400_000), 86_400_000),
      ("Infinity", .infinity),
    ] as [(Datum, Double)])
  func coercesToNumbersAsJavaScript(value: Datum, number: Double) {
    #expect(value.coercedToNumber == number)
  }

  @Test(arguments: ["abc", "1,000", "nan", "inf", "0x1p3", "1 2", "--1", "."])
  func textThatIsNoNumberIsNaN(text: String) {
    #expect(Datum.string(text).coercedToNumber.isNaN)
  }

  @Test(arguments: [
    (0.1, "0.1"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1.5e-7, "1.5e-7"),
    (0.000001, "0.000001"), (-0.0, "0"), (123456.789, "123456.789"),
    (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (.nan, "NaN"), (-.infinity, "-Infinity"),
    (9_007_199_254_740_992, "9007199254740992"), (0.1 + 0.2, "0.30000000000000004"),
  ])
  func numbersPrintAsInJavaScript(number: Double, text: String) {
    #expect(NumberText.shortest(number) == text)
  }

  @Test(
    arguments: [
      (Datum.number(1), Datum.number(2), -1), (.null, 1, -1), (1, .null, 1),
      (.null, .number(.nan), 0),
      ("b", "a", 1), ("10", "9", -1), ("10", 9, 1), (.date(5), .date(3), 1), ("a", 1, 0),
    ] as [(Datum, Datum, Int)])
  func ascendingOrderPutsMissingFirst(left: Datum, right: Datum, order: Int) {
    #expect(left.ascendingOrder(right) == order)
  }

  @Test(arguments: [
    ("a", ["a"]), ("a.b", ["a", "b"]), ("a\\.b", ["a.b"]), ("a[0]", ["a", "0"]),
    ("a['b.c'].d", ["a", "b.c", "d"]), ("[x]", ["x"]), ("a[0].b[1]", ["a", "0", "b", "1"]),
  ])
  func fieldPathsSplitAsInVega(text: String, steps: [String]) {
    #expect(FieldPath(text).steps == steps)
  }

  @Test func accessorsReadNestedValuesAndFlattenedColumns() {
    let data = Dataset(
      fields: ["a", "b", "c.d"],
      rows: [[.object(["x": [1, "two"]]), "text", 5]])
    func read(_ path: String) -> Datum { data.accessor(for: path)(0) }
    #expect(read("a.x[1]") == "two")
    #expect(read("b[0]") == "t")
    #expect(read("c\\.d") == 5)
    #expect(read("c.d") == 5)
    #expect(read("none") == .null)
    #expect(!data.contains(field: "none"))
  }

  @Test func rowsWithDifferentFieldsArePaddedAndPlainValuesBecomeData() {
    let mixed = Dataset(data: [.object(["a": 1]), .object(["b": "x"]), 3])
    #expect(mixed.fields == ["a", "b", "data"])
    #expect(mixed.table == [[1, .null, .null], [.null, "x", .null], [.null, .null, 3]])
  }
}
