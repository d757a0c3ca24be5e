import Basics
import Incremental
import Markup
import SiteModel
import Tables

/// The rules about which pages there are and how they stand to each other.
struct PageRules: Sendable {
  let reader: InputReader

  var rules: [Rule] {
    [
      Rule(SettingsKey.self) { try settings($0, $1) },
      Rule(ContentFilesKey.self) { try contentFiles($0, $1) },
      Rule(ContentFileExistsKey.self) { key, recorder in
        contains(try recorder.value(ContentFilesKey()), key.name)
      },
      Rule(FrontMatterKey.self) { try frontMatter($0, $1) },
      Rule(PagesOfFileKey.self) { try pagesOfFile($0, $1) },
      Rule(PagesKey.self) { try pages($0, $1) },
      Rule(PageAtAddressKey.self) { key, recorder in
        try recorder.value(PagesKey()).page(at: key.name).map { [$0.id] } ?? []
      },
      Rule(PlacementKey.self) { try placement($0, $1) },
      Rule(SectionKey.self) { try section($0, $1) },
      Rule(HighlightsKey.self) { try highlights($0, $1) },
      Rule(TagsKey.self) { try tags($0, $1) },
      Rule(TagPagesKey.self) { key, recorder in
        try recorder.value(TagsKey()).tags.filter { $0.slug == key.name }
      },
    ]
  }

  private func settings(_: SettingsKey, _ recorder: Recorder) throws -> SiteSettings {
    var settings = SiteSettings()
    if let source = try reader.text(SitePaths.settings, recorder) {
      switch StructuredValue.parseYAML(source) {
      case .failure(let error): recorder.report(error.diagnostics)
      case .success(let value):
        let decoded = SiteSettings.decode(value, path: source.path)
        recorder.report(decoded.diagnostics)
        settings = decoded.settings
      }
    } else {
      let names = try reader.entries(SitePaths.content, recorder)?.map(\.name) ?? []
      recorder.report(
        BuildMessages.noSettings(near: names.first(where: FileNames.isNearlySettings)))
    }
    if let url = try reader.option(BuildOptions.baseURLOption, recorder) {
      if let problem = SiteSettings.problem(withBaseURL: url) { recorder.report(problem) }
      settings.baseURL = url.hasSuffix("/") ? String(url.dropLast()) : url
    }
    return settings
  }

  // MARK: - Files

  private func contentFiles(_: ContentFilesKey, _ recorder: Recorder) throws -> [String] {
    var files: [String] = []
    var links = LinkedFolders(SitePaths.content, sources: reader.inputs.sources, isOpen: isOpen)
    func visit(_ folder: String, _ links: inout LinkedFolders) throws {
      let path = folder.isEmpty ? SitePaths.content : SitePaths.content + "/" + folder
      for entry in try reader.entries(path, recorder) ?? [] where !FileNames.isHidden(entry.name) {
        let inside = folder.isEmpty ? entry.name : folder + "/" + entry.name
        if let problem = links.problem(with: entry, at: inside) {
          recorder.report(problem)
          continue
        }
        switch entry.kind {
        case .file: files.append(inside)
        case .folder: try links.enter(entry) { try visit(inside, &$0) }
        case .other:
          recorder.report(BuildMessages.specialFile(SitePaths.content + "/" + inside))
        }
      }
    }
    try visit("", &links)
    recorder.report(files.filter { !FileNames.isGood($0) }.map(FileNames.problem))
    recorder.report(
      files.filter { FileNames.isOtherMarkdown($0) && !$0.hasPrefix("data/") }
        .map(FileNames.otherMarkdown))
    for file in files where FileNames.hasNoEnding(file) {
      let bytes = try reader.bytes(SitePaths.content + "/" + file, recorder)
      if let bytes, FileNames.isPage(bytes) { recorder.report(FileNames.pageWithoutEnding(file)) }
    }
    return files.filter(FileNames.isGood).sorted { $0.precedesInBytes($1) }
  }

