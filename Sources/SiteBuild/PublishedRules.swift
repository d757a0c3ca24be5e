import Basics
import Incremental
import SiteModel
import Tables

/// The rules about editions that have been published: their figures stay, or are corrected openly.
struct PublishedRules: Sendable {
  let reader: InputReader

  var rules: [Rule] {
    [
      Rule(PublishedFilesKey.self) { _, recorder in
        try recorder.value(ContentFilesKey()).filter { $0.hasSuffix(PublishedEdition.suffix) }
      },
      Rule(PublishedEditionKey.self) { try edition($0, $1) },
      Rule(PublishedRecordsKey.self) { try PublishedRecords.check($0, $1) },
      Rule(PublishedCheckKey.self) { try check($0, $1) },
      Rule(ErrataNoticeKey.self) { try notice($0, $1) },
      Rule(ErrataListKey.self) { try list($0, $1) },
      Rule(PublicationKey.self) { try publication($0, $1) },
    ]
  }

  private func edition(
    _ key: PublishedEditionKey, _ recorder: Recorder
  ) throws -> [PublishedEdition] {
    let path = SitePaths.content + "/" + key.name
    guard let source = try reader.text(path, recorder) else { return [] }
    switch StructuredValue.parseJSON(source) {
    case .failure(let error):
      recorder.report(error.diagnostics)
      return []
    case .success(let value):
      let (edition, diagnostics) = PublishedEdition.decode(value, path: path)
      recorder.report(diagnostics)
      return edition.map { [$0] } ?? []
    }
  }

  private func published(_ page: PageID, _ recorder: Recorder) throws -> PublishedEdition? {
    try recorder.value(PublishedEditionKey(PublishedEdition.path(of: page.file))).first
  }

  private func record(_ page: PageID, _ recorder: Recorder) throws -> PageRecord? {
    try recorder.value(PagesOfFileKey(page.file)).first { $0.id == page }
  }

  // MARK: - Comparing

  private func check(_ key: PublishedCheckKey, _ recorder: Recorder) throws -> Bool {
    let path = SitePaths.content + "/" + key.page.file
    let errata = try recorder.value(FrontMatterKey(key.page.file)).errata
    guard let published = try published(key.page, recorder) else {
      recorder.report(
        errata.map { PublishedMessages.erratumWithoutRecord($0.figure).at(path, $0.range) })
      return true
    }
    let body = try recorder.value(BodyKey(key.page))
    let now = PublishedEdition(of: body, page: published.page, asOf: published.asOf)
    let comparison = PublishedComparison(published: published, now: now, printed: body.figures)
    var explained: Set<String> = []
    for difference in comparison.differences {
      switch difference {
      case .changed(let figure, let was, let now, let places):
        if Erratum.explain(errata.filter { $0.isAbout(figure) }, was: was, now: now) {
          explained.insert(figure.key)
          continue
        }
        let first = places.first
        recorder.report(
          PublishedMessages.changed(figure, was: was, now: now, also: places.dropFirst())
            .at(first?.path ?? path, first?.range ?? SourceRange(at: .start)))
      case .removed(let figure):
        let own = errata.filter { $0.isAbout(figure) }
        if Erratum.explain(own, was: PublishedComparison.plain(figure.printed), now: nil) {
          explained.insert(figure.key)
          continue
        }
        recorder.report(
          PublishedMessages.removed(figure).at(path, SourceRange(at: .start)))
      case .added(let figure):
        recorder.report(PublishedMessages.added(figure).at(figure.path, figure.range))
      case .reworded(let figure, let was, let now, let place):
        recorder.report(
          PublishedMessages.reworded(figure, was: was, now: now).at(place.path, place.range))
      }
    }
    for erratum in errata {
      guard let figure = published.figures.first(where: { erratum.isAbout($0) }) else {
        recorder.report(
          PublishedMessages.unknownErratum(erratum.figure, known: published.figures.map(\.id))
            .at(path, erratum.range))
        continue
      }
      let isUsed = published.figures.contains { erratum.isAbout($0) && explained.contains($0.key) }
      let isChanged = comparison.differences.contains { $0.isAbout(erratum) }
      if !isUsed, !isChanged {
        recorder.report(
          PublishedMessages.needlessErratum(figure, erratum).at(path, erratum.range))
      }
    }
    return true
  }

  // MARK: - Corrections for readers

  /// Every published sentence with a figure, with the edition it stands in.
  private func uses(
    of erratum: Erratum, on page: PageID, _ recorder: Recorder
  ) throws -> [ErrataWriter.Use] {
    var uses: [ErrataWriter.Use] = []
    for file in try recorder.value(PublishedFilesKey()) {
      guard let edition = try recorder.value(PublishedEditionKey(file)).first else { continue }
      let id = PageID(file: edition.page)
      let figures = edition.figures.filter {
        erratum.isAbout($0) && ($0.kind != .data || id == page)
      }
      guard !figures.isEmpty, let record = try record(id, recorder) else { continue }
      uses.append(
        ErrataWriter.Use(
          page: record, asOf: edition.asOf, sentences: figures.flatMap(\.sentences)))
    }
    return uses
  }

  private func items(_ page: PageID, _ recorder: Recorder) throws -> [ErrataWriter.Item] {
    let published = try published(page, recorder)
    return try recorder.value(FrontMatterKey(page.file)).errata.map { erratum in
      ErrataWriter.Item(
        erratum: erratum, uses: try uses(of: erratum, on: page, recorder),
        published: published?.figures.first { erratum.isAbout($0) })
    }
  }

  private func notice(_ key: ErrataNoticeKey, _ recorder: Recorder) throws -> String {
    let writer = ErrataWriter(settings: try recorder.value(SettingsKey()))
    return writer.notice(try items(key.page, recorder))
  }

  private func list(_: ErrataListKey, _ recorder: Recorder) throws -> String {
    let writer = ErrataWriter(settings: try recorder.value(SettingsKey()))
    var html = ""
    for file in try recorder.value(PublishedFilesKey()) {
      guard let edition = try recorder.value(PublishedEditionKey(file)).first,
        let record = try record(PageID(file: edition.page), recorder)
      else { continue }
      html += writer.section(of: record, try items(record.id, recorder))
    }
    return html.isEmpty ? ErrataWriter.none : html
  }

  // MARK: - Publishing

  private func publication(
    _ key: PublicationKey, _ recorder: Recorder
  ) throws -> [PublishedEdition] {
    guard let asOf = try record(key.page, recorder)?.asOf else { return [] }
    let now = PublishedEdition(
      of: try recorder.value(BodyKey(key.page)), page: key.page.file, asOf: asOf)
    let before = try published(key.page, recorder)
    return [before.map { $0.extended(by: now) } ?? now]
  }
}

extension PublishedComparison.Difference {
  fileprivate func isAbout(_ erratum: Erratum) -> Bool {
    switch self {
    case .changed(let figure, _, _, _), .removed(let figure): erratum.isAbout(figure)
    case .added, .reworded: false
    }
  }
}
