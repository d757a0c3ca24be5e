package import Basics

/// What a page's Markdown asks of whoever builds the site; the renderer knows no charts and queries.
///
/// Every call may append to `state.diagnostics`, and may render a further document into the same page
/// with `HTMLRenderer.render(_:hooks:into:)`. Nil means "nothing of mine": the renderer then does
/// what plain Markdown does.
package protocol MarkupHooks {
  /// The HTML in place of a fenced block, or nil where it is ordinary code.
  func fencedBlock(_ block: FencedBlock, _ state: inout RenderState) -> String?
  /// The HTML in place of a code span that begins with `{name}`, or nil where it is ordinary code.
  func role(_ role: InlineRole, _ state: inout RenderState) -> String?
  /// The HTML in place of `[@key, p. 12]`, or of `@key` in a sentence; nil to leave the words.
  func citation(_ citation: Citation, _ state: inout RenderState) -> String?
  /// The HTML in place of `@fig-id`, `@tbl-id` or `@sec-id`, or nil to leave the words.
  func crossReference(_ reference: CrossReference, _ state: inout RenderState) -> String?
  /// Where a link leads.
  func link(_ link: Link, _ state: inout RenderState) -> LinkResolution
  /// Where an image is fetched from.
  func image(_ image: Link, _ state: inout RenderState) -> LinkResolution
}

extension MarkupHooks {
  package func fencedBlock(_ block: FencedBlock, _ state: inout RenderState) -> String? { nil }
  package func role(_ role: InlineRole, _ state: inout RenderState) -> String? { nil }
  package func citation(_ citation: Citation, _ state: inout RenderState) -> String? { nil }
  package func crossReference(
    _ reference: CrossReference, _ state: inout RenderState
  ) -> String? { nil }
  package func link(_ link: Link, _ state: inout RenderState) -> LinkResolution { .unchanged }
  package func image(_ image: Link, _ state: inout RenderState) -> LinkResolution { .unchanged }
}

/// Markdown without a site around it.
package struct NoHooks: MarkupHooks {
  package init() {}
}

/// A link or image as written.
package struct Link: Hashable, Sendable {
  package var path: String
  package var destination: String
  package var title: String
  /// The whole link, from its bracket on.
  package var range: SourceRange
  package var isImage: Bool
}

/// What becomes of a link.
package enum LinkResolution: Hashable, Sendable {
  /// The destination stays as written.
  case unchanged
  case url(String)
  /// The destination does not exist, which the hook has said: the words stay, the link goes.
  case broken
}

/// `@fig-share` in a sentence.
package struct CrossReference: Hashable, Sendable {
  package var path: String
  /// With its prefix, as the block declares it: `fig-share`.
  package var id: String
  package var range: SourceRange
}

/// `[@eca-2026, p. 12; @usgs-2026]` in a sentence.
package struct Citation: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    /// What stands before the key: `see`.
    package var prefix: String?
    package var key: String
    /// What follows the key's comma: `p. 12`.
    package var locator: String?
    package var range: SourceRange
  }

  package var path: String
  package var items: [Item]
  /// Whether it is a key without brackets, `@key`, as a word of the sentence.
  package var isInText = false
  /// Whether it lacks its `@`, `[key, p. 12]`, and is one only if there is such a source: it stays as
  /// it stands, and the author is told.
  package var isBare = false
  package var range: SourceRange
}
