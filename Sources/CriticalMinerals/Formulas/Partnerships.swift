package import Basics

/// Systems 13 and 14: how partnerships have done, and what weight their members have.
package enum Partnerships {
  /// By how much imports changed between two years, in %.
  ///
  /// - Returns: -100 or more; nil where nothing was imported before.
  package static func change(from before: Double, to after: Double) throws(FormulaError) -> Double?
  {
    try require(before, .notNegative, "amount before")
    try require(after, .notNegative, "amount after")
    return before > 0 ? 100 * (after / before - 1) : nil
  }

  /// The share of materials of which less was imported than before, in %; nil without materials.
  package static func decliningShare(
    before: [Double], after: [Double]
  ) throws(FormulaError) -> Double? {
    try require(before, .notNegative, "amount before")
    try require(after, .notNegative, "amount after")
    return Portion.of(Array(zip(before, after))) { $0.1 < $0.0 }
  }

  /// The share of partners with low governance, in %; nil without partners.
  ///
  /// Low is a mean estimate below 0. That is an assumption of this tool: the audit's rule is not
  /// published with its count.
  ///
  /// - Parameter estimates: means of the World Bank's estimates, -2.5 to 2.5.
  package static func lowGovernanceShare(estimates: [Double]) throws(FormulaError) -> Double? {
    try require(estimates, .between(-2.5, 2.5), "mean of estimates")
    return Portion.of(estimates) { $0 < 0 }
  }

  /// How many had been signed by a day, that day included.
  package static func count(signedOn: [CalendarDate], by day: CalendarDate) -> Int {
    signedOn.count { $0 <= day }
  }

  /// What a bloc produces of what it uses, in %.
  ///
  /// - Returns: 0 or more; nil where nothing is used.
  package static func selfSufficiency(
    production: Double, consumption: Double
  ) throws(FormulaError) -> Double? {
    try require(production, .notNegative, "production")
    try require(consumption, .notNegative, "consumption")
    return consumption > 0 ? 100 * production / consumption : nil
  }
}
