/// A start tag of a page, with its attributes; enough to find what a page loads.
struct HTMLTag: Hashable, Sendable {
  /// In lower case.
  var name: String
  var attributes: [Attribute]

  struct Attribute: Hashable, Sendable {
    var name: String
    /// With character references as they stand there.
    var value: String
    /// Where the value stands in the page's bytes, without quotation marks.
    var range: Range<Int>
  }

  func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

  /// The start tags that load something: few of a page's tags are decoded.
  static func tags(in bytes: [UInt8], named wanted: Set<String>) -> [HTMLTag] {
    var scanner = Scanner(bytes: bytes)
    var tags: [HTMLTag] = []
    while let tag = scanner.next(named: wanted) { tags.append(tag) }
    return tags
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    mutating func next(named wanted: Set<String>) -> HTMLTag? {
      while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
        index = open + 1
        if starts(with: "!--") {
          skipComment()
          continue
        }
        let name = word { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard !name.isEmpty else { continue }
        let attributes = wanted.contains(name) ? self.attributes() : skipAttributes()
        if name == "script" || name == "style" { skipText(until: "</" + name) }
        if wanted.contains(name) { return HTMLTag(name: name, attributes: attributes) }
      }
      index = bytes.count
      return nil
    }

    private mutating func attributes() -> [Attribute] {
      var attributes: [Attribute] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
        let name = word { !Self.isBlank($0) && !"=>/\"'".utf8.contains($0) }
        if name.isEmpty {
          index += 1
          continue
        }
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
          attributes.append(Attribute(name: name, value: "", range: index..<index))
          continue
        }
        index += 1
        skipBlanks()
        let range = value()
        attributes.append(
          Attribute(name: name, value: String(decoding: bytes[range], as: UTF8.self), range: range))
      }
      return attributes
    }

    /// A `>` in quotation marks does not end a tag.
    private mutating func skipAttributes() -> [Attribute] {
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
        if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
          _ = value()
        } else {
          index += 1
        }
      }
      return []
    }

    private mutating func value() -> Range<Int> {
      guard index < bytes.count else { return index..<index }
      let mark = bytes[index]
      if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
        let start = index + 1
        let end = bytes[start...].firstIndex(of: mark) ?? bytes.count
        index = min(end + 1, bytes.count)
        return start..<end
      }
      let start = index
      while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") {
        index += 1
      }
      return start..<index
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
      let start = index
      while index < bytes.count, belongs(bytes[index]) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    }

    private mutating func skipBlanks() {
      while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    }

    private mutating func skipComment() {
      while index < bytes.count, !starts(with: "-->") { index += 1 }
    }

    private mutating func skipText(until end: String) {
      while index < bytes.count, !starts(with: end) { index += 1 }
    }

    /// Whether a lower-case text stands here, in either case.
    private func starts(with text: String) -> Bool {
      guard index + text.utf8.count <= bytes.count else { return false }
      return zip(bytes[index...], text.utf8).allSatisfy {
        $0 == $1 || (Self.isLetter($0) && $0 | 32 == $1)
      }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == 32 || byte == 9 || byte == 10 || byte == 13 || byte == 12
    }
  }
}
