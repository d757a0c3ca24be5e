/// System 6: what a stockpile holds, costs, and for how long it lasts.
package enum Stockpile {
  /// Days in the year by which yearly consumption is divided.
  static let daysPerYear = 365.0

  /// What a budget buys of one material, in the unit whose price is given.
  ///
  /// - Parameters:
  ///   - weight: the material's part of the budget, 0 to 1.
  ///   - budget: money, 0 or more.
  ///   - holding: the part of the budget kept for storage and interest, 0 to 1.
  ///   - price: money per unit, above 0.
  package static func volume(
    weight: Double, budget: Double, holding: Double, price: Double
  ) throws(FormulaError) -> Double {
    try require(weight, .part, "weight")
    try require(budget, .notNegative, "budget")
    try require(holding, .part, "holding cost")
    try require(price, .positive, "price")
    return weight * budget * (1 - holding) / price
  }

  /// For how many days of normal consumption a stock lasts.
  ///
  /// - Parameters:
  ///   - stock: in tonnes, 0 or more.
  ///   - consumption: in tonnes a year, above 0; a year has 365 days.
  /// Source: days of cover as for emergency stocks of oil (International Energy Agency).
  package static func coverDays(stock: Double, consumption: Double) throws(FormulaError) -> Double {
    try require(stock, .notNegative, "stock")
    try require(consumption, .positive, "consumption")
    return stock / (consumption / daysPerYear)
  }

  /// For how many days of net imports a stock lasts.
  ///
  /// - Parameter importReliance: in %, 0 to 100.
  /// - Returns: nil where nothing is imported on balance.
  package static func netImportCoverDays(
    stock: Double, importReliance: Double, consumption: Double
  ) throws(FormulaError) -> Double? {
    try require(importReliance, .percent, "import reliance")
    let days = try coverDays(stock: stock, consumption: consumption)
    return importReliance > 0 ? days / (importReliance / 100) : nil
  }

  /// What a stock costs each year: interest on its debt, and storage.
  ///
  /// - Parameter rate: interest a year as a part, 0 to 1 (5 % is 0.05).
  package static func carryingCost(
    rate: Double, debt: Double, storage: Double
  ) throws(FormulaError) -> Double {
    try require(rate, .part, "interest rate")
    try require(debt, .notNegative, "debt")
    try require(storage, .notNegative, "storage cost")
    return rate * debt + storage
  }

  /// What is missing in a period, after saving: never negative.
  ///
  /// - Parameter demandCut: the part of consumption that is saved, 0 to 1.
  package static func supplyGap(
    consumption: Double, demandCut: Double, supply: Double, newSupply: Double
  ) throws(FormulaError) -> Double {
    try require(consumption, .notNegative, "consumption")
    try require(demandCut, .part, "demand cut")
    try require(supply, .notNegative, "supply")
    try require(newSupply, .notNegative, "new supply")
    return max(0, consumption * (1 - demandCut) - supply - newSupply)
  }

  /// The stock at the end of each period, given what is drawn in it; never below 0.
  package static func drawdown(initial: Double, gaps: [Double]) throws(FormulaError) -> [Double] {
    try require(initial, .notNegative, "stock")
    try require(gaps, .notNegative, "gap")
    var stock = initial
    return gaps.map { gap in
      stock = max(0, stock - gap)
      return stock
    }
  }

  /// After how many days a stock is used up where the same part of consumption is always missing.
  ///
  /// - Parameters:
  ///   - cover: the stock in days of consumption, 0 or more.
  ///   - gap: what is missing, in % of consumption.
  /// - Returns: nil where nothing is missing: it never runs out.
  package static func exhaustionDays(cover: Double, gap: Double) throws(FormulaError) -> Double? {
    try require(cover, .notNegative, "cover")
    try require(gap, .percent, "gap")
    return gap > 0 ? cover / (gap / 100) : nil
  }
}
