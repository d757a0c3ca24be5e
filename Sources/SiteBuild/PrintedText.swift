import Basics

/// What readers of a page see of its text: a line for each paragraph, heading, item and row.
///
/// It is taken from the page's HTML, so that whatever prints counts: typed words, included files,
/// computed values, notes and sources. Citations stand by their keys and cross-references by their
/// ids, so that a number that moves along is no other text.
struct PrintedText: Hashable {
  private(set) var lines: [String] = []
  /// The printed cells of each table or chart with an id, the first row being the headings.
  private(set) var tables: [String: [[String]]] = [:]
  /// The texts in the picture of each chart with an id, in their order.
  private(set) var drawings: [String: [String]] = [:]

  private var line = ""
  private let pictures: [String: String]
  /// The address of the site's home page, which is no part of what the site's links say.
  private let home: String
  private var isInCitation = false

  /// - Parameter pictures: what stands for the content of a picture, by its address.
  init(_ nodes: [HTMLNode], pictures: [String: String] = [:], home: String = "/") {
    self.pictures = pictures
    self.home = home
    for node in nodes { visit(node, figure: nil) }
    endLine()
  }

  /// The addresses of the pictures of a page.
  static func pictures(in nodes: [HTMLNode]) -> [String] {
    nodes.flatMap { $0.all { $0.name == "img" } }.compactMap { $0.tag?["src"] }
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
  ]

  /// What is no text of the page: menus, links to its data, corrections, which the errata hold.
  private static func isLeftOut(_ tag: HTMLTag) -> Bool {
    ["nav", "script", "style", "template"].contains(tag.name) || tag["hidden"] != nil
      || !Set(tag.classes).isDisjoint(
        with: ["visually-hidden", "downloads", "errata", "errata-none"])
  }

  private mutating func visit(_ node: HTMLNode, figure: String?) {
    guard case .element(let tag, let children) = node else {
      line += node.text
      return
    }
    // The number of a table or figure may move along.
    let isNumber = figure != nil && tag.name == "span" && tag.classes == ["number"]
    guard !Self.isLeftOut(tag), !isNumber else { return }
    let isBlock = Self.blocks.contains(tag.name)
    if isBlock { endLine() }
    switch tag.name {
    case "svg": add(drawing: node, of: figure)
    case "table": add(table: node, of: figure)
    case "figure": visit(all: children, figure: tag["id"] ?? figure)
    case "summary" where figure != nil: break
    case "br": line += " "
    case "ol":
      lines.append("numbered from \(tag["start"] ?? "1"):")
      visit(all: children, figure: figure)
    case "span" where tag.classes.contains("citation"):
      isInCitation = true
      visit(all: children, figure: figure)
      isInCitation = false
    case "img": line += picture(tag)
    case "input": line += tag["checked"] == nil ? "[ ]" : "[x]"
    case "del", "s": line += "~" + Self.text(children, pictures) + "~"
    case "sup" where !tag.classes.contains("footnote-ref"):
      line += "^" + Self.text(children, pictures)
    case "a": add(link: tag, children, figure)
    default: visit(all: children, figure: figure)
    }
    if isBlock { endLine() }
  }

  private mutating func visit(all nodes: [HTMLNode], figure: String?) {
    for node in nodes { visit(node, figure: figure) }
  }

  /// A citation by its key and its place in the source, a cross-reference by its id, and another
  /// link with the address it leads to.
  private mutating func add(link tag: HTMLTag, _ children: [HTMLNode], _ figure: String?) {
    let address = tag["href"] ?? ""
    if address.hasPrefix("#ref-") {
      line += address.dropFirst(5)
      line += Self.text(children, pictures).drop(while: \.isNumber)
    } else if tag.classes.contains("xref"), address.hasPrefix("#") {
      line += "@" + address.dropFirst()
    } else {
      visit(all: children, figure: figure)
      guard !address.isEmpty, !address.hasPrefix("#"), !isInCitation, !line.hasSuffix(address)
      else { return }
      line += " <\(address.hasPrefix(home) ? "/" + address.dropFirst(home.count) : address)>"
    }
  }

  private func picture(_ tag: HTMLTag) -> String {
    let source = tag["src"] ?? ""
    return "[picture: \(tag["alt"] ?? ""), \(pictures[source] ?? source)]"
  }

  private mutating func add(drawing node: HTMLNode, of figure: String?) {
    let texts = node.all { ["text", "title", "desc"].contains($0.name) }
      .map { collapsed($0.text) }.filter { !$0.isEmpty }
    guard let figure, drawings[figure] == nil else {
      lines += texts
      return
    }
    drawings[figure] = texts
  }

  private mutating func add(table node: HTMLNode, of figure: String?) {
    if let caption = node.first(where: { $0.name == "caption" }) { visit(caption, figure: figure) }
    let rows = node.all { $0.name == "tr" }.map { row in
      row.children.compactMap { cell -> String? in
        guard ["td", "th"].contains(cell.tag?.name ?? "") else { return nil }
        return Self.text(cell.children, pictures)
      }
    }
    guard let figure, tables[figure] == nil else {
      lines += rows.map { $0.joined(separator: " | ") }
      return
    }
    tables[figure] = rows
  }

  private static func text(_ nodes: [HTMLNode], _ pictures: [String: String]) -> String {
    PrintedText(nodes, pictures: pictures).lines.joined(separator: " ")
  }

  private mutating func endLine() {
    let text = collapsed(line)
    line = ""
    if !text.isEmpty { lines.append(text) }
  }
}
