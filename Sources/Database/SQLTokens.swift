/// A token of an SQL text, as far as guarding and explaining queries needs it.
struct SQLToken: Equatable {
  enum Kind: Equatable {
    /// A keyword or a plain name.
    case word
    /// A name in quotes, brackets or backticks.
    case quotedName
    case string
    case number
    /// `:as_of`, `@x`, `$x` or `?`.
    case parameter
    case symbol
  }

  var kind: Kind
  /// The name, the string's value or the token as written; without quotes and colons.
  var text: String
  /// Bytes in the SQL text.
  var offsets: Range<Int>

  var isName: Bool { kind == .word || kind == .quotedName }

  /// Whether this is a word of ASCII letters, given in lower case.
  func isWord(_ word: String) -> Bool {
    kind == .word && text.utf8.count == word.utf8.count
      && zip(text.utf8, word.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
  }

  func isSymbol(_ symbol: String) -> Bool {
    kind == .symbol && text == symbol
  }
}

/// Takes an SQL text apart by SQLite's rules; comments and blanks are left out.
struct SQLTokenizer {
  private let bytes: [UInt8]
  private var offset = 0

  static func tokens(_ bytes: [UInt8]) -> [SQLToken] {
    var tokenizer = SQLTokenizer(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { tokenizer.offset = 3 }
    var tokens: [SQLToken] = []
    while let token = tokenizer.next() { tokens.append(token) }
    return tokens
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> SQLToken? {
    skipBlanksAndComments()
    guard offset < bytes.count else { return nil }
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "'"):
      let text = quoted(by: UInt8(ascii: "'"))
      return token(.string, text, from: start)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      let text = quoted(by: bytes[offset])
      return token(.quotedName, text, from: start)
    case UInt8(ascii: "["):
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "]") { offset += 1 }
      let text = string(start + 1..<min(offset, bytes.count))
      offset = min(offset + 1, bytes.count)
      return token(.quotedName, text, from: start)
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "?"):
      offset += 1
      while offset < bytes.count, isNamePart(bytes[offset]) { offset += 1 }
      return token(.parameter, string(start + 1..<offset), from: start)
    case let byte where isDigit(byte) || byte == UInt8(ascii: ".") && isDigit(peek(1)):
      while offset < bytes.count, isNumberPart(at: offset) { offset += 1 }
      return token(.number, string(start..<offset), from: start)
    case let byte where isNameStart(byte):
      while offset < bytes.count, isNamePart(bytes[offset]) { offset += 1 }
      return token(.word, string(start..<offset), from: start)
    default:
      offset += 1
      return token(.symbol, string(start..<offset), from: start)
    }
  }

  private mutating func skipBlanksAndComments() {
    while offset < bytes.count {
      if isBlank(bytes[offset]) {
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      } else if bytes[offset] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        offset += 2
        while offset < bytes.count,
          !(bytes[offset] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/"))
        {
          offset += 1
        }
        offset = min(offset + 2, bytes.count)
      } else {
        return
      }
    }
  }

  private mutating func quoted(by quote: UInt8) -> String {
    var text: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      if bytes[offset] == quote {
        if peek(1) != quote { break }
        offset += 1
      }
      text.append(bytes[offset])
      offset += 1
    }
    offset = min(offset + 1, bytes.count)
    return String(decoding: text, as: UTF8.self)
  }

  private func token(_ kind: SQLToken.Kind, _ text: String, from start: Int) -> SQLToken {
    SQLToken(kind: kind, text: text, offsets: start..<offset)
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func peek(_ distance: Int) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }

  private func isNumberPart(at offset: Int) -> Bool {
    let byte = bytes[offset]
    if isNamePart(byte) || byte == UInt8(ascii: ".") { return true }
    guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), offset > 0 else { return false }
    // A sign belongs to the number only in an exponent.
    return bytes[offset - 1] | 32 == UInt8(ascii: "e")
  }
}
