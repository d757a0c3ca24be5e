import Basics

extension HTMLRenderer {
  mutating func enterBlock(_ index: Int, _ node: Node) -> Bool {
    switch node.kind {
    case .paragraph:
      if !isTight(node) {
        newLine()
        html.write("<p>")
      }
    case .heading:
      newLine()
      headingStart = html.bytes.count
    case .blockQuote: openQuote(index)
    case .bulletList:
      newLine()
      html.write("<ul>\n")
    case .orderedList:
      newLine()
      html.write("<ol")
      if node.number != 1 { html.write(" start=\"\(node.number)\"") }
      html.write(">\n")
    case .item: openItem(node)
    case .codeBlock:
      codeBlock(node)
      return false
    case .htmlBlock:
      rawHTML(node, isBlock: true)
      return false
    case .thematicBreak:
      newLine()
      html.write("<hr>\n")
      return false
    case .table: openTable()
    case .row: openRow(node)
    case .cell: openCell(node)
    case .footnoteDefinition:
      // A definition is rendered at the page's end, when the walk begins with it.
      return node.parent != 0 || isFootnoteRoot(index)
    default: break
    }
    return true
  }

  mutating func exitBlock(_ index: Int, _ node: Node) {
    switch node.kind {
    case .paragraph: if !isTight(node) { html.write("</p>\n") }
    case .heading: closeHeading(index, node)
    case .blockQuote:
      newLine()
      if quotes.popLast() == true {
        html.write("</aside>\n")
      } else {
        html.write("</blockquote>\n")
      }
    case .bulletList: html.write("</ul>\n")
    case .orderedList: html.write("</ol>\n")
    case .item: html.write("</li>\n")
    case .table: closeTable()
    case .row:
      html.write(node.flags.contains(.header) ? "</tr>\n</thead>\n" : "</tr>\n")
    case .cell:
      html.write(isHeading(node) ? "</th>\n" : "</td>\n")
    default: break
    }
  }

  mutating func newLine() {
    if let last = html.bytes.last, last != 10 { html.write("\n") }
  }

  /// Whether a paragraph is the bare text of an item of a tight list.
  private func isTight(_ paragraph: Node) -> Bool {
    let parent = document.nodes[Int(paragraph.parent)]
    return parent.kind == .item && document.nodes[Int(parent.parent)].flags.contains(.tight)
  }

  // MARK: Quotes and lists

  private mutating func openQuote(_ index: Int) {
    newLine()
    guard let (callout, marker) = callout(index) else {
      quotes.append(false)
      html.write("<blockquote>\n")
      return
    }
    quotes.append(true)
    html.write("<aside class=\"callout callout-\(callout.rawValue)\" role=\"note\">\n")
    html.write("<p class=\"callout-title\">\(callout.title)</p>\n")
    skipped = marker
  }

  /// The callout that a quote is, and the nodes of its marker; an unknown one is a diagnostic.
  private mutating func callout(_ index: Int) -> (Callout, marker: Range<Int>)? {
    let nodes = document.nodes
    let (paragraph, first) = (index + 1, index + 2)
    guard nodes[index].hasChildren, nodes[paragraph].kind == .paragraph,
      nodes[paragraph].hasChildren, nodes[first].kind == .text,
      let name = Callout.name(in: document.literalBytes(of: nodes[first]))
    else { return nil }
    let next = Int(nodes[first].next)
    let isBreak = next >= 0 && (nodes[next].kind == .softBreak || nodes[next].kind == .lineBreak)
    guard next < 0 || isBreak else { return nil }
    guard let callout = Callout(rawValue: name.lowercased()) else {
      state.diagnostics.append(
        MarkupDiagnostics.unknownAlert(
          name, path: document.source.path, range: document.range(of: nodes[first])))
      return nil
    }
    return (callout, next < 0 ? paragraph..<(first + 1) : first..<(next + 1))
  }

  private mutating func openItem(_ node: Node) {
    guard node.flags.contains(.task) else {
      html.write("<li>")
      return
    }
    if node.flags.contains(.checked) {
      html.write(
        "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> ")
    } else {
      html.write("<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> ")
    }
  }

  // MARK: Code and raw HTML

  private mutating func codeBlock(_ node: Node) {
    newLine()
    if hasHooks, let block = document.fencedBlock(of: node),
      let replacement = hooks.fencedBlock(block, &state)
    {
      html.write(replacement)
      newLine()
      return
    }
    let info = document.text[Int(node.extraStart)..<Int(node.extraEnd)]
    let language = info.prefix { !isBlank($0) }
    html.write("<pre><code")
    if !language.isEmpty {
      html.write(" class=\"language-")
      html.escape(language)
      html.write("\"")
    }
    html.write(">")
    html.escape(document.literalBytes(of: node))
    html.write("</code></pre>\n")
  }

  mutating func rawHTML(_ node: Node, isBlock: Bool) {
    var literal = document.literalBytes(of: node)
    if isBlock { newLine() }
    if state.options.rawHTML {
      writeRawHTML(literal, node)
      if isBlock { newLine() }
      return
    }
    while let last = literal.last, isBlank(last) { literal.removeLast() }
    // A comment says nothing to readers.
    if literal.starts(with: "<!--".utf8), literal.suffix(3).elementsEqual("-->".utf8) { return }
    // One word for a pair of tags: the closing one needs none of its own.
    if !literal.starts(with: "</".utf8) {
      state.diagnostics.append(
        MarkupDiagnostics.rawHTMLShown(
          String(decoding: literal, as: UTF8.self), path: document.source.path,
          range: document.range(of: node)))
    }
    if isBlock { html.write("<p>") }
    html.escape(literal)
    if isBlock { html.write("</p>\n") }
  }

  // MARK: Tables

  private mutating func openTable() {
    newLine()
    state.tableCount += 1
    hasTableBody = false
    if let label = state.options.scrollableTableLabel {
      html.write("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
      html.escape("\(label) \(state.tableCount)")
      html.write("\">\n")
    }
    html.write("<table>\n")
  }

  private mutating func closeTable() {
    html.write(hasTableBody ? "</tbody>\n</table>\n" : "</table>\n")
    if state.options.scrollableTableLabel != nil { html.write("</div>\n") }
  }

  private mutating func openRow(_ node: Node) {
    if node.flags.contains(.header) {
      html.write("<thead>\n")
    } else if !hasTableBody {
      hasTableBody = true
      html.write("<tbody>\n")
    }
    html.write("<tr>\n")
  }

  private mutating func openCell(_ node: Node) {
    html.write(isHeading(node) ? "<th scope=\"col\"" : "<td")
    switch node.alignment {
    case .none: break
    case .left: html.write(" class=\"align-left\"")
    case .center: html.write(" class=\"align-center\"")
    case .right: html.write(" class=\"align-right\"")
    }
    html.write(">")
  }

  /// A cell that heads its column. An empty one heads nothing and is an ordinary cell.
  private func isHeading(_ cell: Node) -> Bool {
    cell.flags.contains(.header) && cell.hasChildren
  }
}
