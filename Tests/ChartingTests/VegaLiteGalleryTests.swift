import Basics
import Charting
import Foundation
import Tables
import Testing

/// Every open case of the Vega-Lite gallery: an SVG that is well-formed, or a named refusal.
@Suite struct VegaLiteGalleryTests {
  /// The cases stand beside the repository, under terms of their own; they are not part of it.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/vegalite/cases").standardizedFileURL

  /// Cases that draw maps, which are refused by name.
  static let maps: Set<String> = [
    "geo_choropleth", "geo_circle", "geo_graticule", "geo_layer_line_london", "geo_line",
    "geo_point", "geo_repeat", "geo_rule", "geo_sphere", "geo_trellis", "point_angle_windvector",
  ]

  @Test(arguments: ["A", "B", "C"])
  func everyCaseIsDrawnOrRefusedByName(tier: String) throws {
    let folder = Self.folder.appending(path: tier)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path()) else {
      print("passed over: the gallery's cases are not at \(folder.path())")
      return
    }
    var drawn = 0
    for name in names.sorted() where name.hasSuffix(".vl.json") {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      let source = SourceText(path: name, utf8: [UInt8](bytes))
      let spec = try StructuredValue.parseJSON(source).get()
      let (chart, diagnostics) = renderChart(ChartRequest(spec: spec, id: "c"))
      let base = String(name.dropLast(8))
      if Self.maps.contains(base) {
        #expect(chart == nil)
        #expect(diagnostics.contains { $0.identifier == "UnsupportedChartProperty" })
        continue
      }
      let svg = try #require(chart?.svg, "\(name): \(diagnostics.map(\.summary))")
      #expect(XMLCheck.problem(in: svg) == nil, "\(name)")
      #expect(!svg.contains("NaN"), "\(name)")
      drawn += 1
    }
    #expect(drawn > 10)
  }

  @Test func equalRequestsGiveEqualBytes() throws {
    let path = Self.folder.appending(path: "A/layer_likert.vl.json").path()
    guard let bytes = FileManager.default.contents(atPath: path) else {
      print("passed over: the gallery's cases are not at \(path)")
      return
    }
    let spec = try StructuredValue.parseJSON(SourceText(path: "x", utf8: [UInt8](bytes))).get()
    let first = renderChart(ChartRequest(spec: spec)).chart?.svg
    for _ in 0..<3 { #expect(renderChart(ChartRequest(spec: spec)).chart?.svg == first) }
  }
}