  /// Whether a list that is sorted by bytes has a name, found by halving.
  private func contains(_ sorted: [String], _ name: String) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].precedesInBytes(name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < sorted.count && sorted[low] == name
  }

  /// Whether what stands at a path of `Content` may be published under another name too.
  private func isOpen(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    return parts.first != "data" && path != "site.yaml" && !parts.contains("fragments")
      && !PublishedEdition.isRecord(path) && !parts.contains(where: FileNames.isHidden)
  }

  private func frontMatter(_ key: FrontMatterKey, _ recorder: Recorder) throws
    -> SiteModel.FrontMatter
  {
    let path = SitePaths.content + "/" + key.name
    guard let source = try reader.text(path, recorder) else { return SiteModel.FrontMatter() }
    let file = MarkdownFile(source)
    let isPart = FileNames.isInFolderOfParts(key.name)
    recorder.report(file.diagnostics.map { isPart ? BuildMessages.ofPart($0) : $0 })
    guard let value = file.frontMatter else { return SiteModel.FrontMatter() }
    let (matter, diagnostics) = SiteModel.FrontMatter.decode(value, path: path)
    recorder.report(diagnostics)
    recorder.report(FrontMatterChecks.diagnostics(matter, value, file: key.name))
    return matter
  }

  // MARK: - Pages

  private func pagesOfFile(_ key: PagesOfFileKey, _ recorder: Recorder) throws -> [PageRecord] {
    let path = SitePaths.content + "/" + key.name
    let matter = try recorder.value(FrontMatterKey(key.name))
    guard let parameter = PageID.parameterName(of: key.name) else {
      if matter.rows != nil {
        recorder.report(BuildMessages.rowsWithoutParameter().at(path, matter.rowsRange))
      }
      return [record(PageID(file: key.name), matter)]
    }
    guard let sql = matter.rows else {
      recorder.report(
        BuildMessages.parameterWithoutRows(parameter).at(path, SourceRange(at: .start)))
      return []
    }
    let outcome = try recorder.value(QueryKey(sql: sql, asOf: matter.asOf))
    recorder.report(
      outcome.diagnostics.map { diagnostic in
        diagnostic.path == nil ? diagnostic.at(path, matter.rowsRange) : diagnostic
      })
    guard let table = outcome.table else { return [] }
    guard let column = table.index(of: parameter) else {
      recorder.report(
        BuildMessages.noParameterColumn(parameter, known: table.columns.map(\.name))
          .at(path, matter.rowsRange))
      return []
    }
    let known = table.columns.map(\.name)
    for text in [matter.title, matter.summary].compactMap({ $0 }) {
      for match in text.matches(of: #/\{([A-Za-z_]\w*)\}/#) where !known.contains(String(match.1)) {
        recorder.report(
          BuildMessages.unknownTitleColumn(String(match.1), known: known)
            .at(path, matter.rowsRange))
      }
    }
    var records: [PageRecord] = []
    for row in table.rows {
      guard case .text(let slug) = row[column], SiteModel.FrontMatter.isSlug(slug) else {
        if outcome.isDoubtful { continue }
        recorder.report(
          BuildMessages.badParameter(parameter, row[column].machineText)
            .at(path, matter.rowsRange))
        continue
      }
      let fill = { (text: String) in Self.fill(text, table.columns, row) }
      var own = matter
      own.title = matter.title.map(fill)
      own.summary = matter.summary.map(fill)
      records.append(record(PageID(file: key.name, parameter: slug), own))
    }
    return records
  }

  /// A text with `{column}` replaced by the row's value.
  static func fill(_ text: String, _ columns: [Column], _ row: [Value]) -> String {
    guard text.contains("{") else { return text }
    var text = text
    for (column, value) in zip(columns, row) {
      text = text.split(separator: "{\(column.name)}", omittingEmptySubsequences: false)
        .joined(separator: value.displayText(in: column))
    }
    return text
  }

  private func record(_ id: PageID, _ matter: SiteModel.FrontMatter) -> PageRecord {
    let folder = id.folder
    let name = String(id.file.dropFirst(folder.count).dropLast(3))
    let kind: PageRecord.Kind =
      id.file == "index.md" ? .home : id.isSection ? .section : .page
    let url: String
    switch kind {
    case .home: url = "/"
    case .section:
      // The slug of a section's own page renames nothing: its files say where they are.
      url = "/" + folder
    case .page:
      let last = id.parameter.isEmpty ? matter.slug ?? name : id.parameter
      url = "/" + folder + last + "/"
    }
    let template = matter.template ?? kind.rawValue
    return PageRecord(
      id: id, kind: kind, url: url, title: matter.title ?? name, template: template,
      matter: matter)
  }

  /// The Markdown files that make pages: those not under `data` or a folder of fragments.
  static func isPageFile(_ file: String) -> Bool {
    file.hasSuffix(".md") && !file.hasPrefix("data/")
      && !file.split(separator: "/").dropLast().contains("fragments")
  }

  private func pages(_: PagesKey, _ recorder: Recorder) throws -> PageIndex {
    let files = try recorder.value(ContentFilesKey()).filter(Self.isPageFile)
    var records = try recorder.values(files.map { PagesOfFileKey($0) }).flatMap { $0 }
    recorder.report(FileNames.foreignFolders(records.filter { !$0.draft }.map(\.id.file)))
    if try reader.option(BuildOptions.draftsOption, recorder) == nil {
      records.removeAll(where: \.draft)
    }
    if let dated = records.first(where: { $0.publishOn != nil || $0.expiresOn != nil }),
      try reader.option(BuildOptions.futureOption, recorder) == nil
    {
      let today = try reader.option(BuildOptions.clockOption, recorder).flatMap { CalendarDate($0) }
      if let today {
        let seconds = try reader.option(BuildOptions.momentOption, recorder).flatMap { Int($0) }
        let now = seconds.map { Moment(seconds: $0) } ?? Moment(today)
        records.removeAll { page in
          page.publishAt.map { $0 > now } ?? page.publishOn.map { $0 > today } ?? false
            || page.expiresOn.map { $0 <= today } ?? false
        }
      } else {
        // Nothing is published, and links to such pages are none that lead nowhere.
        recorder.report(
          BuildMessages.noClock().at(
            SitePaths.content + "/" + dated.id.file,
            try FrontMatterChecks.range(
              of: ["publish_on", "expires_on"], in: dated.id.file, reader, recorder)))
      }
    }
    if !records.isEmpty, !records.contains(where: { $0.url == "/" }) {
      recorder.report(BuildMessages.noHomePage())
    }
    return PageIndex(
      records.sorted {
        $0.url == $1.url ? $0.id < $1.id : $0.url.precedesInBytes($1.url)
      })
  }

  // MARK: - Among each other

  private func placement(_ key: PlacementKey, _ recorder: Recorder) throws -> Placement {
    let index = try recorder.value(PagesKey())
    var placement = Placement()
    guard let page = index[key.page] else { return placement }
    var above = index.section(of: page.url)
    while let url = above, let section = index.page(at: url) {
      placement.breadcrumbs.insert(PageLink(section), at: 0)
      if placement.section == nil { placement.section = PageLink(section) }
      above = index.section(of: url)
    }
    guard page.kind == .page, let url = index.section(of: page.url),
      let own = index.position[page.id]
    else {
      return placement
    }
    let siblings = index.listed[url] ?? []
    guard let place = index.rank(of: own) else { return placement }
    // Dated pages are listed newest first, so the one listed after is the one before in time.
    let isDated = page.listDate != nil && page.order == nil
    let (earlier, later) = isDated ? (place + 1, place - 1) : (place - 1, place + 1)
    if siblings.indices.contains(earlier) {
      placement.previous = PageLink(index.pages[siblings[earlier]])
    }
    if siblings.indices.contains(later) {
      placement.next = PageLink(index.pages[siblings[later]])
    }
    return placement
  }

  private func section(_ key: SectionKey, _ recorder: Recorder) throws -> SectionContents {
    let index = try recorder.value(PagesKey())
    func listed(_ url: String) -> [PageRecord] {
      (index.children[url] ?? []).map { index.pages[$0] }.filter { !$0.unlisted }
    }
    var contents = SectionContents()
    let children = listed(key.name)
    contents.pages = children.filter { $0.kind == .page }
    contents.subsections = children.filter { $0.kind == .section }.map { section in
      SectionContents.Subsection(
        page: section, pages: listed(section.url).filter { $0.kind == .page })
    }
    return contents
  }

  private func highlights(_: HighlightsKey, _ recorder: Recorder) throws -> Highlights {
    let pages = try recorder.value(PagesKey()).pages.filter { $0.kind == .page && !$0.unlisted }
    let dated = pages.filter { $0.listDate != nil }.sorted(by: PageRecord.isListedBefore)
    return Highlights(
      latest: Array(dated.prefix(10)), editions: dated.filter { $0.asOf != nil })
  }

  private func tags(_: TagsKey, _ recorder: Recorder) throws -> TagIndex {
    guard try recorder.value(SettingsKey()).hasTags else { return TagIndex([]) }
    var tags: [String: TagIndex.Tag] = [:]
    var slugs: [String: String] = [:]
    for page in try recorder.value(PagesKey()).pages {
      for name in page.tags {
        let slug = slugs[name] ?? TagIndex.slug(name)
        slugs[name] = slug
        tags[slug, default: TagIndex.Tag(name: name, slug: slug, pages: [])].pages.append(page)
      }
    }
    return TagIndex(
      tags.values.sorted {
        switch CollationOrder.compare($0.name, $1.name) {
        case .before: true
        case .after: false
        case .same: $0.slug.precedesInBytes($1.slug)
        }
      }.map { tag in
        var tag = tag
        tag.pages.sort(by: PageRecord.isListedBefore)
        return tag
      })
  }
}

extension PageRecord {
  /// Newest first; equal dates by address.
  static func isListedBefore(_ left: PageRecord, _ right: PageRecord) -> Bool {
    isNewer(left, right) ?? left.url.precedesInBytes(right.url)
  }
}
