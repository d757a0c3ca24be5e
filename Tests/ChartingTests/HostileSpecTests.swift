import Basics
import Charting
import Tables
import Testing

/// Specs that are meant to do harm, or that nobody meant: an SVG or a named error, and soon.
@Suite struct HostileSpecTests {
  private static func bar(_ values: String, _ more: String = "") -> String {
    """
    {"data":{"values":\(values)},"mark":"bar"\(more),
     "encoding":{"x":{"field":"a","type":"nominal"},"y":{"field":"b","type":"quantitative"}}}
    """
  }

  private static func points(_ values: String, _ scale: String) -> String {
    """
    {"data":{"values":\(values)},"mark":"point","encoding":{
     "x":{"field":"a","type":"quantitative","scale":\(scale)},
     "y":{"field":"b","type":"quantitative"}}}
    """
  }

  static let drawn: [(String, String)] = [
    ("no rows", bar("[]")),
    ("one row", bar("[{\"a\":\"x\",\"b\":1}]")),
    ("all null", bar("[{\"a\":null,\"b\":null},{\"a\":null,\"b\":null}]")),
    ("empty objects", bar("[{},{\"a\":1,\"b\":2}]")),
    ("numbers too large", bar("[{\"a\":\"x\",\"b\":1e308},{\"a\":\"y\",\"b\":-1e308}]")),
    ("a domain of one value", points("[{\"a\":5,\"b\":5},{\"a\":5,\"b\":5}]", "{\"zero\":false}")),
    (
      "the logarithm of zero",
      points("[{\"a\":0,\"b\":1},{\"a\":10,\"b\":2}]", "{\"type\":\"log\"}")
    ),
    (
      "logarithms below zero",
      points("[{\"a\":-5,\"b\":1},{\"a\":10,\"b\":2}]", "{\"type\":\"log\"}")
    ),
    ("only zeros, logarithmic", points("[{\"a\":0,\"b\":1}]", "{\"type\":\"log\"}")),
    (
      "a root of negatives", points("[{\"a\":-4,\"b\":1},{\"a\":4,\"b\":2}]", "{\"type\":\"sqrt\"}")
    ),
    ("an exponent of zero", points("[{\"a\":1,\"b\":1}]", "{\"type\":\"pow\",\"exponent\":0}")),
    (
      "a base of one",
      points("[{\"a\":1,\"b\":1},{\"a\":9,\"b\":1}]", "{\"type\":\"log\",\"base\":1}")
    ),
    ("an empty domain", points("[{\"a\":1,\"b\":1}]", "{\"domain\":[]}")),
    ("a domain of one number", points("[{\"a\":1,\"b\":1}]", "{\"domain\":[3]}")),
    ("an empty range", points("[{\"a\":1,\"b\":1}]", "{\"range\":[]}")),
    (
      "a padding beyond the width",
      points("[{\"a\":1,\"b\":1},{\"a\":2,\"b\":1}]", "{\"padding\":1e6}")
    ),
    ("negative sizes", bar("[{\"a\":\"x\",\"b\":1}]", ",\"width\":-100,\"height\":-5")),
    ("sizes of zero", bar("[{\"a\":\"x\",\"b\":1}]", ",\"width\":0,\"height\":0")),
    ("sizes beyond reason", bar("[{\"a\":\"x\",\"b\":1}]", ",\"width\":1e300,\"height\":1e300")),
    (
      "markup in words",
      bar("[{\"a\":\"<script>&\\\"'</script>\",\"b\":1}]", ",\"title\":\"<b>&amp;\"")
    ),
    ("control characters", bar("[{\"a\":\"\\u0000\\u0007\\uffff\",\"b\":1}]")),
    ("a step of zero", bar("[{\"a\":\"x\",\"b\":1}]", ",\"width\":{\"step\":0}")),
    (
      "ticks too close",
      """
      {"data":{"values":[{"a":0},{"a":1e12}]},"mark":"point","encoding":{
       "x":{"field":"a","type":"quantitative","axis":{"tickCount":1e9}}}}
      """
    ),
    (
      "bins without end",
      """
      {"data":{"values":[{"a":0},{"a":1e9}]},"mark":"bar","encoding":{
       "x":{"field":"a","bin":{"step":1e-3},"type":"quantitative"},"y":{"aggregate":"count"}}}
      """
    ),
    (
      "seconds of a thousand years",
      """
      {"data":{"values":[{"a":"1000-01-01"},{"a":"2000-01-01"}]},"mark":"point","encoding":{
       "x":{"field":"a","type":"temporal","axis":{"tickCount":"second"}}}}
      """
    ),
    (
      "a sequence of one value",
      """
      {"data":{"sequence":{"start":0,"stop":1}},"mark":"line","encoding":{
       "x":{"field":"data","type":"quantitative"},"y":{"field":"data","type":"quantitative"}}}
      """
    ),
  ]

  @Test(arguments: drawn.indices)
  func isDrawnWellFormed(index: Int) throws {
    let (name, spec) = Self.drawn[index]
    let clock = ContinuousClock()
    let start = clock.now
    let (chart, diagnostics) = draw(spec)
    #expect(clock.now - start < .seconds(10), "\(name)")
    let svg = try #require(chart?.svg, "\(name): \(diagnostics.map(\.summary))")
    #expect(XMLCheck.problem(in: svg) == nil, "\(name)")
  }

