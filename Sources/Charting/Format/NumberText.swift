/// Numbers as text the way JavaScript reads and prints them.
enum NumberText {
  /// JavaScript's `String(number)`: the shortest digits that read back as the same number.
  static func shortest(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if number == number.rounded(.towardZero), abs(number) < 1e15 { return String(Int(number)) }
    let decimal = DecimalDigits(abs(number))
    let digits = decimal.digits
    let point = decimal.exponent + 1
    var text = number < 0 ? "-" : ""
    if point > 21 || point < -5 {
      text += digits.prefix(1)
      if digits.utf8.count > 1 { text += "." + digits.dropFirst() }
      text += "e" + (point > 0 ? "+" : "-") + String(abs(point - 1))
    } else if point <= 0 {
      text += "0." + String(repeating: "0", count: -point) + digits
    } else if digits.utf8.count <= point {
      text += digits + String(repeating: "0", count: point - digits.utf8.count)
    } else {
      text += digits.prefix(point) + "." + digits.dropFirst(point)
    }
    return text
  }

  /// JavaScript's `Number(text)`: NaN where the text is no number, 0 where it is blank.
  static func parse(_ text: String) -> Double {
    var text = text
    return text.withUTF8 { bytes in
      var start = 0
      var end = bytes.count
      while start < end, isSpace(bytes[start]) { start += 1 }
      while end > start, isSpace(bytes[end - 1]) { end -= 1 }
      guard start < end else { return 0 }
      let trimmed = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if let integer = smallInteger(trimmed) { return integer }
      return parseTrimmed(trimmed)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  private static func smallInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count <= 15 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return Double(value)
  }

  private static func parseTrimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: break
    }
    if bytes.count > 2, bytes[0] == 48 {
      let radix: Int? =
        switch bytes[1] | 0x20 {
        case 0x78: 16
        case 0x6F: 8
        case 0x62: 2
        default: nil
        }
      if let radix {
        return UInt64(text.dropFirst(2), radix: radix).map { Double($0) } ?? .nan
      }
    }
    // Swift reads hexadecimal floats, "nan" and "inf" too; JavaScript does not.
    for byte in bytes {
      switch byte {
      case 48...57, 0x2E, 0x2B, 0x2D, 0x65, 0x45: continue
      default: return .nan
      }
    }
    if let number = Double(text) { return number }
    // "5." and ".5" are numbers in JavaScript.
    if text.hasSuffix("."), let number = Double(text.dropLast()) { return number }
    return .nan
  }
}

/// The digits of a positive number and the power of ten of the first one.
struct DecimalDigits {
  /// Without trailing zeros; "0" for zero.
  var digits: String
  var exponent: Int

  init(digits: String, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The shortest digits that read back as the same number.
  init(_ number: Double) {
    var mantissa: [UInt8] = []
    var point: Int?
    var power = 0
    var description = number.description
    description.withUTF8 { bytes in
      var position = 0
      while position < bytes.count {
        let byte = bytes[position]
        if byte == 0x2E {
          point = mantissa.count
        } else if byte == 0x65 {
          let rest = UnsafeBufferPointer(rebasing: bytes[(position + 1)...])
          power = Int(String(decoding: rest, as: UTF8.self)) ?? 0
          break
        } else if byte >= 48, byte <= 57 {
          mantissa.append(byte)
        }
        position += 1
      }
    }
    var exponent = (point ?? mantissa.count) - 1 + power
    let leading = mantissa.prefix { $0 == 48 }.count
    if leading == mantissa.count {
      digits = "0"
      self.exponent = 0
      return
    }
    exponent -= leading
    mantissa.removeFirst(leading)
    while mantissa.last == 48 { mantissa.removeLast() }
    digits = String(decoding: mantissa, as: UTF8.self)
    self.exponent = exponent
  }
}
