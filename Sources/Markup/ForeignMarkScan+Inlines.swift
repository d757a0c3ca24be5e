import Basics

/// Marks around words: links that are none, citations and notes as others write them.
extension ForeignMarkScan {
  /// `[[Page]]`, `[TOC]`, and links gone wrong.
  func bracket(_ index: Int) -> (ForeignMark, Int)? {
    if let mark = wikiLink(index) { return mark }
    let line = near(index)
    let isAlone = index == 0 || text[index - 1] == UInt8(ascii: "\n")
    if isAlone, ["[TOC]", "[toc]", "[[_TOC_]]"].contains(where: { line.elementsEqual($0.utf8) }) {
      return (.contents, line.endIndex)
    }
    return partedLink(index) ?? spacedLink(index) ?? pairedBrackets(index)
  }

  /// `![[map.png]]`, `![words](a map.png)`
  func picture(_ index: Int) -> (ForeignMark, Int)? {
    guard has("![", at: index) else { return nil }
    return wikiLink(index + 1) ?? spacedLink(index + 1)
  }

  private func wikiLink(_ index: Int) -> (ForeignMark, Int)? {
    let line = near(index)
    guard has("[[", at: index), let close = place(of: "]", in: line, from: index + 3),
      has("]]", at: close)
    else { return nil }
    return (.wikiLink, close + 2)
  }

  /// `[words] (address)`
  private func partedLink(_ index: Int) -> (ForeignMark, Int)? {
    let line = near(index)
    guard let close = place(of: "]", in: line, from: index), close > index + 1,
      has(" (", at: close + 1), let end = place(of: ")", in: line, from: close + 3),
      Self.isAddress(text[(close + 3)..<end])
    else { return nil }
    return (.partedLink, end + 1)
  }

  /// `(words)[address]`
  func turnedLink(_ index: Int) -> (ForeignMark, Int)? {
    let line = near(index)
    guard let close = place(of: ")", in: line, from: index), close > index + 1,
      has("[", at: close + 1), let end = place(of: "]", in: line, from: close + 2),
      Self.isAddress(text[(close + 2)..<end])
    else { return nil }
    return (.turnedLink, end + 1)
  }

