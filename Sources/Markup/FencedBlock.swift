package import Basics

/// A block between fences: ```` ```sql dependence ````.
package struct FencedBlock: Sendable {
  package var path: String
  /// The first word of the info string: `sql`.
  package var kind: String
  /// The rest of the info string: `dependence`.
  package var arguments: String
  package var content: String
  /// The whole block with its fences.
  package var range: SourceRange
  package var infoRange: SourceRange
  package var contentRange: SourceRange
  /// Whether kind and arguments stand in braces, as in notebooks: ```` ```{sql months} ````.
  var isInBraces = false
  /// For each line of the content the position of its first character in the file.
  let lineStarts: [SourcePosition]

  /// The line of the file in which another block begins inside this one; nil where none does.
  package var lineOfNextFence: Int? {
    let lines = content.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (line, start) in zip(lines, lineStarts) {
      let text = line.drop { $0 == UInt8(ascii: " ") }
      let rest = text.drop { $0 == UInt8(ascii: "`") }
      if text.count - rest.count >= 3, !rest.isEmpty { return start.line }
    }
    return nil
  }

  /// The place in the file of a place in the content.
  package func position(_ position: SourcePosition) -> SourcePosition {
    guard lineStarts.indices.contains(position.line - 1) else { return contentRange.end }
    let start = lineStarts[position.line - 1]
    return SourcePosition(line: start.line, column: start.column + position.column - 1)
  }

  package func range(_ range: SourceRange) -> SourceRange {
    SourceRange(start: position(range.start), end: position(range.end))
  }

  /// A diagnostic about the content, moved to where the content stands in its file.
  ///
  /// One without a range is about the block as a whole; one with a path is already placed.
  package func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.placed(in: path, whole: infoRange, range)
  }
}

extension Document {
  /// The fenced block of a code block, or nil where it is indented code.
  package func fencedBlock(of node: Node) -> FencedBlock? {
    guard node.kind == .codeBlock, node.flags.contains(.fenced) else { return nil }
    var info = text[Int(node.extraStart)..<Int(node.extraEnd)]
    let inner = Self.wordsInBraces(info)
    if let inner { info = inner[...] }
    var kindEnd = info.startIndex
    while kindEnd < info.endIndex, !isBlank(info[kindEnd]) { kindEnd += 1 }
    var rest = kindEnd
    while rest < info.endIndex, isBlank(info[rest]) { rest += 1 }
    let starts = contentLineStarts(of: node)
    return FencedBlock(
      path: source.path, kind: String(decoding: info[..<kindEnd], as: UTF8.self),
      arguments: String(decoding: info[rest...], as: UTF8.self), content: literal(of: node),
      range: range(of: node), infoRange: infoRange(of: node),
      contentRange: SourceRange(
        start: starts.first ?? range(of: node).end, end: starts.last ?? range(of: node).end),
      isInBraces: inner != nil, lineStarts: starts)
  }

  /// What an info string such as `{sql months, echo=FALSE}` says to us, where it names a block of ours.
  ///
  /// The block is read as it was meant, so that its results are there; `slips` tells of the braces.
  private static func wordsInBraces(_ info: ArraySlice<UInt8>) -> [UInt8]? {
    guard info.first == UInt8(ascii: "{"), info.last == UInt8(ascii: "}") else { return nil }
    let words = info.dropFirst().dropLast().split { isBlank($0) || $0 == UInt8(ascii: ",") }
    guard let kind = words.first,
      kindsInBraces.contains(where: { kind.elementsEqual($0.utf8) })
    else { return nil }
    // Options of notebooks have an equals sign.
    let ours = words.filter { !$0.contains(UInt8(ascii: "=")) }
    return Array(ours.joined(separator: " ".utf8))
  }

  private static let kindsInBraces = [
    "sql", "table", "chart", "calendar", "downloads", "include", "claims", "errata",
  ]

  private func infoRange(of node: Node) -> SourceRange {
    let bytes = source.utf8
    var start = Int(node.start)
    let limit = Int(max(node.start, node.end))
    while start < limit, isBlank(bytes[start]) { start += 1 }
    let fence = start < limit ? bytes[start] : 0
    while start < limit, bytes[start] == fence { start += 1 }
    while start < limit, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    var end = start
    while end < limit, bytes[end] != 10, bytes[end] != 13 { end += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return range(utf8Offsets: start..<end)
  }

  /// The first place of each line, and of what would be the next one: the lines of the content are
  /// the ends of the source lines after the fence.
  private func contentLineStarts(of node: Node) -> [SourcePosition] {
    let bytes = source.utf8
    let literal = literalBytes(of: node)
    var starts: [SourcePosition] = []
    var offset = nextLine(Int(node.start), bytes)
    var lineStart = literal.startIndex
    while lineStart < literal.endIndex {
      var lineEnd = lineStart
      while lineEnd < literal.endIndex, literal[lineEnd] != 10 { lineEnd += 1 }
      let after = nextLine(offset, bytes)
      var sourceEnd = after
      while sourceEnd > offset, bytes[sourceEnd - 1] == 10 || bytes[sourceEnd - 1] == 13 {
        sourceEnd -= 1
      }
      let length = lineEnd - lineStart
      starts.append(position(utf8Offset: max(offset, sourceEnd - length)))
      offset = after
      lineStart = lineEnd + 1
    }
    starts.append(position(utf8Offset: min(offset, bytes.count)))
    return starts
  }

  func nextLine(_ offset: Int, _ bytes: [UInt8]) -> Int {
    var offset = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == 10 || (byte == 13 && !(offset < bytes.count && bytes[offset] == 10)) { break }
    }
    return offset
  }
}
