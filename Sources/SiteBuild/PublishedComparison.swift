import Basics
import SiteModel

/// What a page prints now beside what it printed when it was published.
struct PublishedComparison {
  enum Difference {
    /// Another value stands where the published one did; with the places where it stands now.
    case changed(PublishedEdition.Figure, was: String, now: String, at: [PrintedFigure])
    case removed(PublishedEdition.Figure)
    case added(PrintedFigure)
    /// The figure stands in other words, or under another title; with where it does.
    case reworded(PublishedEdition.Figure, was: String, now: String, at: PrintedFigure)
  }

  private(set) var differences: [Difference] = []

  init(published: PublishedEdition, now: PublishedEdition, printed: [PrintedFigure]) {
    let places = Dictionary(grouping: printed.filter { $0.kind != .assertion }, by: \.key)
    let current = Dictionary(
      now.figures.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(published.figures.map(\.key))
    var added = now.figures.filter { !known.contains($0.key) }
    let words = PublishedWords(published: published, now: now)
    var told: Set<String> = []
    for figure in published.figures {
      var found = current[figure.key]
      if found == nil, let place = added.firstIndex(where: { Self.isSame($0, figure) }) {
        found = added.remove(at: place)
      }
      guard let found else {
        differences.append(.removed(figure))
        continue
      }
      for (was, now) in words.changed(from: figure, to: found) where told.insert(was).inserted {
        let uses = places[found.key] ?? []
        if let use = uses.first(where: { $0.sentence == now }) ?? uses.first {
          differences.append(.reworded(figure, was: was, now: now, at: use))
        }
      }
      // Data of the same hash have the same cells, but for a record that was edited or damaged.
      let isSame = Self.plain(found.printed) == Self.plain(figure.printed)
      if isSame, found.rows == figure.rows { continue }
      let (was, now) = Self.texts(figure, found)
      differences.append(.changed(figure, was: was, now: now, at: places[found.key] ?? []))
    }
    differences += added.compactMap { places[$0.key]?.first.map(Difference.added) }
  }

  /// Whether two figures of different keys stand in the same words: a query that was rewritten, a
  /// claim in a query's place.
  private static func isSame(_ one: PublishedEdition.Figure, _ other: PublishedEdition.Figure)
    -> Bool
  {
    guard (one.kind == .data) == (other.kind == .data) else { return false }
    if one.kind == .data { return false }
    let words = Set(one.sentences.map { frame($0, one.printed) })
    return other.sentences.contains { words.contains(frame($0, other.printed)) }
  }

  /// A sentence with a gap where its figure stands.
  private static func frame(_ sentence: String, _ figure: String) -> String {
    plain(sentence).replacing(plain(figure), with: "\u{FFFC}", maxReplacements: 1)
  }

  /// With plain blanks, so that a text typed by an author compares with one that Assay printed.
  static func plain(_ text: String) -> String {
    String(text.map { $0.isWhitespace ? " " : $0 })
  }

  /// What was and what is printed: of data the cells that differ, or how many rows there are.
  private static func texts(
    _ was: PublishedEdition.Figure, _ now: PublishedEdition.Figure
  ) -> (was: String, now: String) {
    guard was.kind == .data else { return (plain(was.printed), plain(now.printed)) }
    let hasSameColumns = was.rows.first == now.rows.first || was.printed == now.printed
    guard was.rows.map(\.count) == now.rows.map(\.count), hasSameColumns else {
      return (shape(was), shape(now))
    }
    let cells = zip(was.rows.joined(), now.rows.joined()).filter { $0 != $1 }
    return (
      cells.map { $0.0.isEmpty ? "empty" : $0.0 }.joined(separator: "; "),
      cells.map { $0.1.isEmpty ? "empty" : $0.1 }.joined(separator: "; ")
    )
  }

  private static func shape(_ figure: PublishedEdition.Figure) -> String {
    let columns = figure.rows.first?.count ?? 0
    return "\(max(0, figure.rows.count - 1)) rows of \(columns) columns "
      + "(\(figure.printed.prefix(8)))"
  }
}

extension Erratum {
  /// Whether the erratum is about a figure, by its id or with the form it prints in.
  func isAbout(_ figure: PublishedEdition.Figure) -> Bool {
    self.figure == figure.id || self.figure == figure.key
  }

  /// Whether errata, in their order, lead from what was published to what is printed now.
  static func explain(_ errata: [Erratum], was: String, now: String?) -> Bool {
    var value: String? = was
    var led = false
    for erratum in errata {
      guard let current = value,
        PublishedComparison.plain(erratum.was) == PublishedComparison.plain(current)
      else { continue }
      value = erratum.now
      led = true
    }
    return led && value.map(PublishedComparison.plain) == now.map(PublishedComparison.plain)
  }
}
