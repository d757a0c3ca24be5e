import Basics
import Incremental
import SiteModel
import Tables

/// The rules that make the files of the output.
struct OutputRules: Sendable {
  let reader: InputReader
  let output: OutputFolder
  let progress: ProgressCounter

  var rules: [Rule] {
    [
      Rule(PageOutputKey.self) { try page($0, $1) },
      Rule(SectionListOutputKey.self) { try sectionList($0, $1) },
      Rule(TagOutputKey.self) { try tag($0, $1) },
      Rule(TagIndexOutputKey.self) { try tagIndex($0, $1) },
      Rule(FeedOutputKey.self) { try feed($0, $1) },
      Rule(SitemapOutputKey.self) { try sitemap($0, $1) },
      Rule(NotFoundOutputKey.self) { try notFound($0, $1) },
      Rule(AliasesOutputKey.self) { try aliases($0, $1) },
      Rule(ContentFileOutputKey.self) { try contentFile($0, $1) },
      Rule(OutputPlanKey.self) { try plan($0, $1) },
      Rule(OutputGroupKey.self) { try group($0, $1) },
      Rule(SiteOutputKey.self) { try site($0, $1) },
    ]
  }

  private func write(
    _ path: String, _ bytes: [UInt8], origin: String, _ key: some OutputKey, _ recorder: Recorder
  ) throws -> [OutputFile] {
    try output.put(path, bytes, origin: origin, key, recorder)
  }

  // MARK: - Pages

  /// The one of a file's pages that is asked for.
  private func record(_ id: PageID, _ recorder: Recorder) throws -> PageRecord? {
    try recorder.value(PagesOfFileKey(id.file)).first { $0.id == id }
  }

  private func context(
    _ page: TemplateContext.PageView, _ bundle: TemplateBundle, _ recorder: Recorder
  ) throws -> TemplateContext {
    var context = TemplateContext(settings: try recorder.value(SettingsKey()), page: page)
    if bundle.uses("latest") || bundle.uses("editions") {
      context.highlights = try recorder.value(HighlightsKey())
    }
    if bundle.uses("assets") { context.assets = try recorder.value(AssetsKey()) }
    return context
  }

  private func view(_ record: PageRecord, _ recorder: Recorder) throws -> TemplateContext.PageView {
    let matter = try recorder.value(FrontMatterKey(record.id.file))
    let placement = try recorder.value(PlacementKey(record.id))
    let body = try recorder.value(BodyKey(record.id))
    let corrections = try corrections(record, matter, recorder)
    return TemplateContext.PageView(
      title: record.title, url: record.url, kind: record.kind.rawValue,
      template: record.template, summary: record.summary, opening: body.opening,
      date: record.date, updated: record.updated, asOf: record.asOf, draft: record.draft,
      body: corrections + body.html, headings: matter.contents ? body.headings : [],
      references: body.references, tags: record.tags, breadcrumbs: placement.breadcrumbs,
      previous: placement.previous, next: placement.next,
      sourcePath: SitePaths.content + "/" + record.id.file, extra: matter.extra)
  }

  /// The notice of an edition's corrections. An edition that was published is compared with what it
  /// printed then.
  private func corrections(
    _ record: PageRecord, _ matter: SiteModel.FrontMatter, _ recorder: Recorder
  ) throws -> String {
    guard record.asOf != nil || !matter.errata.isEmpty, record.id.parameter.isEmpty else {
      return ""
    }
    let published = ContentFileExistsKey(PublishedEdition.path(of: record.id.file))
    guard try recorder.value(published) || !matter.errata.isEmpty else { return "" }
    try recorder.require([PublishedCheckKey(record.id)])
    return try recorder.value(ErrataNoticeKey(record.id))
  }

