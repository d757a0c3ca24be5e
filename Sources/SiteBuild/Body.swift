import Basics
import SiteModel

/// A page's text as HTML, with what the rest of the build needs to know of it.
struct Body: Sendable, ByteEncodable {
  /// A heading for the page's list of contents.
  struct Heading: Sendable, Hashable {
    var level: Int
    var id: String
    var html: String
  }

  /// Where a link leads inside the site.
  enum LinkTarget: Sendable, Hashable {
    case page(PageID)
    /// An address, of which it is not known yet whether the site has it.
    case address(String)
  }

  /// A link to a page's anchor, to be checked when that page's text is known; the anchor is empty
  /// where the link leads to the page itself.
  struct AnchorLink: Sendable, Hashable {
    var target: LinkTarget
    var anchor: String
    var path: String
    var range: SourceRange
  }

  /// A file that stands beside the page: the data of a table, the picture of a chart.
  struct Attachment: Sendable, Hashable {
    var name: String
    var bytes: [UInt8]
  }

  var html = ""
  var headings: [Heading] = []
  var anchors: [String] = []
  var links: [AnchorLink] = []
  /// The list of references as HTML, or nil where nothing is cited.
  var references: String?
  var attachments: [Attachment] = []
  /// Every figure the page prints, in the order of its text.
  var figures: [PrintedFigure] = []
  /// The first paragraph's text, for where a page has no summary.
  var opening: String?
  /// Of an edition, the files that it includes.
  var files: [String] = []
  /// Whether an error has left a gap in the text of an edition.
  var hasGaps = false

  init() {}

  func encode(to writer: inout ByteWriter) {
    writer.write(html)
    writer.write(list: headings) {
      $0.write($1.level)
      $0.write($1.id)
      $0.write($1.html)
    }
    writer.write(list: anchors) { $0.write($1) }
    writer.write(list: links) {
      switch $1.target {
      case .page(let page):
        $0.write(true)
        $0.write(page)
      case .address(let address):
        $0.write(false)
        $0.write(address)
      }
      $0.write($1.anchor)
      $0.write($1.path)
      $0.write($1.range)
    }
    writer.write(references)
    writer.write(list: attachments) {
      $0.write($1.name)
      $0.write($1.bytes)
    }
    writer.write(figures)
    writer.write(opening)
    writer.write(list: files) { $0.write($1) }
    writer.write(hasGaps)
  }
}
