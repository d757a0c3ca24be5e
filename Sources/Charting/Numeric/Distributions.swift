/// The normal and uniform distributions that expressions may name.
enum Distributions {
  static func normalDensity(_ x: Double, mean: Double = 0, stdev: Double = 1) -> Double {
    let z = (x - mean) / stdev
    return Elementary.exp(-0.5 * z * z) / (stdev * (2 * Double.pi).squareRoot())
  }

  /// The cumulative normal distribution: Abramowitz and Stegun 26.2.11 near the middle, the
  /// continued fraction 26.2.14 in the tails.
  static func normalCumulative(_ x: Double, mean: Double = 0, stdev: Double = 1) -> Double {
    let z = (x - mean) / stdev
    if z.isNaN { return .nan }
    let magnitude = abs(z)
    let tail: Double
    if magnitude > 37.5 {
      tail = 0
    } else if magnitude < 3 {
      var term = magnitude
      var sum = magnitude
      var n = 1.0
      while abs(term) > 1e-18 * abs(sum), n < 400 {
        term *= magnitude * magnitude / (2 * n + 1)
        sum += term
        n += 1
      }
      tail = 0.5 - normalDensity(magnitude) * sum
    } else {
      var fraction = magnitude
      for k in stride(from: 200.0, to: 0, by: -1) { fraction = magnitude + k / fraction }
      tail = normalDensity(magnitude) / fraction
    }
    return z > 0 ? 1 - tail : tail
  }

  /// The quantile of the normal distribution: Acklam's rational start and one Halley step.
  static func normalQuantile(_ p: Double, mean: Double = 0, stdev: Double = 1) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p == 0.5 { return mean }
    // The lower half is exact to the last digits; the upper half mirrors it.
    if p > 0.5 { return mean - stdev * normalQuantile(1 - p) }
    var x = normalQuantileStart(p)
    for _ in 0..<2 {
      let error = normalCumulative(x) - p
      let u = error / normalDensity(x)
      x -= u / (1 + x * u / 2)
    }
    return mean + stdev * x
  }

  private static func normalQuantileStart(_ p: Double) -> Double {
    // Hastings' approximation, Abramowitz and Stegun 26.2.23.
    let t = (-2 * Elementary.log(p)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return -(t - numerator / denominator)
  }

  static func uniformDensity(_ x: Double, _ low: Double, _ high: Double) -> Double {
    x >= low && x <= high ? 1 / (high - low) : 0
  }

  static func uniformCumulative(_ x: Double, _ low: Double, _ high: Double) -> Double {
    x < low ? 0 : (x > high ? 1 : (x - low) / (high - low))
  }

  static func uniformQuantile(_ p: Double, _ low: Double, _ high: Double) -> Double {
    p >= 0 && p <= 1 ? low + p * (high - low) : .nan
  }
}
