import Basics

/// Writes the text of a published page as Markdown with GitHub's extensions.
///
/// Figures are those that the page prints: nothing is computed again. A chart becomes its title, its
/// text alternative and its data as a table.
struct MarkdownWriter {
  /// Turns an address as the page has it into one that works elsewhere.
  let address: (String) -> String

  func text(of nodes: [HTMLNode]) -> String {
    var blocks = self.blocks(nodes)
    blocks.removeAll(where: \.isEmpty)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static let inline: Set<String> = [
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "input", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]

  // MARK: - Blocks

  private func blocks(_ nodes: [HTMLNode]) -> [String] {
    var blocks: [String] = []
    var run: [HTMLNode] = []
    func endRun() {
      let text = inlines(run)
      if !text.isEmpty { blocks.append(text) }
      run = []
    }
    for node in nodes where !node.isFurniture {
      guard let tag = node.tag, !Self.inline.contains(tag.name) else {
        run.append(node)
        continue
      }
      endRun()
      blocks += block(tag, node)
    }
    endRun()
    return blocks
  }

  private func block(_ tag: HTMLTag, _ node: HTMLNode) -> [String] {
    switch tag.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = tag.name.last?.wholeNumberValue ?? 1
      return [String(repeating: "#", count: level) + " " + inlines(node.children)]
    case "p", "summary", "figcaption", "caption", "dt": return [inlines(node.children)]
    case "ul": return [list(node) { _ in "- " }]
    case "ol":
      let start = tag["start"].flatMap { Int($0) } ?? 1
      return [list(node) { "\(start + $0). " }]
    case "blockquote": return [quoted(blocks(node.children))]
    case "aside" where tag.classes.contains("callout"): return [callout(tag, node)]
    case "pre": return [listing(node)]
    case "hr": return ["---"]
    case "table": return table(node)
    case "section" where tag.classes.contains("footnotes"): return footnotes(node)
    case "figure" where tag.classes.contains("chart"): return chart(node)
    case "svg": return []
    default: return blocks(node.children)
    }
  }

  private func list(_ node: HTMLNode, _ mark: (Int) -> String) -> String {
    let items = node.children.filter { $0.tag?.name == "li" }
    let isLoose = items.contains { $0.children.contains { $0.tag?.name == "p" } }
    return items.enumerated().map { index, item in
      let mark = mark(index)
      let indent = String(repeating: " ", count: mark.count)
      let lines = blocks(item.children).joined(separator: isLoose ? "\n\n" : "\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().map { number, line in
        number == 0 ? mark + line : line.isEmpty ? "" : indent + line
      }.joined(separator: "\n")
    }.joined(separator: isLoose ? "\n\n" : "\n")
  }

  private func table(_ node: HTMLNode) -> [String] {
    guard let table = ExportedTable(node, text: { inlines($0.children) }) else { return [] }
    return (table.caption.map { ["**\($0)**"] } ?? []) + [table.markdown(Self.cell)]
  }

  /// Text in a cell: no break, and no bar that would end it, which can only be in code.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in text.replacing("\\\n", with: " ") {
      if character == "|", result.last != "\\" { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// A footnote each, by the number that the text has for it.
  private func footnotes(_ node: HTMLNode) -> [String] {
    node.all { $0.name == "li" && $0["id"]?.hasPrefix("fn-") ?? false }.map { item in
      let mark = "[^\(item.tag?["id"]?.dropFirst(3) ?? "")]: "
      let lines = blocks(item.children).joined(separator: "\n\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().map { number, line in
        number == 0 ? mark + line : line.isEmpty ? "" : "    " + line
      }.joined(separator: "\n")
    }
  }

  private func quoted(_ blocks: [String]) -> String {
    blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  private func callout(_ tag: HTMLTag, _ node: HTMLNode) -> String {
    let kind = tag.classes.first { $0.hasPrefix("callout-") }?.dropFirst(8).uppercased() ?? "NOTE"
    let content = node.children.filter { !($0.tag?.classes.contains("callout-title") ?? false) }
    return "> [!\(kind)]\n" + quoted(blocks(content))
  }

  private func listing(_ node: HTMLNode) -> String {
    let code = node.first { $0.name == "code" }
    let language = code?.tag?.classes.first { $0.hasPrefix("language-") }?.dropFirst(9) ?? ""
    var text = node.text
    if text.hasSuffix("\n") { text.removeLast() }
    let fence = text.contains("```") ? "````" : "```"
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  private func chart(_ node: HTMLNode) -> [String] {
    let chart = ExportedChart(node)
    var blocks = ["**\(escaped(chart.heading))**"]
    if let subtitle = chart.subtitle { blocks.append(escaped(subtitle)) }
    if let description = chart.description { blocks.append(escaped(description)) }
    if let data = chart.data { blocks.append(data.markdown(escaped)) }
    let notes = node.all { $0.classes.contains("note") || $0.classes.contains("source") }
    return blocks + notes.map { inlines($0.children) }
  }

  // MARK: - Text

  private func inlines(_ nodes: [HTMLNode]) -> String {
    let text = nodes.map(inline).joined()
    // A break keeps its line end; every other blank of HTML is one blank.
    return text.split(separator: "\u{2028}", omittingEmptySubsequences: false)
      .map { collapsed(String($0)) }.joined(separator: "\\\n")
  }

  private func inline(_ node: HTMLNode) -> String {
    guard let tag = node.tag else { return escaped(node.text) }
    if node.isFurniture { return "" }
    let content = node.children.map(inline).joined()
    switch tag.name {
    case "br": return "\u{2028}"
    case "strong", "b": return wrapped(content, "**")
    case "em", "i", "cite": return wrapped(content, "*")
    case "del", "s": return wrapped(content, "~~")
    case "code", "kbd", "samp": return code(node.text)
    case "sup" where tag.classes.contains("footnote-ref"): return "[^\(node.text)]"
    case "a" where tag.classes.contains("footnote-backref"): return ""
    case "a":
      guard let target = tag["href"], !content.isEmpty else { return content }
      return "[\(content)](\(address(target)))"
    case "img":
      guard let source = tag["src"] else { return "" }
      return "![\(escaped(tag["alt"] ?? ""))](\(address(source)))"
    case "input": return tag["checked"] != nil ? "[x] " : tag["type"] == "checkbox" ? "[ ] " : ""
    case "svg": return ""
    default: return content
    }
  }

  private func wrapped(_ text: String, _ mark: String) -> String {
    let inner = collapsed(text)
    guard !inner.isEmpty else { return text }
    let before = text.first?.isWhitespace ?? false ? " " : ""
    let after = text.last?.isWhitespace ?? false ? " " : ""
    return before + mark + inner + mark + after
  }

  private func code(_ text: String) -> String {
    let mark = text.contains("`") ? "``" : "`"
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return mark + pad + text + pad + mark
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>#|~".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
