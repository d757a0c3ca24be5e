import Basics
import SiteModel

/// What a page prints now beside what it printed when it was published.
struct PublishedComparison {
  enum Difference {
    /// Another value stands where the published one did; with the places where it stands now.
    case changed(PublishedEdition.Figure, was: String, now: String, at: [PrintedFigure])
    /// Cells of a table or chart print otherwise, or there are others.
    case cells(PublishedEdition.Figure, PublishedCells, at: PrintedFigure?)
    case removed(PublishedEdition.Figure)
    case added(PrintedFigure)
    /// A chart is drawn with other texts, or otherwise.
    case redrawn(PublishedEdition.Figure, was: String, now: String, at: PrintedFigure?)
    case text(PublishedLines.Change)
  }

  private(set) var differences: [Difference] = []

  init(published: PublishedEdition, now: PublishedEdition, printed: [PrintedFigure]) {
    let places = Dictionary(grouping: printed.filter { $0.kind != .assertion }, by: \.key)
    let current = Dictionary(
      now.figures.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(published.figures.map(\.key))
    var added = now.figures.filter { !known.contains($0.key) }
    var corrected: [(was: String, now: String)] = []
    var charts: [(PublishedEdition.Figure, PublishedEdition.Figure)] = []
    for figure in published.figures {
      var found = current[figure.key]
      if found == nil, let place = added.firstIndex(where: { Self.isSame($0, figure) }) {
        found = added.remove(at: place)
      }
      guard let found else {
        differences.append(.removed(figure))
        continue
      }
      guard figure.kind != .data else {
        if published.text == nil {
          // The record has the data in all their digits, as they were written to the file.
          if found.printed != figure.printed {
            let (was, now) = (figure.printed.prefix(8), found.printed.prefix(8))
            differences.append(
              .changed(
                figure, was: "data \(was)", now: "data \(now)", at: places[found.key] ?? []))
          }
          continue
        }
        let cells = PublishedCells(published: figure.rows, now: found.rows)
        if cells.changes.isEmpty, cells.shape == nil {
          charts.append((figure, found))
        } else {
          differences.append(.cells(figure, cells, at: places[found.key]?.first))
        }
        continue
      }
      let (was, now) = (Self.plain(figure.printed), Self.plain(found.printed))
      guard was != now else { continue }
      corrected.append((was, now))
      differences.append(.changed(figure, was: was, now: now, at: places[found.key] ?? []))
    }
    differences += added.compactMap { places[$0.key]?.first.map(Difference.added) }
    for (figure, now) in charts {
      guard let change = Self.change(of: figure.drawing, now.drawing, corrected) else { continue }
      differences.append(
        .redrawn(figure, was: change.was, now: change.now, at: places[now.key]?.first))
    }
    guard let text = published.text else { return }
    let lines = PublishedLines(published: text, now: now.text ?? [], corrected: corrected)
    differences += lines.changes.map(Difference.text)
    // One that is cited no more, or anew, is seen where it is cited.
    let sources = Dictionary(
      now.references.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    for reference in published.references {
      guard let text = sources[reference[0]], text != reference[1] else { continue }
      differences.append(.text(PublishedLines.Change(was: reference[1], now: text, line: .max)))
    }
  }

  /// What differs in a chart whose figures are the same.
  private static func change(
    of drawing: PublishedEdition.Drawing?, _ now: PublishedEdition.Drawing?,
    _ corrected: [(was: String, now: String)]
  ) -> (was: String, now: String)? {
    guard let drawing, let now else { return nil }
    let lines = PublishedLines(published: drawing.texts, now: now.texts, corrected: corrected)
    if !lines.changes.isEmpty {
      return (
        lines.changes.map(\.was).filter { !$0.isEmpty }.joined(separator: "; "),
        lines.changes.map(\.now).filter { !$0.isEmpty }.joined(separator: "; ")
      )
    }
    guard drawing.specification != now.specification, drawing.picture != now.picture else {
      return nil
    }
    return ("picture " + drawing.picture.prefix(8), "picture " + now.picture.prefix(8))
  }

  /// Whether two figures of different keys stand in the same words: a query that was rewritten, a
  /// claim in a query's place.
  private static func isSame(_ one: PublishedEdition.Figure, _ other: PublishedEdition.Figure)
    -> Bool
  {
    guard one.kind != .data, other.kind != .data else { return false }
    let words = Set(one.sentences.map { frame($0, one.printed) })
    return other.sentences.contains { words.contains(frame($0, other.printed)) }
  }

  /// A sentence with a gap where its figure stands.
  private static func frame(_ sentence: String, _ figure: String) -> String {
    plain(sentence).replacing(plain(figure), with: "\u{FFFC}", maxReplacements: 1)
  }

  /// Without the marks of citations, which stand by their keys: "71 % [audit, F109]".
  static func withoutCitations(_ text: String) -> String {
    text.replacing(/\s*\[[^\[\]]*\]/, with: "")
  }

  /// With plain blanks, so that a text typed by an author compares with one that Assay printed.
  static func plain(_ text: String) -> String {
    String(text.map { $0.isWhitespace ? " " : $0 })
  }
}

extension Erratum {
  /// Whether the erratum is about a figure, by its id or with the form it prints in.
  func isAbout(_ figure: PublishedEdition.Figure) -> Bool {
    self.figure == figure.id || self.figure == figure.key
  }

  /// Whether errata, in their order, lead from a cell that was published to what it prints now; they
  /// may name the cell.
  static func explain(_ errata: [Erratum], _ change: PublishedCells.Change) -> Bool {
    let named = errata.map { erratum in
      var erratum = erratum
      let was = PublishedComparison.plain(erratum.was)
      if was.hasPrefix(change.name + ": ") {
        erratum.was = String(was.dropFirst(change.name.count + 2))
      }
      return erratum
    }
    return explain(named, was: change.was, now: change.now)
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
