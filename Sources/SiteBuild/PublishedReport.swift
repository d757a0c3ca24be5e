import Basics
import SiteModel

/// Says what of a published page has changed and is not explained by its errata.
struct PublishedReport {
  private(set) var diagnostics: [Diagnostic] = []
  private let published: PublishedEdition
  private let errata: [Erratum]
  private let path: String
  /// Whether errors of the page have left gaps, which are no changes of its text.
  var hasGaps = false
  /// The figures that have changed, whether errata explain it or not.
  private var changed: Set<String> = []

  init(_ published: PublishedEdition, errata: [Erratum], path: String) {
    (self.published, self.errata, self.path) = (published, errata, path)
  }

  /// - Parameter place: where changed words stand.
  mutating func compare(
    _ comparison: PublishedComparison,
    place: (PublishedLines.Change) throws -> (path: String, range: SourceRange)
  ) rethrows {
    var removed: Set<String> = []
    var added: [PrintedFigure] = []
    var words: [PublishedLines.Change] = []
    for difference in comparison.differences where !hasGaps || !difference.mayBeGap {
      switch difference {
      case .changed(let figure, let was, let now, let places):
        guard !isExplained(figure, was: was, now: now) else { continue }
        let first = places.first
        diagnostics.append(
          PublishedMessages.changed(figure, was: was, now: now, also: places.dropFirst())
            .at(first?.path ?? path, first?.range ?? SourceRange(at: .start)))
      case .cells(let figure, let cells, let place):
        report(figure, cells, place)
      case .removed(let figure):
        removed.formUnion(
          figure.sentences.map {
            PublishedComparison.withoutCitations(PublishedComparison.plain($0))
          })
        let was =
          figure.kind == .data ? published(figure) : PublishedComparison.plain(figure.printed)
        guard !isExplained(figure, was: was, now: nil) else { continue }
        diagnostics.append(PublishedMessages.removed(figure).at(path, SourceRange(at: .start)))
      case .redrawn(let figure, let was, let now, let place):
        guard !isExplained(figure, was: was, now: now) else { continue }
        diagnostics.append(
          PublishedMessages.redrawn(figure, was: was, now: now)
            .at(place?.path ?? path, place?.range ?? SourceRange(at: .start)))
      case .added(let figure): added.append(figure)
      case .text(let change): words.append(change)
      }
    }
    let corrections = errata.filter(\.figure.isEmpty)
    let open = words.filter { change in
      // A sentence goes with its figure.
      !(change.now.isEmpty && removed.contains(PublishedComparison.withoutCitations(change.was)))
        && !corrections.contains { $0.leads(change) }
    }
    for change in open {
      let place = try place(change)
      diagnostics.append(PublishedMessages.changed(change).at(place.path, place.range))
    }
    for figure in added {
      let sentence = PublishedComparison.plain(figure.sentence)
      guard
        !open.contains(where: {
          !sentence.isEmpty && PublishedComparison.withoutCitations($0.now).contains(sentence)
        })
      else {
        continue
      }
      diagnostics.append(PublishedMessages.added(figure).at(figure.path, figure.range))
    }
    for erratum in errata {
      let isUsed = hasGaps || words.contains { erratum.leads($0) }
      check(erratum, isUsed: isUsed, isOpen: !open.isEmpty)
    }
  }

  /// What stands for a table or chart that is gone.
  private func published(_ figure: PublishedEdition.Figure) -> String {
    PublishedComparison.plain(figure.sentences.first ?? figure.printed)
  }

  private mutating func isExplained(
    _ figure: PublishedEdition.Figure, was: String, now: String?
  ) -> Bool {
    changed.insert(figure.key)
    return Erratum.explain(errata.filter { $0.isAbout(figure) }, was: was, now: now)
  }

  private mutating func report(
    _ figure: PublishedEdition.Figure, _ cells: PublishedCells, _ place: PrintedFigure?
  ) {
    let (path, range) = (place?.path ?? path, place?.range ?? SourceRange(at: .start))
    if let shape = cells.shape {
      guard !isExplained(figure, was: shape.was, now: shape.now) else { return }
      diagnostics.append(PublishedMessages.reshaped(figure, shape).at(path, range))
      return
    }
    changed.insert(figure.key)
    let own = errata.filter { $0.isAbout(figure) }
    let open = cells.changes.filter { !Erratum.explain(own, $0) }
    guard !open.isEmpty else { return }
    diagnostics.append(PublishedMessages.changed(figure, open).at(path, range))
  }

  /// Says of an erratum that nothing was corrected by it.
  private mutating func check(_ erratum: Erratum, isUsed: Bool, isOpen: Bool) {
    guard !erratum.figure.isEmpty else {
      if !isUsed, !isOpen {
        diagnostics.append(PublishedMessages.needlessErratum(erratum).at(path, erratum.range))
      }
      return
    }
    guard let figure = published.figures.first(where: { erratum.isAbout($0) }) else {
      diagnostics.append(
        PublishedMessages.unknownErratum(erratum.figure, known: published.figures.map(\.id))
          .at(path, erratum.range))
      return
    }
    if !published.figures.contains(where: { erratum.isAbout($0) && changed.contains($0.key) }) {
      diagnostics.append(PublishedMessages.needlessErratum(figure, erratum).at(path, erratum.range))
    }
  }
}

extension PublishedComparison.Difference {
  fileprivate var mayBeGap: Bool {
    switch self {
    case .removed, .added, .text: true
    case .changed, .cells, .redrawn: false
    }
  }
}

extension Erratum {
  /// Whether the erratum is that of changed words, with or without their citations.
  fileprivate func leads(_ change: PublishedLines.Change) -> Bool {
    guard figure.isEmpty else { return false }
    let (was, now) = (PublishedComparison.plain(was), PublishedComparison.plain(now ?? ""))
    let bare = change.withoutCitations
    return was == change.was && now == change.now
      || bare.was != bare.now && was == bare.was && now == bare.now
  }
}
