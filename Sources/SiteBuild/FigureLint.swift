import Markup

/// Finds the numbers that an author typed into a sentence.
///
/// Digits are looked at, numbers in words are not. Let be are dates and years, times of day,
/// ordinals (2nd), numbers that are part of a name ("F109", "EU-27", "Article 5", "Regulation (EU)
/// 2024/1252"), addresses, citations, and the number that begins a heading ("2.1 Scope").
struct FigureLint {
  private struct Word {
    /// Bytes in the text, without the punctuation around the word.
    var range: Range<Int>
    var text: String
    /// What stood before and after it: "(" or "," or a dash.
    var before: String
    var after: String
    var isNumber: Bool
    /// Whether only a dash parts it from the word before.
    var followsDash = false
    var isName = false
    var isDate = false
  }

  private var words: [Word] = []
  private let isHeading: Bool

  /// - Returns: the numbers as they are written, with their bytes in the text.
  static func typedFigures(
    in text: [UInt8], isHeading: Bool = false
  ) -> [(text: String, bytes: Range<Int>)] {
    guard text.contains(where: { $0 >= 48 && $0 <= 57 }) else { return [] }
    var lint = FigureLint(text, isHeading: isHeading)
    lint.classify()
    return lint.words.filter { $0.isNumber && !$0.isName && !$0.isDate }
      .map { ($0.text, $0.range) }
  }

  // MARK: - Words

  private init(_ text: [UInt8], isHeading: Bool) {
    self.isHeading = isHeading
    let scalars = Self.scalars(text)
    var start = 0
    var index = 0
    var followsDash = false
    while index <= scalars.count {
      if index == scalars.count || Self.isBreak(scalars[index].scalar) {
        if start < index { add(scalars[start..<index], followsDash) }
        followsDash = index < scalars.count && !scalars[index].scalar.isBlank
        start = index + 1
      } else if let end = Self.citationEnd(scalars, at: index, in: text) {
        if start < index { add(scalars[start..<index], followsDash) }
        followsDash = false
        index = end
        start = index + 1
      }
      index += 1
    }
  }

  private typealias Scalars = [(scalar: Unicode.Scalar, offset: Int)]

