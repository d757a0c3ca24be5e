import Testing

@testable import Charting

/// Expected values from numpy and Python's statistics module, models from vega-statistics.
@Suite struct StatisticsTests {
  static let xs = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]
  static let ys = [2.1, 2.9, 4.2, 4.8, 6.5, 6.1, 8.9, 9.5, 9.1, 12.3, 11.3]
  private let points = Array(zip(xs, ys)).map { (x: $0.0, y: $0.1) }

  private func near(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test func momentsAndQuantiles() {
    let values = Self.ys
    #expect(near(Statistics.mean(values), 7.0636363636363635))
    #expect(near(Statistics.variance(values), 11.536545454545456))
    #expect(near(Statistics.populationVariance(values), 10.487768595041324))
    #expect(near(Statistics.standardDeviation(values), 3.3965490508081073))
    #expect(near(Statistics.standardError(values), 1.0240980712334793))
    #expect(Statistics.quantile(values, 0.5) == 6.5)
    #expect(Statistics.quantile(values, 0.25) == 4.5)
    #expect(near(Statistics.quantile(values, 0.75), 9.3))
    #expect(Statistics.quantile(values, 0.1) == 2.9)
    #expect(Statistics.variance([1]) == nil)
    #expect(Statistics.mean([]) == nil)
  }

  @Test func bootstrapIsTheSameEachTimeAndHoldsTheMean() throws {
    let first = try #require(Statistics.bootstrapInterval(Self.ys))
    let second = try #require(Statistics.bootstrapInterval(Self.ys))
    #expect(first == second)
    #expect(first.0 < 7.06 && first.1 > 7.06)
    // About two standard errors (1.02) on either side.
    #expect(first.0 > 4.5 && first.0 < 5.7 && first.1 > 8.4 && first.1 < 9.6)
  }

  @Test(arguments: [
    (-4.0, 3.167124183311998e-05), (-1, 0.15865525393145707), (0, 0.5), (0.5, 0.6914624612740131),
    (2.9, 0.998134186699616), (3.1, 0.9990323967867816),
  ])
  func cumulativeNormal(z: Double, p: Double) {
    #expect(near(Distributions.normalCumulative(z), p))
  }

  @Test(arguments: [
    (0.001, -3.090232306167813), (0.025, -1.9599639845400538), (0.5, 0), (0.8, 0.8416212335729144),
    (0.9999, 3.7190164854557084),
  ])
  func quantileNormal(p: Double, z: Double) {
    #expect(near(Distributions.normalQuantile(p), z, 1e-10))
  }

  @Test func bandwidthFollowsScott() {
    #expect(near(Statistics.bandwidth(Self.ys), 2.2287698236796802))
  }

  @Test(
    arguments: [
      (.linear, 3, [0.8644144144144148, 1.049099099099099], 0.9626923932648034, 5.58536036036036),
      (.log, 3, [0.29579500537909187, 4.276800420668965], 0.8571708460343144, 6.7284338486305435),
      (.exp, 3, [2.501181796350135, 0.15818402221192152], 0.9418859314123768, 5.09669065876561),
      (.pow, 3, [1.850788720558647, 0.7639874770304597], 0.9487805568897396, 5.839867915023457),
      (
        .quad, 3, [1.2290262172284656, 0.8730081716036766, 0.01533026898195442], 0.96398604083708,
        5.468000936329588
      ),
      (
        .poly, 3,
        [0.8278118609406881, 1.223986025903211, -0.05941160066927108, 0.0044346842659727164],
        0.9645794901748411, 5.536774667689163
      ),
      (
        .poly, 4,
        [
          2.0613116726835, -0.3501821183228937, 0.5129644122423833, -0.07318744232101534,
          0.0034975553928622083,
        ], 0.9664347900689859, 5.638032114921779
      ),
    ] as [(RegressionTransform.Method, Int, [Double], Double, Double)])
  func modelsAreThoseOfVega(
    method: RegressionTransform.Method, order: Int, coefficients: [Double], rSquared: Double,
    at4point5: Double
  ) {
    let model = RegressionModel(method, points, order: order)
    #expect(near(model.rSquared, rSquared, 1e-9))
    #expect(near(model.predict(4.5), at4point5, 1e-9))
    #expect(model.coefficients.count == coefficients.count)
    for (mine, theirs) in zip(model.coefficients, coefficients) {
      #expect(near(mine, theirs, 1e-7))
    }
  }

  @Test func loessIsThatOfVega() {
    let expected: [(Double, Double)] = [
      (1, 2.0540413975055447), (2, 3.036771327434068), (3, 4.000460677486818),
      (4, 5.1065734920367145), (5, 5.968270962921507), (6, 7.217036351344241),
      (7, 8.333483805386187), (8, 9.294819058871463), (9, 10.339137175379463),
      (10, 11.617863572062038),
    ]
    let smoothed = Loess.smooth(points, bandwidth: 0.5)
    #expect(smoothed.count == expected.count)
    for (mine, theirs) in zip(smoothed, expected) {
      #expect(near(mine.0, theirs.0) && near(mine.1, theirs.1, 1e-9))
    }
  }

  @Test func curvesAreSampledWhereTheyBend() {
    let curve = SampledCurve.points(
      of: { Elementary.sin($0) }, over: (0, 6), minsteps: 25, maxsteps: 200)
    #expect(curve.count == 106)
    #expect(near(curve[1].0, 0.24) && near(curve[10].0, 1.02))
  }
}
