import Basics
import Charting
import Testing

/// Fields of marks that are made of several others are checked as the author wrote them.
@Suite struct CompositeFieldTests {
  private static let values = #""data":{"values":[{"k":"a","v":1,"low":0.5,"high":2,"e":0.2}]}"#

  private static func message(_ mark: String, _ encoding: String) -> (String, String?, String)? {
    let spec = "{\(values),\n\"mark\":\"\(mark)\",\n\"encoding\":{\n\(encoding)}}"
    let (chart, diagnostics) = draw(spec)
    guard chart == nil, diagnostics.count == 1, let only = diagnostics.first,
      only.identifier == "UnknownChartField", let range = only.range
    else { return nil }
    return (
      only.summary, only.hint,
      "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
    )
  }

  @Test(arguments: [
    (
      "errorbar", #""y":{"field":"k"},"#, #""x":{"type":"quantitative","field":"#, "lows", "low"
    ),
    (
      "errorbar", #""x":{"field":"low","type":"quantitative"},"y":{"field":"k"},"#,
      #""x2":{"field":"#, "hihg", "high"
    ),
    (
      "errorbar", #""x":{"field":"v","type":"quantitative"},"#, #""xError":{"field":"#, "ee", "e"
    ),
    (
      "errorbar", #""x":{"field":"v","type":"quantitative"},"xError":{"field":"e"},"#,
      #""xError2":{"field":"#, "ee", "e"
    ),
    (
      "errorband", #""y":{"field":"v","type":"quantitative"},"#,
      #""yError":{"field":"#, "ee", "e"
    ),
    (
      "errorband", #""y":{"field":"low","type":"quantitative"},"x":{"field":"k"},"#,
      #""y2":{"field":"#, "hig", "high"
    ),
    ("boxplot", #""x":{"field":"k"},"#, #""y":{"type":"quantitative","field":"#, "vv", "v"),
    ("boxplot", #""y":{"field":"v","type":"quantitative"},"#, #""x":{"field":"#, "kk", "k"),
    ("boxplot", #""y":{"field":"v","type":"quantitative"},"#, #""color":{"field":"#, "kk", "k"),
  ])
  func anUnknownFieldOfACompositeMarkIsNamedAtItsPlace(
    _ mark: String, _ before: String, _ channel: String, _ name: String, _ near: String
  ) throws {
    let found = try #require(Self.message(mark, "\(before)\n\(channel)\"\(name)\"}"))
    #expect(found.0 == "the data has no field '\(name)'")
    #expect(found.1 == "did you mean '\(near)'?")
    let column = channel.count + 1
    #expect(found.2 == "5:\(column)-5:\(column + name.count + 2)")
  }

  @Test(arguments: ["bar", "rule", "rect"])
  func theSecondEndOfAMarkIsCheckedToo(_ mark: String) throws {
    let encoding =
      "\"x\":{\"field\":\"low\",\"type\":\"quantitative\"},\n\"x2\":{\"field\":\"hihg\"}"
    let found = try #require(Self.message(mark, encoding))
    #expect(found.2 == "5:15-5:21")
  }

  @Test func fieldsThatTheAuthorsTransformsMakeAreKnown() {
    let spec = """
      {\(Self.values),"transform":[{"calculate":"datum.v * 2","as":"twice"}],"mark":"errorbar",
       "encoding":{"x":{"field":"v","type":"quantitative"},"x2":{"field":"twice"}}}
      """
    let (chart, diagnostics) = draw(spec)
    #expect(chart != nil && diagnostics.isEmpty)
  }
}
