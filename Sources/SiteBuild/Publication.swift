package import Basics
import Incremental
import SiteModel
import Tables

/// What `assay publish` did.
package struct Publication: Sendable {
  /// The record, relative to the site's root.
  package var path: String
  package var figureCount: Int
  /// Whether the record was there already, with the same figures.
  package var isUnchanged: Bool
  package var diagnostics: [Diagnostic]
}

extension SiteBuilder {
  /// Writes down what an edition prints, beside its page; nothing is written where the site has
  /// errors, so a figure that changed since needs its erratum first.
  ///
  /// - Parameter name: the edition's Markdown file, slug or address, or the date of its `as_of`.
  package func publish(_ name: String) throws -> Publication {
    guard FileSystem.stamp(options.root + "/" + SitePaths.content)?.kind == .folder else {
      throw BuildMessages.noSite(options.root)
    }
    let inputs = SiteInputs(
      root: options.root, options: options.inputs, isParanoid: options.isParanoid)
    let engine = Engine(
      rules: Self.rules(InputReader(inputs: inputs), .discarding(), progress: ProgressCounter(nil)),
      inputs: inputs, store: nil,
      tool: try ToolIdentity.hash(keptIn: nil), jobs: options.jobs)
    _ = try engine.examineInputs()
    _ = try engine.build(SiteOutputKey())
    let all = try engine.build(PagesKey()).pages
    try refuse(name, among: all.filter { $0.asOf == nil || !$0.id.parameter.isEmpty })
    let pages = all.compactMap { page in
      page.id.parameter.isEmpty ? page.asOf.map { (page: page, day: $0) } : nil
    }
    let page = try EditionNames.choose(name, among: pages, root: options.root) {
      EditionNames(file: $0.page.id.file, address: $0.page.url, day: $0.day)
    }.page
    let record = try engine.build(PublicationKey(page.id)).first
    let diagnostics = Self.sorted(
      try engine.build(CheckSettingsKey()).set(
        engine.finish(goals: [SiteOutputKey().key]).diagnostics))
    let isBad = diagnostics.contains { $0.severity == .error }
    guard let record, !isBad else {
      return Publication(path: "", figureCount: 0, isUnchanged: true, diagnostics: diagnostics)
    }
    let path = SitePaths.content + "/" + PublishedEdition.path(of: page.id.file)
    let bytes = Array(record.json.utf8)
    let sources = SourceFolders(root: options.root)
    if sources.leadsOut(path) { throw DiagnosticsError(sources.problem(path)) }
    let isUnchanged = try sources.read(path) == bytes
    // A publication that is cut off here leaves a register in which the old record stands too.
    let before = try engine.build(PublishedEditionKey(PublishedEdition.path(of: page.id.file)))
      .first
    if !isUnchanged, let before, !before.digest.isEmpty {
      try register(record, beside: before, with: engine, in: sources)
    }
    if !isUnchanged { try FileSystem.replace(options.root + "/" + path, with: bytes) }
    try register(record, with: engine, in: sources)
    return Publication(
      path: path, figureCount: record.figures.count, isUnchanged: isUnchanged,
      diagnostics: diagnostics)
  }

  /// Writes down that an edition has been published; the records of the others are those that the
  /// register has, or the build would have found errors.
  private func register(
    _ record: PublishedEdition, beside before: PublishedEdition? = nil, with engine: Engine,
    in sources: SourceFolders
  ) throws {
    let others = try engine.build(PublishedFilesKey()).compactMap { file in
      try engine.build(PublishedEditionKey(file)).first
    }
    let records =
      others.filter { $0.page != record.page && $0.text != nil } + [before].compactMap { $0 } + [
        record
      ]
    let register = PublishedRegister(
      try records.map { edition in
        guard edition.digest.isEmpty else {
          return PublishedRegister.Entry(page: edition.page, digest: edition.digest)
        }
        let source = SourceText(path: "", text: edition.json)
        let digest = PublishedEdition.digest(of: try StructuredValue.parseJSON(source).get())
        return PublishedRegister.Entry(page: edition.page, digest: digest)
      })
    let bytes = Array(register.json.utf8)
    if sources.leadsOut(PublishedRegister.path) {
      throw DiagnosticsError(sources.problem(PublishedRegister.path))
    }
    guard try sources.read(PublishedRegister.path) != bytes else { return }
    try FileSystem.replace(options.root + "/" + PublishedRegister.path, with: bytes)
  }

  /// Says of a page that is no edition why it is none, where it is named by its file or address.
  private func refuse(_ name: String, among pages: [PageRecord]) throws {
    let page = pages.first { page in
      let address = page.url.split(separator: "/").joined(separator: "/")
      return !address.isEmpty
        && [SitePaths.content + "/" + page.id.file, page.id.file, page.url, address].contains(name)
    }
    if let page { throw DiagnosticsError(PublishedMessages.noEdition(page.id)) }
  }
}
