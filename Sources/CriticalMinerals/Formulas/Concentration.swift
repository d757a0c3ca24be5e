/// System 9: how much of a market its suppliers hold, by the Herfindahl-Hirschman index.
///
/// Shares are percentages of one market, so the index runs from 0 (very many very small suppliers)
/// to 10,000 (one supplier).
package enum Concentration {
  /// The index of a market of which every supplier is known: the sum of squared shares.
  ///
  /// - Parameter shares: in %, 0 to 100, together at most 100 and half a point of rounding each.
  /// - Returns: 0 to 10,000; nil for a market without suppliers.
  /// - Throws: for a share outside its domain, and for shares that add up to too much.
  /// Source: U.S. Department of Justice and Federal Trade Commission, Merger Guidelines (2023).
  package static func index(shares: [Double]) throws(FormulaError) -> Double? {
    try requireMarket(shares)
    return shares.isEmpty ? nil : sumOfSquares(shares)
  }

  /// The index from amounts, such as tonnes; each counts as one supplier, "other countries" too.
  ///
  /// - Parameter amounts: in any one unit, 0 or more.
  /// - Returns: 0 to 10,000; nil where nothing is supplied.
  package static func index(amounts: [Double]) throws(FormulaError) -> Double? {
    try percentages(amounts).map(sumOfSquares)
  }

  /// The least index from amounts of which some rows stand for several suppliers together.
  ///
  /// - Parameter isOther: whether a row is "other countries", taken for very many small ones.
  /// - Returns: 0 to 10,000, at most `index(amounts:)`; nil where nothing is supplied.
  package static func lowestIndex(
    amounts: [Double], isOther: [Bool]
  ) throws(FormulaError) -> Double? {
    guard let shares = try percentages(amounts) else { return nil }
    return sumOfSquares(zip(shares, isOther).filter { !$0.1 }.map(\.0))
  }

  /// The least index of a market of which one share is known: all others are very small.
  ///
  /// - Parameter share: in %, 0 to 100.
  /// - Returns: the share's square, 0 to 10,000.
  package static func lowestIndex(share: Double) throws(FormulaError) -> Double {
    try require(share, .percent, "share")
    return share * share
  }

  /// The greatest index of a market whose largest supplier's share is known.
  ///
  /// The rest is held by as few others as the share allows: from 50 % by one, below that by
  /// suppliers of the same size and one of what remains.
  ///
  /// - Parameter share: of the largest supplier, in %, above 0 and up to 100.
  /// - Returns: up to 10,000.
  package static func highestIndex(largest share: Double) throws(FormulaError) -> Double {
    try require(share, .percent, "share")
    try require(share, .positive, "share")
    return filled(100, by: share)
  }

  /// The greatest index of a market of which one share is known, not whether it is the largest:
  /// one other holds the rest.
  ///
  /// - Parameter share: in %, 0 to 100.
  /// - Returns: 5,000 to 10,000.
  package static func highestIndex(any share: Double) throws(FormulaError) -> Double {
    try require(share, .percent, "share")
    return share * share + (100 - share) * (100 - share)
  }

  /// The least index of a market of which several shares are known.
  package static func lowestIndex(known shares: [Double]) throws(FormulaError) -> Double? {
    try index(shares: shares)
  }

  /// The greatest index of a market of which several shares are known, the largest among them.
  ///
  /// - Parameter shares: in %; the rest of 100 is held by suppliers no larger than the largest.
  /// - Returns: up to 10,000; nil where no share above 0 is known.
  package static func highestIndex(known shares: [Double]) throws(FormulaError) -> Double? {
    try requireMarket(shares)
    guard let largest = shares.max(), largest > 0 else { return nil }
    return sumOfSquares(shares) + filled(max(0, 100 - shares.reduce(0, +)), by: largest)
  }

  /// What the agencies call a market of that index.
  package enum Level: String, CaseIterable, Sendable {
    case low = "not concentrated"
    case moderate = "moderately concentrated"
    case high = "highly concentrated"
  }

  /// - Parameter index: 0 to 10,000. Above 1,800 is high, from 1,000 moderate.
  /// Source: U.S. Department of Justice and Federal Trade Commission, Merger Guidelines (2023).
  package static func level(index: Double) throws(FormulaError) -> Level {
    try require(index, .between(0, 10_000), "index")
    return index > 1_800 ? .high : index >= 1_000 ? .moderate : .low
  }

  /// What is left when the largest supplier is gone, in %.
  ///
  /// - Parameter shares: in %, as for `index(shares:)`; what they leave to 100 is others.
  /// - Returns: 0 to 100; nil for a market without suppliers.
  /// Source: International Energy Agency, Global Critical Minerals Outlook (N-1 supply).
  package static func withoutLargest(shares: [Double]) throws(FormulaError) -> Double? {
    try requireMarket(shares)
    return shares.max().map { 100 - $0 }
  }

  /// What is left when the largest supplier is gone, from amounts.
  package static func withoutLargest(amounts: [Double]) throws(FormulaError) -> Double? {
    try percentages(amounts)?.max().map { 100 - $0 }
  }

  private static func requireMarket(_ shares: [Double]) throws(FormulaError) {
    try require(shares, .percent, "share")
    let sum = shares.reduce(0, +)
    if sum > 100 + 0.5 * Double(shares.count) { throw .sharesPast100(sum) }
  }

  private static func percentages(_ amounts: [Double]) throws(FormulaError) -> [Double]? {
    try require(amounts, .notNegative, "amount")
    let sum = amounts.reduce(0, +)
    return sum > 0 ? amounts.map { 100 * $0 / sum } : nil
  }

  /// The squares of suppliers of at most a size that together hold a part of the market.
  private static func filled(_ rest: Double, by size: Double) -> Double {
    let count = (rest / size).rounded(.down)
    let last = rest - count * size
    return count * size * size + last * last
  }

  private static func sumOfSquares(_ shares: [Double]) -> Double {
    shares.reduce(0) { $0 + $1 * $1 }
  }
}
