import Basics

extension HTMLRenderer {
  mutating func code(_ node: Node) {
    if hasHooks, let role = document.role(of: node), let replacement = hooks.role(role, &state) {
      html.write(replacement)
      return
    }
    html.write("<code>")
    html.escape(document.literalBytes(of: node))
    html.write("</code>")
  }

  // MARK: Links and images

  mutating func openLink(_ node: Node) -> Bool {
    let destination = resolve(node)
    links.append(destination != nil)
    guard let destination else { return true }
    html.write("<a href=\"")
    html.escape(url: destination)
    title(node)
    html.write("\">")
    return true
  }

  mutating func image(_ index: Int) {
    let node = document.nodes[index]
    let words = document.plainText(in: (index + 1)..<document.subtreeEnd(index))
    guard let source = resolve(node) else {
      html.escape(words)
      return
    }
    html.write("<img src=\"")
    html.escape(url: source)
    html.write("\" alt=\"")
    html.escape(words)
    title(node)
    html.write("\">")
  }

  private mutating func title(_ node: Node) {
    guard node.extraEnd > node.extraStart else { return }
    html.write("\" title=\"")
    html.escape(document.text[Int(node.extraStart)..<Int(node.extraEnd)])
  }

  /// Where a link leads, or nil where only its words are written.
  private mutating func resolve(_ node: Node) -> ArraySlice<UInt8>? {
    let destination = document.literalBytes(of: node)
    let isImage = node.kind == .image
    if isUnsafe(destination: destination, isImage: isImage) {
      state.diagnostics.append(MarkupDiagnostics.unsafeLink(document.link(of: node)))
      return nil
    }
    guard hasHooks else { return destination }
    let link = document.link(of: node)
    switch isImage ? hooks.image(link, &state) : hooks.link(link, &state) {
    case .unchanged: return destination
    case .url(let url): return Array(url.utf8)[...]
    case .broken: return nil
    }
  }

  // MARK: Footnotes

  mutating func footnoteReference(_ node: Node) {
    let label = document.literal(of: node)
    guard let number = footnoteNumber(label) else {
      html.write("[^")
      html.escape(label)
      html.write("]")
      return
    }
    state.footnotes[number - 1].references += 1
    let use = state.footnotes[number - 1].references
    html.write(
      "<sup class=\"footnote-ref\"><a href=\"#fn-\(number)\" id=\"fnref-\(number)\(use > 1 ? "-\(use)" : "")\""
    )
    html.write(" role=\"doc-noteref\" aria-label=\"Footnote \(number)\">\(number)</a></sup>")
  }

  private mutating func footnoteNumber(_ label: String) -> Int? {
    let key = FootnoteKey(documentID: documentID, label: label)
    if let number = state.footnoteNumbers[key] { return number }
    let definitions = definitions ?? document.footnoteDefinitions()
    self.definitions = definitions
    guard let node = definitions[label] else { return nil }
    state.footnotes.append(Footnote(document: document, documentID: documentID, node: node))
    state.footnoteNumbers[key] = state.footnotes.count
    return state.footnotes.count
  }

  /// Whether the walk that is under way began with this definition.
  func isFootnoteRoot(_ index: Int) -> Bool { index == root }

  static func footnoteSection(_ bodies: [String], _ footnotes: [Footnote]) -> String {
    var section =
      "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n"
    for (index, body) in bodies.enumerated() {
      let number = index + 1
      var back = ""
      for use in 1...max(1, footnotes[index].references) {
        let suffix = use > 1 ? "-\(use)" : ""
        back += " <a href=\"#fnref-\(number)\(suffix)\" class=\"footnote-backref\""
        back += " role=\"doc-backlink\" aria-label=\"Back to reference \(number)\(suffix)\">↩"
        back += use > 1 ? "<sup>\(use)</sup></a>" : "</a>"
      }
      section += "<li id=\"fn-\(number)\">\n"
      if body.hasSuffix("</p>\n") {
        section += body.dropLast(5) + back + "</p>\n"
      } else {
        section += body + "<p>" + back.dropFirst() + "</p>\n"
      }
      section += "</li>\n"
    }
    return section + "</ol>\n</section>\n"
  }
}

extension Document {
  package func link(of node: Node) -> Link {
    Link(
      path: source.path, destination: literal(of: node), title: extra(of: node),
      range: range(of: node), isImage: node.kind == .image)
  }

  /// The first definition of each footnote, by its label.
  func footnoteDefinitions() -> [String: Int] {
    var definitions: [String: Int] = [:]
    for index in nodes.indices where nodes[index].kind == .footnoteDefinition {
      let label = literal(of: nodes[index])
      if definitions[label] == nil { definitions[label] = index }
    }
    return definitions
  }
}
