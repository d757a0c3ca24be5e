/// The lines that a page published beside those that it prints now.
struct PublishedLines {
  /// Words that were published and are printed no more, and those in their place; one of them may be
  /// empty.
  struct Change: Hashable {
    var was: String
    var now: String
    /// The line now where they stand, or after which they stood.
    var line: Int

    var withoutCitations: Change {
      Change(
        was: PublishedComparison.withoutCitations(was),
        now: PublishedComparison.withoutCitations(now), line: line)
    }
  }

  private(set) var changes: [Change] = []

  /// - Parameter corrected: figures that print otherwise now, which is told of them themselves.
  init(published: [String], now lines: [String], corrected: [(was: String, now: String)]) {
    let known = Set(published)
    let words = corrected.map { (Array($0.now), Array($0.was)) }
      .filter { !$0.0.isEmpty }.sorted { $0.0.count > $1.0.count }
    let before = published.map(PublishedComparison.plain)
    let after = lines.map { line in
      let plain = PublishedComparison.plain(line)
      return known.contains(line) ? plain : Self.replacing(words, in: plain)
    }
    let difference = after.difference(from: before)
    var gone: Set<Int> = []
    var new: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): new.insert(offset)
      }
    }
    var (old, index) = (0, 0)
    while old < before.count || index < after.count {
      var (was, now): ([Int], [Int]) = ([], [])
      while gone.contains(old) {
        was.append(old)
        old += 1
      }
      while new.contains(index) {
        now.append(index)
        index += 1
      }
      if was.isEmpty, now.isEmpty {
        old += 1
        index += 1
      } else if was.count == now.count {
        for (was, now) in zip(was, now) { add(before[was], after[now], at: now) }
      } else {
        changes.append(
          Change(
            was: was.map { before[$0] }.joined(separator: " "),
            now: now.map { PublishedComparison.plain(lines[$0]) }.joined(separator: " "),
            line: now.first ?? max(0, index - 1)))
      }
    }
  }

  /// The sentences in which two lines differ.
  private mutating func add(_ was: String, _ now: String, at line: Int) {
    var (old, new) = (Self.sentences(was)[...], Self.sentences(now)[...])
    while let first = old.first, first == new.first {
      old.removeFirst()
      new.removeFirst()
    }
    while let last = old.last, last == new.last {
      old.removeLast()
      new.removeLast()
    }
    changes.append(
      Change(
        was: old.joined(separator: " "), now: new.joined(separator: " "), line: line))
  }

  private static func sentences(_ line: String) -> [String] {
    let characters = Array(line)
    return Sentences.ranges(in: characters).map { String(characters[$0]) }
  }

  /// A line with figures as they were published.
  static func replacing(_ words: [(now: [Character], was: [Character])], in line: String) -> String
  {
    guard !words.isEmpty else { return line }
    let text = Array(line)
    var result: [Character] = []
    var index = 0
    while index < text.count {
      if let word = words.first(where: { stands($0.now, in: text, at: index) }) {
        result += word.was
        index += word.now.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return String(result)
  }

  /// Whether a figure stands at a place of a text, and not as a part of a longer word or number.
  private static func stands(
    _ figure: [Character], in text: [Character], at index: Int
  ) -> Bool {
    guard index + figure.count <= text.count,
      text[index..<(index + figure.count)].elementsEqual(figure)
    else { return false }
    func isInWord(_ place: Int) -> Bool {
      text.indices.contains(place) && (text[place].isLetter || text[place].isNumber)
    }
    let end = index + figure.count
    return !(isInWord(index - 1) && isInWord(index)) && !(isInWord(end - 1) && isInWord(end))
  }
}
