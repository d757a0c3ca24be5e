/// Finds where inline nodes stand in the file.
///
/// The C library's columns for inlines slip where lines are indented differently, after dropped link
/// definitions, in table cells and in links over several lines. But its inlines come in order and
/// without gaps, so a cursor that walks the block's content finds each node's first byte, and the
/// content's lines are found again as the ends of source lines. The library's column serves only for
/// the end of a link, whose destination is no node.
struct InlineLocator {
  let source: [UInt8]
  /// The block's inline text, as the parser gathered it from its lines.
  private var content: [UInt8] = []
  private var cursor = 0
  /// Where the content's line under way begins, before its blanks.
  private var lineStart = 0
  /// For each line of the content its offset there and in the source.
  private var contentLines: [Int] = []
  private var sourceLines: [Int] = []
  /// Offsets in the content before which the source has a backslash more: `\|` in a table cell.
  private var escapedPipes: [Int] = []
  /// What the library adds to a column of the content's first line.
  private var firstLine = 0
  private var columnOffset = 0

  init(_ source: [UInt8]) {
    self.source = source
  }

  // MARK: Blocks

  mutating func begin(
    _ shape: TreeBuilder.ContentShape, content bytes: UnsafeBufferPointer<UInt8>,
    _ place: TreeBuilder.Place, lines: LineTable, start: Int
  ) {
    reset(bytes)
    firstLine = place.startLine
    if shape == .heading {
      let line = lines.trimmedLine(place.startLine)
      var offset = min(start, line.upperBound)
      while offset < line.upperBound, source[offset] == UInt8(ascii: "#") { offset += 1 }
      let marked = offset - start
      while offset < line.upperBound, isBlank(source[offset]) { offset += 1 }
      // internal_offset of the library: the marker with the blanks after it.
      columnOffset = place.startColumn - 1 + (marked > 0 ? offset - start : 0)
      contentLines.append(0)
      sourceLines.append(offset)
      return
    }
    columnOffset = place.startColumn - 1
    var offset = 0
    repeat {
      contentLines.append(offset)
      while offset < content.count, content[offset] != 10, content[offset] != 13 { offset += 1 }
      if offset + 1 < content.count, content[offset] == 13, content[offset + 1] == 10 {
        offset += 1
      }
      offset += 1
    } while offset < content.count
    let line = firstSourceLine(place, lines)
    for index in contentLines.indices {
      sourceLines.append(sourceStart(ofContentLine: index, in: lines.trimmedLine(line + index)))
    }
  }

  mutating func begin(cell bytes: UnsafeBufferPointer<UInt8>, at stretch: Range<Int>) {
    reset(bytes)
    contentLines.append(0)
    sourceLines.append(stretch.lowerBound)
    var removed = 0
    for offset in stretch where offset + 1 < stretch.upperBound {
      if source[offset] == UInt8(ascii: "\\"), source[offset + 1] == UInt8(ascii: "|") {
        escapedPipes.append(offset - stretch.lowerBound - removed)
        removed += 1
      }
    }
  }

