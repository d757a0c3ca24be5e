/// Reads JSON text into data, for `data.values` and files that are JSON in a string.
///
/// Nesting is limited, so that a hostile text is refused rather than overflowing the stack.
struct JSONText {
  private var bytes: [UInt8]
  private var position = 0
  private static let maximumDepth = 512

  /// The value, or nil where the text is not JSON.
  static func parse(_ text: String) -> Datum? {
    var reader = JSONText(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpaces()
    return reader.position == reader.bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpaces() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: StaticString, _ value: Datum) -> Datum? {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return nil }
    position += wanted.count
    return value
  }

  private mutating func value(depth: Int) -> Datum? {
    guard depth < JSONText.maximumDepth else { return nil }
    skipSpaces()
    switch peek {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map(Datum.string)
    case UInt8(ascii: "t"): return word("true", .boolean(true))
    case UInt8(ascii: "f"): return word("false", .boolean(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func object(_ depth: Int) -> Datum? {
    position += 1
    var members: [String: Datum] = [:]
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpaces()
      guard let name = string(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else {
        return nil
      }
      members[name] = value
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func array(_ depth: Int) -> Datum? {
    position += 1
    var elements: [Datum] = []
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .array(elements) : nil
  }

  private mutating func number() -> Datum? {
    let start = position
    while let byte = peek,
      (byte >= 48 && byte <= 57) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    { position += 1 }
    guard start < position else { return nil }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map(Datum.number)
  }

  private mutating func string() -> String? {
    guard peek == UInt8(ascii: "\"") else { return nil }
    position += 1
    var units: [UInt8] = []
    while let byte = peek {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: units, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        units.append(byte)
        continue
      }
      guard let escape = peek else { return nil }
      position += 1
      switch Character(Unicode.Scalar(escape)) {
      case "n": units.append(0x0A)
      case "t": units.append(0x09)
      case "r": units.append(0x0D)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case "u":
        guard let scalar = escapedScalar() else { return nil }
        units += Array(String(Character(scalar)).utf8)
      default: units.append(escape)
      }
    }
    return nil
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    position += 4
    return UInt32(digits, radix: 16)
  }

  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let high = hexadecimal() else { return nil }
    if (0xD800..<0xDC00).contains(high), bytes[position...].starts(with: [0x5C, 0x75]) {
      let start = position
      position += 2
      if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      }
      position = start
    }
    return Unicode.Scalar(high) ?? "\u{FFFD}"
  }
}
