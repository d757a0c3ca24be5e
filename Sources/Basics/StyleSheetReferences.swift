/// Rewrites the addresses that a style sheet names: those in `url(…)` and the string of an `@import`.
///
/// What stands in comments and in other strings is text: the selector `[fill^="url("]` names no
/// file. (CSS Syntax Module Level 3, sections 4.3.2, 4.3.5 and 4.3.6.)
package struct StyleSheetReferences {
  private var rest: Substring
  private var result = ""

  /// The style sheet with each address put in place of the one it has.
  ///
  /// - Parameter replacement: the new address, without quotation marks in it, of one that stands
  ///   somewhere; nil leaves the old.
  package static func replaced(
    in text: String, with replacement: (String, Range<String.Index>) throws -> String?
  ) rethrows -> String {
    var scanner = StyleSheetReferences(rest: text[...])
    return try scanner.scan(replacement)
  }

  private mutating func scan(
    _ replacement: (String, Range<String.Index>) throws -> String?
  ) rethrows -> String {
    var isImport = false
    while let character = rest.first {
      if rest.hasPrefix("/*") {
        result += taken(through: "*/")
      } else if character == "\"" || character == "'" {
        let start = rest.startIndex
        let (written, content) = takenString(character)
        let address = isImport ? try replacement(content, start..<rest.startIndex) : nil
        result += address.map { "url(\"\($0)\")" } ?? written
        isImport = false
      } else if Self.isInWord(character) {
        let word = rest.prefix(while: Self.isInWord)
        rest = rest[word.endIndex...]
        if word.lowercased() == "url", rest.first == "(" {
          let start = rest.startIndex
          let (written, content) = takenParentheses()
          result += word
          result +=
            try replacement(content, start..<rest.startIndex).map { "(\"\($0)\")" } ?? written
          isImport = false
        } else {
          result += word
          isImport = word.lowercased() == "@import"
        }
      } else {
        if !character.isWhitespace { isImport = false }
        // A character that is escaped opens no string.
        let length = character == "\\" ? 2 : 1
        result += rest.prefix(length)
        rest = rest.dropFirst(length)
      }
    }
    return result
  }

  private static func isInWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_@".contains(character)
  }

  private mutating func taken(through end: String) -> Substring {
    let stop = rest.dropFirst(2).firstRange(of: end)?.upperBound ?? rest.endIndex
    defer { rest = rest[stop...] }
    return rest[..<stop]
  }

  private mutating func takenString(_ quote: Character) -> (written: String, content: String) {
    var content = ""
    var index = rest.index(after: rest.startIndex)
    while index < rest.endIndex, rest[index] != quote {
      if rest[index] == "\\" {
        index = rest.index(after: index)
        if index == rest.endIndex { break }
      }
      content.append(rest[index])
      index = rest.index(after: index)
    }
    let stop = index < rest.endIndex ? rest.index(after: index) : index
    defer { rest = rest[stop...] }
    return (String(rest[..<stop]), content)
  }

  /// What follows `url`, from its opening parenthesis through its closing one.
  private mutating func takenParentheses() -> (written: String, content: String) {
    var written = String(rest.removeFirst())
    let blanks = rest.prefix(while: \.isWhitespace)
    rest = rest[blanks.endIndex...]
    written += blanks
    var content = ""
    if let quote = rest.first, quote == "\"" || quote == "'" {
      let string = takenString(quote)
      written += string.written
      content = string.content
    }
    let end = rest.firstIndex(of: ")") ?? rest.endIndex
    if content.isEmpty {
      content = String(rest[..<end].reversed().drop(while: \.isWhitespace).reversed())
    }
    let stop = end < rest.endIndex ? rest.index(after: end) : end
    written += rest[..<stop]
    rest = rest[stop...]
    return (written, content)
  }
}
