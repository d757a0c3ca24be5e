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
      Rule(PublishedRegisterKey.self) { try PublishedRegister.read($0, reader, $1) },
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

  /// What a page prints now, as its record would have it.
  private func printed(
    _ page: PageID, _ body: Body, asOf: CalendarDate, _ recorder: Recorder
  ) throws -> PublishedEdition {
    let record = try record(page, recorder)
    let nodes = HTMLNode.parse(body.html)
    let settings = try recorder.value(SettingsKey())
    var pictures: [String: String] = [:]
    for address in Set(PrintedText.pictures(in: nodes)) where address.hasPrefix(settings.home) {
      let file = LinkResolver.decoded(String(address.dropFirst(settings.home.count)))
      guard let bytes = try reader.bytes(SitePaths.content + "/" + file, recorder) else { continue }
      pictures[address] = String(ContentHash(of: bytes).hexadecimal.prefix(8))
    }
    return PublishedEdition(
      of: body, page: page.file, asOf: asOf,
      head: [record?.title, record?.summary].compactMap { $0 },
      printed: PrintedText(nodes, pictures: pictures, home: settings.home))
  }

  // MARK: - Comparing

  private func check(_ key: PublishedCheckKey, _ recorder: Recorder) throws -> Bool {
    let path = SitePaths.content + "/" + key.page.file
    let errata = try recorder.value(FrontMatterKey(key.page.file)).errata
    guard let published = try published(key.page, recorder) else {
      // Where a record or its page is gone, that is the mistake, and the errata may be right.
      for entry in try recorder.value(PublishedRegisterKey()).entries {
        for file in [entry.page, PublishedEdition.path(of: entry.page)] {
          guard try recorder.value(ContentFileExistsKey(file)) else { return true }
        }
      }
      recorder.report(
        errata.map { PublishedMessages.erratumWithoutRecord($0.figure).at(path, $0.range) })
      return true
    }
    // A record that is not the one that was written is said where it stands.
    guard try recorder.value(PublishedRegisterKey()).holds(published) else { return true }
    // What a page lacks while its data have mistakes is no change of what was published.
    guard try !recorder.value(PackageKey()).isBroken,
      try recorder.value(MistakenTablesKey()).isEmpty
    else { return true }
    let body = try recorder.value(BodyKey(key.page))
    let now = try printed(key.page, body, asOf: published.asOf, recorder)
    var report = PublishedReport(published, errata: errata, path: path)
    report.hasGaps = body.hasGaps
    try report.compare(PublishedComparison(published: published, now: now, printed: body.figures)) {
      try place(of: $0, in: now.text ?? [], body, path, recorder)
    }
    recorder.report(report.diagnostics)
    return true
  }

  /// Where words stand that a page prints: the line of its files that shares most words with them.
  private func place(
    of change: PublishedLines.Change, in lines: [String], _ body: Body, _ path: String,
    _ recorder: Recorder
  ) throws -> (path: String, range: SourceRange) {
    let line = lines.indices.contains(change.line) ? lines[change.line] : ""
    let wanted = Set((change.now.isEmpty ? line : change.now).split { !$0.isLetter })
    var best: (count: Int, path: String, range: SourceRange) = (0, path, SourceRange(at: .start))
    for file in [path] + body.files {
      guard let source = try reader.text(file, recorder) else { continue }
      let text = String(decoding: source.utf8, as: UTF8.self)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let count = Set(line.split { !$0.isLetter }).intersection(wanted).count
        guard count > best.count else { continue }
        let start = SourcePosition(line: index + 1, column: 1)
        best = (count, file, SourceRange(at: start))
      }
    }
    return (best.path, best.range)
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
    let body = try recorder.value(BodyKey(key.page))
    let now = try printed(key.page, body, asOf: asOf, recorder)
    let before = try published(key.page, recorder)
    return [before.map { $0.extended(by: now) } ?? now]
  }
}
