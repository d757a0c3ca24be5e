package import Basics

/// What a page's documents share while they are rendered: ids, headings, footnotes, diagnostics.
package struct RenderState: Sendable {
  package var options: RenderOptions
  package var diagnostics: [Diagnostic] = []
  /// The headings so far, in order: the table of contents.
  package private(set) var headings: [Heading] = []
  /// Where each explicit or automatic id was given.
  private var ids: [String: Place] = [:]
  private var nextSuffix: [String: Int] = [:]
  var footnotes: [Footnote] = []
  /// The number of each footnote by its document and definition.
  var footnoteNumbers: [FootnoteKey: Int] = [:]
  var documentCount = 0
  var tableCount = 0

  private struct Place: Sendable {
    var path: String
    var range: SourceRange
  }

  package init(options: RenderOptions = RenderOptions()) {
    self.options = options
  }

  /// Takes an id for an element of the page; false, with a diagnostic, where another has it already.
  ///
  /// For headings and for whatever a hook gives an id, so that no two elements share one.
  @discardableResult
  package mutating func reserve(id: String, path: String, range: SourceRange) -> Bool {
    if let first = ids[id] {
      diagnostics.append(
        MarkupDiagnostics.duplicateID(
          id, path: path, range: range, firstPath: first.path, firstRange: first.range))
      return false
    }
    ids[id] = Place(path: path, range: range)
    return true
  }

  /// Whether an element of the page so far has this id.
  package func hasID(_ id: String) -> Bool { ids[id] != nil }

  /// An id made of a slug that no element has yet: `uses`, `uses-1`, `uses-2`.
  mutating func uniqueID(_ slug: String, path: String, range: SourceRange) -> String {
    var id = slug
    if ids[slug] != nil {
      var suffix = nextSuffix[slug] ?? 1
      while ids["\(slug)-\(suffix)"] != nil { suffix += 1 }
      id = "\(slug)-\(suffix)"
      nextSuffix[slug] = suffix + 1
    }
    ids[id] = Place(path: path, range: range)
    return id
  }

  mutating func append(_ heading: Heading) { headings.append(heading) }
}

/// How a page is rendered.
package struct RenderOptions: Hashable, Sendable {
  /// Raw HTML goes through as it is; otherwise it is shown as text.
  package var rawHTML = false
  /// Wraps each table in a region of this name that scrolls and takes the focus; nil: no wrapper.
  package var scrollableTableLabel: String?
  /// What is added to the level of every heading: an included document may stand one deeper.
  package var headingShift = 0

  package init() {}
}

/// A heading of the page.
package struct Heading: Hashable, Sendable {
  package var level: Int
  package var id: String
  /// Without markup.
  package var text: String
  /// With inline markup, without links and footnote marks, for use inside a link.
  package var html: String
  package var path: String
  package var range: SourceRange
}

/// A footnote that the page has referred to.
struct Footnote: Sendable {
  var document: Document
  var documentID: Int
  var node: Int
  var references = 0
}

struct FootnoteKey: Hashable, Sendable {
  var documentID: Int
  var label: String
}
