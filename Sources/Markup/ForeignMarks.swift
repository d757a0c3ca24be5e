package import Basics

/// Marks of other tools and of ours out of place, which would be printed as they stand.
///
/// Only what no reader is meant to see is looked for; a backslash before a mark says that one is.
extension Document {
  /// - Parameter roles: the names of roles.
  func foreignMarks(roles: [String]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for block in proseBlocks() {
      var scan = ForeignMarkScan(block, roles: roles)
      scan.run()
      for mark in scan.marks
      where mark.kind == .command || !isEscaped(mark.range.lowerBound, in: block) {
        let range = range(of: mark.range, in: block)
        found.append(
          MarkupDiagnostics.foreignMark(
            String(decoding: block.text[mark.range], as: UTF8.self), mark.kind, path: source.path,
            range: range))
      }
    }
    return found + notesWithoutMark() + indentedBlocks() + struckIndices() + codeLikeRoles(roles)
      + foreignBlocks()
  }

  /// Footnotes that no mark in the text leads to: they are not printed.
  private func notesWithoutMark() -> [Diagnostic] {
    guard source.text.contains("[^") else { return [] }
    var fence: Substring?
    var found: [Diagnostic] = []
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let words = line.drop { $0 == " " }
      if words.hasPrefix("```") || words.hasPrefix("~~~") {
        let mark = words.prefix { $0 == words.first }
        if fence == nil { fence = mark } else if words.hasPrefix(fence ?? "") { fence = nil }
      }
      guard fence == nil, let match = line.firstMatch(of: #/^ {0,3}\[\^([^\]\s]+)\]:/#) else {
        continue
      }
      let mark = "[^\(match.1)]"
      let uses = source.text.lowercased().ranges(of: mark.lowercased()).count
      let definitions = source.text.lowercased().ranges(of: mark.lowercased() + ":").count
      guard uses <= definitions else { continue }
      found.append(
        MarkupDiagnostics.noteWithoutMark(
          mark, path: source.path,
          range: SourceRange(
            start: SourcePosition(line: number + 1, column: 1),
            end: SourcePosition(line: number + 1, column: mark.count + 1))))
    }
    return found
  }

  /// A block of ours that an indent of four blanks makes code.
  private func indentedBlocks() -> [Diagnostic] {
    nodes.compactMap { node in
      guard node.kind == .codeBlock, !node.flags.contains(.fenced) else { return nil }
      let line = literal(of: node).prefix { $0 != "\n" }
      guard ["```sql", "```table", "```chart", "```include"].contains(where: line.hasPrefix) else {
        return nil
      }
      return MarkupDiagnostics.indentedBlock(
        String(line), path: source.path, range: range(of: node))
    }
  }

  /// `H~2~O`: an index elsewhere, and struck through here.
  private func struckIndices() -> [Diagnostic] {
    nodes.indices.compactMap { index in
      let node = nodes[index]
      guard node.kind == .strikethrough, index > 0, node.hasChildren else { return nil }
      let words = plainText(in: (index + 1)..<subtreeEnd(index))
      let bytes = source.utf8
      let start = Int(node.start)
      guard words.utf8.count <= 3, words.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
        start > 0, isLetter(bytes[start - 1]), bytes[start...].starts(with: "~".utf8),
        !bytes[start...].starts(with: "~~".utf8)
      else { return nil }
      return MarkupDiagnostics.struckIndex(words, path: source.path, range: range(of: node))
    }
  }

  /// Blocks that other tools run or draw: ```{r}, ```mermaid. Here they are code.
  private func foreignBlocks() -> [Diagnostic] {
    nodes.compactMap { node in
      guard node.kind == .codeBlock, node.flags.contains(.fenced) else { return nil }
      let kind = extra(of: node).prefix { !$0.isWhitespace }
      let drawn = ["mermaid", "vega", "vega-lite", "plantuml", "dot", "graphviz", "ojs"]
      guard kind.hasPrefix("{") || drawn.contains(String(kind)),
        let block = fencedBlock(of: node)
      else { return nil }
      return MarkupDiagnostics.foreignBlock(block.kind, path: source.path, range: block.infoRange)
    }
  }

  /// `sql select 1` in code: a role without its braces.
  private func codeLikeRoles(_ roles: [String]) -> [Diagnostic] {
    nodes.compactMap { node in
      guard node.kind == .code else { return nil }
      let words = literal(of: node).split(separator: " ", maxSplits: 2)
      guard words.count == 3, words[0] == "sql", roles.contains("sql"),
        ["select", "with"].contains(words[1].lowercased())
      else { return nil }
      return MarkupDiagnostics.roleWithoutBraces(
        literal(of: node), path: source.path, range: range(of: node))
    }
  }
}

