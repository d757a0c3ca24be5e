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
          found.append(MarkupDiagnostics.blankInRole(role))
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
      default: break
      }
    }
    return found + foreignMarks(roles: roles)
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

  private func lineWithoutEnd(_ start: Int) -> Range<Int> {
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
