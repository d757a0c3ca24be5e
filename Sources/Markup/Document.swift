package import Basics

/// A Markdown text as a tree of nodes with their places in the file.
package struct Document: Sendable {
  package let source: SourceText
  /// The nodes in document order; the first is the document itself.
  package let nodes: [Node]
  /// The nodes' literals, one after the other.
  let text: [UInt8]
  private let excess: MarkdownBounds.Excess?

  /// Parses a file's text from a byte on (the end of its front matter).
  ///
  /// The text must be UTF-8: `SourceText.firstInvalidUTF8` says whether it is.
  package init(parsing source: SourceText, from offset: Int = 0, footnotes: Bool = true) {
    let excess = MarkdownBounds.excess(in: source.utf8, from: offset)
    var builder = TreeBuilder(source.utf8, from: offset)
    if excess == nil {
      CMark.parse(source.utf8, from: builder.bodyStart, footnotes: footnotes, into: &builder)
    } else {
      CMark.parse([], from: 0, footnotes: footnotes, into: &builder)
    }
    self.excess = excess
    self.source = source
    nodes = builder.nodes
    text = builder.text
  }

  package init(parsing markdown: String, path: String = "") {
    self.init(parsing: SourceText(path: path, text: markdown))
  }

  /// Why the text was not parsed; such a document is empty.
  package var problems: [Diagnostic] {
    guard let excess else { return [] }
    let range = SourceRange(at: source.position(utf8Offset: excess.offset))
    return [MarkupDiagnostics.tooComplex(excess.words, source.path, range)]
  }

  /// Where a node stands in the file.
  package func range(of node: Node) -> SourceRange {
    range(utf8Offsets: utf8Range(of: node))
  }

  /// The places of two bytes of the source.
  func range(utf8Offsets offsets: Range<Int>) -> SourceRange {
    SourceRange(
      start: position(utf8Offset: offsets.lowerBound), end: position(utf8Offset: offsets.upperBound)
    )
  }

  func position(utf8Offset offset: Int) -> SourcePosition {
    source.position(utf8Offset: offset)
  }

  /// The bytes of the source that a node stands for.
  package func utf8Range(of node: Node) -> Range<Int> {
    Int(node.start)..<Int(max(node.start, node.end))
  }

  /// The literal of a text, code or HTML node, the destination of a link, the label of a footnote.
  package func literal(of node: Node) -> String {
    String(decoding: literalBytes(of: node), as: UTF8.self)
  }

  /// The title of a link or the info string of a code block.
  package func extra(of node: Node) -> String {
    String(decoding: text[Int(node.extraStart)..<Int(node.extraEnd)], as: UTF8.self)
  }

  func literalBytes(of node: Node) -> ArraySlice<UInt8> {
    text[Int(node.textStart)..<Int(node.textEnd)]
  }

  /// The index just past a node's last descendant.
  func subtreeEnd(_ index: Int) -> Int {
    var index = index
    while index >= 0 {
      let next = Int(nodes[index].next)
      if next >= 0 { return next }
      index = Int(nodes[index].parent)
    }
    return nodes.count
  }
}