/// Texts in which no Markdown is read: of charts, tables and front matter.
package enum PlainText {
  /// Marks that readers of such a text would see as they stand.
  ///
  /// - Parameter roles: the names of roles.
  package static func marks(
    in text: String, roles: [String], path: String, range: SourceRange
  ) -> [Diagnostic] {
    // Most texts have none of the signs, and every title of a site comes by here.
    guard text.utf8.contains(where: { "{:!+$[`\\*<".utf8.contains($0) }) else { return [] }
    var scan = ForeignMarkScan(Array(text.utf8), roles: roles)
    scan.run()
    let ofMarkdown: [ForeignMark] = [.cutRole, .wikiLink, .hash, .partedLink, .turnedLink]
    let foreign = scan.marks.filter { !ofMarkdown.contains($0.kind) }
    var found = foreign.map { mark in
      MarkupDiagnostics.foreignMark(
        String(decoding: scan.text[mark.range], as: UTF8.self), mark.kind, path: path, range: range)
    }
    if let markdown = markdown(in: text) {
      found.append(MarkupDiagnostics.markdownInText(markdown, path: path, range: range))
    }
    return found
  }

  /// Whether a text holds a role in backticks.
  package static func role(in text: String, roles: [String]) -> String? {
    guard text.utf8.contains(UInt8(ascii: "`")) else { return nil }
    let bytes = Array(text.utf8)
    var index = 0
    while let tick = bytes[index...].firstIndex(of: UInt8(ascii: "`")) {
      index = tick + 1
      guard let parts = InlineRole.split(bytes[index...]) else { continue }
      let name = String(decoding: bytes[parts.name], as: UTF8.self)
      if roles.contains(name) { return "{\(name)}" }
    }
    return nil
  }

  /// The first piece of Markdown in a text: `**bold**`, `[words](address)`, `[@source]`, `` `code` ``.
  private static func markdown(in text: String) -> String? {
    guard text.utf8.contains(where: { "*[`".utf8.contains($0) }) else { return nil }
    let patterns = [
      #/\*\*\S[^*]*\*\*/#, #/\[[^\[\]]+\]\([^()\s]+\)/#, #/\[@[A-Za-z0-9_][^\[\]]*\]/#,
      #/`[^`]+`/#,
    ]
    return patterns.compactMap { text.firstMatch(of: $0)?.range }
      .min { $0.lowerBound < $1.lowerBound }.map { String(text[$0]) }
  }
}

/// What a mark is, which decides what is to be said of it.
enum ForeignMark {
  case attributes, headingAttributes, container, admonition, formula, shortcode, wikiLink, contents
  case tomlFrontMatter, role, cutRole, command
  case hash, partedLink, turnedLink, conflict
}

/// Looks for marks in the text of one block.
private struct ForeignMarkScan {
  let text: [UInt8]
  let isHeading: Bool
  /// Where a stretch of text begins, behind a link's end for instance.
  let starts: Set<Int>
  let roles: [String]
  private(set) var marks: [(kind: ForeignMark, range: Range<Int>)] = []

  init(_ block: ProseBlock, roles: [String]) {
    text = block.text
    isHeading = block.kind == .heading
    starts = Set(block.stretches.map(\.offset))
    self.roles = roles
  }