  private static func scalars(_ text: [UInt8]) -> Scalars {
    var scalars: Scalars = []
    scalars.reserveCapacity(text.count)
    var offset = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      scalars.append((scalar, offset))
      offset += UTF8.width(scalar)
    }
    return scalars
  }

  /// Blanks, and dashes between two ends of a range.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || scalar == "\u{2013}" || scalar == "\u{2014}"
  }

  /// The closing bracket of `[@key, p. 12]`; nil where no citation begins here.
  private static func citationEnd(_ scalars: Scalars, at index: Int, in text: [UInt8]) -> Int? {
    guard scalars[index].scalar == "[", let length = citationLength(text[scalars[index].offset...])
    else { return nil }
    let end = scalars[index].offset + length - 1
    return scalars[index...].firstIndex { $0.offset == end }
  }

  private static let opening: Set<Unicode.Scalar> = [
    "(", "[", "{", "\"", "'", "“", "‘", "„", "«", "`",
  ]
  private static let closing: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", ")", "]", "}", "\"", "'", "”", "’", "»", "`", "…",
  ]

  private mutating func add(
    _ scalars: ArraySlice<(scalar: Unicode.Scalar, offset: Int)>, _ followsDash: Bool
  ) {
    var core = scalars
    while let first = core.first, Self.opening.contains(first.scalar) { core.removeFirst() }
    while let last = core.last, Self.closing.contains(last.scalar) { core.removeLast() }
    func string(_ part: ArraySlice<(scalar: Unicode.Scalar, offset: Int)>) -> String {
      var text = String.UnicodeScalarView()
      for element in part { text.append(element.scalar) }
      return String(text)
    }
    guard let first = core.first, let last = core.last else {
      if !words.isEmpty { words[words.count - 1].after += string(scalars) }
      return
    }
    words.append(
      Word(
        range: first.offset..<(last.offset + UTF8.width(last.scalar)), text: string(core),
        before: string(scalars[scalars.startIndex..<core.startIndex]),
        after: string(scalars[core.endIndex..<scalars.endIndex]),
        isNumber: core.contains { $0.scalar.properties.numericType == .decimal },
        followsDash: followsDash))
  }

  // MARK: - What a number is

  private mutating func classify() {
    for index in words.indices where words[index].isNumber {
      let word = words[index].text
      words[index].isName =
        Self.isName(word) || followsNamer(index) || isHeadingNumber(index)
      words[index].isDate = Self.isDate(word) || isBesideMonth(index) || isYear(index)
    }
    // "3 to 5 February", "3 and 10 March": the last number knows the month.
    for index in words.indices.reversed() where words[index].isDate && isDay(index) {
      if let other = joined(index, to: -1), isDay(other) { words[other].isDate = true }
    }
    // "Articles 5, 6 and 7": the first number knows the name.
    for index in words.indices where words[index].isNumber {
      if let other = joined(index, to: -1), words[other].isName, !Self.isName(words[other].text),
        words[index].text.allSatisfy({ $0.isASCII && ($0.isNumber || "()./".contains($0)) })
      {
        words[index].isName = true
      }
    }
  }

  /// The number before one in the same list or range, or nil.
  private func joined(_ index: Int, to step: Int) -> Int? {
    var other = index + step
    guard words.indices.contains(other) else { return nil }
    if FigureWords.joiners.contains(words[other].text.lowercased()) { other += step }
    guard words.indices.contains(other), words[other].isNumber,
      [",", ""].contains(words[other].after)
    else { return nil }
    return other
  }

  private func isDay(_ index: Int) -> Bool {
    let text = words[index].text
    return text.utf8.count <= 2 && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  private func isBesideMonth(_ index: Int) -> Bool {
    func isMonth(_ place: Int) -> Bool {
      words.indices.contains(place)
        && FigureWords.months.contains(words[place].text.lowercased())
    }
    let text = words[index].text
    guard isDay(index) || Self.isYear(text) else { return false }
    if isMonth(index - 1), words[index - 1].after.isEmpty || words[index - 1].after == "." {
      // "may 30 countries" has a number after the verb.
      return words[index - 1].text != "may"
    }
    return isMonth(index + 1) && words[index].after.isEmpty && words[index + 1].text != "may"
  }

  /// A year that nothing makes a measure, or the second of "2024–25".
  private func isYear(_ index: Int) -> Bool {
    if words[index].followsDash, isDay(index), index > 0, Self.isYear(words[index - 1].text) {
      return true
    }
    guard Self.isYear(words[index].text) else { return false }
    guard words[index].after.isEmpty, words.indices.contains(index + 1) else { return true }
    return !FigureWords.measures.contains(words[index + 1].text.lowercased())
  }

  private func followsNamer(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let previous = words[index - 1]
    // "Regulation (EU) 2024/1252"
    if previous.before == "(", previous.after == ")", index > 1,
      ["EU", "EC", "EEC", "Euratom", "CFSP"].contains(previous.text)
    {
      return true
    }
    guard previous.after.isEmpty || previous.after == "." else { return false }
    return FigureWords.namers.contains(previous.text.lowercased())
      || FigureWords.capitalNamers.contains(previous.text)
  }

  /// "2. Scope" and "2.1 Scope"; a heading that begins "14 partnerships" has a figure.
  private func isHeadingNumber(_ index: Int) -> Bool {
    guard isHeading, index == 0, words[0].before.isEmpty else { return false }
    let parts = words[0].text.split(separator: ".", omittingEmptySubsequences: false)
    let isNumbering = parts.allSatisfy {
      !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber }
    }
    return isNumbering && (parts.count > 1 || [".", ")"].contains(words[0].after))
  }

  // MARK: - What a word is by itself

  private static func isName(_ word: String) -> Bool {
    if word.contains("://") || word.contains("@") || word.hasPrefix("www.") { return true }
    guard let first = word.first else { return false }
    if "§#№".contains(first) { return true }
    if first.isLetter {
      return !FigureWords.currencies.contains(
        String(word.prefix { $0.isLetter || $0 == "$" }))
    }
    return isOrdinal(word) || isLawNumber(word)
  }

  private static func isOrdinal(_ word: String) -> Bool {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty
      && ["st", "nd", "rd", "th"].contains(word.dropFirst(digits.count).lowercased())
  }

  /// "2024/1252", "333/2014": two numbers, one of them a year.
  private static func isLawNumber(_ word: String) -> Bool {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.count > 1
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
      && parts.contains { isYear($0) }
  }

  private static func isYear(_ word: String) -> Bool {
    guard word.hasPrefix("19") || word.hasPrefix("20") else { return false }
    var word = word
    for end in ["'s", "’s", "s"] where word.hasSuffix(end) {
      word = String(word.dropLast(end.count))
    }
    return word.utf8.count == 4 && word.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// `2026-02-05`, `2026-02`, `2024-25`, `5.2.2026`, `5/2/2026`, `14:30`.
  private static func isDate(_ word: String) -> Bool {
    for separator in ["-", ".", "/", ":"] as [Character] {
      let parts = word.split(separator: separator, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count > 1,
        parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
      else { continue }
      switch separator {
      case ":": return parts.allSatisfy { $0.count <= 2 }
      case "-":
        return isYear(parts[0]) && parts.dropFirst().allSatisfy { $0.count == 2 || isYear($0) }
      default: return parts.count == 3 && isYear(parts[2])
      }
    }
    return false
  }
}
