package import Basics

/// System 15: on how many independent origins a page rests, and how old its claims are.
package enum Provenance {
  /// The share of claims with at least two independent origins, in %.
  ///
  /// - Parameter origins: of each claim, 0 or more.
  /// - Returns: nil without claims.
  package static func multipleOrigins(_ origins: [Double]) throws(FormulaError) -> Double? {
    try require(origins, .notNegative, "number of origins")
    return Portion.of(origins) { $0 >= 2 }
  }

  /// The share of claims of a kind, such as those of an anonymous speaker, in %; nil without claims.
  package static func share(_ flags: [Bool]) -> Double? { Portion.of(flags) { $0 } }

  /// The middle of a list: half lie at or below it. Of an even number, the mean of the middle two.
  package static func median(_ values: [Double]) throws(FormulaError) -> Double? {
    try require(values, .any, "value")
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The median age of claims on a day, in days; nil without claims.
  package static func medianAge(
    _ dates: [CalendarDate], asOf: CalendarDate
  ) throws(FormulaError) -> Double? {
    try median(dates.map { Double(Milestones.days(from: $0, to: asOf)) })
  }
}

/// System 16: five signs of whether words become deeds, each scored from 0 to 4.
package enum Seriousness {
  package static let indicators = 5
  package static let highestScore = 4

  /// What a score means.
  package enum Step: String, CaseIterable, Sendable {
    case none = "no mention"
    case mentioned = "mentioned"
    case draft = "draft text"
    case agreed = "agreed with numbers or dates"
    case operating = "in operation"

    package init(score: Int) throws(FormulaError) {
      try require(Double(score), .between(0, Double(highestScore)), "score")
      self = Self.allCases[score]
    }
  }

  /// The index: the plain sum of the five scores, which is never shown without them.
  ///
  /// - Returns: 0 to 20; nil where fewer than five are scored.
  /// - Throws: for more than five, or a score outside 0 to 4.
  package static func index(scores: [Int]) throws(FormulaError) -> Int? {
    for score in scores { _ = try Step(score: score) }
    if scores.count > indicators { throw .tooMany("scores", scores.count, limit: indicators) }
    return scores.count == indicators ? scores.reduce(0, +) : nil
  }
}
