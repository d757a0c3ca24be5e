/// Rounding to given digits as JavaScript's `toFixed` and `toPrecision`: exact, halves upwards.
extension DecimalDigits {
  /// The digits of a number that is not negative with exactly `decimals` decimals (0 to 100).
  static func fixed(_ number: Double, _ decimals: Int) -> String {
    guard let scaled = scaledInteger(number, power: decimals) else {
      return spread(DecimalDigits(number).rounded(decimals: decimals), decimals)
    }
    var digits = String(scaled)
    guard decimals > 0 else { return digits }
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    return digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// The number's first `precision` digits (1 to 100), rounded and with their trailing zeros.
  init(_ number: Double, precision: Int) {
    var short = DecimalDigits(number)
    guard short.digits != "0" else {
      self = short
      digits = String(repeating: "0", count: precision)
      return
    }
    var rounded: String?
    if short.digits.utf8.count <= precision {
      // Beyond 17 digits JavaScript prints the binary number's exact digits.
      rounded = precision <= 17 ? short.digits : nil
    }
    // Rounding the shortest digits is right unless they end in the very half: no shorter number
    // lies between them and the binary one.
    if rounded == nil, short.isHalfway(at: precision),
      let scaled = Self.scaledInteger(number, power: precision - 1 - short.exponent)
    {
      let text = String(scaled)
      if text.utf8.count > precision { short.exponent += 1 }
      rounded = String(text.prefix(precision))
    }
    if let rounded { short.digits = rounded } else { short.round(to: precision) }
    let missing = precision - short.digits.utf8.count
    digits = short.digits + String(repeating: "0", count: max(0, missing))
    exponent = short.exponent
  }

  /// `number` times ten to the power, as an integer, halves upwards; nil beyond 128 bits.
  private static func scaledInteger(_ number: Double, power: Int) -> UInt128? {
    guard number > 0 else { return 0 }
    let exponent = Int(number.exponent) - 52
    let significand = UInt128(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0))
    guard number.isNormal, power <= 22, power >= -22 else { return nil }
    var ten: UInt128 = 1
    for _ in 0..<abs(power) { ten *= 10 }
    if power >= 0 {
      let product = significand * ten
      if exponent >= 0 {
        guard exponent < product.leadingZeroBitCount else { return nil }
        return product << UInt128(exponent)
      }
      guard -exponent < 128 else { return 0 }
      let shift = UInt128(-exponent)
      return (product >> shift) + ((product >> (shift - 1)) & 1)
    }
    guard exponent >= 0 else {
      guard -exponent < 128 - ten.bitWidth + ten.leadingZeroBitCount - 1 else { return nil }
      let divisor = ten << UInt128(-exponent)
      let (quotient, rest) = significand.quotientAndRemainder(dividingBy: divisor)
      return rest >= divisor - rest ? quotient + 1 : quotient
    }
    guard exponent < significand.leadingZeroBitCount else { return nil }
    let (quotient, rest) = (significand << UInt128(exponent)).quotientAndRemainder(dividingBy: ten)
    return rest >= ten - rest ? quotient + 1 : quotient
  }

  private func isHalfway(at count: Int) -> Bool {
    let bytes = digits.utf8
    return bytes.count == count + 1 && bytes.last == UInt8(ascii: "5") || count > 17
  }

  private mutating func round(to count: Int) {
    guard digits.utf8.count > count else { return }
    var bytes = Array(digits.utf8)
    let up = bytes[count] >= 53
    bytes.removeSubrange(count...)
    if up {
      var position = count - 1
      while position >= 0, bytes[position] == 57 {
        bytes[position] = 48
        position -= 1
      }
      if position >= 0 {
        bytes[position] += 1
      } else {
        bytes = [49] + bytes.dropLast()
        exponent += 1
      }
    }
    digits = String(decoding: bytes, as: UTF8.self)
  }

  private func rounded(decimals: Int) -> DecimalDigits {
    var copy = self
    let count = exponent + 1 + decimals
    if count > 0 {
      copy.round(to: count)
    } else {
      copy.digits = "0"
      copy.exponent = 0
    }
    return copy
  }

  private static func spread(_ decimal: DecimalDigits, _ decimals: Int) -> String {
    var whole = "0"
    var fraction = ""
    if decimal.exponent >= 0 {
      whole = String(decimal.digits.prefix(decimal.exponent + 1))
      let missing = decimal.exponent + 1 - whole.utf8.count
      whole += String(repeating: "0", count: missing)
      fraction = String(decimal.digits.dropFirst(decimal.exponent + 1))
    } else {
      fraction = String(repeating: "0", count: -decimal.exponent - 1) + decimal.digits
    }
    guard decimals > 0 else { return whole }
    fraction = String(fraction.prefix(decimals))
    return whole + "." + fraction + String(repeating: "0", count: decimals - fraction.utf8.count)
  }
}