  private static func isAddress(_ words: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: words, as: UTF8.self)
    return !text.contains { $0.isWhitespace }
      && (text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasSuffix(".md")
        || text.contains(".md#") || text.hasPrefix("/") || text.hasPrefix("../"))
  }

  /// `[words](an address with blanks.pdf)`
  private func spacedLink(_ index: Int) -> (ForeignMark, Int)? {
    let line = near(index)
    guard let close = place(of: "]", in: line, from: index), has("](", at: close) else {
      return nil
    }
    // The name of a file may have brackets: "map (1).png".
    var open = 1
    let end = line.dropFirst(close + 2 - index).firstIndex { byte in
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
      return open == 0
    }
    guard let end, SpacedAddress(text[(close + 2)..<end]) != nil else { return nil }
    return (.spacedLink, end + 1)
  }

  /// `[words][name]`, a name that nothing defines, and `[@key][p. 12]`.
  private func pairedBrackets(_ index: Int) -> (ForeignMark, Int)? {
    let line = near(index)
    guard index == 0 || !isWordByte(text[index - 1]),
      index == 0 || text[index - 1] != UInt8(ascii: "]"),
      let close = place(of: "]", in: line, from: index), has("][", at: close),
      let end = place(of: "]", in: line, from: close + 2), end > close + 2,
      end + 1 == text.count || !"([".utf8.contains(text[end + 1])
    else { return nil }
    let words = text[(index + 1)..<close]
    let name = text[(close + 2)..<end]
    if words.first == UInt8(ascii: "@") {
      let isAnother = name.first == UInt8(ascii: "^") || name.contains(UInt8(ascii: "@"))
      return isAnother || name.contains(UInt8(ascii: "[")) ? nil : (.partedCitation, end + 1)
    }
    guard let first = words.first, !"^![".utf8.contains(first), !words.contains(UInt8(ascii: "[")),
      words.count(where: isLetter) >= 3,
      name.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return (.undefinedLink, end + 1)
  }

  /// `^[See the survey.]`: Pandoc's note in its place. Exponents and patterns are let be.
  func inlineNote(_ index: Int) -> (ForeignMark, Int)? {
    guard has("^[", at: index), let close = place(of: "]", in: near(index), from: index) else {
      return nil
    }
    let words = text[(index + 2)..<close]
    let isSentence = words.contains(32) && words.count(where: isLetter) >= 4
    guard isSentence || (words.count >= 4 && words.allSatisfy(isLetter)) else { return nil }
    return (.inlineNote, close + 1)
  }

  /// `@fig:rents`, and `@ref(fig:rents)`, which takes the backslash before it for Markdown's.
  func reference(_ index: Int) -> (ForeignMark, Int)? {
    let isCall = has("@ref(", at: index)
    var end = index + (isCall ? 5 : 1)
    let start = end
    guard let kind = Self.kinds.first(where: { has($0, at: start) }),
      isCall || !Mark.joins(text[..<index]), index == 0 || text[index - 1] != UInt8(ascii: "[")
    else { return nil }
    end += kind.utf8.count
    let label = end
    while end < text.count, isWordByte(text[end]) || text[end] == UInt8(ascii: ":") { end += 1 }
    while end > label, !isWordByte(text[end - 1]) { end -= 1 }
    guard end > label else { return nil }
    if isCall {
      guard has(")", at: end) else { return nil }
      end += 1
    }
    return (.reference, end)
  }

  private static let kinds = ["fig:", "tbl:", "tab:", "sec:"]

  /// `==marked==`
  func highlight(_ index: Int) -> (ForeignMark, Int)? {
    guard let words = enclosed(by: "==", at: index), let first = words.first,
      let last = words.last, !isBlank(first), !isBlank(last)
    else { return nil }
    return (.highlight, words.endIndex + 2)
  }

  /// `** words **`: with blanks inside, stars are stars.
  func looseStars(_ index: Int) -> (ForeignMark, Int)? {
    guard let words = enclosed(by: "**", at: index), let first = words.first,
      let last = words.last, isBlank(first) || isBlank(last),
      words.count(where: { isLetter($0) || $0 >= 0x80 }) >= 3
    else { return nil }
    return (.looseStars, words.endIndex + 2)
  }

  /// The words between two equal signs of a line, the second one no part of a longer row of them.
  private func enclosed(by sign: String, at index: Int) -> ArraySlice<UInt8>? {
    guard has(sign, at: index), isWordStart(index) else { return nil }
    let line = near(index)
    let start = index + sign.utf8.count
    guard start < line.endIndex,
      let end = line[start...].firstIndex(of: text[index]), end > start, has(sign, at: end)
    else { return nil }
    let after = text[(end + sign.utf8.count)...].first
    guard after.map({ isWordByte($0) || $0 == text[index] }) != true else { return nil }
    return text[start..<end]
  }

  /// `%% a note %%`, in one line or several, and a line with the signs alone.
  func comment(_ index: Int) -> (ForeignMark, Int)? {
    guard has("%%", at: index), index == 0 || isBlank(text[index - 1]) else { return nil }
    var end = index + 2
    let isFirst = index == 0 || text[index - 1] == UInt8(ascii: "\n")
    if isFirst, end == text.count || text[end] == UInt8(ascii: "\n") { return (.comment, end) }
    guard end < text.count, isBlank(text[end]) || isLetter(text[end]) else { return nil }
    let start = end
    let limit = min(text.count, index + 2_000)
    while end < limit, text[end] != UInt8(ascii: "%") { end += 1 }
    guard end < limit, has("%%", at: end), text[start..<end].count(where: isLetter) >= 4,
      text[(end + 2)...].first.map({ isWordByte($0) || $0 == UInt8(ascii: "%") }) != true
    else { return nil }
    return (.comment, end + 2)
  }
}

/// The address of a link that is none, as it has blanks.
struct SpacedAddress {
  /// The address with `%20` for each blank.
  let encoded: String

  init?(_ words: some Sequence<UInt8>) {
    var address = String(decoding: Array(words), as: UTF8.self)
    if let title = address.firstMatch(of: #/\s+(?:"[^"]*"|'[^']*')\s*$/#) {
      address.removeSubrange(title.range)
    }
    while address.last?.isWhitespace == true { address.removeLast() }
    address = String(address.drop { $0.isWhitespace })
    guard address.contains(where: \.isWhitespace), !address.hasPrefix("<") else { return nil }
    let endings =
      #/
      \.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|avif|tiff?
        |csv|xlsx?|ods|docx?|odt|pptx?|zip|json|txt)
      (?:\#\S*)?$
      /#.ignoresCase()
    guard
      address.prefixMatch(of: #/https?:\/\/|\.{1,2}\/\w/#) != nil
        || address.firstMatch(of: endings) != nil
    else { return nil }
    encoded = address.replacing(" ", with: "%20")
  }
}
