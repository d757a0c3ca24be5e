import Basics
import Charting
import Foundation
import Fuzzing
import Tables
import Testing

/// Whatever a chart's text or its expressions are, it is drawn well-formed or refused at a place.
@Suite struct ChartFuzzTests {
  private static let specs: [[UInt8]] = {
    let folder = MutatedSpecTests.own.path()
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    return names.filter { $0.hasSuffix(".vl.json") }
      .compactMap { FileManager.default.contents(atPath: folder + "/" + $0).map(Array.init) }
      .filter { $0.count < 4_000 }
  }()

  private func check(_ bytes: [UInt8], _ name: String) {
    let source = SourceText(path: "c.json", text: String(decoding: bytes, as: UTF8.self))
    guard case .success(let spec) = StructuredValue.parseYAML(source) else { return }
    let (chart, diagnostics) = renderChart(ChartRequest(spec: spec))
    if let chart {
      #expect(XMLCheck.problem(in: chart.svg) == nil, "\(name)")
      #expect(renderChart(ChartRequest(spec: spec)).chart?.svg == chart.svg, "\(name)")
    } else {
      let errors = diagnostics.filter { $0.severity == .error }
      #expect(errors.contains { $0.range != nil }, "\(name): \(errors.map(\.summary))")
    }
  }

  @Test func anySpecIsDrawnOrRefused() {
    let fuzz = Fuzz("charts", rounds: 200)
    #expect(!Self.specs.isEmpty)
    for (name, bytes) in fuzz.corpus { check(bytes, name) }
    let complaints = fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      check(mutator.mutated(mutator.random.pick(Self.specs) ?? []), "seed \(seed)")
    }
    #expect(complaints == [])
  }

  private static let expressions = [
    "datum.a > 2 && datum.b < 0 ? 'x' : [1, {y: datum['a b']}][1].y", "1 + 2 * -datum.a % 4 << 2",
    "replace(datum.s, /([a-z]+) (\\w+)/g, '$2 $1')", "test(regexp('^(a|b)*$', 'i'), datum.s)",
    "timeFormat(datetime(2012, 0, 5), '%b %d')", "format(datum.a, ',.2~f') + pad(datum.s, 9, '0')",
    "slice(split(datum.s, ' '), -1)[0].length", "sequence(0, datum.a, 0.5)", "'\\u00e9' === \"é\"",
    "utc(1e9, datum.a)", "timeOffset('month', datum.a, 1)", "quantileNormal(0.5, datum.a, 2)",
    "toNumber(datum.s) ** 2 || null", "merge({a: 1}, {a: datum}).a.s", "substring(datum.s, 3, -1)",
    "timeUnitSpecifier(['year', 'month'])", "lerp(extent([3, datum.a, null]), 1e308)",
  ]

  /// An expression in the places that charts have for it.
  private func check(expression bytes: [UInt8], _ name: String) {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return scalar.value > 127 || scalar.value < 32
        ? (scalar.value > 0xFFFF
          ? "?" : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        : scalar == "\"" || scalar == "\\" ? "\\" + String(scalar) : String(scalar)
    }
    .joined()
    check(
      Array(
        """
        {"data": {"values": [{"a": 3, "b": -2.5, "s": "ab cd"}, {"a": 1e300}, {"s": "é😀"}]},
         "transform": [{"calculate": "\(text)", "as": "c"}, {"filter": "\(text)"}],
         "mark": {"type": "text", "text": {"expr": "\(text)"}},
         "encoding": {"x": {"field": "c", "type": "nominal"},
          "tooltip": {"value": {"expr": "\(text)"}}}}
        """.utf8), name)
  }

  @Test func anyExpressionIsComputedOrRefused() {
    let fuzz = Fuzz("expressions", rounds: 200)
    for (name, bytes) in fuzz.corpus { check(expression: bytes, name) }
    let complaints = fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      var text = mutator.random.pick(Self.expressions) ?? ""
      if mutator.random.chance(0.5) {
        text +=
          (mutator.random.pick([" + ", ", ", " ? ", "[", "(", "."]) ?? "")
          + (mutator.random.pick(Self.expressions) ?? "")
      }
      check(expression: mutator.mutated(Array(text.utf8)), "seed \(seed)")
    }
    #expect(complaints == [])
  }
}
