import Testing

@testable import Charting

@Suite struct BinStepsTests {
  /// What vega-statistics' bin and vega-transforms' Bin give; the options are JSON.
  @Test(
    arguments: [
      ("{}", 1, 9.9, 10, 1, 10, 1),
      ("{}", 0, 230, 10, 0, 250, 50),
      ("{}", 46, 230, 6, 0, 250, 50),
      ("{}", -3.7, 12.2, 20, -4, 13, 1),
      ("{\"step\":5}", 3, 42, 10, 0, 45, 5),
      ("{\"nice\":false}", 1.3, 9.7, 10, 1.3, 10.3, 1),
      ("{\"steps\":[1,2,10,50]}", 0, 100, 10, 0, 100, 2),
      ("{\"minstep\":1}", 0, 3, 10, 0, 3, 1),
      ("{}", 5, 5, 10, 5, 5.5, 0.5),
      ("{}", 0, 0, 10, 0, 0.1, 0.1),
      ("{\"base\":2}", 0, 1000, 10, 0, 1024, 128),
      ("{\"divide\":[5]}", 0, 77, 10, 0, 80, 10),
      ("{}", 0.001, 0.0099, 10, 0.001, 0.010000000000000002, 0.001),
      ("{}", 1000000, 9300000, 4, 0, 10000000, 5000000),
    ] as [(String, Double, Double, Double, Double, Double, Double)])
  func stepsAreThoseOfVega(
    options: String, low: Double, high: Double, maxbins: Double, start: Double, stop: Double,
    step: Double
  ) throws {
    let options = try #require(JSONText.parse(options))
    var parameters = BinParameters(maxbins: maxbins)
    parameters.step = options["step"].finiteNumber
    parameters.nice = options["nice"] != false
    parameters.steps = (options["steps"].elements ?? []).map(\.coercedToNumber)
    parameters.minstep = options["minstep"].finiteNumber ?? 0
    parameters.base = options["base"].finiteNumber ?? 10
    if let divide = options["divide"].elements { parameters.divide = divide.map(\.coercedToNumber) }
    let steps = BinSteps(parameters, extent: (low, high))
    #expect(steps.start == start)
    #expect(steps.stop == stop)
    #expect(steps.step == step)
  }

  @Test func valuesFallIntoTheirBinAndTheLastEndIsInside() {
    let steps = BinSteps(start: 0, stop: 1, step: 0.1)
    #expect(steps.floor(0.3) == 0.1 * 3)
    #expect(steps.floor(1) == 0.9)
    #expect(steps.floor(-1) == -.infinity)
    #expect(steps.floor(2) == .infinity)
    #expect(steps.floor(.nan) == nil)
    #expect(steps.edges.count == 11)
  }

  @Test func anAnchorMovesTheEdges() {
    var parameters = BinParameters(maxbins: 10)
    parameters.anchor = 0.5
    let steps = BinSteps(parameters, extent: (0, 10))
    #expect(steps.start == 0.5)
    #expect(steps.stop == 10.5)
  }

  @Test func hostileExtentsStillGiveBins() {
    for extent in [(Double.nan, 1.0), (0, .infinity), (-1e308, 1e308)] {
      let steps = BinSteps(BinParameters(), extent: extent)
      #expect(steps.step > 0 && steps.edges.count < 100)
    }
  }
}
