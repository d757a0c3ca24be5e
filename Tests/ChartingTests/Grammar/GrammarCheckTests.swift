import Basics
import Tables
import Testing

@testable import Charting

/// What is said of names and values that the grammar does not have, or that are not drawn.
@Suite struct GrammarCheckTests {
  private struct Said: Equatable {
    var identifier: String
    var summary: String
    var hint: String?
  }

  private func said(_ spec: String) -> [Said] {
    draw(spec).diagnostics.map {
      Said(identifier: $0.identifier, summary: $0.summary, hint: $0.hint)
    }
  }

  private static func x(_ x: String, _ more: String = "") -> String {
    #"""
    {"data":{"values":[{"a":1}]},"mark":"point",
     "encoding":{"x":{"field":"a","type":"quantitative",\#(x)}}\#(more)}
    """#
  }

  private static func config(_ config: String) -> String {
    x(#""title":"A""#, #","config":{\#(config)}"#)
  }

  @Test(
    arguments: [
      (
        x(#""axis":{"labelAngle":"steep"}"#), "InvalidChartValue",
        "'labelAngle' takes a number from -360 to 360, not a string", nil
      ),
      (
        x(#""axis":{"labelAngle":400}"#), "InvalidChartValue",
        "'labelAngle' takes a number from -360 to 360, not 400", nil
      ),
      (
        x(#""scale":{"zero":"no"}"#), "InvalidChartValue",
        "'zero' takes true or false, not a string", nil
      ),
      (
        x(#""axis":{"titleAnchor":"strat"}"#), "InvalidChartValue",
        "'strat' is no value of 'titleAnchor'", "did you mean 'start'?"
      ),
      (
        x(#""axis":{"tickExtra":true}"#), "UnsupportedChartProperty",
        "'tickExtra' is not supported", nil
      ),
      (
        x(#""axis":{"labelFont":{"expr":"'serif'"}}"#), "UnsupportedChartProperty",
        "an expression for 'labelFont' is not supported", nil
      ),
      (
        x(#""axis":{"labelPadding":{"expr":"width"}}"#), "UnsupportedChartProperty",
        "an expression for 'labelPadding' is not supported", nil
      ),
      (
        x(#""axis":{"offset":{"expr":"datum.a"}}"#), "UnsupportedChartProperty",
        "an expression of more than constants for 'offset' is not supported", nil
      ),
      (
        x(#""axis":{"labelExpr":"datum.label +"}"#), "ExpressionSyntax",
        "the expression ends too soon", nil
      ),
      (
        x(#""legend":{}"#), "UnknownChartProperty", "'legend' is no property of a channel",
        "known here: aggregate, axis, bandPosition, bin, field, impute, scale, sort, stack, "
          + "timeUnit, title, type"
      ),
      (
        config(#""axis":{"labelAngel":0}"#), "UnknownChartProperty",
        "'labelAngel' is no property of an axis", "did you mean 'labelAngle'?"
      ),
      (
        config(#""locale":{}"#), "UnsupportedChartProperty", "'locale' is not supported", nil
      ),
      (
        x(#""type":"Q""#), "BeyondGrammar",
        "one letter for 'type' is not in Vega-Lite's schema; it is drawn all the same", nil
      ),
      (
        x(#""title":"A""#, #","transform":[{"calculate":"1"}]"#), "MissingProperty",
        "the transform 'calculate' needs 'as'", nil
      ),
      (
        x(#""title":"A""#, #","layer":[]"#), "UnknownChartProperty",
        "'layer' is no property of a view", nil
      ),
    ] as [(String, String, String, String?)])
  func isSaidOnce(spec: String, identifier: String, summary: String, hint: String?) {
    #expect(said(spec) == [Said(identifier: identifier, summary: summary, hint: hint)])
  }

  @Test func whatAStillPictureCanDoWithoutIsTakenInSilence() {
    let spec = Self.x(
      #""axis":{"aria":false,"description":"x"}"#,
      #","config":{"aria":true,"view":{"cursor":"grab"}},"usermeta":{"a":[1]},"params":[]"#)
    #expect(draw(spec).diagnostics.isEmpty)
    #expect(draw(spec).chart != nil)
  }

  @Test func aValueLikeTheDefaultNeedsNoWord() {
    #expect(draw(Self.x(#""axis":{"tickExtra":false}"#)).diagnostics.isEmpty)
  }
}
