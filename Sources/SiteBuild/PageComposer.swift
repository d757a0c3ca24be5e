import Basics
import Incremental
import Markup
import SiteModel
import Tables

/// Turns a page's Markdown into its body: answers what the renderer asks about blocks, roles,
/// citations, references and links.
///
/// One composer serves one page on one thread. References may name figures that come later, so
/// they are written as marks first and filled in when the page is complete.
final class PageComposer: MarkupHooks {
  let page: PageRecord
  let settings: SiteSettings
  let recorder: Recorder
  let reader: InputReader
  let parameters: [String: Value]
  let showsDrafts: Bool

  var body = Body()
  /// The results that blocks so far have named.
  var results = NamedResults()
  var numbers = BlockNumbers()
  var citations: CitationList
  /// What stopped the build while the renderer was at work; it cannot throw itself.
  private(set) var failure: (any Error)?
  private var includes: [String] = []
  private var includedBytes = 0
  /// Whether the page includes too much, which is said once.
  private var isFull = false
  /// How much the page's blocks and roles have come to, and whether that was said to be too much.
  private var madeBytes = 0
  private var isTooLarge = false
  /// How much the rows of the page's results have come to, and whether that was said to be too much.
  var resultBytes = 0
  var hasTooManyRows = false
  private var hasUnclosedBlock = false
  /// What the page is made of: its own text, and what it includes.
  private(set) var documents: [Document] = []
  /// The anchors that are neither headings nor numbered blocks.
  var anchors: [String] = []
  /// The texts of tables and charts that readers see, roles left out.
  var blockTexts: [(text: String, path: String, range: SourceRange)] = []
  /// The queries of sentences with what they print, to be looked at for numbers typed into them.
  var printedRoles: [(role: InlineRole, text: String)] = []
  /// Where charts hold rows of their own with numbers in them.
  var typedRows: [(path: String, range: SourceRange)] = []
  /// The topics whose claims the page has listed.
  var listedTopics: Set<String> = []
  private var references = ReferenceMarks()

  static let blockKinds = [
    "sql", "table", "chart", "calendar", "downloads", "include", "claims", "errata",
  ]
  static let roles = ["sql", "claim", "assert", "plain"]
  /// The blocks whose text is SQL, options or a path: a fence in it is that of another block.
  private static let dataBlocks: Set<String> = ["sql", "table", "chart", "calendar", "include"]

  init(
    page: PageRecord, settings: SiteSettings, parameters: [String: Value], showsDrafts: Bool,
    recorder: Recorder, reader: InputReader
  ) {
    self.page = page
    self.settings = settings
    self.parameters = parameters
    self.showsDrafts = showsDrafts
    self.recorder = recorder
    self.reader = reader
    citations = CitationList(recorder: recorder, asOf: page.asOf)
  }

  /// The body of a Markdown file; what its front matter says is others' business.
  func compose(_ source: SourceText) throws -> Body {
    var options = RenderOptions()
    options.rawHTML = settings.allowsRawHTML
    options.scrollableTableLabel = "Table"
    var state = RenderState(options: options)
    includes = [page.id.file]
    let document = Document(parsing: source, from: splitFrontMatter(source).bodyOffset)
    documents = [document]
    let html = HTMLRenderer.renderPage(document, hooks: self, into: &state)
    if let failure { throw failure }
    references.resolve(numbers, state.headings, &state.diagnostics)
    // What a block swallowed has no number, and that is no mistake of its own.
    if hasUnclosedBlock { state.diagnostics.removeAll { $0.identifier == "UnknownReference" } }
    body.html = references.fill(html)
    body.headings = state.headings.map {
      Body.Heading(level: $0.level, id: $0.id, html: references.words(in: $0.html))
    }
    body.anchors = state.headings.map(\.id) + numbers.ids + anchors
    body.references = citations.html
    body.opening = OpeningText.text(in: body.html)
    state.diagnostics += try checkFigures(source)
    for document in documents {
      state.diagnostics += document.problems
      state.diagnostics += document.slips(roles: Self.roles)
      state.diagnostics += RowWords.slips(in: document, columns: parameters.keys)
    }
    for text in blockTexts {
      state.diagnostics += PlainText.marks(
        in: text.text, roles: Self.roles, path: text.path, range: text.range)
    }
    state.diagnostics += documents.flatMap(Accessibility.pictures)
    state.diagnostics += Accessibility.headings(state.headings)
    recorder.report(state.diagnostics)
    if page.asOf != nil {
      body.files = Set(documents.dropFirst().map(\.source.path)).sorted()
      body.hasGaps = state.diagnostics.contains { $0.severity == .error }
    }
    return body
  }