  static let refused: [(String, String)] = [
    (#"[]"#, "InvalidChartValue"), (#"{}"#, "MissingChartProperty"),
    (#"{"mark":"blob"}"#, "InvalidChartValue"), (#"{"mark":{}}"#, "MissingChartProperty"),
    (#"{"mark":"bar","data":{"name":"nothing"}}"#, "UnknownChartData"),
    (#"{"mark":"bar","data":{"url":"https://example.org/x.csv"}}"#, "UnsupportedChartProperty"),
    (#"{"params":[{"name":"p"}]}"#, "UnsupportedChartProperty"),
    (#"{"mark":"geoshape"}"#, "UnsupportedChartProperty"),
    (#"{"mark":"bar","encodng":{}}"#, "UnknownChartProperty"),
    (#"{"data":{"sequence":{"start":0,"stop":1e12}},"mark":"point"}"#, "ChartTooComplex"),
    (folded([#"{"fold":["a","b"]}"#], times: 25), "ChartTooComplex"),
    (
      folded([#"{"calculate":"sequence(1000)","as":"a"}"#, #"{"flatten":["a"]}"#], times: 3),
      "ChartTooComplex"
    ),
    (
      folded([#"{"quantile":"a","step":1e-300,"groupby":["b"]}"#, #"{"fold":["prob"]}"#], times: 1)
        .replacing("1e-300", with: "2e-5").replacing(
          #""values":[{"a":1,"b":2}]"#,
          with: #""values":[\#((0..<50).map { #"{"a":1,"b":\#($0)}"# }.joined(separator: ","))]"#),
      "ChartTooComplex"
    ),
  ]

  /// A chart of one row whose transforms are done several times.
  private static func folded(_ transforms: [String], times: Int) -> String {
    let all = Array(repeating: transforms, count: times).joined().joined(separator: ",")
    return #"{"data":{"values":[{"a":1,"b":2}]},"mark":"point","transform":[\#(all)],"#
      + #""encoding":{"x":{"field":"b","type":"quantitative"}}}"#
  }

  @Test(arguments: refused)
  func isRefusedByName(spec: String, identifier: String) {
    let (chart, diagnostics) = draw(spec)
    #expect(chart == nil)
    #expect(diagnostics.contains { $0.identifier == identifier && $0.severity == .error })
  }

  @Test func depthIsANamedError() {
    let deep = String(repeating: "[", count: 10_000)
    let (_, diagnostics) = draw(deep)
    #expect(diagnostics.map(\.identifier) == ["JSONTooDeep"])
    var layered = #"{"mark":"point"}"#
    for _ in 0..<60 { layered = #"{"layer":["# + layered + "]}" }
    #expect(draw(layered).diagnostics.contains { $0.identifier == "ChartTooComplex" })
  }

  @Test func idsOfTwoChartsDoNotCollide() throws {
    let spec = #"""
      {"data":{"values":[{"a":1,"b":2},{"a":2,"b":3}]},"mark":"rect","title":"T","encoding":{
       "x":{"field":"a","type":"ordinal"},"color":{"field":"b","type":"quantitative"}}}
      """#
    let one = try #require(draw(spec, id: "one").chart?.svg)
    let two = try #require(draw(spec, id: "two").chart?.svg)
    #expect(one.contains("id=\"one-gradient1\"") && two.contains("id=\"two-gradient1\""))
    #expect(!two.contains("one-"))
  }

  @Test func usermetaDoesNotLeak() throws {
    let spec =
      #"{"usermeta":{"secret":"hush"},"data":{"values":[{"a":1}]},"mark":"point","encoding":{"x":{"field":"a"}}}"#
    #expect(try !#require(draw(spec).chart?.svg).contains("hush"))
  }

  @Test func manyRowsAreDrawnInTime() throws {
    var values = ""
    for index in 0..<20_000 { values += "{\"a\":\(index % 977),\"b\":\(index % 331)}," }
    let spec = Self.points("[" + values.dropLast() + "]", "{}")
    let (chart, _) = draw(spec)
    #expect(try XMLCheck.problem(in: #require(chart?.svg)) == nil)
  }

  @Test(arguments: [
    #"{"loess":"b","on":"a"}"#,
    #"{"window":[{"op":"median","field":"b","as":"m"}],"frame":[-9000,9000]}"#,
    #"{"aggregate":[{"op":"ci0","field":"b","as":"m"}]}"#,
  ])
  func aTransformThatTakesTooLongIsRefused(transform: String) {
    // A sequence of rows: only their number matters here.
    let rows = transform.contains("ci0") ? 300_000 : 20_000
    let spec = """
      {"data":{"sequence":{"start":0,"stop":\(rows),"as":"a"}},
       "transform":[{"calculate":"datum.a","as":"b"},\(transform)],"mark":"point"}
      """
    let (chart, diagnostics) = draw(spec)
    #expect(chart == nil)
    #expect(diagnostics.map(\.summary) == ["the transform takes too long for \(rows) rows"])
    #expect(diagnostics.map(\.identifier) == ["ChartTooComplex"])
  }

  @Test func moreMarksThanAPageCanHoldAreRefused() {
    let spec = """
      {"data":{"sequence":{"start":0,"stop":250001,"as":"a"}},"mark":"point",
       "encoding":{"x":{"field":"a","type":"quantitative"}}}
      """
    let (chart, diagnostics) = draw(spec)
    #expect(chart == nil)
    #expect(diagnostics.map(\.summary) == ["the chart has more than 250000 marks"])
  }
}
