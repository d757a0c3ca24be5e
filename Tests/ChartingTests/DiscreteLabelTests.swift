import Basics
import Charting
import Testing

/// In the site's look the labels of discrete values never overprint.
@Suite struct DiscreteLabelTests {
  private static func chart(
    _ values: [String], axis: String = "{}", width: String = "{\"step\":28}"
  ) -> (chart: RenderedChart?, diagnostics: [Diagnostic]) {
    let rows = values.map { "{\"q\":\"\($0)\",\"c\":\"Berlin\",\"v\":1}" }.joined(separator: ",")
    let spec = """
      {"width":\(width),"data":{"values":[\(rows)]},"mark":"rect","encoding":{
        "x":{"field":"q","type":"ordinal","axis":\(axis)},"y":{"field":"c"},
        "color":{"field":"v","type":"quantitative"}}}
      """
    return draw(spec, theme: .house)
  }

  private static let quarters = (1...5).map { "2025-Q\($0)" }

  @Test func labelsThatFitStandUpright() throws {
    let (chart, diagnostics) = Self.chart(["a", "b", "c"])
    #expect(try !#require(chart).svg.contains("rotate(315)"))
    #expect(diagnostics.isEmpty)
  }

  @Test func labelsThatWouldTouchAreTurned() throws {
    let (chart, diagnostics) = Self.chart(Self.quarters)
    let svg = try #require(chart).svg
    #expect(svg.ranges(of: "rotate(315)").count == 5)
    #expect(diagnostics.isEmpty)
  }

  @Test func whereThereIsLessRoomTheyStandOnEnd() throws {
    let (chart, diagnostics) = Self.chart(Self.quarters, width: "{\"step\":15}")
    #expect(try #require(chart).svg.ranges(of: "rotate(270)").count == 5)
    #expect(diagnostics.isEmpty)
  }

  @Test func whatHasNoRoomAtAllIsLeftOutAndSaid() throws {
    let (chart, diagnostics) = Self.chart(Self.quarters, width: "{\"step\":7}")
    #expect(try #require(chart).svg.ranges(of: "rotate(270)").count == 3)
    let warning = try #require(diagnostics.first)
    #expect(diagnostics.count == 1 && warning.identifier == "ChartTooNarrow")
    #expect(warning.severity == .warning)
    #expect(warning.summary == "of the 5 labels on x, 2 have no room and are left out")
    #expect(warning.hint == "give the chart more 'width'")
  }

  @Test func anAngleThatTheAuthorGivesStays() throws {
    let slanted = Self.chart(Self.quarters, axis: "{\"labelAngle\":-60}")
    #expect(try #require(slanted.chart).svg.ranges(of: "rotate(300)").count == 5)
    #expect(slanted.diagnostics.isEmpty)
    let level = Self.chart(Self.quarters, axis: "{\"labelAngle\":0}")
    let svg = try #require(level.chart).svg
    #expect(!svg.contains("rotate(315)"))
    #expect(svg.ranges(of: ">2025-Q").count == 3)
    #expect(level.diagnostics.map(\.identifier) == ["ChartTooNarrow"])
  }
}
