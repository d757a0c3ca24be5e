/// A number as the decimal digits of its shortest text, which is what people see and round.
///
/// 2.675 is a little less than 2.675 in binary; rounded to two decimals people expect 2.68, so
/// rounding works on the decimal text: half rounds away from zero.
struct DecimalNumber: Equatable {
  var isNegative: Bool
  /// Significant digits, 0 to 9, without leading or trailing zeros; none for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand before the decimal point; may be negative or past their end.
  private(set) var point: Int

  /// The decimal of the shortest text that reads back as the same number; finite numbers only.
  init(_ number: Double) {
    self.init(text: number.description)
  }

  init(_ integer: Int64) {
    self.init(text: integer.description)
  }

  /// A text as Swift prints numbers: sign, digits, point, exponent.
  private init(text: String) {
    isNegative = false
    digits = []
    var before = 0
    var seenPoint = false
    var exponent = 0
    var bytes = text.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"):
        exponent = Int(String(Substring(bytes))) ?? 0
        bytes = bytes[bytes.endIndex...]
      default:
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { before += 1 }
      }
    }
    point = before + exponent
    normalize()
  }

  var isZero: Bool { digits.isEmpty }

  /// How many decimals there are after the point.
  var decimals: Int { max(0, digits.count - point) }

  /// The number with so many decimals at most, half rounded away from zero.
  func rounded(decimals: Int) -> DecimalNumber {
    keeping(point + decimals)
  }

  /// The number with so many significant digits at most, half rounded away from zero.
  func rounded(significant: Int) -> DecimalNumber {
    keeping(significant)
  }

  /// The digits before the point, "0" at least.
  var whole: String {
    guard point > 0 else { return "0" }
    return text(of: 0..<point)
  }

  /// So many digits after the point, with zeros at the end where there are fewer.
  func fraction(_ count: Int) -> String {
    text(of: point..<point + count)
  }

  private func text(of places: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for place in places {
      let digit = digits.indices.contains(place) ? digits[place] : 0
      bytes.append(digit + UInt8(ascii: "0"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func keeping(_ count: Int) -> DecimalNumber {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.normalize()
      return result
    }
    let roundsUp = digits[count] >= 5
    result.digits = Array(digits[..<count])
    if roundsUp {
      var place = count - 1
      while place >= 0, result.digits[place] == 9 {
        result.digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        result.digits[place] += 1
      } else {
        result.digits.insert(1, at: 0)
        result.point += 1
      }
    }
    result.normalize()
    return result
  }

  private mutating func normalize() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      point = 0
      isNegative = false
    }
  }
}

/// The shortest text that reads back as the same number, for machines: an ASCII minus, no
/// grouping, no decimals for whole numbers, an exponent only from 1e21 and below 1e-6.
package func shortestText(_ number: Double) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-INF" : "INF" }
  let magnitude = abs(number)
  if magnitude != 0, magnitude >= 1e21 || magnitude < 1e-6 { return number.description }
  let decimal = DecimalNumber(number)
  let sign = decimal.isNegative ? "-" : ""
  let decimals = decimal.decimals
  return sign + decimal.whole + (decimals > 0 ? "." + decimal.fraction(decimals) : "")
}

/// The number with so many significant digits at most, half rounded away from zero on its shortest
/// decimal text; one that is not finite stays as it is.
package func roundedNumber(_ number: Double, significant digits: Int) -> Double {
  guard number.isFinite else { return number }
  let decimal = DecimalNumber(number).rounded(significant: digits)
  guard !decimal.isZero else { return 0 }
  let text = decimal.digits.map(\.description).joined()
  return Double("\(decimal.isNegative ? "-" : "")0.\(text)e\(decimal.point)") ?? number
}
