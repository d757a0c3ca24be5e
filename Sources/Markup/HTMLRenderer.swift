package import Basics

/// Writes documents as HTML in Assay's dialect, asking the hooks for what Markdown has not.
///
/// The walk is a loop over the flat tree, so that its depth costs no stack. One renderer serves one
/// document; what the documents of a page share is in its `RenderState`.
package struct HTMLRenderer {
  let document: Document
  /// Tells the footnotes of one document of a page from those of another.
  let documentID: Int
  let hooks: any MarkupHooks
  let hasHooks: Bool
  var state: RenderState
  var html = HTMLBuffer()

  /// For each open quote whether it is a callout.
  var quotes: [Bool] = []
  /// For each open link whether its tag was written.
  var links: [Bool] = []
  /// Where the inner HTML of the open heading begins.
  var headingStart = 0
  var explicitIDs = ExplicitIDs()
  var hasTableBody = false
  /// Nodes that an earlier one has answered for.
  var skipped = 0..<0
  /// Where text goes on after a citation that ends in another node.
  var resume: (node: Int, offset: Int)?
  /// The node with which the walk under way began.
  private(set) var root = 0
  /// The definitions of the document's footnotes, made when the first is referred to.
  var definitions: [String: Int]?

  private init(
    _ document: Document, id: Int, hooks: any MarkupHooks, state: RenderState
  ) {
    self.document = document
    self.hooks = hooks
    self.state = state
    documentID = id
    hasHooks = !(hooks is NoHooks)
    html.bytes.reserveCapacity(document.source.utf8.count * 3 / 2 + 256)
  }

  /// Renders a page: its document, then the footnotes of all documents rendered into it.
  package static func renderPage(
    _ document: Document, hooks: some MarkupHooks, into state: inout RenderState
  ) -> String {
    let body = render(document, hooks: hooks, into: &state)
    return body + renderFootnotes(hooks: hooks, into: &state)
  }

  /// Renders a document into a page without its footnotes' texts: what a hook calls for an include.
  package static func render(
    _ document: Document, hooks: any MarkupHooks, into state: inout RenderState
  ) -> String {
    state.documentCount += 1
    let id = state.documentCount
    return with(document, id: id, hooks: hooks, &state) { renderer in
      renderer.reserveExplicitIDs()
      renderer.walk(from: 0)
    }
  }

  /// Renders the texts of the footnotes referred to so far, empty where there are none.
  package static func renderFootnotes(
    hooks: any MarkupHooks, into state: inout RenderState
  ) -> String {
    var bodies: [String] = []
    // A footnote may refer to further ones: the list grows meanwhile.
    while bodies.count < state.footnotes.count {
      let note = state.footnotes[bodies.count]
      bodies.append(
        with(note.document, id: note.documentID, hooks: hooks, &state) { $0.walk(from: note.node) })
    }
    return bodies.isEmpty ? "" : footnoteSection(bodies, state.footnotes)
  }

  /// Moves the page's state into a renderer and out again, so that it is never copied.
  private static func with(
    _ document: Document, id: Int, hooks: any MarkupHooks, _ state: inout RenderState,
    _ body: (inout HTMLRenderer) -> Void
  ) -> String {
    var renderer = HTMLRenderer(document, id: id, hooks: hooks, state: state)
    state = RenderState()
    body(&renderer)
    state = renderer.state
    return String(decoding: renderer.html.bytes, as: UTF8.self)
  }

  // MARK: The walk

  private mutating func walk(from root: Int) {
    var index = root
    self.root = root
    while true {
      if !skipped.contains(index), enter(index) {
        if document.nodes[index].hasChildren {
          index += 1
          continue
        }
        exit(index)
      }
      while true {
        if index == root { return }
        let next = document.nodes[index].next
        if next >= 0 {
          index = Int(next)
          break
        }
        index = Int(document.nodes[index].parent)
        exit(index)
      }
    }
  }

  /// Writes what stands before a node's children; false where the node is done with.
  private mutating func enter(_ index: Int) -> Bool {
    let node = document.nodes[index]
    switch node.kind {
    case .text: text(index)
    case .softBreak:
      if resume.map({ index < $0.node }) != true { html.write("\n") }
    case .lineBreak: html.write("<br>\n")
    case .code: code(node)
    case .htmlInline: rawHTML(node, isBlock: false)
    case .emphasis: html.write("<em>")
    case .strong: html.write("<strong>")
    case .strikethrough: html.write("<del>")
    case .link: return openLink(node)
    case .image:
      image(index)
      return false
    case .footnoteReference: footnoteReference(node)
    default: return enterBlock(index, node)
    }
    return true
  }

  private mutating func exit(_ index: Int) {
    let node = document.nodes[index]
    switch node.kind {
    case .emphasis: html.write("</em>")
    case .strong: html.write("</strong>")
    case .strikethrough: html.write("</del>")
    case .link: if links.popLast() == true { html.write("</a>") }
    default: exitBlock(index, node)
    }
  }
}

/// Renders Assay's Markdown by itself, without a site: hooks, queries and includes are not there, so
/// their blocks and roles are shown as code.
package func renderFragment(
  _ source: SourceText, from offset: Int = 0, options: RenderOptions = RenderOptions()
) -> (html: String, diagnostics: [Diagnostic]) {
  var state = RenderState(options: options)
  let html = HTMLRenderer.renderPage(
    Document(parsing: source, from: offset), hooks: NoHooks(), into: &state)
  return (html, state.diagnostics)
}
