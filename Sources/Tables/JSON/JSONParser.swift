import Basics

/// One reading of a JSON text, from its first byte to its last.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let maximumDepth: Int
  var offset = 0
  var line = 1
  var lineStart = 0
  /// Continuation bytes seen on this line, so that columns count scalars without a second look.
  var continuations = 0
  /// How many members the object read last had: neighbours are often alike.
  private var lastMemberCount = 0
  private let recordMembers: Set<String>
  private var words = JSONWords()

  init(
    bytes: UnsafeBufferPointer<UInt8>, path: String, maximumDepth: Int, recordMembers: Set<String>
  ) {
    self.bytes = bytes
    self.path = path
    self.maximumDepth = maximumDepth
    self.recordMembers = recordMembers
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  var position: SourcePosition {
    SourcePosition(line: line, column: offset - lineStart - continuations + 1)
  }

  mutating func document() throws(JSONError) -> StructuredValue {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if offset < bytes.count { throw unexpected("the end of the text") }
    return value
  }

  mutating func value(depth: Int) throws(JSONError) -> StructuredValue {
    let start = position
    guard offset < bytes.count else { throw unexpected("a value") }
    let content: StructuredValue.Content
    switch bytes[offset] {
    case UInt8(ascii: "{"): content = .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): content = .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .boolean(true))
    case UInt8(ascii: "f"): content = try word("false", .boolean(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: throw unexpected("a value")
    }
    return StructuredValue(content, range: SourceRange(start: start, end: position))
  }

  private mutating func object(depth: Int) throws(JSONError) -> [StructuredValue.Member] {
    if depth > maximumDepth { throw fail("JSONTooDeep", JSONMessage.tooDeep) }
    offset += 1
    var members: [StructuredValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    members.reserveCapacity(lastMemberCount)
    while true {
      skipSpace()
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
        throw unexpected("a name in double quotes")
      }
      let start = position
      let name = try string()
      let nameRange = SourceRange(start: start, end: position)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
      skipSpace()
      let value = try memberValue(name, depth: depth)
      members.append(StructuredValue.Member(name: name, nameRange: nameRange, value: value))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) {
        lastMemberCount = min(members.count, 64)
        return members
      }
      throw unexpected("',' or '}'")
    }
  }

  private mutating func memberValue(_ name: String, depth: Int) throws(JSONError) -> StructuredValue
  {
    guard recordMembers.contains(name), offset < bytes.count, bytes[offset] == UInt8(ascii: "[")
    else { return try value(depth: depth) }
    let start = position
    guard let records = try records(depth: depth + 1) else { return try value(depth: depth) }
    return StructuredValue(.records(records), range: SourceRange(start: start, end: position))
  }

  private mutating func array(depth: Int) throws(JSONError) -> [StructuredValue] {
    if depth > maximumDepth { throw fail("JSONTooDeep", JSONMessage.tooDeep) }
    offset += 1
    var elements: [StructuredValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      skipSpace()
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return elements }
      throw unexpected("',' or ']'")
    }
  }

  private mutating func word(
    _ word: StaticString, _ content: StructuredValue.Content
  ) throws(JSONError) -> StructuredValue.Content {
    let count = word.utf8CodeUnitCount
    guard offset + count <= bytes.count else { throw unexpected("a value") }
    for index in 0..<count where bytes[offset + index] != word.utf8Start[index] {
      throw unexpected("a value")
    }
    offset += count
    return content
  }

  /// A number: exact where the mantissa and the power of ten are, else by the standard library.
  mutating func number() throws(JSONError) -> Double {
    let start = offset
    let negative = take(UInt8(ascii: "-"))
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    let first = offset
    while let digit = digit() {
      if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
      digits += 1
      offset += 1
    }
    guard offset > first, !(bytes[first] == UInt8(ascii: "0") && offset - first > 1) else {
      throw fail("InvalidJSON", JSONMessage.badNumber)
    }
    if take(UInt8(ascii: ".")) {
      let fraction = offset
      while let digit = digit() {
        if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
        digits += 1
        exponent -= 1
        offset += 1
      }
      if offset == fraction { throw fail("InvalidJSON", JSONMessage.badNumber) }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      let minus = take(UInt8(ascii: "-"))
      if !minus { _ = take(UInt8(ascii: "+")) }
      var power = 0
      let from = offset
      while let digit = digit() {
        if power < 10_000 { power = power * 10 + digit }
        offset += 1
      }
      if offset == from { throw fail("InvalidJSON", JSONMessage.badNumber) }
      exponent += minus ? -power : power
    }
    if digits <= 15, exponent >= -22, exponent <= 22 {
      let value = Double(mantissa)
      let scaled =
        exponent < 0 ? value / Self.powersOfTen[-exponent] : value * Self.powersOfTen[exponent]
      return negative ? -scaled : scaled
    }
    return Double(String(decoding: bytes[start..<offset], as: UTF8.self)) ?? .nan
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private func digit() -> Int? {
    guard offset < bytes.count else { return nil }
    let byte = bytes[offset]
    return byte >= 48 && byte <= 57 ? Int(byte) - 48 : nil
  }

  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    skipPlainText()
    guard offset < bytes.count else { throw unexpected("'\"'") }
    if bytes[offset] == UInt8(ascii: "\"") {
      let text = words.text(bytes, start..<offset)
      offset += 1
      return text
    }
    return try stringWithEscapes(from: start)
  }

  /// Goes on to the next byte that is no plain ASCII: a quote, an escape, a control, a letter.
  private mutating func skipPlainText() {
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= bytes.count {
      // Eight bytes at a time; the lowest bit found is that of the first such byte.
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let found = Self.special(word)
      if found != 0 {
        offset += found.trailingZeroBitCount / 8
        return
      }
      offset += 8
    }
    while offset < bytes.count, Self.special(UInt64(bytes[offset]) | 0x6161_6161_6161_6100) == 0 {
      offset += 1
    }
  }

  /// The high bits of the bytes that are a quote, a backslash, below a space or not ASCII.
  ///
  /// A byte is zero where subtracting one borrows (Anderson, "Bit Twiddling Hacks", "Determine if
  /// a word has a zero byte"); bits above the lowest one found may be wrong.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let escapes = word ^ (ones &* 0x5C)
    return (quotes &- ones) & ~quotes & highs | (escapes &- ones) & ~escapes & highs
      | (word &- ones &* 0x20) & ~word & highs | word & highs
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let text = try decoded(bytes[start..<offset])
        offset += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw fail("InvalidJSON", JSONMessage.controlCharacter) }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      offset += 1
    }
    throw unexpected("'\"'")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return try decoded(text[...])
      case UInt8(ascii: "\\"):
        offset += 1
        guard offset < bytes.count else { throw unexpected("'\"'") }
        let escape = bytes[offset]
        offset += 1
        switch escape {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
        default:
          offset -= 1
          throw fail("InvalidJSON", JSONMessage.badEscape)
        }
      default:
        if byte < 0x20 { throw fail("InvalidJSON", JSONMessage.controlCharacter) }
        if byte & 0xC0 == 0x80 { continuations += 1 }
        text.append(byte)
        offset += 1
      }
    }
    throw unexpected("'\"'")
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let unit = try fourHexDigits()
    if unit >= 0xD800, unit < 0xDC00, offset + 1 < bytes.count,
      bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
    {
      let saved = offset
      offset += 2
      let low = try fourHexDigits()
      if low >= 0xDC00, low < 0xE000 {
        let value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
      offset = saved
    }
    // A lone surrogate stands for no character.
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw fail("InvalidJSON", JSONMessage.badEscape) }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = bytes[offset]
      let digit: UInt32
      switch byte {
      case 48...57: digit = UInt32(byte) - 48
      case 65...70: digit = UInt32(byte) - 55
      case 97...102: digit = UInt32(byte) - 87
      default: throw fail("InvalidJSON", JSONMessage.badEscape)
      }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  private func decoded(_ slice: some Collection<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw fail("InvalidJSON", JSONMessage.notUTF8)
    }
    return text
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0D: offset += 1
      case 0x0A:
        offset += 1
        line += 1
        lineStart = offset
        continuations = 0
      default: return
      }
    }
  }

  func unexpected(_ expected: String) -> JSONError {
    let found: String
    if offset >= bytes.count {
      found = "the end of the text"
    } else if bytes[offset] >= 0x20, bytes[offset] < 0x7F {
      found = "'\(Character(Unicode.Scalar(bytes[offset])))'"
    } else {
      found = "another character"
    }
    return fail("InvalidJSON", JSONMessage.unexpected(found, expected: expected))
  }

  func fail(_ identifier: String, _ summary: String) -> JSONError {
    JSONError(
      diagnostic: Diagnostic(
        .error, identifier, path: path, range: SourceRange(at: position), summary))
  }
}
