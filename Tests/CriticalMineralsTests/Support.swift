import CriticalMinerals
import Tables
import Testing

/// The value of a formula by its SQL name.
func call(_ name: String, _ values: Value...) throws -> Value {
  let formula = try #require(Formula.named(name), "there is no formula \(name)")
  return try formula(values)
}

func call(_ name: String, rows: [[Value]]) throws -> Value {
  let formula = try #require(Formula.named(name), "there is no formula \(name)")
  return try formula(rows: rows)
}

/// The sentence of the error that a call ends with.
func mistake(_ body: @autoclosure () throws -> Value) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByNilLiteral,
  ExpressibleByBooleanLiteral
{
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .text(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

/// One column of numbers as the rows of an aggregate.
func rows(_ numbers: [Double]) -> [[Value]] { numbers.map { [.number($0)] } }

/// A generator with a seed (SplitMix64), so that a failing case comes again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Shares in % of up to `most` suppliers, which add up to 100.
  mutating func market(most: Int = 12) -> [Double] {
    let count = Int.random(in: 1...most, using: &self)
    let amounts = (0..<count).map { _ in Double.random(in: 0.001...1, using: &self) }
    let sum = amounts.reduce(0, +)
    return amounts.map { 100 * $0 / sum }
  }
}
