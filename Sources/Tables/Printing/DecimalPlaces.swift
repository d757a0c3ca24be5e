/// Where the digits of a number's shortest decimal text stand.
///
/// - Returns: how many significant digits there are (none for nought), how many of them stand
///   before the point (may be negative), and how many decimals follow it.
package func decimalPlaces(_ number: Double) -> (digits: Int, point: Int, decimals: Int) {
  guard number.isFinite else { return (0, 0, 0) }
  let decimal = DecimalNumber(number)
  return (decimal.digits.count, decimal.point, decimal.decimals)
}

/// The number with so many decimals, half rounded away from zero on its decimal text.
package func rounded(_ number: Double, decimals: Int) -> Double {
  guard number.isFinite else { return number }
  return DecimalNumber(number).rounded(decimals: decimals).number
}

/// The number with so many significant digits, half rounded away from zero on its decimal text.
package func rounded(_ number: Double, significant: Int) -> Double {
  guard number.isFinite else { return number }
  return DecimalNumber(number).rounded(significant: significant).number
}

extension DecimalNumber {
  fileprivate var number: Double {
    let text = (isNegative ? "-" : "") + whole + "." + fraction(max(1, decimals))
    return Double(text) ?? 0
  }
}
