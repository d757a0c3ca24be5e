package import Basics

/// Marks of other tools and of ours out of place, which would be printed as they stand.
///
/// Only what no reader is meant to see is looked for; a backslash before a mark says that one is.
extension Document {
  /// - Parameter roles: the names of roles.
  func foreignMarks(in blocks: [ProseBlock], roles: [String]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for block in blocks {
      var scan = ForeignMarkScan(block, roles: roles)
      scan.run()
      for mark in scan.marks where !isMeant(mark.kind, at: mark.range.lowerBound, in: block) {
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

  /// Whether a backslash says that a mark is to be printed.
  private func isMeant(_ kind: ForeignMark, at offset: Int, in block: ProseBlock) -> Bool {
    switch kind {
    case .command: isDoubledBackslash(offset, in: block)
    // The backslash of `\@ref(…)` is a part of the mark.
    case .reference where block.text[offset...].starts(with: "@ref(".utf8): false
    default: isEscaped(offset, in: block)
    }
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
      if block.isInBraces { return MarkupDiagnostics.blockInBraces(block) }
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
    let foreign = scan.marks.filter { !$0.kind.isOfMarkdown }
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