  private func render(
    _ bundle: TemplateBundle, _ context: TemplateContext, _ recorder: Recorder
  ) -> [UInt8] {
    guard let bytes = bundle.render(context) else {
      recorder.report(BuildMessages.templateTooMuch(bundle.name))
      return []
    }
    // What the template says wrong leaves it empty too, and was said.
    let isEmpty = bytes.allSatisfy { $0 == 32 || ($0 >= 9 && $0 <= 13) }
    if isEmpty, !bundle.hasMistakes {
      recorder.report(BuildMessages.emptyPage(template: bundle.name))
    }
    return bytes
  }

  private func page(_ key: PageOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    guard let record = try record(key.page, recorder) else { return [] }
    let origin = SitePaths.content + "/" + record.id.file
    let bundle = try recorder.value(TemplateKey(record.template))
    guard bundle.exists else {
      recorder.report(
        BuildMessages.unknownTemplate(record.template, known: try templateNames(recorder))
          .at(
            origin,
            try FrontMatterChecks.range(of: ["template"], in: record.id.file, reader, recorder)))
      return []
    }
    var context = try context(view(record, recorder), bundle, recorder)
    if record.kind == .page {
      context.section = try recorder.value(PlacementKey(record.id)).section
      if let section = context.section, bundle.uses("pages") {
        context.sectionPages = try recorder.value(SectionKey(section.url)).pages
      }
    } else {
      try fillSection(&context, record, number: 1, recorder)
    }
    let bytes = render(bundle, context, recorder)
    // A page with nothing in it was told of.
    if !bundle.hasMistakes, !bundle.prints("body"), !bytes.allSatisfy({ $0 <= 32 }),
      try recorder.value(BodyKey(record.id)).html.contains(where: { !$0.isWhitespace })
    {
      recorder.report(BuildMessages.bodyNotPrinted(template: bundle.name))
    }
    var files = try write(
      record.outputPath, bytes, origin: origin, key, recorder)
    for attachment in try recorder.value(BodyKey(record.id)).attachments {
      files += try write(
        record.url.dropFirst() + attachment.name, attachment.bytes, origin: origin, key, recorder)
    }
    return files
  }

  private func templateNames(_ recorder: Recorder) throws -> [String] {
    try (reader.entries(SitePaths.templates, recorder) ?? [])
      .filter { $0.name.hasSuffix(".mustache") }.map { String($0.name.dropLast(9)) }
  }

  private func fillSection(
    _ context: inout TemplateContext, _ record: PageRecord, number: Int, _ recorder: Recorder
  ) throws {
    let contents = try recorder.value(SectionKey(record.url))
    let size = try recorder.value(FrontMatterKey(record.id.file)).pageSize
    context.section = PageLink(record)
    context.sectionPages = contents.pages
    context.subsections = contents.subsections
    if let size {
      context.pager = pager(contents.pages, size: size, number: number, url: record.url)
    }
  }

  private func pager(
    _ pages: [PageRecord], size: Int, number: Int, url: String
  ) -> TemplateContext.Pager {
    let start = min((number - 1) * size, pages.count)
    return TemplateContext.Pager(
      items: Array(pages[start..<min(start + size, pages.count)]), number: number,
      total: max(1, (pages.count + size - 1) / size), url: url)
  }

  private func sectionList(
    _ key: SectionListOutputKey, _ recorder: Recorder
  ) throws -> [OutputFile] {
    guard let record = try record(key.page, recorder) else { return [] }
    let bundle = try recorder.value(TemplateKey(record.template))
    guard bundle.exists else { return [] }
    var view = try view(record, recorder)
    view.url = TemplateContext.Pager.url(record.url, key.number)
    var context = try context(view, bundle, recorder)
    try fillSection(&context, record, number: key.number, recorder)
    return try write(
      view.url.dropFirst() + "index.html", render(bundle, context, recorder),
      origin: view.sourcePath, key, recorder)
  }

  // MARK: - Tags

