/// System 4: whether imports rise, undercut and depress prices. The thresholds are chosen, not found.
package enum Safeguards {
  /// A period's imports against the mean of those before it; 1 is as before.
  ///
  /// - Parameters:
  ///   - volume: 0 or more.
  ///   - previous: of the periods before, in the same unit; three are customary.
  /// - Returns: nil without a period before, or where nothing was imported in any.
  /// Source: after the increase in imports of the WTO Agreement on Safeguards, Article 2.
  package static func surge(volume: Double, previous: [Double]) throws(FormulaError) -> Double? {
    try require(volume, .notNegative, "volume")
    try require(previous, .notNegative, "volume")
    guard let mean = mean(previous), mean > 0 else { return nil }
    return volume / mean
  }

  /// How far imports are cheaper than the domestic product, in % of its price; negative where they
  /// are dearer.
  ///
  /// - Parameter domestic: above 0.
  /// Source: price undercutting of the WTO Anti-Dumping Agreement, Article 3.2.
  package static func undercutting(
    domestic: Double, unitValue: Double
  ) throws(FormulaError) -> Double {
    try require(domestic, .positive, "domestic price")
    try require(unitValue, .notNegative, "unit value")
    return 100 * (domestic - unitValue) / domestic
  }

  /// How far the latest unit value is from the mean of all given, in %; negative below it.
  ///
  /// - Parameter unitValues: of the trailing periods, the latest last; 36 months are customary.
  /// - Returns: nil for fewer than two, or where all are 0.
  package static func depression(unitValues: [Double]) throws(FormulaError) -> Double? {
    try require(unitValues, .notNegative, "unit value")
    guard unitValues.count > 1, let last = unitValues.last, let mean = mean(unitValues), mean > 0
    else { return nil }
    return 100 * (last / mean - 1)
  }

  /// From which surge (a ratio) and undercutting (in %) on something is said.
  package struct Thresholds: Hashable, Sendable {
    package var surge: Double
    package var undercutting: Double

    package init(surge: Double, undercutting: Double) {
      self.surge = surge
      self.undercutting = undercutting
    }
  }

  package enum Signal: String, CaseIterable, Sendable {
    case none, watch, alert
  }

  /// The signal: alert where both measures reach the second thresholds, watch where both reach the
  /// first.
  ///
  /// - Throws: where a second threshold is below the first.
  package static func signal(
    surge: Double, undercutting: Double, watch: Thresholds, alert: Thresholds
  ) throws(FormulaError) -> Signal {
    try require(surge, .notNegative, "surge")
    try require(undercutting, .any, "undercutting")
    try require([watch.surge, alert.surge], .notNegative, "surge threshold")
    try require([watch.undercutting, alert.undercutting], .any, "undercutting threshold")
    if watch.surge > alert.surge {
      throw .moreThan("watch surge", watch.surge, "alert surge", alert.surge)
    }
    if watch.undercutting > alert.undercutting {
      throw .moreThan(
        "watch undercutting", watch.undercutting, "alert undercutting", alert.undercutting)
    }
    func reaches(_ thresholds: Thresholds) -> Bool {
      surge >= thresholds.surge && undercutting >= thresholds.undercutting
    }
    return reaches(alert) ? .alert : reaches(watch) ? .watch : .none
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
