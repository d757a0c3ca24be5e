import Basics

/// Reads YAML of the plainest kind: a mapping of names to scalars and lists of scalars, each on one
/// line. Nearly all front matter is like that, and this takes a tenth of the time.
///
/// Whatever it is not sure of, it leaves to the whole parser; what it reads, the whole parser
/// would read the same, places included. The tests compare both on many texts.
struct PlainYAML {
  private let bytes: [UInt8]
  private let origin: SourcePosition
  private let indent: Int
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  /// How many bytes of this line so far continue a scalar.
  private var continuations = 0

  private static let sizeLimit = 65_536
  private static let nameLimit = 128

  /// The value, or nil where the text is not of this kind.
  static func parse(
    _ source: SourceText, at origin: SourcePosition, indent: Int
  ) -> StructuredValue? {
    guard !source.utf8.isEmpty, source.utf8.count <= sizeLimit, isReadable(source) else {
      return nil
    }
    var reader = PlainYAML(bytes: source.utf8, origin: origin, indent: indent)
    return reader.mapping()
  }

  private init(bytes: [UInt8], origin: SourcePosition, indent: Int) {
    self.bytes = bytes
    self.origin = origin
    self.indent = indent
  }

  /// Whether the text has only characters that YAML takes as they are and only line feeds.
  private static func isReadable(_ source: SourceText) -> Bool {
    var isASCII = true
    for (index, byte) in source.utf8.enumerated() {
      switch byte {
      case 0x0A, 0x20...0x7E: continue
      case 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEC, 0xEE, 0xF0...0xF4: isASCII = false
      case 0xE2:
        // U+2028 and U+2029 end lines in YAML.
        isASCII = false
        let rest = source.utf8[(index + 1)...].prefix(2)
        if rest.elementsEqual([0x80, 0xA8]) || rest.elementsEqual([0x80, 0xA9]) { return false }
      default: return false
      }
    }
    return isASCII || source.firstInvalidUTF8 == nil
  }

  // MARK: - Lines

  private mutating func mapping() -> StructuredValue? {
    var members: [StructuredValue.Member] = []
    var start: SourcePosition?
    var end = SourcePosition.start
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\n") {
        nextLine()
        continue
      }
      let nameStart = position
      guard let name = name(), !members.contains(where: { $0.name == name }) else { return nil }
      let nameRange = outer(nameStart, position)
      advance()
      guard peek == UInt8(ascii: " ") else { return nil }
      while peek == UInt8(ascii: " ") { advance() }
      guard let value = value() else { return nil }
      end = position
      guard offset == bytes.count || peek == UInt8(ascii: "\n") else { return nil }
      if start == nil { start = nameStart }
      members.append(StructuredValue.Member(name: name, nameRange: nameRange, value: value))
      if offset < bytes.count { nextLine() }
    }
    guard let start else { return nil }
    return StructuredValue(.object(members), range: outer(start, end))
  }

  /// A name that begins at the line's beginning, up to its colon.
  private mutating func name() -> String? {
    let start = offset
    guard let first = peek, Self.isLetter(first) else { return nil }
    while let byte = peek,
      Self.isLetter(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    {
      advance()
    }
    guard peek == UInt8(ascii: ":"), offset - start <= Self.nameLimit else { return nil }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func value() -> StructuredValue? {
    switch peek {
    case UInt8(ascii: "["): list()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): quoted()
    default: plain(inList: false)
    }
  }

  // MARK: - Values

  private mutating func list() -> StructuredValue? {
    let start = position
    var elements: [StructuredValue] = []
    advance()
    while true {
      let isQuoted = peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'")
      guard let element = isQuoted ? quoted() : plain(inList: true) else { return nil }
      elements.append(element)
      switch peek {
      case UInt8(ascii: ","):
        advance()
        guard peek == UInt8(ascii: " ") else { return nil }
        while peek == UInt8(ascii: " ") { advance() }
      case UInt8(ascii: "]"):
        advance()
        return StructuredValue(.array(elements), range: outer(start, position))
      default: return nil
      }
    }
  }

  /// A text in quotes without anything that stands for something else.
  private mutating func quoted() -> StructuredValue? {
    let start = position
    let quote = bytes[offset]
    advance()
    let from = offset
    while let byte = peek, byte != quote {
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n") { return nil }
      advance()
    }
    let text = String(decoding: bytes[from..<offset], as: UTF8.self)
    guard peek == quote else { return nil }
    advance()
    // Two single quotes stand for one.
    if peek == quote { return nil }
    return StructuredValue(.string(text), range: outer(start, position))
  }

  /// A text without quotes, up to the line's end or the list's next sign.
  private mutating func plain(inList: Bool) -> StructuredValue? {
    let start = position
    let from = offset
    guard let first = peek, Self.isLetter(first) || Self.isDigit(first) || first >= 0x80 else {
      return nil
    }
    while let byte = peek, byte != UInt8(ascii: "\n") {
      if inList {
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { break }
        if ":#[{}\"'?".utf8.contains(byte) { return nil }
      } else if byte == UInt8(ascii: ":") {
        let next = offset + 1 < bytes.count ? bytes[offset + 1] : UInt8(ascii: "\n")
        if next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") { return nil }
      } else if byte == UInt8(ascii: "#"), bytes[offset - 1] == UInt8(ascii: " ") {
        return nil
      }
      advance()
    }
    guard bytes[offset - 1] != UInt8(ascii: " ") else { return nil }
    let text = String(decoding: bytes[from..<offset], as: UTF8.self)
    return StructuredValue(
      StructuredValue.Content(plainYAML: text), range: outer(start, position))
  }

  // MARK: - Places

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private var position: SourcePosition {
    SourcePosition(line: line, column: offset - lineStart - continuations + 1)
  }

  private func outer(_ start: SourcePosition, _ end: SourcePosition) -> SourceRange {
    SourceRange(start: start, end: end).moved(to: origin, indent: indent)
  }

  private mutating func advance() {
    if bytes[offset] & 0xC0 == 0x80 { continuations += 1 }
    offset += 1
  }

  private mutating func nextLine() {
    offset += 1
    line += 1
    lineStart = offset
    continuations = 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
