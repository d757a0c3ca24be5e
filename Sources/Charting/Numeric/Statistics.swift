/// Summaries of numbers, as Vega computes them; callers leave out what is no number.
enum Statistics {
  /// The plain sum in the order of the rows, as Vega adds.
  static func sum(_ values: [Double]) -> Double { values.reduce(0, +) }

  /// Welford's running mean and sum of squared deviations.
  static func moments(_ values: [Double]) -> (mean: Double, deviations: Double) {
    var mean = 0.0
    var deviations = 0.0
    var count = 0.0
    for value in values {
      count += 1
      let delta = value - mean
      mean += delta / count
      deviations += delta * (value - mean)
    }
    return (mean, deviations)
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : moments(values).mean
  }

  /// Sample variance (divisor n - 1); nil below two values.
  static func variance(_ values: [Double]) -> Double? {
    values.count > 1 ? moments(values).deviations / Double(values.count - 1) : nil
  }

  static func populationVariance(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : moments(values).deviations / Double(values.count)
  }

  static func standardDeviation(_ values: [Double]) -> Double? {
    variance(values)?.squareRoot()
  }

  /// Standard error of the mean: sample standard deviation over the root of n.
  static func standardError(_ values: [Double]) -> Double? {
    variance(values).map { ($0 / Double(values.count)).squareRoot() }
  }

  /// Quantile of type 7 (linear between order statistics) of sorted values.
  static func quantile(sorted values: [Double], _ p: Double) -> Double? {
    guard let first = values.first, let last = values.last, !p.isNaN else { return nil }
    if p <= 0 || values.count < 2 { return first }
    if p >= 1 { return last }
    let position = Double(values.count - 1) * p
    let below = Int(position.rounded(.down))
    return values[below] + (values[below + 1] - values[below]) * (position - Double(below))
  }

  static func quantile(_ values: [Double], _ p: Double) -> Double? {
    quantile(sorted: values.sorted(), p)
  }

  /// First quartile, median, third quartile.
  static func quartiles(_ values: [Double]) -> (Double, Double, Double)? {
    let sorted = values.sorted()
    guard let q1 = quantile(sorted: sorted, 0.25), let q2 = quantile(sorted: sorted, 0.5),
      let q3 = quantile(sorted: sorted, 0.75)
    else { return nil }
    return (q1, q2, q3)
  }

  /// The 95 % bootstrap interval of the mean from 1000 resamples with a fixed seed.
  static func bootstrapInterval(_ values: [Double], samples: Int = 1000, alpha: Double = 0.05)
    -> (Double, Double)?
  {
    guard !values.isEmpty else { return nil }
    var random = SeededRandom()
    let count = Double(values.count)
    var means = (0..<samples).map { _ in
      var total = 0.0
      for _ in values.indices { total += values[Int(random.next() * count)] }
      return total / count
    }
    means.sort()
    guard let low = quantile(sorted: means, alpha / 2),
      let high = quantile(sorted: means, 1 - alpha / 2)
    else { return nil }
    return (low, high)
  }

  /// Scott's bandwidth of a normal kernel (vega-statistics `bandwidth`).
  static func bandwidth(_ values: [Double]) -> Double {
    let deviation = standardDeviation(values)
    guard let (q1, _, q3) = quartiles(values) else { return 1 }
    var width = min(deviation ?? .nan, (q3 - q1) / 1.34)
    if width.isNaN || width == 0 { width = deviation ?? 0 }
    if width == 0 { width = abs(q1) }
    if width == 0 { width = 1 }
    return 1.06 * width * Elementary.pow(Double(values.count), -0.2)
  }
}

/// Pseudo-random numbers that are the same on every machine (a linear congruential generator,
/// the glibc constants modulo 2^31 - 1, as vega's `randomLCG`).
struct SeededRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64 = 42) { state = seed % 2_147_483_647 }

  /// A number from 0 up to, but not including, 1.
  mutating func next() -> Double {
    state = (1_103_515_245 * state + 12_345) % 2_147_483_647
    return Double(state) / 2_147_483_647
  }
}
