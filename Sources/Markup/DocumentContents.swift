package import Basics

extension Document {
  /// What a document asks for and says, found without rendering it.
  package struct Contents: Sendable {
    package var links: [Link] = []
    package var blocks: [FencedBlock] = []
    package var roles: [InlineRole] = []
    package var citations: [Citation] = []
    package var crossReferences: [CrossReference] = []
    package var headings: [HeadingText] = []
    package var prose: [Prose] = []
  }

  /// A heading as written: its id is known only where it is explicit.
  package struct HeadingText: Hashable, Sendable {
    package var level: Int
    package var text: String
    package var explicitID: String?
    package var range: SourceRange
  }

  /// A stretch of text outside code and HTML, without its markup.
  package struct Prose: Hashable, Sendable {
    package var text: String
    package var range: SourceRange
    package var isInLink: Bool
    package var isInHeading: Bool
    /// The index of the text's node.
    var node: Int
  }

  /// Where some bytes of a stretch of text stand in the file.
  package func range(of utf8Offsets: Range<Int>, in prose: Prose) -> SourceRange {
    let start = Int(nodes[prose.node].textStart)
    return range(
      ofText: (start + utf8Offsets.lowerBound)..<(start + utf8Offsets.upperBound), in: prose.node)
  }

  /// Walks the document once and lists what is in it, each kind in document order.
  package func contents() -> Contents {
    var contents = Contents()
    var skipUntil: (node: Int, offset: Int) = (0, 0)
    var linkEnd = 0
    var headingEnd = 0
    for index in nodes.indices {
      let node = nodes[index]
      if node.kind == .link { linkEnd = subtreeEnd(index) }
      if node.kind == .heading { headingEnd = subtreeEnd(index) }
      switch node.kind {
      case .link, .image: contents.links.append(link(of: node))
      case .codeBlock: if let block = fencedBlock(of: node) { contents.blocks.append(block) }
      case .code: if let role = role(of: node) { contents.roles.append(role) }
      case .heading: contents.headings.append(headingText(index))
      case .text:
        let isInLink = index < linkEnd
        contents.prose.append(
          Prose(
            text: literal(of: node), range: range(of: node), isInLink: isInLink,
            isInHeading: index < headingEnd, node: index))
        if !isInLink { marks(in: index, from: &skipUntil, into: &contents) }
      default: break
      }
    }
    return contents
  }

  private func marks(
    in index: Int, from start: inout (node: Int, offset: Int), into contents: inout Contents
  ) {
    guard index >= start.node else { return }
    var literal = literalBytes(of: nodes[index])
    if index == start.node, start.offset > literal.startIndex { literal = literal[start.offset...] }
    while let offset = Mark.first(in: literal) {
      var end = offset + 1
      if !isEscaped(index, offset) {
        if text[offset] == UInt8(ascii: "@") {
          if let last = Mark.crossReferenceEnd(at: offset, in: literal) {
            contents.crossReferences.append(crossReference(offset..<last, in: index))
            end = last
          }
        } else if let found = citation(at: offset, in: index) {
          contents.citations.append(found.citation)
          start = (found.node, found.end)
          guard found.node == index else { return }
          end = found.end
        }
      }
      literal = literal[end...]
    }
  }

  private func headingText(_ index: Int) -> HeadingText {
    var words = plainText(in: (index + 1)..<subtreeEnd(index))
    let attribute = explicitID(ofHeading: index)
    if attribute != nil, let brace = words.lastIndex(of: "{") {
      words = String(words[..<brace])
      while words.last?.isWhitespace == true { words.removeLast() }
    }
    return HeadingText(
      level: Int(nodes[index].level), text: words, explicitID: attribute?.id,
      range: range(of: nodes[index]))
  }

  /// The words of all paragraphs, headings, items and cells, a line each, for searching.
  ///
  /// Code spans count as words; roles, code blocks, citations and the marks of alerts do not.
  package func plainText() -> String {
    var lines: [String] = []
    for index in nodes.indices {
      let words: String
      switch nodes[index].kind {
      case .heading: words = headingText(index).text
      case .paragraph, .cell: words = paragraphText(index)
      default: continue
      }
      if !words.isEmpty { lines.append(words) }
    }
    return lines.joined(separator: "\n")
  }

  /// The words of the first paragraph that stands by itself, or nil where there is none.
  package func firstParagraph() -> String? {
    nodes.indices.first { nodes[$0].kind == .paragraph && nodes[$0].parent == 0 }
      .map(paragraphText)
  }

  private func paragraphText(_ index: Int) -> String {
    guard nodes[index].hasChildren else { return "" }
    var start = index + 1
    let isQuoted = nodes[Int(nodes[index].parent)].kind == .blockQuote
    if isQuoted, nodes[start].kind == .text,
      Callout.name(in: literalBytes(of: nodes[start])) != nil
    {
      let next = Int(nodes[start].next)
      start = next < 0 ? start + 1 : next + 1
    }
    let words = plainText(in: start..<max(start, subtreeEnd(index)))
    return String(
      decoding: withoutMarks(Array(words.utf8)[...], keepsReferences: true), as: UTF8.self)
  }

  /// The words of some inline nodes.
  func plainText(in indices: Range<Int>) -> String {
    var words: [UInt8] = []
    for node in nodes[indices] {
      switch node.kind {
      case .text: words.append(contentsOf: literalBytes(of: node))
      case .code where InlineRole.split(literalBytes(of: node)) == nil:
        words.append(contentsOf: literalBytes(of: node))
      case .softBreak, .lineBreak: words.append(32)
      default: break
      }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
