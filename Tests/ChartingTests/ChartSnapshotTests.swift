import Basics
import Charting
import Foundation
import Tables
import Testing

/// The project's own charts, each with the SVG it is known to give.
///
/// `RECORD_CHARTS=1` writes what is drawn over what is known, and fails, so that a run that
/// records never passes for one that compares.
@Suite struct ChartSnapshotTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Charts")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".vl.json") }.map { String($0.dropLast(8)) }.sorted()
  }()

  @Test func thereAreCharts() { #expect(Self.names.count >= 10) }

  @Test(arguments: names)
  func isDrawnAsBefore(name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: name + ".vl.json"))
    let source = SourceText(path: name, utf8: [UInt8](bytes))
    let spec = try StructuredValue.parseJSON(source).get()
    let theme: ChartTheme = name.hasPrefix("house-") ? .house : .vega
    let (chart, diagnostics) = renderChart(
      ChartRequest(spec: spec, id: name, theme: theme, width: theme == .house ? 640 : nil))
    let svg = try #require(chart?.svg, "\(diagnostics.map(\.summary))")
    #expect(XMLCheck.problem(in: svg) == nil)
    let expected = Self.folder.appending(path: name + ".svg")
    if ProcessInfo.processInfo.environment["RECORD_CHARTS"] != nil {
      try svg.write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name).svg")
      return
    }
    let known = try String(contentsOf: expected, encoding: .utf8)
    #expect(svg == known, "\(name).svg differs; look at it, then record with RECORD_CHARTS=1")
  }
}
