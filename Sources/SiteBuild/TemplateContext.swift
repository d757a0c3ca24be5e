import Basics
import SiteModel
import Tables
import Templating

/// Everything that a template may see, with its names: `reference/templates.md` of the manual lists them.
///
/// The names are checked in templates against `shape`, which is read off a specimen in which
/// nothing is absent; so a name exists here or nowhere.
struct TemplateContext: Sendable {
  var settings: SiteSettings
  var page: PageView
  var section: PageLink?
  var sectionPages: [PageRecord] = []
  var subsections: [SectionContents.Subsection] = []
  var pager: Pager?
  var tags: [TagIndex.Tag] = []
  var highlights = Highlights(latest: [], editions: [])
  var assets: [AssetRecord] = []

  /// The page that is printed, be it an author's or a list that the site makes.
  struct PageView: Sendable {
    var title: String
    var url: String
    var kind: String
    var template: String
    var summary: String?
    var opening: String?
    var date: CalendarDate?
    var updated: CalendarDate?
    var asOf: CalendarDate?
    var draft = false
    var body = ""
    var headings: [Body.Heading] = []
    var references: String?
    var tags: [String] = []
    var breadcrumbs: [PageLink] = []
    var previous: PageLink?
    var next: PageLink?
    var sourcePath = ""
    var extra = PlainValue.record([])
  }

  struct Pager: Sendable {
    var items: [PageRecord]
    var number: Int
    var total: Int
    /// The address of the first page of the list.
    var url: String

    /// The address of a page of a list; the first is the list's own.
    static func url(_ base: String, _ number: Int) -> String {
      number == 1 ? base : base + "page/\(number)/"
    }
  }

  static let toolName = "Assay \(toolVersion)"

  var value: TemplateValue {
    // Lists are made later, and hold on to no more than they need.
    let items = ListItems(settings: settings, current: page.url)
    let (sectionPages, subsections, tags) = (sectionPages, subsections, tags)
    let highlights = highlights
    return .record([
      "site": site,
      "page": pageValue,
      "section": section.map { section in
        .record([
          "title": .text(section.title), "url": .text(settings.href(section.url)),
          "pages": deferred { items.list(sectionPages) },
        ])
      } ?? .absent,
      "subsections": deferred {
        .list(
          subsections.map { subsection in
            .record([
              "title": .text(subsection.page.title),
              "url": .text(items.settings.href(subsection.page.url)),
              "summary": TemplateValue(subsection.page.summary),
              "pages": items.list(subsection.pages),
            ])
          })
      },
      "pager": pager.map { pagerValue($0, items) } ?? .absent,
      "tags_index": deferred {
        .list(
          tags.map { tag in
            .record([
              "name": .text(tag.name), "url": .text(items.settings.href(tag.url)),
              "count": .text(String(tag.pages.count)),
            ])
          })
      },
      "latest": deferred { items.list(highlights.latest) },
      "editions": deferred { items.list(highlights.editions) },
      "assets": .record(
        TemplateRecord(
          assets.map { ($0.name, .text(settings.fileHref($0.outputPath))) })),
      "build": .record(["tool": .text(TemplateContext.toolName)]),
    ])
  }

  /// A list that most templates do not print.
  private func deferred(_ make: @escaping @Sendable () -> TemplateValue) -> TemplateValue {
    .deferred(DeferredValue(make))
  }

  private var site: TemplateValue {
    .record([
      "title": .text(settings.title),
      "tagline": TemplateValue(settings.tagline),
      "description": TemplateValue(settings.description),
      "language": .text(settings.language),
      "url": .text(settings.baseURL),
      "home": .text(settings.home),
      "licence_name": TemplateValue(settings.licence?.title),
      "licence_url": TemplateValue(settings.licence?.url),
      "authors": .list(
        settings.authors.map {
          .record(["name": .text($0.title), "url": TemplateValue($0.url)])
        }),
      "navigation": .list(
        settings.navigation.map { link in
          .record([
            "title": .text(link.title),
            "url": .text(settings.href(link.url ?? "/")),
            "current": .flag(isCurrent(link.url ?? "/")),
          ])
        }),
      "feed_url": TemplateValue(settings.feedSection.map { _ in settings.href("/feed.xml") }),
      "json_feed_url": TemplateValue(
        settings.feedSection.map { _ in settings.href("/feed.json") }),
      "repository_url": TemplateValue(settings.repositoryURL),
      "publisher": TemplateValue(settings.publisher),
    ])
  }

