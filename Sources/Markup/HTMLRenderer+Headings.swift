import Basics

/// The `{#id}` attributes at the end of a document's headings, by the heading's index.
struct ExplicitIDs {
  struct Attribute {
    var id: String
    /// The text node that ends with it, and the length of its literal without it.
    var node: Int
    var textLength: Int
    /// Whether the page takes the id: another element may have it already.
    var isUsable = false
  }

  var byHeading: [Int: Attribute] = [:]
  /// By the text node.
  var textLengths: [Int: Int] = [:]
}

extension Document {
  /// The attribute `{#id}` at the end of a heading's text.
  func explicitID(ofHeading index: Int) -> ExplicitIDs.Attribute? {
    guard nodes[index].hasChildren else { return nil }
    var last = index + 1
    while nodes[last].next >= 0 { last = Int(nodes[last].next) }
    guard nodes[last].kind == .text else { return nil }
    let literal = literalBytes(of: nodes[last])
    guard literal.last == UInt8(ascii: "}"), let brace = literal.lastIndex(of: UInt8(ascii: "{")),
      literal[(brace + 1)...].first == UInt8(ascii: "#")
    else { return nil }
    let id = literal[(brace + 2)..<(literal.endIndex - 1)]
    guard !id.isEmpty, !id.contains(where: { isBlank($0) || $0 == UInt8(ascii: "\"") }) else {
      return nil
    }
    var end = brace
    while end > literal.startIndex, isBlank(literal[end - 1]) { end -= 1 }
    return ExplicitIDs.Attribute(
      id: String(decoding: id, as: UTF8.self), node: last, textLength: end - literal.startIndex)
  }
}

extension Document {
  /// A heading's words as the author wrote them: a figure, a citation's number or that of a table may be
  /// another tomorrow, and an id is an address.
  ///
  /// - Parameter showsHTML: whether HTML is shown as text.
  func writtenText(ofHeading index: Int, showsHTML: Bool) -> String {
    var words: [UInt8] = []
    var node = index + 1
    let end = subtreeEnd(index)
    while node < end {
      switch nodes[node].kind {
      case .text: words += literalBytes(of: nodes[node])
      case .code:
        let role = InlineRole.split(literalBytes(of: nodes[node]))
        if let role {
          let isPlain = text[role.name].elementsEqual("plain".utf8)
          if isPlain { words += text[role.content] }
        } else {
          words += literalBytes(of: nodes[node])
        }
      case .htmlInline: if showsHTML { words += literalBytes(of: nodes[node]) }
      case .softBreak, .lineBreak: words.append(UInt8(ascii: " "))
      case .image:
        node = subtreeEnd(node)
        continue
      default: break
      }
      node += 1
    }
    var text = withoutMarks(words[...])
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(decoding: text.drop(while: isBlank), as: UTF8.self)
  }
}

extension HTMLRenderer {
  /// Explicit ids are taken before any is made, so that "Uses" never takes that of `{#uses}`.
  mutating func reserveExplicitIDs() {
    for index in document.nodes.indices where document.nodes[index].kind == .heading {
      guard var attribute = document.explicitID(ofHeading: index) else { continue }
      attribute.isUsable = state.reserve(
        id: attribute.id, path: document.source.path,
        range: document.range(of: document.nodes[index]))
      explicitIDs.byHeading[index] = attribute
      explicitIDs.textLengths[attribute.node] = attribute.textLength
    }
  }

  mutating func closeHeading(_ index: Int, _ node: Node) {
    var inner = html.bytes[headingStart...]
    while let last = inner.last, isBlank(last) { inner.removeLast() }
    let text = plainText(ofHTML: withoutLinks(inner))
    let range = document.range(of: node)
    let id: String
    if let attribute = explicitIDs.byHeading[index], attribute.isUsable {
      id = attribute.id
    } else {
      id = state.uniqueID(
        slug(document.writtenText(ofHeading: index, showsHTML: !state.options.rawHTML)),
        path: document.source.path, range: range)
    }
    let level = min(6, max(1, Int(node.level) + state.options.headingShift))
    if node.parent == 0 {
      state.append(
        Heading(
          level: level, id: id, text: text,
          html: String(decoding: withoutLinks(inner), as: UTF8.self), path: document.source.path,
          range: range))
    }
    let kept = Array(inner)
    html.bytes.removeSubrange(headingStart...)
    html.write("<h\(level) id=\"")
    html.escape(id)
    html.write("\">")
    html.write(kept[...])
    html.write("</h\(level)>\n")
  }
}
