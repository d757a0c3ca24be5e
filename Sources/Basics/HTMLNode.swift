/// An element or a text of an HTML document.
package indirect enum HTMLNode: Equatable, Sendable {
  case element(HTMLTag, [HTMLNode])
  case text(String)

  /// The tree of an HTML text. An end tag closes the nearest open element of its name; one that
  /// closes nothing is passed over, and what is still open at the end is closed there.
  package static func parse(_ html: String) -> [HTMLNode] {
    var open: [(tag: HTMLTag, children: [HTMLNode])] = [(HTMLTag(name: ""), [])]
    func close() {
      let (tag, children) = open.removeLast()
      open[open.count - 1].children.append(.element(tag, children))
    }
    for token in HTMLScanner(html) {
      switch token {
      case .other: continue
      case .text(let text):
        open[open.count - 1].children.append(.text(HTMLText.unescaped(text)))
      case .tag(let tag, let written):
        if tag.isEnd {
          guard open.dropFirst().contains(where: { $0.tag.name == tag.name }) else { continue }
          while open[open.count - 1].tag.name != tag.name { close() }
          close()
        } else if Self.voidElements.contains(tag.name) || written.hasSuffix("/>") {
          open[open.count - 1].children.append(.element(tag, []))
        } else {
          open.append((tag, []))
        }
      }
    }
    while open.count > 1 { close() }
    return open[0].children
  }

  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  package var tag: HTMLTag? {
    if case .element(let tag, _) = self { return tag }
    return nil
  }

  package var children: [HTMLNode] {
    if case .element(_, let children) = self { return children }
    return []
  }

  /// The text of it and all in it.
  package var text: String {
    switch self {
    case .text(let text): text
    case .element(_, let children): children.map(\.text).joined()
    }
  }

  /// The first element in it, or itself, that is wanted; in the order of the document.
  package func first(where isWanted: (HTMLTag) -> Bool) -> HTMLNode? {
    if let tag, isWanted(tag) { return self }
    for child in children {
      if let found = child.first(where: isWanted) { return found }
    }
    return nil
  }

  /// All elements in it, or itself, that are wanted; none inside another.
  package func all(where isWanted: (HTMLTag) -> Bool) -> [HTMLNode] {
    if let tag, isWanted(tag) { return [self] }
    return children.flatMap { $0.all(where: isWanted) }
  }

  /// What a reader is not meant to read in a text: menus, what only screen readers hear, what is
  /// only to be clicked.
  package var isFurniture: Bool {
    guard let tag else { return false }
    if ["nav", "script", "style", "form", "button", "template"].contains(tag.name) { return true }
    if tag["hidden"] != nil { return true }
    return !Set(tag.classes).isDisjoint(with: ["visually-hidden", "skip-link", "downloads"])
  }
}

/// Blanks as one blank, none at the ends.
package func collapsed(_ text: String) -> String {
  text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
}
