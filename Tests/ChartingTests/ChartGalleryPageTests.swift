import Basics
import Charting
import Foundation
import Tables
import Testing

/// reference/chart-gallery.md of the manual shows what is drawn now; Scripts/chart_gallery.py makes
/// it anew.
@Suite struct ChartGalleryPageTests {
  static let reference = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Documentation/Content/reference")
  static let folder = reference.appending(path: "chart-gallery")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".vl.json") }.map { String($0.dropLast(8)) }.sorted()
  }()

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  @Test(arguments: names)
  func theDrawingIsFresh(name: String) throws {
    let source = SourceText(path: name, text: try text(name + ".vl.json"))
    let (chart, diagnostics) = renderChart(
      ChartRequest(
        spec: try StructuredValue.parseJSON(source).get(), id: name,
        theme: name.hasPrefix("house") ? .house : .vega, requiresText: true))
    let svg = try #require(chart?.svg, "\(diagnostics.map(\.summary))")
    #expect(diagnostics.isEmpty)
    #expect(try text(name + ".svg") == svg + "\n")
  }

  @Test func thePageShowsEveryChartWithItsSpec() throws {
    let page = try String(
      contentsOf: Self.reference.appending(path: "chart-gallery.md"), encoding: .utf8)
    for name in Self.names {
      #expect(page.contains("](chart-gallery/\(name).svg)"), "\(name)")
      let spec = try text(name + ".vl.json").trimmingCharacters(in: .newlines)
      #expect(page.contains("```json\n\(spec)\n```"), "\(name)")
    }
  }

  @Test(arguments: [
    "bar", "line", "area", "point", "circle", "square", "tick", "rule", "text", "rect", "arc",
    "trail", "boxplot", "errorbar", "errorband", "facet", "concat", "repeat",
  ])
  func eachMarkAndCompositionIsShown(word: String) {
    #expect(Self.names.contains { $0.hasPrefix(word) })
  }
}
