/// Slips in YAML that the parser tells of at another line, or in other words.
enum YAMLSlips {
  /// A key with its value right behind the colon: "title:Rents".
  struct TightColon: Equatable {
    /// How many characters stand before the colon.
    let column: Int
    let key: String
    let value: String

    /// As it should be written.
    var written: String { "\(key): \(value)" }
  }

  /// A '#' that begins a comment where a text was to begin: its line, from 1, and its column, from 0.
  struct Comment: Equatable {
    let line: Int
    let column: Int
  }

  /// The slip in a line, or nil where it has none; an address such as `https://` is none.
  static func tightColon(in line: some StringProtocol) -> TightColon? {
    var rest = Substring(line)
    var column = 0
    func isKey(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_" || character == "-"
    }
    while let first = rest.first, first == " " || (first == "-" && rest.dropFirst().first == " ") {
      rest.removeFirst()
      column += 1
    }
    let key = rest.prefix(while: isKey)
    let value = rest.dropFirst(key.count + 1)
    guard key.count >= 2, key.first?.isLetter ?? false, rest.dropFirst(key.count).first == ":",
      let next = value.first, !next.isWhitespace, next != ":", !value.hasPrefix("//")
    else { return nil }
    return TightColon(
      column: column + key.unicodeScalars.count, key: String(key), value: String(value))
  }

  /// The slip in the last line with a text before one, or in this one.
  static func tightColon(
    in text: String, upTo line: Int
  ) -> (line: Int, slip: TightColon)? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for number in stride(from: min(line, lines.count), through: 1, by: -1) {
      if let slip = tightColon(in: lines[number - 1]) { return (number, slip) }
      let isEmpty = lines[number - 1].allSatisfy(\.isWhitespace)
      if number < line, !isEmpty { return nil }
    }
    return nil
  }

  /// The last '#' in a list or an object that is not closed up to a place.
  ///
  /// - Parameters:
  ///   - line: the place's line, from 1.
  ///   - column: its column, from 0.
  static func commentInBrackets(in text: String, upTo line: Int, column: Int) -> Comment? {
    var brackets = 0
    var quote: Character?
    var found: Comment?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, whole) in lines.prefix(line).enumerated() {
      let characters = Array(index + 1 == line ? whole.prefix(column) : whole)
      // The last sign that is no blank, and whether a blank follows it.
      var last: Character?
      var isApart = true
      for (offset, character) in characters.enumerated() {
        if let open = quote {
          if character == open { quote = nil }
          continue
        }
        if character == " " {
          isApart = true
          continue
        }
        let beginsValue = last == nil || ":-,[{".contains(last ?? " ")
        if character == "#", isApart || (brackets > 0 && beginsValue) {
          let next = offset + 1 < characters.count ? characters[offset + 1] : " "
          if brackets > 0, next.isLetter || next.isNumber || next == "," {
            let before = String(characters[..<offset])
            found = Comment(line: index + 1, column: before.unicodeScalars.count)
          }
          break
        }
        switch character {
        case "\"" where beginsValue, "'" where beginsValue: quote = character
        case "[" where beginsValue, "{" where beginsValue: brackets += 1
        case "]" where brackets > 0, "}" where brackets > 0:
          brackets -= 1
          if brackets == 0 { found = nil }
        default: break
        }
        (last, isApart) = (character, false)
      }
    }
    return found
  }
}
