import Basics
import Charting
import Tables
import Testing

/// What a chart says beside its picture: errors at their place, texts, summary and data twin.
@Suite struct ChartTextTests {
  private static let spec = """
    {
      "title": {"text": "China supplies nearly all gallium", "subtitle": "Share of supply, %"},
      "description": "Bars by material.",
      "usermeta": {"source": ["Commission 2023"], "note": "Rounded.", "illustrative": true},
      "data": {"name": "share"},
      "mark": "bar",
      "encoding": {
        "y": {"field": "material", "type": "nominal", "sort": "-x"},
        "x": {"field": "share_pct", "type": "quantitative", "title": "Share"}
      }
    }
    """

  private static let table = Table(
    columns: [
      Column("material", type: .string, title: "Material"),
      Column("share_pct", type: .number, unit: "%"),
    ],
    rows: [
      [.text("Gallium"), .number(94)], [.text("Tungsten"), .number(83)],
      [.text("Baryte"), .number(44.5)],
    ])

  @Test func textsAndTwinAreGiven() throws {
    let (chart, diagnostics) = draw(
      Self.spec, theme: .house, requiresText: true, data: ["share": Self.table], width: 640)
    let drawn = try #require(chart)
    #expect(diagnostics.isEmpty)
    #expect(drawn.title == "China supplies nearly all gallium")
    #expect(drawn.subtitle == "Share of supply, %")
    #expect(drawn.description == "Bars by material.")
    #expect(drawn.sources == ["Commission 2023"])
    #expect(drawn.note == "Rounded.")
    #expect(drawn.isIllustrative)
    #expect(drawn.summary == "Share ranges from 44.5 (Baryte) to 94 (Gallium).")
    #expect(drawn.dataTable.columns.map(\.title) == ["Material", "Share"])
    #expect(drawn.dataTable.columns.map(\.unit) == [nil, "%"])
    #expect(drawn.dataTable.rows.count == 3)
    #expect(drawn.width == 640)
    #expect(drawn.svg.contains("role=\"img\""))
    #expect(drawn.svg.contains("aria-labelledby=\"t-title t-desc\""))
    #expect(drawn.svg.contains(">Illustrative</text>"))
    #expect(!drawn.svg.contains(">China supplies nearly all gallium</text>"))
    #expect(XMLCheck.problem(in: drawn.svg) == nil)
  }

