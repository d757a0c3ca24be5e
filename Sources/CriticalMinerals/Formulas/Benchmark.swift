/// System 11: a benchmark for a year, against what was measured.
package enum Benchmark {
  /// Whether a benchmark is a floor or a cap.
  package enum Direction: String, CaseIterable, Sendable {
    case atLeast = ">="
    case atMost = "<="

    func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .atLeast: value >= limit
      case .atMost: value <= limit
      }
    }
  }

  /// What is missing to a benchmark, in percentage points; negative above it.
  package static func gap(benchmark: Double, actual: Double) throws(FormulaError) -> Double {
    try require(benchmark, .notNegative, "benchmark")
    try require(actual, .notNegative, "actual value")
    return benchmark - actual
  }

  /// How much must be gained each year, in percentage points a year.
  ///
  /// - Returns: nil where no year is left.
  package static func pace(
    benchmark: Double, actual: Double, year: Int, targetYear: Int
  ) throws(FormulaError) -> Double? {
    let gap = try gap(benchmark: benchmark, actual: actual)
    return targetYear > year ? gap / Double(targetYear - year) : nil
  }

  /// The value on the straight line from a base year to the benchmark, in %.
  ///
  /// - Throws: where the base year is not before the target year, or the year is before the base;
  ///   after the target year the line stays at the benchmark.
  package static func path(
    base: Double, baseYear: Int, benchmark: Double, targetYear: Int, year: Int
  ) throws(FormulaError) -> Double {
    let gap = try gap(benchmark: benchmark, actual: base)
    guard targetYear > baseYear else {
      throw .before("target year", "\(targetYear)", "end of the base year", "\(baseYear)")
    }
    guard year >= baseYear else { throw .before("year", "\(year)", "base year", "\(baseYear)") }
    return base + gap * Double(min(year, targetYear) - baseYear) / Double(targetYear - baseYear)
  }

  /// Whether a value meets the benchmark, or at least the line from a base year to it.
  package static func isOnTrack(
    actual: Double, year: Int, base: Double, baseYear: Int, _ direction: Direction,
    benchmark: Double, targetYear: Int
  ) throws(FormulaError) -> Bool {
    try require(actual, .notNegative, "actual value")
    let path = try path(
      base: base, baseYear: baseYear, benchmark: benchmark, targetYear: targetYear, year: year)
    return direction.holds(actual, benchmark) || direction.holds(actual, path)
  }

  package enum Status: String, CaseIterable, Sendable {
    case unmeasured = "no published measurement"
    case met = "met"
    case notMet = "not met"
  }

  /// Whether a benchmark is met; a value that nobody has published is not taken for zero.
  package static func status(
    actual: Double?, _ direction: Direction, benchmark: Double
  ) throws(FormulaError) -> Status {
    guard let actual else { return .unmeasured }
    _ = try gap(benchmark: benchmark, actual: actual)
    return direction.holds(actual, benchmark) ? .met : .notMet
  }
}