  /// Of a text that is no Markdown.
  init(_ text: [UInt8], roles: [String]) {
    self.text = text
    isHeading = false
    starts = []
    self.roles = roles
  }

  mutating func run() {
    var index = 0
    while index < text.count {
      let mark: (ForeignMark, Int)? =
        switch text[index] {
        case UInt8(ascii: "{"): brace(index)
        case UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "#"),
          UInt8(ascii: "<"):
          lineStart(index)
        case UInt8(ascii: "("): turnedLink(index)
        case UInt8(ascii: "$"): formula(index)
        case UInt8(ascii: "["): bracket(index)
        case UInt8(ascii: "`"): cutRole(index)
        case UInt8(ascii: "\\"): command(index)
        default: nil
        }
      if let (kind, end) = mark {
        marks.append((kind, index..<end))
        index = end
      } else {
        index += 1
      }
    }
  }

  private func has(_ words: String, at index: Int) -> Bool {
    text[index...].starts(with: words.utf8)
  }

  private func end(of words: String, from index: Int) -> Int? {
    var index = index
    while index + words.utf8.count <= text.count {
      if has(words, at: index) { return index + words.utf8.count }
      index += 1
    }
    return nil
  }

  private func lineEnd(_ index: Int) -> Int {
    text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
  }

  /// `{width=50%}`, `{.unnumbered}`, `{{< video >}}`, `{% include %}`, `{sql} …`
  private func brace(_ index: Int) -> (ForeignMark, Int)? {
    for (open, close) in [("{{", "}}"), ("{%", "%}")] where has(open, at: index) {
      if let end = end(of: close, from: index + 2) { return (.shortcode, end) }
    }
    guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let inner = text[(index + 1)..<close]
    if let parts = InlineRole.split(text[index...close]), parts.content.isEmpty,
      roles.contains(String(decoding: text[parts.name], as: UTF8.self))
    {
      // Before code it is told by `slips`.
      let rest = text[(close + 1)...].drop(while: isBlank)
      return rest.starts(with: ProseBlock.object) ? nil : (.role, close + 1)
    }
    // In formulas braces stand behind a letter: f{x=1}.
    let isJoined = index > 0 && isLetter(text[index - 1]) && !starts.contains(index)
    guard !isJoined, Self.areAttributes(inner) else { return nil }
    if isHeading {
      let isOurs = inner.first == UInt8(ascii: "#") && !inner.contains(where: isBlank)
      let isLast = text[(close + 1)...].allSatisfy(isBlank)
      return isOurs && isLast ? nil : (.headingAttributes, close + 1)
    }
    return (.attributes, close + 1)
  }

  /// Whether all words are `#id`, `.class` or `key=value`.
  private static func areAttributes(_ words: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: words, as: UTF8.self).split(separator: " ")
    guard !words.isEmpty else { return false }
    return words.allSatisfy { word in
      let rest = word.dropFirst()
      if word.first == "#" || word.first == "." {
        return rest.first?.isLetter ?? false
          && rest.allSatisfy { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0].first?.isLetter ?? false
        && parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        && !parts[1].isEmpty
    }
  }

  /// `:::`, `!!! note` and `+++` at the start of a line.
  private func lineStart(_ index: Int) -> (ForeignMark, Int)? {
    guard index == 0 || text[index - 1] == UInt8(ascii: "\n") else { return nil }
    if has(":::", at: index) { return (.container, lineEnd(index)) }
    if has("!!! ", at: index) { return (.admonition, lineEnd(index)) }
    if index == 0, has("+++\n", at: 0) { return (.tomlFrontMatter, 3) }
    if has("<<<<<<< ", at: index) { return (.conflict, lineEnd(index)) }
    if has("##", at: index) {
      let words = text[index...].drop { $0 == UInt8(ascii: "#") }
      guard words.startIndex - index <= 6, let first = words.first, isLetter(first) || first >= 0x80
      else { return nil }
      return (.hash, lineEnd(index))
    }
    return nil
  }

  /// `$x^2$` and `$$…$$`, as Pandoc reads them; sums of money are let be.
  private func formula(_ index: Int) -> (ForeignMark, Int)? {
    if has("$$", at: index) { return end(of: "$$", from: index + 2).map { (.formula, $0) } }
    let before = index > 0 ? text[index - 1] : 32
    guard !isWordByte(before), index + 1 < text.count,
      let close = text[(index + 1)..<lineEnd(index)].firstIndex(of: UInt8(ascii: "$"))
    else { return nil }
    let inner = text[(index + 1)..<close]
    guard let first = inner.first, let last = inner.last, !isBlank(first), !isBlank(last),
      isLetter(first) || first == UInt8(ascii: "\\"),
      inner.count <= 2 || inner.contains(where: { "\\^_=".utf8.contains($0) })
    else { return nil }
    if close + 1 < text.count, text[close + 1] >= 48, text[close + 1] <= 57 { return nil }
    return (.formula, close + 1)
  }

  /// `[[Page]]` and `[TOC]`
  private func bracket(_ index: Int) -> (ForeignMark, Int)? {
    if has("[[", at: index), let end = end(of: "]]", from: index + 2), end > index + 4,
      !text[index..<end].contains(UInt8(ascii: "\n"))
    {
      return (.wikiLink, end)
    }
    let line = text[index..<lineEnd(index)]
    let isAlone = index == 0 || text[index - 1] == UInt8(ascii: "\n")
    if isAlone, ["[TOC]", "[toc]", "[[_TOC_]]"].contains(where: { line.elementsEqual($0.utf8) }) {
      return (.contents, line.endIndex)
    }
    return partedLink(index)
  }

  /// `[words] (address)`
  private func partedLink(_ index: Int) -> (ForeignMark, Int)? {
    guard let close = text[index..<lineEnd(index)].firstIndex(of: UInt8(ascii: "]")),
      close > index + 1, has(" (", at: close + 1),
      let end = text[(close + 3)..<lineEnd(index)].firstIndex(of: UInt8(ascii: ")")),
      Self.isAddress(text[(close + 3)..<end])
    else { return nil }
    return (.partedLink, end + 1)
  }

  /// `(words)[address]`
  private func turnedLink(_ index: Int) -> (ForeignMark, Int)? {
    guard let close = text[index..<lineEnd(index)].firstIndex(of: UInt8(ascii: ")")),
      close > index + 1, has("[", at: close + 1),
      let end = text[(close + 2)..<lineEnd(index)].firstIndex(of: UInt8(ascii: "]")),
      Self.isAddress(text[(close + 2)..<end])
    else { return nil }
    return (.turnedLink, end + 1)
  }

  private static func isAddress(_ words: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: words, as: UTF8.self)
    return !text.contains { $0.isWhitespace }
      && (text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasSuffix(".md")
        || text.contains(".md#") || text.hasPrefix("/") || text.hasPrefix("../"))
  }

  /// `\cite{key}`, `\textbf{words}`: LaTeX.
  private func command(_ index: Int) -> (ForeignMark, Int)? {
    var end = index + 1
    while end < text.count, isLetter(text[end]) { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "{"),
      Self.commands.contains(String(decoding: text[(index + 1)..<end], as: UTF8.self)),
      let close = text[end...].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return (.command, close + 1)
  }

  private static let commands: Set<String> = [
    "cite", "citep", "citet", "ref", "label", "footnote", "textbf", "textit", "emph", "section",
    "subsection", "begin", "end", "href", "url", "includegraphics",
  ]

  /// A backtick with a role behind it, whose other backtick a table's pipe cut off.
  private func cutRole(_ index: Int) -> (ForeignMark, Int)? {
    guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "{"),
      let parts = InlineRole.split(text[(index + 1)...]),
      roles.contains(String(decoding: text[parts.name], as: UTF8.self))
    else { return nil }
    return (.cutRole, text.count)
  }
}