  @Test func aLayerOfLabelsTakesTheTitlesOfTheOthers() throws {
    let spec = """
      {"data": {"values": [{"a": "Gallium", "b": 94, "k": "Above", "t": "94 %"}]},
       "encoding": {"y": {"field": "a", "title": "Material", "axis": {"title": null}}},
       "layer": [
        {"mark": "bar", "encoding": {"x": {"field": "b", "axis": {"title": "Share"}}}},
        {"mark": "text", "encoding": {
          "x": {"field": "b"}, "text": {"field": "t", "title": "Label"},
          "color": {"field": "k", "title": "Standing", "legend": null}}}]}
      """
    let drawn = try #require(draw(spec).chart)
    #expect(
      Set(drawn.dataTable.columns.map(\.title)) == ["Share", "Material", "Label", "Standing"])
  }

  @Test func columnsThatTheChartMakesAreNotInTheTwin() throws {
    let spec = """
      {"data": {"values": [{"a": 1, "b": 2, "k": "x"}, {"a": 1, "b": 3, "k": "y"}]}, "mark": "bar",
       "encoding": {
        "x": {"field": "b", "type": "quantitative", "stack": "zero"}, "y": {"field": "a"},
        "color": {"field": "k", "scale": {"domain": ["y", "x"]}, "title": "Kind"}}}
      """
    let drawn = try #require(draw(spec).chart)
    #expect(drawn.dataTable.columns.map(\.name).sorted() == ["a", "b", "k"])
  }

  @Test func aPageNeedsTitleAndDescription() {
    let bare = #"{"data":{"values":[{"a":1}]},"mark":"point","encoding":{"x":{"field":"a"}}}"#
    #expect(draw(bare).chart != nil)
    let (chart, diagnostics) = draw(bare, requiresText: true)
    #expect(chart == nil)
    #expect(diagnostics.map(\.identifier) == ["ChartWithoutTitle", "ChartWithoutDescription"])
    #expect(
      diagnostics.map(\.summary) == ["the chart has no 'title'", "the chart has no 'description'"])
  }

  @Test func anUnknownPropertyIsNamedAtItsPlace() throws {
    let spec = """
      {"data": {"values": [{"a": 1}]}, "mark": "point",
       "encoding": {"x": {"field": "a", "axis": {"lableAngle": 0}}}}
      """
    let error = try #require(draw(spec).diagnostics.first)
    #expect(error.identifier == "UnknownChartProperty")
    #expect(error.summary == "'lableAngle' is no property of an axis")
    #expect(error.hint == "did you mean 'labelAngle'?")
    #expect(error.range?.start == SourcePosition(line: 2, column: 44))
  }

  @Test func anUnknownFieldHasANearMiss() throws {
    let spec = #"{"data":{"values":[{"share":1}]},"mark":"bar","encoding":{"x":{"field":"shard"}}}"#
    let error = try #require(draw(spec).diagnostics.first)
    #expect(error.identifier == "UnknownChartField")
    #expect(error.summary == "the data has no field 'shard'")
    #expect(error.hint == "did you mean 'share'?")
  }

  @Test func aNameForDataIsToldHowToBeWritten() throws {
    let spec = #"{"data":"rents","mark":"bar","encoding":{"x":{"field":"a"}}}"#
    let error = try #require(draw(spec).diagnostics.first)
    #expect(error.identifier == "InvalidChartValue")
    #expect(error.summary == "'data' takes an object, not a string")
    #expect(error.hint == "write data: {name: rents}")
  }

  @Test func interactionIsRefusedByName() throws {
    let spec = #"{"params":[{"name":"p","select":"point"}],"data":{"values":[]},"mark":"bar"}"#
    let error = try #require(draw(spec).diagnostics.first)
    #expect(error.identifier == "UnsupportedChartProperty")
    #expect(error.summary == "'params' makes a chart interactive, and charts here stand still")
  }

  @Test func aShortDescriptionIsFollowedByWhatTheRowsSay() throws {
    let data = ["share": Self.table]
    let house = try #require(draw(Self.spec, theme: .house, data: data).chart)
    #expect(
      house.svg.contains(
        "<desc id=\"t-desc\">Bars by material. Share ranges from 44.5 (Baryte) to 94 (Gallium)."
          + "</desc>"))
    let vega = try #require(draw(Self.spec, data: data).chart)
    #expect(vega.svg.contains("<desc id=\"t-desc\">Bars by material.</desc>"))
  }

  @Test func theTwinOfABoxPlotNamesItsColumns() throws {
    let spec = """
      {"data":{"values":[{"g":"A","p":1},{"g":"A","p":5},{"g":"A","p":9}]},"mark":"boxplot",
       "encoding":{"x":{"field":"g","type":"nominal","title":"Grade"},
        "y":{"field":"p","type":"quantitative","title":"USD/kg"}}}
      """
    let table = try #require(draw(spec).chart?.dataTable)
    let titles = table.columns.map(\.title)
    #expect(
      titles == [
        "Grade", "USD/kg, lower quartile", "USD/kg, upper quartile", "USD/kg, lower whisker",
        "USD/kg, upper whisker", "USD/kg, median",
      ])
    #expect(
      table.rows == [
        [.text("A"), .integer(3), .integer(7), .integer(1), .integer(9), .integer(5)]
      ])
    #expect(!table.columns.contains { $0.title?.contains("_") ?? false })
  }

  @Test func aWidthThatLabelsFillIsSaid() throws {
    let spec = """
      {"title":"T","description":"D","width":120,"data":{"values":[
        {"m":"A material with quite a long name","v":1}]},"mark":"bar",
       "encoding":{"y":{"field":"m","type":"nominal","title":null},
        "x":{"field":"v","type":"quantitative"}}}
      """
    let (chart, diagnostics) = draw(spec, theme: .house)
    #expect(chart != nil)
    let warning = try #require(diagnostics.first)
    #expect(warning.identifier == "ChartTooNarrow" && warning.severity == .warning)
    #expect(warning.summary.hasPrefix("of the chart's width of 120, labels and legend take "))
    #expect(warning.hint == "give it more 'width', or shorten its labels")
    #expect(draw(spec, theme: .vega).diagnostics.isEmpty)
  }

  @Test func stackedBarsAreRoundedAsAWhole() throws {
    let spec = """
      {"data":{"values":[{"g":"A","k":"x","v":1},{"g":"A","k":"y","v":2},{"g":"B","k":"x","v":3}]},
       "mark":{"type":"bar","cornerRadius":6,"stroke":"black"},
       "encoding":{"x":{"field":"g","type":"nominal"},"y":{"field":"v","type":"quantitative"},
        "color":{"field":"k","type":"nominal"}}}
      """
    let svg = try #require(draw(spec).chart?.svg)
    #expect(XMLCheck.problem(in: svg) == nil)
    #expect(svg.ranges(of: "<clipPath").count == 2)
    #expect(svg.ranges(of: "class=\"foreground\"").count == 2)
  }

  @Test func aMissingFieldIsNotIdenticalToNull() throws {
    func fill(_ test: String) throws -> Bool {
      let spec = """
        {"data":{"values":[{"a":1}]},"mark":"point","encoding":{
         "x":{"field":"a","type":"quantitative"},
         "color":{"condition":{"test":"\(test)","value":"#123456"},"value":"#654321"}}}
        """
      return try #require(draw(spec).chart?.svg).contains("#123456")
    }
    #expect(try !fill("datum.b === null"))
    #expect(try fill("datum.b !== null"))
    #expect(try fill("datum.b == null"))
  }
}