  private func tag(_ key: TagOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let bundle = try recorder.value(TemplateKey("tag"))
    guard bundle.exists, let tag = try recorder.value(TagPagesKey(key.tag)).first else {
      return []
    }
    let settings = try recorder.value(SettingsKey())
    let url = TemplateContext.Pager.url(tag.url, key.number)
    var context = try context(
      TemplateContext.PageView(title: tag.name, url: url, kind: "tag", template: "tag"),
      bundle, recorder)
    context.pager = pager(
      tag.pages, size: settings.tagPageSize, number: key.number, url: tag.url)
    return try write(
      url.dropFirst() + "index.html", render(bundle, context, recorder),
      origin: "tag '\(tag.name)'", key, recorder)
  }

  private func tagIndex(_ key: TagIndexOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let bundle = try recorder.value(TemplateKey("tags"))
    guard bundle.exists else { return [] }
    var context = try context(
      TemplateContext.PageView(title: "Tags", url: "/tags/", kind: "tags", template: "tags"),
      bundle, recorder)
    context.tags = try recorder.value(TagsKey()).tags
    return try write(
      "tags/index.html", render(bundle, context, recorder), origin: "the index of tags", key,
      recorder)
  }

  // MARK: - Other files

  private func feed(_ key: FeedOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let settings = try recorder.value(SettingsKey())
    guard let section = settings.feedSection else { return [] }
    let all = try recorder.value(SectionKey(section)).pages
    let pages = all.filter { $0.listDate != nil }
      .sorted(by: PageRecord.isListedBefore).prefix(settings.feedLimit)
    if pages.isEmpty { try reportEmptyFeed(section, hasPages: !all.isEmpty, recorder) }
    let atom = atomFeed(settings, pages: Array(pages))
    let json = jsonFeed(settings, pages: Array(pages))
    return try write("feed.xml", Array(atom.utf8), origin: "the feed", key, recorder)
      + write("feed.json", Array(json.utf8), origin: "the feed", key, recorder)
  }

  /// Says why there is nothing in the feed, but where its section is still empty.
  private func reportEmptyFeed(
    _ section: String, hasPages: Bool, _ recorder: Recorder
  ) throws {
    let sections = try recorder.value(PagesKey()).pages.filter { $0.kind != .page }.map(\.url)
    let isSection = sections.contains(section)
    if isSection, !hasPages { return }
    let whole = "/" + section.split(separator: "/").joined(separator: "/") + "/"
    let meant = sections.contains(whole) ? whole : nearMiss(section, among: sections)
    let hint =
      meant.map { "did you mean '\($0)'?" }
      ?? "write the address of a section: a folder of Content with an index.md"
    let problem =
      isSection
      ? BuildMessages.emptyFeed(section) : BuildMessages.brokenLink(section, hint: hint)
    let range = try NavigationRules.range(in: reader, recorder) {
      ($0["feed"]?["section"] ?? $0).range
    }
    recorder.report(problem.at(SitePaths.settings, range))
  }

  private func sitemap(_ key: SitemapOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let settings = try recorder.value(SettingsKey())
    let tags = try recorder.value(TagsKey()).tags
    let map = SiteBuild.sitemap(
      settings, pages: try recorder.value(PagesKey()).pages,
      tags: tags.isEmpty ? [] : ["/tags/"] + tags.map(\.url))
    return try write("sitemap.xml", Array(map.utf8), origin: "the site map", key, recorder)
  }

  private func notFound(_ key: NotFoundOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let bundle = try recorder.value(TemplateKey("not-found"))
    guard bundle.exists else { return [] }
    let context = try context(
      TemplateContext.PageView(
        title: "Page not found", url: "/404.html", kind: "not_found", template: "not-found"),
      bundle, recorder)
    return try write(
      "404.html", render(bundle, context, recorder), origin: bundle.name, key, recorder)
  }

  private func aliases(_ key: AliasesOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    guard let record = try record(key.page, recorder) else { return [] }
    let settings = try recorder.value(SettingsKey())
    return try record.aliases.flatMap { alias in
      try write(
        alias.dropFirst() + "index.html",
        Array(redirectPage(settings, to: record).utf8),
        origin: SitePaths.content + "/" + record.id.file, key, recorder)
    }
  }

