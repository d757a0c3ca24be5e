import Tables

/// A figure with its qualifier, its unit and the precision to which it is known.
///
/// Arithmetic keeps three things: the value of the printed figures, the interval that the
/// qualifiers allow (interval arithmetic, Moore 1966), and the precision of the weakest input:
/// sums have as many decimals as the input with the fewest, products and quotients as many
/// significant digits. Only figures that are approximate ("about", "nearly", a range) are weak in this
/// sense: an exact figure stands as it is, and so does a limit ("up to", "at least").
package struct Quantity: Hashable, Sendable {
  /// The printed figure; the lower one of a range.
  package private(set) var value: Double
  package private(set) var interval: Interval
  package private(set) var qualifier: Qualifier
  package var unit: String?
  /// Decimals that the figure is known to; nil where nothing in it is approximate.
  package private(set) var decimals: Int?
  /// Significant digits that the figure is known to; nil where nothing in it is approximate.
  package private(set) var significantDigits: Int?

  /// A figure as it is printed.
  ///
  /// What the qualifiers allow of a figure v, with u for one unit of its last digit that is not
  /// nought: `exact` v; `about` v - u/2 to v + u/2; `nearly` v - u/2 to v; `up_to` nought to v;
  /// `at_least` and `more_than` v and above, in per cent to 100.
  package init(_ value: Double, qualifier: Qualifier = .exact, unit: String? = nil) {
    self.value = value
    self.qualifier = qualifier == .range ? .exact : qualifier
    self.unit = unit
    let half = lastPlace(of: value) / 2
    let ceiling = unit == "%" && value <= 100 ? 100 : Double.infinity
    switch qualifier {
    case .exact, .range: interval = Interval(value)
    case .about: interval = Interval(value - half, value + half)
    case .nearly: interval = Interval(value - half, value)
    case .upTo: interval = Interval(min(0, value), value)
    case .atLeast, .moreThan: interval = Interval(value, ceiling)
    }
    if qualifier == .about || qualifier == .nearly {
      decimals = decimalCount(of: value)
      significantDigits = significantCount(of: value)
    }
  }

  /// A figure that runs from one value to another.
  package init(from low: Double, to high: Double, unit: String? = nil) {
    value = min(low, high)
    interval = Interval(low, high)
    qualifier = .range
    self.unit = unit
    decimals = max(decimalCount(of: low), decimalCount(of: high))
    significantDigits = min(significantCount(of: low), significantCount(of: high))
  }

  private init(
    _ value: Double, _ interval: Interval, _ qualifier: Qualifier, _ unit: String?,
    decimals: Int?, significantDigits: Int?
  ) {
    self.value = value
    self.interval = interval
    self.qualifier = interval.isBounded && qualifier == .range ? .range : qualifier
    self.unit = unit
    self.decimals = decimals
    self.significantDigits = significantDigits
  }

  package static func + (left: Quantity, right: Quantity) -> Quantity {
    let value = clean(left.value + right.value)
    return sum(
      value, left.interval + right.interval, .joined(left.qualifier, right.qualifier), left, right)
  }

  package static func - (left: Quantity, right: Quantity) -> Quantity {
    let value = clean(left.value - right.value)
    return sum(
      value, left.interval - right.interval, .joined(left.qualifier, right.qualifier.reversed),
      left, right)
  }

  /// The product; its unit is for the caller to set.
  package static func * (left: Quantity, right: Quantity) -> Quantity {
    product(
      left.value * right.value, left.interval * right.interval,
      .joined(left.qualifier, right.qualifier), left, right)
  }

  /// The quotient; its unit is for the caller to set.
  package static func / (left: Quantity, right: Quantity) -> Quantity {
    product(
      left.value / right.value, left.interval / right.interval,
      .joined(left.qualifier, right.qualifier.reversed), left, right)
  }

  /// The figure in another unit.
  package func converted(by conversion: UnitConversion) -> Quantity {
    var result = self * Quantity(conversion.factor)
    result.unit = conversion.to
    result.qualifier = qualifier
    result.decimals = significantDigits.map { digits in
      max(0, digits - wholeDigits(of: result.value))
    }
    return result
  }

  /// The value with no more digits than its weakest input has.
  package var rounded: Double { rounded(value) }

  /// Another value of this figure, such as an end of its interval, to the same precision.
  package func rounded(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    return decimals.map { Tables.rounded(value, decimals: $0) } ?? clean(value)
  }

  private static func sum(
    _ value: Double, _ interval: Interval, _ qualifier: Qualifier, _ left: Quantity,
    _ right: Quantity
  ) -> Quantity {
    let decimals = fewest(left.decimals, right.decimals)
    return Quantity(
      value, interval, qualifier, left.unit ?? right.unit, decimals: decimals,
      significantDigits: decimals.map { max(1, wholeDigits(of: value) + $0) })
  }

  private static func product(
    _ value: Double, _ interval: Interval, _ qualifier: Qualifier, _ left: Quantity,
    _ right: Quantity
  ) -> Quantity {
    let digits = fewest(left.significantDigits, right.significantDigits)
    return Quantity(
      value, interval, qualifier, nil, decimals: digits.map { max(0, $0 - wholeDigits(of: value)) },
      significantDigits: digits)
  }

  private static func fewest(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}

extension Qualifier {
  /// The qualifier of a figure that shrinks where the other one grows: a divisor, a term taken off.
  var reversed: Qualifier {
    switch self {
    case .upTo: .atLeast
    case .nearly: .moreThan
    case .atLeast, .moreThan: .upTo
    case .exact, .about, .range: self
    }
  }

  /// The qualifier of a result: one that limits it on one side outweighs "about", and two that
  /// limit it on different sides leave no more than "about".
  static func joined(_ left: Qualifier, _ right: Qualifier) -> Qualifier {
    if left == right || right == .exact { return left }
    if left == .exact { return right }
    let (below, above): (Set<Qualifier>, Set<Qualifier>) = (
      [.upTo, .nearly], [.atLeast, .moreThan]
    )
    if below.contains(left), below.contains(right) { return .upTo }
    if above.contains(left), above.contains(right) { return .atLeast }
    switch (left, right) {
    case (.range, .about), (.about, .range): return .range
    case (.range, _), (_, .range): return .range
    case (.about, let other), (let other, .about): return other == .nearly ? .about : other
    default: return .about
    }
  }
}

/// The number without the digits that binary arithmetic adds: 12 - 11.67 is 0.33.
func clean(_ value: Double) -> Double {
  guard value.isFinite, value != 0 else { return value }
  return Tables.rounded(value, significant: 14)
}

func decimalCount(of value: Double) -> Int { decimalPlaces(value).decimals }

func significantCount(of value: Double) -> Int {
  max(1, wholeDigits(of: value) + decimalCount(of: value))
}

/// Digits before the point, less than nought for 0.0… ; 1 for nought.
func wholeDigits(of value: Double) -> Int { value == 0 ? 1 : decimalPlaces(value).point }

/// The size of one unit of a number's last digit that is not nought: 12 has 1, 1.67 has 0.01,
/// 20,000 has 10,000.
func lastPlace(of value: Double) -> Double {
  let places = decimalPlaces(value)
  return places.digits == 0 ? 0 : power(places.point - places.digits)
}

private func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
