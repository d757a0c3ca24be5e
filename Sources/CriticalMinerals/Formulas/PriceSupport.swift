/// System 3: schemes that keep a producer's price up, each by its own payment.
///
/// Prices are money per unit of quantity; a payment is money for a quantity, or for one unit where
/// the quantity is 1. All prices of a call are in one currency and unit.
package enum PriceSupport {
  /// How far the market price is below a floor, per unit; never negative.
  package static func gap(floor: Double, price: Double) throws(FormulaError) -> Double {
    try require(floor, .notNegative, "floor")
    try require(price, .notNegative, "price")
    return max(0, floor - price)
  }

  // MARK: Border-adjusted floor

  /// The levy on a unit from outside the bloc that lifts its landed price to the floor.
  package static func borderLevy(floor: Double, landed: Double) throws(FormulaError) -> Double {
    try gap(floor: floor, price: landed)
  }

  /// The levy on a unit, where one from a member with proof of its origin pays none.
  package static func borderLevy(
    floor: Double, landed: Double, fromMember: Bool, hasProof: Bool
  ) throws(FormulaError) -> Double {
    let levy = try borderLevy(floor: floor, landed: landed)
    return fromMember && hasProof ? 0 : levy
  }

  /// What users in the bloc pay for a unit.
  package static func pricePaid(floor: Double, price: Double) throws(FormulaError) -> Double {
    price + (try gap(floor: floor, price: price))
  }

  /// The levy as a percentage of the landed price.
  ///
  /// - Parameter landed: above 0.
  package static func adValoremEquivalent(
    floor: Double, landed: Double
  ) throws(FormulaError) -> Double {
    try require(landed, .positive, "landed price")
    return 100 * (try borderLevy(floor: floor, landed: landed)) / landed
  }

  /// The gap for a quantity: what users pay more (all they use), what producers gain (their
  /// output), what the border brings in (imports from outside), what a subsidy costs (what is
  /// eligible).
  package static func gap(
    floor: Double, price: Double, quantity: Double
  ) throws(FormulaError) -> Double {
    try require(quantity, .notNegative, "quantity")
    return quantity * (try gap(floor: floor, price: price))
  }

  // MARK: Contracts for difference

  /// What a contract for difference pays the producer; negative where the producer pays.
  ///
  /// - Parameters:
  ///   - strike: agreed price, 0 or more.
  ///   - price: reference price of the market, 0 or more.
  ///   - upsideShare: the part of what the market pays above the strike that goes back, 0 to 1:
  ///     0 makes it one-way (a floor), 1 two-way.
  /// Source: contracts for difference of the United Kingdom; shared upside as in the contract of
  /// the U.S. Department of Defense with MP Materials (10 July 2025).
  package static func contractPayment(
    strike: Double, price: Double, upsideShare: Double, quantity: Double
  ) throws(FormulaError) -> Double {
    try require(strike, .notNegative, "strike price")
    try require(price, .notNegative, "reference price")
    try require(upsideShare, .part, "upside share")
    try require(quantity, .notNegative, "quantity")
    if price <= strike { return quantity * (strike - price) }
    return upsideShare > 0 ? -quantity * upsideShare * (price - strike) : 0
  }

  // MARK: Standards-based premium

  /// What a buyer pays for a certified unit.
  ///
  /// - Parameter premium: as a part of the price, 0 or more (5 % is 0.05).
  package static func certifiedPrice(price: Double, premium: Double) throws(FormulaError) -> Double
  {
    try require(price, .notNegative, "price")
    try require(premium, .notNegative, "premium")
    return price * (1 + premium)
  }

  /// By how much the mean cost of all units rises, in %.
  ///
  /// - Parameter certified: the certified part of the volume, 0 to 1.
  package static func meanUplift(certified: Double, premium: Double) throws(FormulaError) -> Double
  {
    try require(certified, .part, "certified part")
    try require(premium, .notNegative, "premium")
    return 100 * certified * premium
  }

  /// The premium that gives a producer the same as a floor, as a part of the price.
  ///
  /// - Parameter price: above 0.
  /// - Returns: floor / price - 1; negative where the price is above the floor.
  package static func floorEquivalentPremium(
    floor: Double, price: Double
  ) throws(FormulaError) -> Double {
    try require(floor, .notNegative, "floor")
    try require(price, .positive, "price")
    return floor / price - 1
  }

  // MARK: Offtake

  /// What a unit costs under a contract that follows the market between a floor and a cap.
  package static func collarPrice(
    price: Double, floor: Double, cap: Double
  ) throws(FormulaError) -> Double {
    try require(price, .notNegative, "price")
    try require(floor, .notNegative, "floor")
    try require(cap, .notNegative, "cap")
    if floor > cap { throw .moreThan("floor", floor, "cap", cap) }
    return min(max(price, floor), cap)
  }

  /// What a buyer must pay for a year, taken or not.
  ///
  /// - Parameters:
  ///   - taken: quantity taken, 0 or more.
  ///   - quantity: quantity contracted, 0 or more.
  ///   - takeOrPay: the part of it that is paid for in any case, 0 to 1.
  package static func offtakeExposure(
    taken: Double, quantity: Double, takeOrPay: Double, price: Double
  ) throws(FormulaError) -> Double {
    try require(taken, .notNegative, "taken quantity")
    try require(quantity, .notNegative, "contracted quantity")
    try require(takeOrPay, .part, "take-or-pay part")
    try require(price, .notNegative, "price")
    return max(taken, takeOrPay * quantity) * price
  }

  /// The part of a plant's capacity that is sold by contracts, in %; 0 for no contracts.
  ///
  /// - Parameter capacity: above 0. More than 100 % is possible: it is then sold twice.
  package static func offtakeCoverage(
    quantities: [Double], capacity: Double
  ) throws(FormulaError) -> Double {
    try require(quantities, .notNegative, "contracted quantity")
    try require(capacity, .positive, "capacity")
    return 100 * quantities.reduce(0, +) / capacity
  }

  // MARK: Reach

  /// For how many years a fund can pay the gap.
  ///
  /// - Parameter quantity: eligible quantity a year, 0 or more.
  /// - Returns: nil where nothing is to be paid: the fund never ends.
  package static func budgetYears(
    fund: Double, floor: Double, price: Double, quantity: Double
  ) throws(FormulaError) -> Double? {
    try require(fund, .notNegative, "fund")
    let cost = try gap(floor: floor, price: price, quantity: quantity)
    return cost > 0 ? fund / cost : nil
  }

  /// By how much a product's price rises where all of the gap is passed on, in %.
  ///
  /// - Parameters:
  ///   - content: of the material in one product, in the unit of the prices (kg for USD/kg).
  ///   - productPrice: above 0.
  package static func passThrough(
    content: Double, floor: Double, price: Double, productPrice: Double
  ) throws(FormulaError) -> Double {
    try require(content, .notNegative, "content")
    try require(productPrice, .positive, "product's price")
    return 100 * content * (try gap(floor: floor, price: price)) / productPrice
  }
}