  private mutating func reset(_ bytes: UnsafeBufferPointer<UInt8>) {
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: bytes)
    contentLines.removeAll(keepingCapacity: true)
    sourceLines.removeAll(keepingCapacity: true)
    escapedPipes.removeAll(keepingCapacity: true)
    cursor = 0
    lineStart = 0
  }

  /// The line of the content's first line: later than the block's where link definitions went.
  private func firstSourceLine(_ place: TreeBuilder.Place, _ lines: LineTable) -> Int {
    var line = place.startLine
    while line <= place.endLine {
      let range = lines.trimmedLine(line)
      let wanted = trimmedContentLine(0)
      if wanted.count <= range.count,
        source[(range.upperBound - wanted.count)..<range.upperBound].elementsEqual(content[wanted])
      {
        return line
      }
      line += 1
    }
    return place.startLine
  }

  private func sourceStart(ofContentLine index: Int, in line: Range<Int>) -> Int {
    max(line.lowerBound, line.upperBound - trimmedContentLine(index).count)
  }

  private func trimmedContentLine(_ index: Int) -> Range<Int> {
    let start = contentLines[index]
    var end = index + 1 < contentLines.count ? contentLines[index + 1] : content.count
    while end > start, isBlank(content[end - 1]) { end -= 1 }
    return start..<max(start, end)
  }

  // MARK: Inlines

  mutating func text(
    _ literal: UnsafeBufferPointer<UInt8>
  ) -> (Range<Int>, isVerbatim: Bool) {
    // Behind a backslash at a line's end the blanks of the next line are text.
    if let first = literal.first, isBlank(first), cursor > lineStart, peek(0) != first {
      cursor = lineStart
    }
    let start = cursor
    let match = matches(literal, at: cursor)
    if match == .plain {
      cursor += literal.count
    } else {
      cursor = TextAligner.end(
        of: Array(literal)[...], count: literal.count, in: content, from: cursor)
    }
    let range = range(start, cursor)
    return (range, match != .different && range.count == literal.count)
  }

  mutating func lineBreak() -> Range<Int> {
    let start = cursor
    while cursor < content.count, content[cursor] != 10, content[cursor] != 13 { cursor += 1 }
    if cursor + 1 < content.count, content[cursor] == 13, content[cursor + 1] == 10 { cursor += 1 }
    cursor = min(cursor + 1, content.count)
    let end = cursor
    lineStart = cursor
    while cursor < content.count, content[cursor] == 32 || content[cursor] == 9 { cursor += 1 }
    return range(start, end)
  }

  mutating func code() -> Range<Int> {
    let backtick = UInt8(ascii: "`")
    skip(to: backtick)
    let start = cursor
    while cursor < content.count, content[cursor] == backtick { cursor += 1 }
    let fence = cursor - start
    while cursor < content.count {
      skip(to: backtick)
      let run = cursor
      while cursor < content.count, content[cursor] == backtick { cursor += 1 }
      if cursor - run == fence { break }
    }
    return range(start, cursor)
  }

  mutating func htmlInline(length: Int) -> Range<Int> {
    skip(to: UInt8(ascii: "<"))
    return advance(by: length)
  }

  mutating func footnoteReference() -> Range<Int> {
    skip(to: UInt8(ascii: "["))
    let start = cursor
    skip(to: UInt8(ascii: "]"))
    cursor = min(cursor + 1, content.count)
    return range(start, cursor)
  }

  mutating func openDelimiter(_ kind: Node.Kind) -> Int {
    let start = cursor
    skipDelimiter(kind)
    return source(start)
  }

  mutating func closeDelimiter(_ kind: Node.Kind) -> Int {
    skipDelimiter(kind)
    return source(cursor, isEnd: true)
  }

  mutating func openLink(isImage: Bool) -> Int {
    let start = cursor
    if isImage, peek(0) == UInt8(ascii: "!") { cursor += 1 }
    // An address without brackets begins with its text.
    if peek(0) == UInt8(ascii: "[") || peek(0) == UInt8(ascii: "<") { cursor += 1 }
    return source(start)
  }

  mutating func closeLink(line: Int, column: Int) -> Int {
    switch peek(0) {
    case UInt8(ascii: ">"): cursor += 1
    case UInt8(ascii: "]"):
      let index = line - firstLine
      if contentLines.indices.contains(index) {
        let end = contentLines[index] + column - columnOffset
        let closers: [UInt8] = [UInt8(ascii: ")"), UInt8(ascii: "]")]
        if end > cursor, end <= content.count, closers.contains(content[end - 1]) {
          cursor = end
          break
        }
      }
      skipLinkTail()
    default: break
    }
    return source(cursor, isEnd: true)
  }

  // MARK: Parts

  private func peek(_ ahead: Int) -> UInt8 {
    cursor + ahead < content.count ? content[cursor + ahead] : 0
  }

  private mutating func skip(to byte: UInt8) {
    while cursor < content.count, content[cursor] != byte { cursor += 1 }
  }

  private mutating func advance(by count: Int) -> Range<Int> {
    let start = cursor
    cursor = min(cursor + count, content.count)
    return range(start, cursor)
  }

  private mutating func skipDelimiter(_ kind: Node.Kind) {
    let first = peek(0)
    switch kind {
    case .emphasis: cursor += first == UInt8(ascii: "*") || first == UInt8(ascii: "_") ? 1 : 0
    case .strong: cursor += first == UInt8(ascii: "*") || first == UInt8(ascii: "_") ? 2 : 0
    default:
      var count = 0
      while count < 2, peek(count) == UInt8(ascii: "~") { count += 1 }
      cursor += count
    }
    cursor = min(cursor, content.count)
  }

  /// Past `]`, `](destination "title")` or `][label]`.
  private mutating func skipLinkTail() {
    cursor += 1
    guard peek(0) == UInt8(ascii: "(") else { return }
    var depth = 0
    while cursor < content.count {
      switch content[cursor] {
      case UInt8(ascii: "\\"): cursor += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      cursor = min(cursor + 1, content.count)
      if depth == 0 { return }
    }
  }

  private enum Match { case plain, doubtful, different }

  /// Whether a text stands in the content as it is. It is doubtful where a byte of it may begin an
  /// escape or an entity there.
  private func matches(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Match {
    guard offset + literal.count <= content.count else { return .different }
    var match = Match.plain
    var index = 0
    while index < literal.count {
      let byte = literal[index]
      if content[offset + index] != byte { return .different }
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") { match = .doubtful }
      index += 1
    }
    return match
  }

  private func range(_ start: Int, _ end: Int) -> Range<Int> {
    let first = source(start)
    return first..<max(first, source(end, isEnd: true))
  }

  /// An offset of the content, in the source. The end of a stretch belongs to the line it ends.
  private func source(_ offset: Int, isEnd: Bool = false) -> Int {
    var low = 0
    var high = contentLines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if contentLines[middle] < offset + (isEnd ? 0 : 1) { low = middle } else { high = middle }
    }
    guard low < contentLines.count else { return 0 }
    var place = sourceLines[low] + offset - contentLines[low]
    for escaped in escapedPipes where escaped < offset || (escaped == offset && !isEnd) {
      place += 1
    }
    return min(place, source.count)
  }
}