  private func isCurrent(_ url: String) -> Bool {
    url == "/" ? page.url == "/" : page.url.hasPrefix(url)
  }

  private var pageValue: TemplateValue {
    let headings = headingTree(page.headings[...])
    return .record([
      "title": .text(page.title),
      "url": .text(settings.href(page.url)),
      "permalink": .text(settings.permalink(page.url)),
      "kind": .text(page.kind),
      "is_home": .flag(page.kind == "home"),
      "template": .text(page.template),
      "summary": TemplateValue(page.summary),
      "description": .text(
        page.summary ?? page.opening ?? settings.description ?? settings.title),
      "date": TemplateValue(page.date?.description),
      "date_text": TemplateValue(page.date.map(dateText)),
      "updated": TemplateValue(page.updated?.description),
      "updated_text": TemplateValue(page.updated.map(dateText)),
      "as_of": TemplateValue(page.asOf?.description),
      "as_of_text": TemplateValue(page.asOf.map(dateText)),
      "draft": .flag(page.draft),
      "body": .text(page.body),
      "has_contents": .flag(!headings.isEmpty),
      "contents": .list(headings),
      "tags": .list(
        page.tags.map {
          .record([
            "name": .text($0), "url": .text(settings.href("/tags/\(TagIndex.slug($0))/")),
          ])
        }),
      "has_tags": .flag(!page.tags.isEmpty),
      "breadcrumbs": .list(page.breadcrumbs.map(link)),
      "previous": page.previous.map(link) ?? .absent,
      "next": page.next.map(link) ?? .absent,
      "references": TemplateValue(page.references),
      "source_path": .text(page.sourcePath),
      "extra": TemplateValue(page.extra),
    ])
  }

  private func link(_ link: PageLink) -> TemplateValue {
    .record([
      "title": .text(link.title), "url": .text(settings.href(link.url)),
      "date_text": TemplateValue(link.date.map(dateText)),
    ])
  }

  private func pagerValue(_ pager: Pager, _ items: ListItems) -> TemplateValue {
    let pages = pager.items
    return .record([
      "items": deferred { items.list(pages) },
      "number": .text(String(pager.number)),
      "total": .text(String(pager.total)),
      "previous_url": TemplateValue(
        pager.number > 1 ? settings.href(Pager.url(pager.url, pager.number - 1)) : nil),
      "next_url": TemplateValue(
        pager.number < pager.total ? settings.href(Pager.url(pager.url, pager.number + 1)) : nil),
    ])
  }

  /// Headings of the second level, each with those of the third below it.
  private func headingTree(_ headings: ArraySlice<Body.Heading>) -> [TemplateValue] {
    var tree: [TemplateValue] = []
    var rest = headings.drop { $0.level != 2 }
    while let heading = rest.popFirst() {
      let below = rest.prefix { $0.level != 2 }
      rest = rest.dropFirst(below.count)
      tree.append(
        .record([
          "id": .text(heading.id), "level": .text("2"), "title_html": .text(heading.html),
          "children": .list(
            below.filter { $0.level == 3 }.map {
              .record([
                "id": .text($0.id), "level": .text("3"), "title_html": .text($0.html),
              ])
            }),
        ]))
    }
    return tree
  }

  private func dateText(_ date: CalendarDate) -> String { TemplateContext.dateText(date) }

  static func dateText(_ date: CalendarDate) -> String {
    longDate?.text(date) ?? date.description
  }

  /// A day or a month in words; any other text, such as a year, as it is written.
  static func dateText(_ text: String) -> String {
    if let day = CalendarDate(text) { return dateText(day) }
    return CalendarDate(text + "-01").flatMap { longMonth?.text($0) } ?? text
  }

  private static let longDate = DatePattern("d MMMM yyyy")
  private static let longMonth = DatePattern("MMMM yyyy")

  // MARK: - Shape

  /// The values that are HTML.
  static let htmlNames: Set<String> = ["page.body", "page.references", "title_html"]

