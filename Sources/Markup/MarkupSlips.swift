package import Basics

/// What is good Markdown and hardly meant: fences that are never closed, roles that are code.
extension Document {
  /// - Parameter roles: the names of roles; other words in braces are let be.
  package func slips(roles: [String]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .codeBlock where node.flags.contains(.fenced) && !isClosed(node):
        let line = lineWithoutEnd(Int(node.start))
        let fence = source.utf8[line].drop { isBlank($0) }
        let mark = fence.prefix { $0 == fence.first }
        found.append(
          MarkupDiagnostics.unclosedFence(
            String(decoding: mark, as: UTF8.self), path: source.path,
            range: range(utf8Offsets: line)))
      case .code:
        if let role = roleWithBlank(node), roles.contains(role.name) {
          found.append(MarkupDiagnostics.roleAsCode(role, because: "a blank before"))
        } else if let role = roleWithColon(node), roles.contains(role.name) {
          found.append(MarkupDiagnostics.roleAsCode(role, because: "a colon behind"))
        } else if let name = unclosedRole(node), roles.contains(name) {
          found.append(
            MarkupDiagnostics.unclosedRole(name, path: source.path, range: range(of: node)))
        } else if isCodeOfR(node) {
          found.append(
            MarkupDiagnostics.codeOfR(literal(of: node), path: source.path, range: range(of: node)))
        } else if index > 0, nodes[index - 1].kind == .text, Int(nodes[index - 1].next) == index,
          let role = roleAtEnd(of: nodes[index - 1], names: roles)
        {
          let before = nodes[index - 1]
          found.append(
            MarkupDiagnostics.roleBeforeCode(
              role, code: literal(of: node), path: source.path,
              range: SourceRange(start: range(of: before).start, end: range(of: node).end)))
        }
      case .row:
        if let dropped = droppedCells(index) { found.append(dropped) }
      case .link:
        if let slip = emptyLink(index) { found.append(slip) }
      default: break
      }
    }
    let blocks = proseBlocks()
    return found + foreignMarks(in: blocks, roles: roles) + lineSlips(in: blocks)
  }

  /// The name at the beginning of `{sql 0.0 select 1`, whose brace is never closed.
  private func unclosedRole(_ node: Node) -> String? {
    let literal = literalBytes(of: node)
    guard literal.first == UInt8(ascii: "{"), !literal.contains(UInt8(ascii: "}")) else {
      return nil
    }
    let name = literal.dropFirst().prefix(while: isWordByte)
    guard literal.dropFirst(1 + name.count).first.map(isBlank) == true else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// A link without words, or without an address.
  private func emptyLink(_ index: Int) -> Diagnostic? {
    let node = nodes[index]
    let words = nodes[(index + 1)..<subtreeEnd(index)]
    let isWordless = words.allSatisfy { word in
      word.kind == .text && literalBytes(of: word).allSatisfy(isBlank)
    }
    let address = literal(of: node)
    if isWordless {
      return MarkupDiagnostics.linkWithoutWords(
        address, path: source.path, range: range(of: node))
    }
    let text = plainText(in: (index + 1)..<subtreeEnd(index)).lowercased()
    // A page may have a link to its top.
    guard address == "#",
      !text.split(separator: " ").contains(where: { ["top", "up", "↑"].contains($0) })
    else { return nil }
    return MarkupDiagnostics.linkToNothing(path: source.path, range: range(of: node))
  }

  /// Cells of a row that are more than the table's columns.
  private func droppedCells(_ index: Int) -> Diagnostic? {
    let line = lineWithoutEnd(Int(nodes[index].start))
    let columns = nodes[index..<subtreeEnd(index)].reduce(0) { $0 + ($1.kind == .cell ? 1 : 0) }
    let cells = RowCells.count(in: line, of: source.utf8)
    guard cells > columns else { return nil }
    return MarkupDiagnostics.droppedCells(
      cells, of: columns, path: source.path, range: range(utf8Offsets: line))
  }

  /// Whether the line behind a fenced block's content is a fence.
  private func isClosed(_ node: Node) -> Bool {
    let bytes = source.utf8
    var offset = nextLine(Int(node.start), bytes)
    for byte in literalBytes(of: node) where byte == 10 { offset = nextLine(offset, bytes) }
    var first = Int(node.start)
    while first < bytes.count, isBlank(bytes[first]) { first += 1 }
    guard first < bytes.count else { return false }
    let fence = bytes[first]
    var width = 0
    while first + width < bytes.count, bytes[first + width] == fence { width += 1 }
    // What of the line belongs to quotes around the block.
    while offset < bytes.count, [32, 9, UInt8(ascii: ">")].contains(bytes[offset]) { offset += 1 }
    var closing = 0
    while offset < bytes.count, bytes[offset] == fence {
      closing += 1
      offset += 1
    }
    while offset < bytes.count, bytes[offset] == 32 || bytes[offset] == 9 { offset += 1 }
    return closing >= width
      && (offset == bytes.count || bytes[offset] == 10 || bytes[offset] == 13)
  }

  func lineWithoutEnd(_ start: Int) -> Range<Int> {
    var end = nextLine(start, source.utf8)
    while end > start, source.utf8[end - 1] == 10 || source.utf8[end - 1] == 13 { end -= 1 }
    return start..<end
  }

  /// The role that a code span would be without the blanks behind its first brace.
  private func roleWithBlank(_ node: Node) -> InlineRole? {
    let literal = literalBytes(of: node)
    let rest = literal.dropFirst()
    guard literal.first == UInt8(ascii: "{"), let next = rest.first, isBlank(next) else {
      return nil
    }
    let name = String(decoding: rest.drop { isBlank($0) }, as: UTF8.self)
    return InlineRole(literal: ("{" + name)[...], source.path, range(of: node))
  }

  /// The role that a code span would be without the colon behind its name: `{sql: 0.0} select 1`.
  ///
  /// A list of YAML looks much the same, and is let be.
  private func roleWithColon(_ node: Node) -> InlineRole? {
    let code = literalBytes(of: node)
    guard code.first == UInt8(ascii: "{"), code.prefix(100).contains(UInt8(ascii: ":")),
      let match = literal(of: node).wholeMatch(
        of: #/\{\s*([A-Za-z]+)\s*:\s*([^{}:,'"]*?)\s*\}\s*(.*)/#.dotMatchesNewlines())
    else { return nil }
    let (name, arguments, content) = (match.1, match.2, match.3)
    if name == "sql", content.isEmpty {
      let isQuery = ["select ", "with "].contains { arguments.lowercased().hasPrefix($0) }
      return isQuery
        ? InlineRole(literal: "{sql} \(arguments)"[...], source.path, range(of: node)) : nil
    }
    guard !content.isEmpty || (name == "claim" && !arguments.isEmpty) else { return nil }
    let rest = arguments.isEmpty ? "" : " " + arguments
    return InlineRole(literal: "{\(name)\(rest)} \(content)"[...], source.path, range(of: node))
  }

  /// Code that R Markdown would run: `r max(x)`, `r table$column`.
  private func isCodeOfR(_ node: Node) -> Bool {
    let code = literalBytes(of: node)
    guard code.starts(with: "r ".utf8) else { return false }
    return literal(of: node).dropFirst(2).prefix(300).contains(#/[A-Za-z.][\w.:]*[(\[$]/#)
  }

  /// The role in braces, `{sql 0.0}`, at the end of a text, blanks left out; nil where there is none.
  private func roleAtEnd(of node: Node, names: [String]) -> String? {
    var text = literalBytes(of: node)
    while let last = text.last, isBlank(last) { text.removeLast() }
    guard text.last == UInt8(ascii: "}"), let start = text.lastIndex(of: UInt8(ascii: "{")),
      let parts = InlineRole.split(text[start...]), parts.content.isEmpty,
      names.contains(String(decoding: text[parts.name], as: UTF8.self))
    else { return nil }
    return String(decoding: text[start...], as: UTF8.self)
  }
}
