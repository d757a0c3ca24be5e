/// All values that a qualified figure allows; either end may be open to infinity.
package struct Interval: Hashable, Sendable {
  package var low: Double
  package var high: Double

  package init(_ low: Double, _ high: Double) {
    self.low = min(low, high)
    self.high = max(low, high)
  }

  package init(_ value: Double) { self.init(value, value) }

  package var isPoint: Bool { low == high }
  package var isBounded: Bool { low.isFinite && high.isFinite }
  package var width: Double { high - low }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }

  package func overlaps(_ other: Interval) -> Bool { low <= other.high && other.low <= high }

  package static func + (left: Interval, right: Interval) -> Interval {
    Interval(left.low + right.low, left.high + right.high)
  }

  package static func - (left: Interval, right: Interval) -> Interval {
    Interval(left.low - right.high, left.high - right.low)
  }

  package static func * (left: Interval, right: Interval) -> Interval {
    span(left, right) { a, b in a == 0 || b == 0 ? 0 : a * b }
  }

  /// The quotient; all numbers where the divisor can be nought on the inside, half of them where
  /// nought is one of its ends.
  package static func / (left: Interval, right: Interval) -> Interval {
    guard right.contains(0) else { return span(left, right) { $0.isInfinite ? $0 : $0 / $1 } }
    if right.low == 0, right.high > 0, left.low >= 0 {
      return Interval(right.high.isInfinite ? 0 : left.low / right.high, .infinity)
    }
    return Interval(-.infinity, .infinity)
  }

  private static func span(
    _ left: Interval, _ right: Interval, _ body: (Double, Double) -> Double
  ) -> Interval {
    let corners = [
      body(left.low, right.low), body(left.low, right.high), body(left.high, right.low),
      body(left.high, right.high),
    ]
    return Interval(corners.min() ?? .nan, corners.max() ?? .nan)
  }
}