  /// The names that templates may use.
  static func shape(assets: [AssetRecord]) -> TemplateShape {
    var shape = TemplateShape(specimen.value)
    if case .record(var members) = shape {
      members["assets"] = .record(
        Dictionary(assets.map { ($0.name, .text) }, uniquingKeysWith: { first, _ in first }))
      if case .record(var page)? = members["page"] {
        page["extra"] = .free
        members["page"] = .record(page)
      }
      shape = .record(members)
    }
    return shape
  }

  private static let specimen: TemplateContext = {
    var matter = FrontMatter()
    let date = CalendarDate(daysSinceEpoch: 0)
    (matter.summary, matter.tags, matter.date, matter.asOf) = ("x", ["x"], date, date)
    let record = PageRecord(
      id: PageID(file: "x.md"), kind: .page, url: "/x/", title: "x", template: "x",
      matter: matter)
    let link = PageLink(record)
    var settings = SiteSettings()
    (settings.tagline, settings.description, settings.publisher) = ("x", "x", "x")
    settings.licence = SiteSettings.Link(title: "x", url: "x")
    settings.authors = [SiteSettings.Link(title: "x", url: "x")]
    settings.navigation = [SiteSettings.Link(title: "x", url: "x")]
    (settings.feedSection, settings.repositoryURL) = ("x", "x")
    let page = PageView(
      title: "x", url: "/x/", kind: "page", template: "x", summary: "x", opening: "x",
      date: date, updated: date, asOf: date, body: "x",
      headings: [
        Body.Heading(level: 2, id: "x", html: "x"), Body.Heading(level: 3, id: "y", html: "y"),
      ], references: "x", tags: ["x"], breadcrumbs: [link], previous: link, next: link)
    return TemplateContext(
      settings: settings, page: page, section: link, sectionPages: [record],
      subsections: [SectionContents.Subsection(page: record, pages: [record])],
      pager: Pager(items: [record], number: 2, total: 3, url: "/x/"),
      tags: [TagIndex.Tag(name: "x", slug: "x", pages: [record])],
      highlights: Highlights(latest: [record], editions: [record]))
  }()
}

/// Pages as the elements of lists.
private final class ListItems: Sendable {
  let settings: SiteSettings
  /// The address of the page that the list stands on.
  let current: String

  init(settings: SiteSettings, current: String) {
    self.settings = settings
    self.current = current
  }

  func list(_ pages: [PageRecord]) -> TemplateValue { .list(pages.map(item)) }

  private func item(_ page: PageRecord) -> TemplateValue {
    .record([
      "title": .text(page.title),
      "url": .text(settings.href(page.url)),
      "permalink": .text(settings.permalink(page.url)),
      "kind": .text(page.kind.rawValue),
      "summary": TemplateValue(page.summary),
      "date": TemplateValue(page.date?.description),
      "date_text": TemplateValue(page.date.map(TemplateContext.dateText)),
      "as_of": TemplateValue(page.asOf?.description),
      "as_of_text": TemplateValue(page.asOf.map(TemplateContext.dateText)),
      "tags": .deferred(
        DeferredValue { [self] in
          .list(
            page.tags.map {
              .record([
                "name": .text($0), "url": .text(settings.href("/tags/\(TagIndex.slug($0))/")),
              ])
            })
        }),
      "draft": .flag(page.draft),
      "current": .flag(page.url == current),
    ])
  }
}

extension TemplateValue {
  /// A free value of the front matter; texts and numbers print as they were written.
  init(_ value: PlainValue) {
    switch value {
    case .null: self = .absent
    case .boolean(let boolean): self = .flag(boolean)
    case .number(let number):
      self = .text(Int64(exactly: number).map { String($0) } ?? String(number))
    case .string(let string): self = .text(string)
    case .list(let elements): self = .list(elements.map { TemplateValue($0) })
    case .record(let members):
      self = .record(TemplateRecord(members.map { ($0.name, TemplateValue($0.value)) }))
    }
  }
}

extension TemplateShape {
  /// The shape of a value in which nothing is absent and no list is empty.
  init(_ value: TemplateValue) {
    switch value {
    case .absent: self = .free
    case .text: self = .text
    case .flag: self = .flag
    case .list(let elements): self = .list(elements.first.map { TemplateShape($0) } ?? .free)
    case .record(let record):
      self = .record(
        Dictionary(
          record.members.map { ($0, TemplateShape($1)) },
          uniquingKeysWith: { first, _ in first }))
    case .deferred(let deferred): self.init(deferred.value)
    }
  }
}