  private func contentFile(
    _ key: ContentFileOutputKey, _ recorder: Recorder
  ) throws -> [OutputFile] {
    let path = SitePaths.content + "/" + key.name
    guard let bytes = try reader.bytes(path, recorder) else { return [] }
    return try write(key.name, bytes, origin: path, key, recorder)
  }

  // MARK: - Everything

  private func plan(_: OutputPlanKey, _ recorder: Recorder) throws -> OutputPlan {
    let settings = try recorder.value(SettingsKey())
    let index = try recorder.value(PagesKey())
    var others = index.pages.filter { !$0.aliases.isEmpty }.map { AliasesOutputKey($0.id).key }
    others += try sectionLists(index, recorder).map(\.key)
    let tags = try recorder.value(TagsKey()).tags
    if !tags.isEmpty {
      others.append(TagIndexOutputKey().key)
      for tag in tags {
        let count = (tag.pages.count + settings.tagPageSize - 1) / settings.tagPageSize
        others += (1...max(1, count)).map { TagOutputKey(tag: tag.slug, number: $0).key }
      }
    }
    others += [FeedOutputKey().key, SitemapOutputKey().key, NotFoundOutputKey().key]
    others += try recorder.value(AssetsKey()).map { AssetOutputKey($0.file).key }
    others += try recorder.value(ContentFilesKey()).filter(FileNames.isPublishedAsItStands)
      .map { ContentFileOutputKey($0).key }
    others += try recorder.value(DataFilesKey()).map { DataFileOutputKey($0).key }
    return OutputPlan(
      pages: index.pages.map { PageOutputKey($0.id).key },
      checks: index.pages.map { AnchorCheckKey($0.id).key }, others: others)
  }

  private func group(_ key: OutputGroupKey, _ recorder: Recorder) throws -> OutputFiles {
    let group = try recorder.value(OutputPlanKey()).group(key.number)
    let files = try recorder.values(of: group.outputs, as: [OutputFile].self).flatMap { $0 }
    try recorder.require(keys: group.checks)
    progress.advance()
    return OutputFiles(files)
  }

  private func site(_: SiteOutputKey, _ recorder: Recorder) throws -> [ContentHash] {
    let plan = try recorder.value(OutputPlanKey())
    progress.begin(plan.groupCount)
    try recorder.require([DataCheckKey()])
    try recorder.require([LedgerCheckKey()])
    try recorder.require([StaleTablesKey()])
    try recorder.require([PublishedRecordsKey()])
    try recorder.require([NavigationCheckKey()])
    let keys = (0..<plan.groupCount).map { OutputGroupKey($0) }
    let hashes = try recorder.require(keys: keys.map(\.key))
    let groups = try recorder.values(keys)
    var scan = CollisionScan()
    for group in groups { scan.add(group) }
    if !scan.isFree { report(collisionsIn: groups.flatMap(\.files), recorder) }
    return hashes
  }

  private func sectionLists(
    _ index: PageIndex, _ recorder: Recorder
  ) throws -> [SectionListOutputKey] {
    var keys: [SectionListOutputKey] = []
    for page in index.pages where page.kind != .page {
      guard let size = try recorder.value(FrontMatterKey(page.id.file)).pageSize else { continue }
      let count = try recorder.value(SectionKey(page.url)).pages.count
      let total = (count + size - 1) / size
      if total > 1 { keys += (2...total).map { SectionListOutputKey(page.id, number: $0) } }
    }
    return keys
  }

  private func report(collisionsIn files: [OutputFile], _ recorder: Recorder) {
    var owners: [String: OutputFile] = [:]
    owners.reserveCapacity(files.count)
    for file in files {
      // Two names that differ only in case are one file on many systems.
      if let other = owners.updateValue(file, forKey: file.path.text.lowercased()) {
        recorder.report(
          BuildMessages.outputCollision(file.path, file.origin, other.origin))
      }
    }
    for file in files {
      for folder in file.path.folders {
        guard let other = owners[folder.text.lowercased()] else { continue }
        recorder.report(
          BuildMessages.outputFileAndFolder(other.path, other.origin, file.origin))
      }
    }
  }
}
