internal import Tables

/// System 20: whether stated parts and a stated whole agree. What they leave is shown, not shared out.
package enum Reconciliation {
  /// A part as a share of its whole, in %.
  ///
  /// - Returns: nil where the whole is 0.
  package static func share(part: Double, whole: Double) throws(FormulaError) -> Double? {
    try require(part, .notNegative, "part")
    try require(whole, .notNegative, "whole")
    if part > whole { throw .moreThan("part", part, "whole", whole) }
    return whole > 0 ? 100 * part / whole : nil
  }

  /// What a stated total leaves after its stated parts; negative where they are more.
  package static func residual(total: Double, parts: [Double]) throws(FormulaError) -> Double {
    try require(total, .notNegative, "total")
    try require(parts, .notNegative, "part")
    return total - parts.reduce(0, +)
  }

  /// A number with so many significant digits, so that a result claims no more than its inputs.
  ///
  /// - Parameter digits: 1 to 15. Halves round away from zero.
  package static func rounded(_ value: Double, significant digits: Int) throws(FormulaError)
    -> Double
  {
    try require(value, .any, "value")
    try require(Double(digits), .between(1, 15), "number of digits")
    return roundedNumber(value, significant: digits)
  }
}