  // MARK: - What the renderer asks

  func fencedBlock(_ block: FencedBlock, _ state: inout RenderState) -> String? {
    attempt {
      if Self.dataBlocks.contains(block.kind), let line = block.lineOfNextFence {
        state.diagnostics.append(
          BuildMessages.unclosedBlock(block.kind, line: line).at(block.path, block.infoRange))
        hasUnclosedBlock = true
        return ""
      }
      let html: String? =
        switch block.kind {
        case "sql": try sqlBlock(block, &state)
        case "table": try tableBlock(block, &state)
        case "chart": try chartBlock(block, &state)
        case "calendar": try calendarBlock(block, &state)
        case "downloads": try downloadsBlock(block, &state)
        case "include": try include(block, &state)
        case "claims": try claimList(block, &state)
        case "errata": try errataList()
        default: codeBlock(block, &state)
        }
      // What an include holds was counted where it was made.
      guard let html, block.kind != "include" else { return html }
      return hasRoom(for: html.utf8.count, block.path, block.infoRange, &state) ? html : ""
    }
  }

  /// Counts what the page is to hold as well; false where that is too much, which is said once.
  ///
  /// - Parameter isMade: whether it is there already, and not only looked forward to.
  func hasRoom(
    for bytes: Int, isMade: Bool = true, _ path: String, _ range: SourceRange,
    _ state: inout RenderState
  ) -> Bool {
    let isWithin = !isTooLarge && madeBytes + bytes <= Self.mostBytes
    if isWithin {
      if isMade { madeBytes += bytes }
    } else if !isTooLarge {
      isTooLarge = true
      state.diagnostics.append(BuildMessages.pageTooLarge().at(path, range))
    }
    return isWithin
  }

  /// As much as a page may come to; see `TemplateRenderer`.
  static let mostBytes = 50_000_000

  func role(_ role: InlineRole, _ state: inout RenderState) -> String? {
    attempt {
      switch role.name {
      case "sql": return within(try value(of: role, &state), role, &state)
      case "claim": return within(try claim(role, &state), role, &state)
      case "assert": return try assertion(role, &state)
      case "plain": return "<span class=\"plain\">\(escaped(role.content))</span>"
      default:
        state.diagnostics.append(
          BuildMessages.unknownRole(role.name, known: Self.roles).at(role.path, role.range))
        return ""
      }
    }
  }

  private func within(
    _ html: String, _ role: InlineRole, _ state: inout RenderState
  ) -> String {
    hasRoom(for: html.utf8.count, role.path, role.range, &state) ? html : ""
  }

  func citation(_ citation: Citation, _ state: inout RenderState) -> String? {
    attempt { try citations.mark(for: citation, &state.diagnostics) }
  }

  func crossReference(_ reference: CrossReference, _ state: inout RenderState) -> String? {
    references.mark(for: reference)
  }

  func link(_ link: Link, _ state: inout RenderState) -> LinkResolution {
    resolve(link, &state)
  }

  func image(_ image: Link, _ state: inout RenderState) -> LinkResolution {
    let isElsewhere =
      image.destination.hasPrefix("//")
      || (LinkResolver.hasScheme(image.destination) && !image.destination.hasPrefix("data:"))
    if isElsewhere {
      state.diagnostics.append(
        BuildMessages.externalImage(image.destination).at(image.path, image.range))
      return .broken
    }
    if FileNames.isNoPicture(image.destination) {
      state.diagnostics.append(
        BuildMessages.notAPicture(image.destination).at(image.path, image.range))
      return .broken
    }
    return resolve(image, &state)
  }

  // MARK: - Blocks of other kinds

  /// A code listing, unless its language is a slip for one of our blocks.
  private func codeBlock(_ block: FencedBlock, _ state: inout RenderState) -> String? {
    let looksLikeOurs = block.arguments.contains("#fig-") || block.arguments.contains("#tbl-")
    if !block.kind.isEmpty, looksLikeOurs || nearMiss(block.kind, among: Self.blockKinds) != nil,
      !Self.languages.contains(block.kind)
    {
      state.diagnostics.append(
        BuildMessages.unknownBlock(block.kind, known: Self.blockKinds)
          .at(block.path, block.infoRange))
      return ""
    }
    return nil
  }

