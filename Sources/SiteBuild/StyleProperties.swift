import Basics

/// A custom property that a style sheet sets for the whole page: `--chart-1: #1c5f8c`.
struct StyleProperty: Equatable, Sendable, ByteCodable {
  var name: String
  var value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(value)
  }

  init(from reader: inout ByteReader) throws {
    name = try reader.string()
    value = try reader.string()
  }
}

/// The custom properties of the site's style sheets in the light, by which pictures that leave the
/// site are painted.
struct StylePropertiesKey: SiteKey {
  typealias Value = [StyleProperty]
  static let rule = "style properties"
  static let isStored = true
}

extension StyleProperty {
  /// The custom properties in the rules for `:root` that hold under every medium, in their order.
  ///
  /// (CSS Syntax Module Level 3, section 5; CSS Custom Properties Level 1, section 2.)
  static func ofRoot(in styleSheet: String) -> [StyleProperty] {
    var result: [StyleProperty] = []
    var rest = StyleSheetText.withoutComments(styleSheet)[...]
    while let (head, block, after) = StyleSheetText.nextBlock(rest) {
      rest = after
      let selectors = head.split(separator: ",").map(StyleSheetText.trimmed)
      guard selectors.contains(":root") else { continue }
      for declaration in StyleSheetText.split(block, at: ";") {
        guard let colon = declaration.firstIndex(of: ":") else { continue }
        let name = StyleSheetText.trimmed(declaration[..<colon])
        guard name.hasPrefix("--") else { continue }
        let value = StyleSheetText.trimmed(declaration[declaration.index(after: colon)...])
        result.append(StyleProperty(name: name, value: value))
      }
    }
    return result
  }
}

/// The outer shape of a style sheet: its blocks and declarations, whatever stands in strings.
private enum StyleSheetText {
  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  static func withoutComments(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "/*") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      rest = rest[(rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex)...]
    }
    return result + rest
  }

  /// What stands before the next block, the inside of the block, and what follows it.
  static func nextBlock(
    _ text: Substring
  ) -> (head: Substring, block: Substring, after: Substring)? {
    var scanner = Scanner(text)
    guard let open = scanner.find("{", orAlso: ";") else { return nil }
    // A rule without a block, such as `@import`, ends at its semicolon.
    guard text[open] == "{" else { return nextBlock(text[text.index(after: open)...]) }
    let start = text.index(after: open)
    var inside = Scanner(text[start...])
    let close = inside.find("}") ?? text.endIndex
    let after = close < text.endIndex ? text[text.index(after: close)...] : text[close...]
    return (text[..<open], text[start..<close], after)
  }

  static func split(_ text: Substring, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var rest = text
    while true {
      var scanner = Scanner(rest)
      guard let end = scanner.find(separator) else { return parts + [rest] }
      parts.append(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
  }

  /// Finds a character outside strings, parentheses and inner blocks.
  private struct Scanner {
    let text: Substring

    init(_ text: Substring) { self.text = text }

    mutating func find(_ wanted: Character, orAlso other: Character? = nil) -> Substring.Index? {
      var depth = 0
      var quote: Character?
      var isEscaped = false
      for index in text.indices {
        let character = text[index]
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if let open = quote {
          if character == open { quote = nil }
        } else if depth == 0, character == wanted || character == other {
          return index
        } else {
          switch character {
          case "\"", "'": quote = character
          case "{", "(", "[": depth += 1
          case "}", ")", "]": depth -= 1
          default: break
          }
        }
      }
      return nil
    }
  }
}
