/// System 10: criticality as the European Commission computes it.
package enum SupplyRisk {
  /// Thresholds from which a material is critical.
  package static let criticalRisk = 1.0
  package static let criticalImportance = 2.8

  /// The mean of a country's six governance estimates on the scale of the formula.
  ///
  /// - Parameter mean: of the World Bank's estimates, -2.5 to 2.5 (good).
  /// - Returns: 0 (good) to 10.
  package static func scaledGovernance(mean: Double) throws(FormulaError) -> Double {
    try require(mean, .between(-2.5, 2.5), "mean of estimates")
    return 2 * (2.5 - mean)
  }

  package struct Supplier: Hashable, Sendable {
    package var share: Double
    package var governance: Double
    package var trade: Double

    /// - Parameters:
    ///   - share: of supply, in %.
    ///   - governance: 0 (good) to 10.
    ///   - trade: 1; less for the EU and countries with trade agreements (0.8), more under export
    ///     taxes, quotas or bans.
    package init(share: Double, governance: Double, trade: Double) throws(FormulaError) {
      try require(share, .percent, "share")
      try require(governance, .between(0, 10), "governance")
      try require(trade, .between(0, 2), "trade parameter")
      self.share = share
      self.governance = governance
      self.trade = trade
    }
  }

  /// Concentration weighted by governance and trade: the sum of squared fractions × WGI × t.
  ///
  /// - Returns: 0 to 20, usually up to 10; nil without suppliers.
  package static func weightedIndex(_ suppliers: [Supplier]) throws(FormulaError) -> Double? {
    guard try Concentration.index(shares: suppliers.map(\.share)) != nil else { return nil }
    return suppliers.reduce(0) { sum, supplier in
      sum + supplier.share / 100 * (supplier.share / 100) * supplier.governance * supplier.trade
    }
  }

  /// The supply risk of a material at one stage.
  ///
  /// - Parameters:
  ///   - global: weighted index of world supply; nil where it is not known.
  ///   - eu: weighted index of what the EU uses; nil where it is not known. The part that is known
  ///     then counts alone.
  ///   - importReliance: in %, 0 to 100.
  ///   - recyclingInput: EoL-RIR in %.
  ///   - substitution: the index SI_SR, 0 to 1 (no substitute).
  /// - Returns: 0 or more; nil where no part is known.
  package static func risk(
    global: Double?, eu: Double?, importReliance: Double, recyclingInput: Double,
    substitution: Double
  ) throws(FormulaError) -> Double? {
    for part in [global, eu] {
      if let part { try require(part, .notNegative, "weighted index") }
    }
    try require(importReliance, .percent, "import reliance")
    let filter = try filter(recyclingInput: recyclingInput, substitution: substitution)
    switch (global, eu) {
    case (nil, nil): return nil
    case (let part?, nil), (nil, let part?): return part * filter
    case (let global?, let eu?):
      let half = importReliance / 100 / 2
      return (global * half + eu * (1 - half)) * filter
    }
  }

  /// The concentration part that a published supply risk implies, before recycling and substitution.
  ///
  /// - Returns: nil where recycling or substitution leaves no risk.
  package static func impliedCore(
    risk: Double, recyclingInput: Double, substitution: Double
  ) throws(FormulaError) -> Double? {
    try require(risk, .notNegative, "supply risk")
    let filter = try filter(recyclingInput: recyclingInput, substitution: substitution)
    return filter > 0 ? risk / filter : nil
  }

  /// The risk of a material: that of the stage where it is higher. A stage that is not known does
  /// not count.
  package static func bottleneck(
    extraction: Double?, processing: Double?
  ) throws(FormulaError) -> Double? {
    let stages = [extraction, processing].compactMap(\.self)
    try require(stages, .notNegative, "supply risk")
    return stages.max()
  }

  package struct Use: Hashable, Sendable {
    package var share: Double
    package var valueAdded: Double

    /// - Parameters:
    ///   - share: of the material's use that goes to a sector, in %.
    ///   - valueAdded: of the sector, 0 or more, in any one unit.
    package init(share: Double, valueAdded: Double) {
      self.share = share
      self.valueAdded = valueAdded
    }
  }

  /// The economic importance of a material.
  ///
  /// - Parameters:
  ///   - largest: value added of the largest sector of all, which is 10 on the scale.
  ///   - substitution: the index SI_EI, 0 to 1 (no substitute).
  /// - Returns: 0 to 10; nil without uses.
  package static func importance(
    _ uses: [Use], largest: Double, substitution: Double
  ) throws(FormulaError) -> Double? {
    try require(largest, .positive, "largest value added")
    try require(substitution, .part, "substitution index")
    for use in uses {
      try require(use.valueAdded, .notNegative, "value added")
      if use.valueAdded > largest {
        throw .moreThan("value added", use.valueAdded, "largest value added", largest)
      }
    }
    guard try Concentration.index(shares: uses.map(\.share)) != nil else { return nil }
    return 10 * substitution * uses.reduce(0) { $0 + $1.share / 100 * $1.valueAdded } / largest
  }

  /// Whether a material is critical: supply risk from 1.0 and economic importance from 2.8.
  package static func isCritical(risk: Double, importance: Double) throws(FormulaError) -> Bool {
    try require(risk, .notNegative, "supply risk")
    try require(importance, .between(0, 10), "economic importance")
    return risk >= criticalRisk && importance >= criticalImportance
  }

  private static func filter(
    recyclingInput: Double, substitution: Double
  ) throws(FormulaError) -> Double {
    try require(recyclingInput, .percent, "recycling input rate")
    try require(substitution, .part, "substitution index")
    return (1 - recyclingInput / 100) * substitution
  }
}
