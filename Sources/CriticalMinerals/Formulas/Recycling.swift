/// System 12: how much of what is used was used before. Each measure has its own base.
package enum Recycling {
  /// The share of input that is old scrap (EoL-RIR), in %: what the Commission reports.
  ///
  /// - Returns: 0 to 100; nil where there is no input.
  /// Source: European Commission, Methodology for establishing the EU list of critical raw
  /// materials (2017), doi 10.2873/769526.
  package static func inputRate(
    oldScrap: Double, primary: Double
  ) throws(FormulaError) -> Double? {
    try require(oldScrap, .notNegative, "old scrap")
    try require(primary, .notNegative, "primary input")
    return share(oldScrap, of: oldScrap + primary)
  }

  /// The share of material in discarded products that is recycled (EoL-RR), in %.
  ///
  /// Source: UNEP International Resource Panel, Recycling Rates of Metals (2011).
  package static func endOfLifeRate(
    recycled: Double, discarded: Double
  ) throws(FormulaError) -> Double? {
    try require(recycled, .notNegative, "recycled amount")
    try require(discarded, .notNegative, "discarded amount")
    if recycled > discarded {
      throw .moreThan("recycled amount", recycled, "discarded amount", discarded)
    }
    return share(recycled, of: discarded)
  }

  /// The share of input that is scrap, new or old, in %.
  ///
  /// Source: UNEP International Resource Panel, Recycling Rates of Metals (2011).
  package static func content(
    oldScrap: Double, newScrap: Double, primary: Double
  ) throws(FormulaError) -> Double? {
    try require(oldScrap, .notNegative, "old scrap")
    try require(newScrap, .notNegative, "new scrap")
    try require(primary, .notNegative, "primary input")
    return share(oldScrap + newScrap, of: oldScrap + newScrap + primary)
  }

  /// The share of scrap that is old, in %.
  ///
  /// Source: UNEP International Resource Panel, Recycling Rates of Metals (2011).
  package static func oldScrapRatio(
    oldScrap: Double, newScrap: Double
  ) throws(FormulaError) -> Double? {
    try require(oldScrap, .notNegative, "old scrap")
    try require(newScrap, .notNegative, "new scrap")
    return share(oldScrap, of: oldScrap + newScrap)
  }

  /// The classes of the audit, the benchmark's, and the range between that it does not name.
  package enum Class: String, CaseIterable, Sendable {
    case none = "none"
    case belowOne = "under 1 %"
    case oneToFive = "1 to 5 %"
    case overFive = "over 5 %"
    case benchmark = "25 % or more"
  }

  /// The class of a recycling input rate.
  ///
  /// - Parameter rate: in %, 0 to 100. Over 5 % is below 25 %.
  /// Source: classes of European Court of Auditors, special report 04/2026; 25 % is Regulation
  /// (EU) 2024/1252, Article 5.
  package static func classify(rate: Double) throws(FormulaError) -> Class {
    try require(rate, .percent, "rate")
    switch rate {
    case 0: return .none
    case ..<1: return .belowOne
    case ...5: return .oneToFive
    case ..<25: return .overFive
    default: return .benchmark
    }
  }

  private static func share(_ part: Double, of whole: Double) -> Double? {
    whole > 0 ? 100 * part / whole : nil
  }
}
