import Basics

/// The words that published figures stood in, beside those that they stand in now.
///
/// A figure that was corrected changes its sentence too, and every figure of the same sentence, so
/// sentences are compared with gaps where their figures stand.
struct PublishedWords {
  private let before: [[Character]]
  private let after: [[Character]]

  init(published: PublishedEdition, now: PublishedEdition) {
    before = Self.figures(of: published)
    after = Self.figures(of: now)
  }

  /// The longest first, so that no gap is made in the middle of another figure.
  private static func figures(of edition: PublishedEdition) -> [[Character]] {
    let texts = Set(edition.figures.filter { $0.kind != .data }.map { plain($0.printed) })
    return texts.filter { !$0.isEmpty }
      .sorted { ($1.count, $0) < ($0.count, $1) }.map { Array($0) }
  }

  private static func plain(_ text: String) -> String { PublishedComparison.plain(text) }

  /// The published sentences or titles that are printed no more, each with one that is new.
  ///
  /// A figure that only stands in fewer sentences, or in more, has kept its words.
  func changed(
    from published: PublishedEdition.Figure, to now: PublishedEdition.Figure
  ) -> [(was: String, now: String)] {
    let old = published.sentences.map { frame($0, published.kind, before) }
    let new = now.sentences.map { frame($0, now.kind, after) }
    let gone = published.sentences.indices.filter { !new.contains(old[$0]) }
    let added = now.sentences.indices.filter { !old.contains(new[$0]) }
    return zip(gone, added).map { (published.sentences[$0], now.sentences[$1]) }
  }

  /// The sentences of a figure now that were not published.
  func added(
    to published: PublishedEdition.Figure, by now: PublishedEdition.Figure
  ) -> [String] {
    let old = Set(published.sentences.map { frame($0, published.kind, before) })
    return now.sentences.filter { !old.contains(frame($0, now.kind, after)) }
  }

  /// A sentence with gaps for figures; a title without the number of its table or figure.
  private func frame(
    _ sentence: String, _ kind: PrintedFigure.Kind, _ figures: [[Character]]
  ) -> String {
    var text = Self.plain(sentence)
    if kind == .data, let colon = text.firstRange(of: ": ") {
      text = String(text[colon.upperBound...])
    }
    let characters = Array(text)
    var result: [Character] = []
    var index = 0
    while index < characters.count {
      if let figure = figures.first(where: { Self.stands($0, in: characters, at: index) }) {
        result.append("\u{FFFC}")
        index += figure.count
      } else {
        result.append(characters[index])
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
