import Charting
import Tables
import Testing

/// A chart of several layers as a table and in a sentence: all of its layers.
@Suite struct LayeredTwinTests {
  private static let rents = Table(
    columns: [
      Column("city", type: .string), Column("rent", type: .number),
      Column("rent_low", type: .number), Column("rent_high", type: .number),
    ],
    rows: [
      [.text("Berlin"), .number(14.5), .number(12.9), .number(16.5)],
      [.text("München"), .number(20.25), .number(19.5), .number(21.5)],
    ])

  private static func chart(_ layers: String) throws -> RenderedChart {
    let spec = """
      {"data":{"name":"rents"},"encoding":{"y":{"field":"city","title":"City"}},
       "layer":[\(layers)]}
      """
    let (chart, diagnostics) = draw(spec, theme: .house, data: ["rents": rents])
    #expect(diagnostics.isEmpty)
    return try #require(chart)
  }

  private static let points =
    #"{"mark":"point","encoding":{"x":{"field":"rent","type":"quantitative"}}}"#

  @Test(arguments: ["errorbar", "errorband", "rule", "bar"])
  func endsAndPointsHaveTheAuthorsNamesAndStandInOneRow(_ mark: String) throws {
    let chart = try Self.chart(
      """
      {"mark":"\(mark)","encoding":{
        "x":{"field":"rent_low","type":"quantitative","title":"EUR/m²","scale":{"zero":false}},
        "x2":{"field":"rent_high"}}},\(Self.points)
      """)
    let table = chart.dataTable
    #expect(
      table.columns.map(\.name) == ["rent_low", "city", "rent_high", "rent"].sortedLike(table))
    #expect(
      Set(table.columns.compactMap(\.title)) == [
        "EUR/m², rent low", "City", "EUR/m², rent high", "Rent",
      ])
    #expect(table.rows.count == 2)
    #expect(Set(table.rows[1]) == [.text("München"), .number(20.25), .number(19.5), .number(21.5)])
    #expect(chart.summary == "EUR/m² ranges from 12.9 (Berlin) to 21.5 (München).")
  }

  @Test func layersOnScalesOfTheirOwnAreNotMeasuredTogether() throws {
    let spec = """
      {"data":{"values":[{"t":"a","v":1,"w":100},{"t":"b","v":2,"w":200}]},
       "encoding":{"x":{"field":"t"}},"resolve":{"scale":{"y":"independent"}},
       "layer":[{"mark":"bar","encoding":{"y":{"field":"v","type":"quantitative"}}},
        {"mark":"line","encoding":{"y":{"field":"w","type":"quantitative"}}}]}
      """
    let chart = try #require(draw(spec).chart)
    #expect(chart.summary == "v ranges from 1 (a) to 2 (b).")
    #expect(chart.dataTable.columns.map(\.name) == ["t", "v", "w"].sortedLike(chart.dataTable))
    #expect(chart.dataTable.rows.count == 2)
  }

  /// Vega-Lite's axes group numbers unless a format says otherwise, as it does for years.
  @Test(arguments: [
    ("", ["2,026", "1,500.5"]), (#","axis":{"format":",.0f"}"#, ["2,026", "1,500.5"]),
    (#","axis":{"format":"d"}"#, ["2026", "1500.5"]),
  ])
  func thousandsStandApartAsOnTheAxis(_ axis: String, _ wanted: [String]) throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":2026},{"k":"b","v":1500.5},{"k":"c","v":2.25}]},"mark":"bar",
       "encoding":{"x":{"field":"k"},"y":{"field":"v","type":"quantitative"\(axis)}}}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    let index = try #require(table.index(of: "v"))
    let texts = table.rows.map { $0[index].displayText(in: table.columns[index]) }
    #expect(texts == wanted + ["2.25"])
  }

  @Test func aLineAcrossTheViewIsAColumnAndNoRow() throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":1},{"k":"b","v":2}]},
       "layer":[{"mark":"bar","encoding":{"x":{"field":"k"},"y":{"field":"v","type":"quantitative"}}},
        {"data":{"values":[{"limit":1.5}]},"mark":"rule",
         "encoding":{"y":{"field":"limit","type":"quantitative"}}},
        {"transform":[{"filter":"datum.v > 1"}],"mark":"point",
         "encoding":{"x":{"field":"k"},"y":{"field":"v","type":"quantitative"}}}]}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    #expect(table.columns.map(\.name) == ["k", "v", "limit"])
    #expect(
      table.rows == [
        [.text("a"), .integer(1), .number(1.5)], [.text("b"), .integer(2), .number(1.5)],
      ])
  }

  /// A line and its label drawn once for each row, as a cap is: seven lines on one another.
  @Test func linesAndLabelsRepeatedForEachRowAddNoRows() throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":1,"cap":2,"t":"Cap"},{"k":"b","v":3,"cap":2,"t":""}]},
       "layer":[{"mark":"bar","encoding":{"x":{"field":"v","type":"quantitative"},"y":{"field":"k"}}},
        {"mark":"rule","encoding":{"x":{"field":"cap","type":"quantitative"}}},
        {"mark":"text","encoding":{"x":{"field":"cap","type":"quantitative"},"y":{"value":-8},
         "text":{"field":"t"}}}]}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    #expect(table.columns.map(\.name) == ["k", "v", "cap"])
    #expect(
      table.rows == [
        [.text("a"), .integer(1), .integer(2)], [.text("b"), .integer(3), .integer(2)],
      ])
  }

  @Test func rowsOfLayersWithOtherDataFollow() throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":1}]},
       "layer":[{"mark":"bar","encoding":{"x":{"field":"k"},"y":{"field":"v","type":"quantitative"}}},
        {"data":{"values":[{"c":"x","w":2},{"c":"y","w":3}]},"mark":"point",
         "encoding":{"x":{"field":"c"},"y":{"field":"w","type":"quantitative"}}}]}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    #expect(table.columns.map(\.name) == ["k", "v", "c", "w"])
    #expect(table.rows.count == 3)
  }

  @Test func whatNamesARowComesFirst() throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":1}]},"mark":"bar",
       "encoding":{"x":{"field":"v","type":"quantitative"},"y":{"field":"k","type":"nominal"}}}
      """
    #expect(try #require(draw(spec).chart?.dataTable).columns.map(\.name) == ["k", "v"])
  }

  @Test func meansStandBesideTheRowsOfTheirGroup() throws {
    let spec = """
      {"data":{"values":[{"k":"a","v":1},{"k":"a","v":3},{"k":"b","v":2}]},
       "encoding":{"x":{"field":"k"}},
       "layer":[{"mark":"point","encoding":{"y":{"field":"v","type":"quantitative"}}},
        {"mark":"tick","encoding":{"y":{"field":"v","aggregate":"mean","type":"quantitative"}}}]}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    #expect(table.columns.map(\.name) == ["k", "v", "mean_v"])
    #expect(table.rows.map { $0[2] } == [.integer(2), .integer(2), .integer(2)])
  }

  @Test func outliersOfABoxPlotAreThere() throws {
    let values = (1...9).map { "{\"v\":\($0)}" }.joined(separator: ",")
    let spec = """
      {"data":{"values":[\(values),{"v":90}]},"mark":"boxplot",
       "encoding":{"y":{"field":"v","type":"quantitative","title":"USD"}}}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    let column = try #require(table.columns.firstIndex { $0.title == "USD, outlier" })
    #expect(table.rows.contains { $0[column] == .integer(90) })
  }
}

extension [String] {
  /// These names in the order of the table's columns, so that only what is there is compared.
  fileprivate func sortedLike(_ table: Table) -> [String] {
    let names = table.columns.map(\.name)
    return sorted { (names.firstIndex(of: $0) ?? 99) < (names.firstIndex(of: $1) ?? 99) }
  }
}
