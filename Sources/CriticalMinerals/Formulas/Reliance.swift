/// System 9: how much of what is used comes from abroad, and from one country.
package enum Reliance {
  /// What a country used, from what it produced and traded, in the unit of the amounts.
  ///
  /// - Parameters:
  ///   - production: primary and secondary, 0 or more.
  ///   - stockRelease: what left stocks; negative where stocks were built up.
  /// Source: U.S. Geological Survey, Mineral Commodity Summaries, appendix.
  package static func apparentConsumption(
    production: Double, imports: Double, exports: Double, stockRelease: Double
  ) throws(FormulaError) -> Double {
    try require(production, .notNegative, "production")
    try require(imports, .notNegative, "imports")
    try require(exports, .notNegative, "exports")
    try require(stockRelease, .any, "stock release")
    return production + imports - exports + stockRelease
  }

  /// Import reliance as the European Commission computes it, in %.
  ///
  /// - Returns: (imports - exports) / (production + imports - exports), at most 100, negative for a
  ///   net exporter; nil where nothing is consumed.
  /// Source: European Commission, Methodology for establishing the EU list of critical raw
  /// materials (2017), doi 10.2873/769526.
  package static func imports(
    imports: Double, exports: Double, production: Double
  ) throws(FormulaError) -> Double? {
    try net(imports: imports, exports: exports, stockRelease: 0, production: production)
  }

  /// Net import reliance as the U.S. Geological Survey computes it, in % of apparent consumption.
  ///
  /// - Parameter stockRelease: from government and industry stocks; negative if built up.
  /// - Returns: at most 100, negative for a net exporter; nil where nothing is consumed.
  /// Source: U.S. Geological Survey, Mineral Commodity Summaries, appendix.
  package static func net(
    imports: Double, exports: Double, stockRelease: Double, production: Double
  ) throws(FormulaError) -> Double? {
    let consumption = try apparentConsumption(
      production: production, imports: imports, exports: exports, stockRelease: stockRelease)
    guard consumption > 0 else { return nil }
    return 100 * (imports - exports + stockRelease) / consumption
  }

  /// The share of consumption that comes from a country, in %.
  ///
  /// - Parameters:
  ///   - importShare: the country's share of imports, in %.
  ///   - importReliance: in %, 0 to 100.
  /// - Returns: 0 to 100.
  package static func shareOfConsumption(
    importShare: Double, importReliance: Double
  ) throws(FormulaError) -> Double {
    try require(importShare, .percent, "import share")
    try require(importReliance, .percent, "import reliance")
    return importShare * importReliance / 100
  }

  /// How far a share is above a cap, in percentage points; negative below it.
  package static func excess(share: Double, cap: Double) throws(FormulaError) -> Double {
    try require(share, .percent, "share")
    try require(cap, .percent, "cap")
    return share - cap
  }
}
