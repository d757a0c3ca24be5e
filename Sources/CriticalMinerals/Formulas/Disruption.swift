/// System 7: what a supplier's stop takes away, and whether replacement comes before the stock ends.
package enum Disruption {
  /// The first loss of supply, in %.
  ///
  /// - Parameters:
  ///   - share: the supplier's, in %.
  ///   - cut: the part of it that stops, 0 to 1.
  package static func loss(share: Double, cut: Double) throws(FormulaError) -> Double {
    try require(share, .percent, "share")
    try require(cut, .part, "cut")
    return share * cut
  }

  /// What is missing after saving, in % of consumption; never negative.
  ///
  /// - Parameter demandCut: the part of consumption that is saved, 0 to 1.
  package static func gap(loss: Double, demandCut: Double) throws(FormulaError) -> Double {
    try require(loss, .percent, "loss")
    try require(demandCut, .part, "demand cut")
    return max(0, loss - 100 * demandCut)
  }

  /// The severity index: a loss of imports as a part of all that is consumed, in %.
  package static func severity(loss: Double, importReliance: Double) throws(FormulaError) -> Double
  {
    try require(loss, .percent, "loss")
    try require(importReliance, .percent, "import reliance")
    return loss * importReliance / 100
  }

  /// After how many days a stock is used up while other supply grows by the same amount each day.
  ///
  /// The stock D meets the gap g less the growing supply r t; it is used up at the first T with
  /// g T - r T² / 2 = D, which is (g - sqrt(g² - 2 r D)) / r.
  ///
  /// - Parameters:
  ///   - cover: the stock in days of consumption, 0 or more.
  ///   - gap: what is missing at first, in % of consumption.
  ///   - ramp: what is added each day, as a part of consumption, 0 to 1.
  /// - Returns: days, from D/g (no ramp) to 2D/g; nil where the stock never runs out.
  package static func exhaustionDays(
    cover: Double, gap: Double, ramp: Double
  ) throws(FormulaError) -> Double? {
    try require(ramp, .part, "ramp")
    guard let constant = try Stockpile.exhaustionDays(cover: cover, gap: gap) else { return nil }
    guard ramp > 0 else { return constant }
    let part = gap / 100
    let remaining = part * part - 2 * ramp * cover
    // Multiplied out so that a very slow ramp does not subtract nearly equal numbers.
    return remaining > 0 ? 2 * cover / (part + remaining.squareRoot()) : nil
  }

  /// Within how many days a linear ramp must replace the whole gap so that the stock lasts.
  ///
  /// - Returns: 2D/g days; nil where nothing is missing.
  package static func replaceWithinDays(cover: Double, gap: Double) throws(FormulaError) -> Double?
  {
    try Stockpile.exhaustionDays(cover: cover, gap: gap).map { 2 * $0 }
  }

  /// The least ramp with which a stock lasts, as a part of consumption added each day: g²/2D.
  ///
  /// - Parameter cover: in days, above 0.
  package static func sufficientRamp(cover: Double, gap: Double) throws(FormulaError) -> Double {
    try require(cover, .positive, "cover")
    try require(gap, .percent, "gap")
    return gap / 100 * (gap / 100) / (2 * cover)
  }

  /// How many days replacement comes after the stock has ended; negative if it comes before.
  package static func resilienceGap(
    replacement: Double, exhaustion: Double
  ) throws(FormulaError) -> Double {
    try require(replacement, .notNegative, "days to replace")
    try require(exhaustion, .notNegative, "days to exhaustion")
    return replacement - exhaustion
  }

  package enum Grade: String, CaseIterable, Sendable {
    case green, amber, red
  }

  /// The alert: green up to 0 days, amber up to 90, red above.
  package static func grade(resilienceGap days: Double) throws(FormulaError) -> Grade {
    try require(days, .any, "resilience gap")
    return days <= 0 ? .green : days <= 90 ? .amber : .red
  }
}
