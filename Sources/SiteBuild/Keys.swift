import Basics
import Incremental
import SiteModel

/// A key that is asked by a text alone.
protocol NamedKey: RuleKey {
  var name: String { get }
  init(_ name: String)
}

extension NamedKey {
  var words: String { name }
  func encode(to writer: inout ByteWriter) { writer.write(name) }
  init(from reader: inout ByteReader) throws { self.init(try reader.string()) }
}

/// A key about one page.
protocol PageKey: RuleKey {
  var page: PageID { get }
  init(_ page: PageID)
}

extension PageKey {
  var words: String { page.description }
  func encode(to writer: inout ByteWriter) { writer.write(page) }
  init(from reader: inout ByteReader) throws { self.init(try reader.value()) }
}

/// A key that asks about the whole site.
protocol SiteKey: RuleKey {
  init()
}

extension SiteKey {
  var words: String { "" }
  func encode(to writer: inout ByteWriter) {}
  init(from reader: inout ByteReader) throws { self.init() }
}

/// `Content/site.yaml`.
struct SettingsKey: SiteKey {
  typealias Value = SiteSettings
  static let rule = "settings"
  static let isStored = true
}

/// The paths of all files under `Content`, sorted.
struct ContentFilesKey: SiteKey {
  typealias Value = [String]
  static let rule = "content files"
  static let isStored = true
}

/// Whether `Content` has a file.
struct ContentFileExistsKey: NamedKey {
  typealias Value = Bool
  static let rule = "content file exists"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The front matter of a Markdown file.
struct FrontMatterKey: NamedKey {
  typealias Value = FrontMatter
  static let rule = "front matter"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// The pages that a Markdown file makes: one, or one for each row of its query.
struct PagesOfFileKey: NamedKey {
  typealias Value = [PageRecord]
  static let rule = "pages of file"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// All pages that are published, in the order of their addresses.
struct PagesKey: SiteKey {
  typealias Value = PageIndex
  static let rule = "pages"
  static let isStored = false
}

/// The page at an address; a list of one, or of none where there is no such page.
struct PageAtAddressKey: NamedKey {
  typealias Value = [PageID]
  static let rule = "page at address"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// Where a page stands among the others.
struct PlacementKey: PageKey {
  typealias Value = Placement
  static let rule = "placement"
  static let isStored = true
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// The pages of a section, its subsections and theirs.
struct SectionKey: NamedKey {
  typealias Value = SectionContents
  static let rule = "section"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// The newest pages and the editions, which every template may list.
struct HighlightsKey: SiteKey {
  typealias Value = Highlights
  static let rule = "highlights"
  static let isStored = true
}

/// The tags with their pages.
struct TagsKey: SiteKey {
  typealias Value = TagIndex
  static let rule = "tags"
  static let isStored = false
}

/// A tag by its slug, with its pages; a list of one, or of none where there is no such tag.
struct TagPagesKey: NamedKey {
  typealias Value = [TagIndex.Tag]
  static let rule = "tag"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// A template with all it includes.
struct TemplateKey: NamedKey {
  typealias Value = TemplateBundle
  static let rule = "template"
  static let isStored = false
  let name: String
  init(_ name: String) { self.name = name }
}

/// The addresses of the assets by their names in templates.
struct AssetsKey: SiteKey {
  typealias Value = [AssetRecord]
  static let rule = "assets"
  static let isStored = true
}

/// A page's text as HTML, with what was found in it.
struct BodyKey: PageKey {
  typealias Value = Body
  static let rule = "body"
  static let isStored = false
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// The anchors of a page.
struct AnchorsKey: PageKey {
  typealias Value = [String]
  static let rule = "anchors"
  static let isStored = true
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// Checks that the anchors a page links to are there.
struct AnchorCheckKey: PageKey {
  typealias Value = Bool
  static let rule = "anchor check"
  static let isStored = true
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// The files that one part of the site is written to.
protocol OutputKey: RuleKey where Value == [OutputFile] {}

extension OutputKey {
  static var isStored: Bool { true }
}

/// A page's HTML and the downloads beside it.
struct PageOutputKey: PageKey, OutputKey {
  static let rule = "page"
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// A further page of a section's list, from the second on.
struct SectionListOutputKey: OutputKey {
  static let rule = "section list"
  let page: PageID
  let number: Int

  init(_ page: PageID, number: Int) {
    self.page = page
    self.number = number
  }

  var words: String { "\(number) \(page)" }

  func encode(to writer: inout ByteWriter) {
    writer.write(page)
    writer.write(number)
  }

  init(from reader: inout ByteReader) throws {
    self.init(try reader.value(), number: try reader.int())
  }
}

/// A page of a tag's list.
struct TagOutputKey: OutputKey {
  static let rule = "tag list"
  let tag: String
  let number: Int

  init(tag: String, number: Int) {
    self.tag = tag
    self.number = number
  }

  var words: String { "\(number) \(tag)" }

  func encode(to writer: inout ByteWriter) {
    writer.write(tag)
    writer.write(number)
  }

  init(from reader: inout ByteReader) throws {
    self.init(tag: try reader.string(), number: try reader.int())
  }
}

/// The index of tags.
struct TagIndexOutputKey: SiteKey, OutputKey {
  static let rule = "tag index"
}

struct FeedOutputKey: SiteKey, OutputKey {
  static let rule = "feed"
}

struct SitemapOutputKey: SiteKey, OutputKey {
  static let rule = "site map"
}

struct NotFoundOutputKey: SiteKey, OutputKey {
  static let rule = "not-found page"
}

/// The pages that lead from a page's old addresses to it.
struct AliasesOutputKey: PageKey, OutputKey {
  static let rule = "aliases"
  let page: PageID
  init(_ page: PageID) { self.page = page }
}

/// An asset under its name with a hash in it.
struct AssetOutputKey: NamedKey, OutputKey {
  static let rule = "asset"
  let name: String
  init(_ name: String) { self.name = name }
}

/// A file of `Content` that is published as it is: an image, a PDF.
struct ContentFileOutputKey: NamedKey, OutputKey {
  static let rule = "content file"
  let name: String
  init(_ name: String) { self.name = name }
}

/// The keys of everything that is written, in the order of the site's files.
///
/// It is kept, and small: what a build asks first when only a page's text has changed.
struct OutputPlanKey: SiteKey {
  typealias Value = OutputPlan
  static let rule = "output plan"
  static let isStored = true
}

/// A part of the plan, so that one changed page does not ask for the files of all the others.
struct OutputGroupKey: RuleKey {
  typealias Value = OutputFiles
  static let rule = "output group"
  static let isStored = true
  let number: Int

  init(_ number: Int) { self.number = number }
  var words: String { String(number) }
  func encode(to writer: inout ByteWriter) { writer.write(number) }
  init(from reader: inout ByteReader) throws { self.init(try reader.int()) }
}

/// Everything: the goal of a build. Its value is that of each group of the plan, as a hash.
struct SiteOutputKey: SiteKey {
  typealias Value = [ContentHash]
  static let rule = "site"
  static let isStored = true
}
