import Basics
import Charting
import Foundation
import Tables
import Testing

/// Specs changed at random: a well-formed SVG or a named error, and soon. A crash ends the run.
@Suite struct MutatedSpecTests {
  /// How often each spec is changed; set ASSAY_MUTATIONS for a longer search.
  private static let rounds =
    Int(ProcessInfo.processInfo.environment["ASSAY_MUTATIONS"] ?? "") ?? 3
  /// Larger specs are mostly rows, which say little about the reader of specs.
  private static let largest = 30_000

  private static func specs(in folder: URL) -> [(name: String, spec: StructuredValue)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.sorted().filter { $0.hasSuffix(".vl.json") }.compactMap { name in
      guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path()),
        bytes.count <= largest
      else { return nil }
      let source = SourceText(path: name, utf8: [UInt8](bytes))
      return (try? StructuredValue.parseJSON(source).get()).map { (name, $0) }
    }
  }

  static let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Charts")

  @Test func ownChartsAreDrawnOrRefused() { search(Self.specs(in: Self.own), factor: 5) }

  @Test(arguments: ["A", "B", "C"])
  func galleryCasesAreDrawnOrRefused(tier: String) {
    let specs = Self.specs(in: VegaLiteGalleryTests.folder.appending(path: tier))
    if specs.isEmpty { print("passed over: the gallery's cases are not beside the project") }
    search(specs, factor: 1)
  }

  private func search(_ specs: [(name: String, spec: StructuredValue)], factor: Int) {
    let clock = ContinuousClock()
    for (index, (name, spec)) in specs.enumerated() {
      for round in 0..<(Self.rounds * factor) {
        let seed = UInt64(index * 1000 + round)
        var mutator = SpecMutator(seed: seed)
        let start = clock.now
        let (chart, diagnostics) = renderChart(
          ChartRequest(spec: mutator.mutated(spec), theme: round % 2 == 0 ? .vega : .house))
        #expect(clock.now - start < .seconds(20), "\(name), seed \(seed)")
        if let chart {
          #expect(XMLCheck.problem(in: chart.svg) == nil, "\(name), seed \(seed)")
        } else {
          #expect(diagnostics.contains { $0.severity == .error }, "\(name), seed \(seed)")
        }
      }
    }
  }
}
