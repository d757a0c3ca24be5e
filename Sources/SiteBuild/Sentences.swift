/// Where the sentences of a text begin and end.
enum Sentences {
  /// After these a point ends no sentence.
  private static let abbreviations: Set<String> = [
    "art", "cf", "dr", "e.g", "eq", "et al", "fig", "i.e", "jr", "mr", "mrs", "ms", "no", "nos",
    "nr", "p", "pp", "prof", "st", "vol", "vs",
  ]

  /// The ranges of the sentences, without the blanks between them.
  static func ranges(in text: [Character]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var index = 0
    func add(_ end: Int) {
      var (low, high) = (start, end)
      while low < high, text[low].isWhitespace { low += 1 }
      while high > low, text[high - 1].isWhitespace { high -= 1 }
      if low < high { ranges.append(low..<high) }
      start = end
    }
    while index < text.count {
      if ".!?".contains(text[index]), let end = endOfSentence(text, at: index) {
        add(end)
        index = end
      } else {
        index += 1
      }
    }
    add(text.count)
    return ranges
  }

  /// The place after the mark at a place and what closes with it; nil where the sentence goes on.
  private static func endOfSentence(_ text: [Character], at index: Int) -> Int? {
    var end = index + 1
    while end < text.count, ".!?)]\"'”’»*".contains(text[end]) { end += 1 }
    guard end < text.count else { return end }
    guard text[end].isWhitespace else { return nil }
    guard let next = text[end...].first(where: { !$0.isWhitespace }), !next.isLowercase else {
      return nil
    }
    guard text[index] == "." else { return end }
    var begin = index
    while begin > 0, text[begin - 1].isLetter || text[begin - 1] == "." { begin -= 1 }
    let word = String(text[begin..<index])
    // "J. D. Vance": one capital before the point is an initial.
    if word.count == 1, word.first?.isUppercase ?? false { return nil }
    return abbreviations.contains(word.lowercased()) ? nil : end
  }
}
