/// The numbers that a quantity may take.
package enum Domain: Hashable, Sendable {
  /// A share of a market, of consumption or of use, in %: 0 to 100.
  case percent
  /// A part that a scheme or scenario sets, such as a cut: 0 to 1.
  case part
  case positive
  case notNegative
  case any
  case between(Double, Double)

  /// What the last digits of a computed share may be past the ends: 100 × a / (a + b) can be a
  /// little more than 100.
  private static let slack = 1e-9

  package func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    switch self {
    case .percent: return (-Self.slack...100 + Self.slack).contains(value)
    case .part: return (-Self.slack...1 + Self.slack).contains(value)
    case .positive: return value > 0
    case .notNegative: return value >= 0
    case .any: return true
    case .between(let low, let high): return value >= low && value <= high
    }
  }
}

/// Throws where a quantity is outside its domain; the name goes into the sentence.
func require(_ value: Double, _ domain: Domain, _ quantity: String) throws(FormulaError) {
  guard domain.contains(value) else { throw .outside(quantity, value, domain) }
}

func require(_ values: [Double], _ domain: Domain, _ quantity: String) throws(FormulaError) {
  for value in values { try require(value, domain, quantity) }
}
