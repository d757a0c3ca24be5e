import Basics

/// A page's text as HTML, with what the rest of the build needs to know of it.
struct Body: Sendable, ByteEncodable {
  /// A heading for the page's list of contents.
  struct Heading: Sendable, Hashable {
    var level: Int
    var id: String
    var html: String
  }

  /// A link to an anchor of a page, to be checked when that page's text is known.
  struct AnchorLink: Sendable, Hashable {
    var page: String
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
      $0.write($1.page)
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
  }
}