  /// Languages of listings whose names are near those of our blocks.
  private static let languages: Set<String> = ["sh", "c", "sql", "csv", "tsx", "xsl"]

  /// Whether a page that includes so much may include a file as well.
  private func allowsInclude(of bytes: Int) -> Bool {
    includedBytes += bytes
    return !isFull && includes.count <= Self.mostNestedIncludes
      && documents.count <= Self.mostIncludes && includedBytes <= Self.mostIncludedBytes
  }

  private static let mostNestedIncludes = 20
  private static let mostIncludes = 2_000
  private static let mostIncludedBytes = 10_000_000

  private func include(_ block: FencedBlock, _ state: inout RenderState) throws -> String {
    let name = block.arguments
    guard !name.isEmpty else {
      state.diagnostics.append(
        BuildMessages.blockWithoutName("include").at(block.path, block.infoRange))
      return ""
    }
    guard let path = LinkResolver.join("", name), !path.isEmpty,
      let bytes = try reader.bytes(SitePaths.content + "/" + path, recorder)
        .map(InputReader.withoutMark)
    else {
      state.diagnostics.append(
        BuildMessages.includeMissing(name, known: try recorder.value(ContentFilesKey()))
          .at(block.path, block.infoRange))
      return ""
    }
    guard path.hasSuffix(".md") else {
      state.diagnostics.append(
        BuildMessages.includeOfOther(path).at(block.path, block.infoRange))
      return ""
    }
    if let start = includes.firstIndex(of: path) {
      state.diagnostics.append(
        BuildMessages.includeCycle(Array(includes[start...]) + [path])
          .at(block.path, block.infoRange))
      return ""
    }
    guard allowsInclude(of: bytes.count) else {
      if !isFull {
        isFull = true
        state.diagnostics.append(
          BuildMessages.includesTooMuch(includes + [path]).at(block.path, block.infoRange))
      }
      return ""
    }
    let source = SourceText(path: SitePaths.content + "/" + path, utf8: bytes)
    if let offset = source.firstInvalidUTF8 {
      state.diagnostics.append(
        BuildMessages.notUTF8(bytes[offset])
          .at(source.path, SourceRange(at: source.position(utf8Offset: offset))))
      return ""
    }
    includes.append(path)
    defer { includes.removeLast() }
    let document = Document(parsing: source, from: splitFrontMatter(source).bodyOffset)
    documents.append(document)
    return HTMLRenderer.render(document, hooks: self, into: &state)
  }

  private func resolve(_ link: Link, _ state: inout RenderState) -> LinkResolution {
    let outcome = attempt { () throws -> LinkResolver.Outcome? in
      let resolver = LinkResolver(
        file: String(link.path.dropFirst(SitePaths.content.count + 1)), settings: settings,
        recorder: recorder, showsDrafts: showsDrafts)
      return try resolver.resolve(link.destination, page: page.id)
    }
    switch outcome {
    case .found(let target):
      if let anchor = target.anchor {
        body.links.append(
          Body.AnchorLink(
            target: anchor.target, anchor: anchor.name, path: link.path, range: link.range))
      }
      return .url(target.href)
    case .broken(let diagnostic):
      state.diagnostics.append(diagnostic.at(link.path, link.range))
      return .broken
    case nil:
      return .broken
    }
  }

  /// Runs work of a hook; what it throws is kept and stops the rule when the renderer is done.
  private func attempt<Result>(_ work: () throws -> Result?) -> Result? {
    guard failure == nil else { return nil }
    do {
      return try work()
    } catch {
      failure = error
      return nil
    }
  }
}

/// The numbers of a page's figures and tables.
struct BlockNumbers {
  private var labels: [String: String] = [:]
  private(set) var ids: [String] = []
  private var figures = 0
  private var tables = 0

  mutating func nextFigure() -> Int {
    figures += 1
    return figures
  }

  mutating func nextTable() -> Int {
    tables += 1
    return tables
  }

  mutating func name(_ id: String, _ label: String) {
    labels[id] = label
    ids.append(id)
  }

  func label(of id: String) -> String? { labels[id] }
}
