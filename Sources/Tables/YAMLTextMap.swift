internal import Basics
internal import Yams

/// Where the parts of a YAML text end; Yams says only where they begin.
///
/// Offsets count Unicode scalars, as libyaml's columns do. libyaml also breaks lines at NEL, LS
/// and PS, which no editor does, so its lines are turned into offsets and those into our lines.
struct YAMLTextMap {
  private let scalars: [Unicode.Scalar]
  private let yamlLineStarts: [Int]
  private let lineStarts: [Int]
  private let hasByteOrderMark: Bool

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    // libyaml does not count a byte order mark; a position in the file does.
    hasByteOrderMark = scalars.first == "\u{FEFF}"
    if hasByteOrderMark { scalars.removeFirst() }
    var yamlStarts = [0]
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n":
        starts.append(offset + 1)
        yamlStarts.append(offset + 1)
      case "\r":
        if offset + 1 == scalars.count || scalars[offset + 1] != "\n" {
          yamlStarts.append(offset + 1)
        }
      case "\u{85}", "\u{2028}", "\u{2029}": yamlStarts.append(offset + 1)
      default: break
      }
    }
    self.scalars = scalars
    yamlLineStarts = yamlStarts
    lineStarts = starts
  }

  var count: Int { scalars.count }

  func offset(of mark: Mark?) -> Int {
    guard let mark, mark.line >= 1 else { return 0 }
    guard mark.line <= yamlLineStarts.count else { return scalars.count }
    return min(yamlLineStarts[mark.line - 1] + max(mark.column - 1, 0), scalars.count)
  }

  /// The line that an offset stands in, and the offset in it.
  func line(at offset: Int) -> (text: String, column: Int) {
    let offset = min(offset, scalars.count)
    var start = offset
    while start > 0, !isBreak(scalars[start - 1]) { start -= 1 }
    let end = endOfLine(from: offset)
    return (String(String.UnicodeScalarView(scalars[start..<end])), offset - start)
  }

  /// A '#' with a letter, digit or comma right behind it, which follows a plain text in its line, or
  /// stands in its place: "Rank #1", "#,##0". Comments have a blank there.
  func commentThatMayBeText(after end: Int) -> Int? {
    var offset = end
    while offset < scalars.count, scalars[offset] == " " { offset += 1 }
    guard offset > end, offset + 1 < scalars.count, scalars[offset] == "#" else { return nil }
    let next = scalars[offset + 1]
    let isText = next.properties.isAlphabetic || next.properties.numericType != nil || next == ","
    return isText ? offset : nil
  }

  /// The blanks that a line begins with; lines count from 1.
  func indent(ofLine line: Int) -> Range<Int> {
    guard lineStarts.indices.contains(line - 1) else { return scalars.count..<scalars.count }
    let start = lineStarts[line - 1]
    var end = start
    while end < scalars.count, scalars[end] == " " { end += 1 }
    return start..<end
  }

  func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(start: position(offsets.lowerBound), end: position(offsets.upperBound))
  }

  private func position(_ offset: Int) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = offset - lineStarts[low] + 1
    return SourcePosition(line: low + 1, column: low == 0 && hasByteOrderMark ? column + 1 : column)
  }

  /// Past an anchor and a tag, which stand before the value they belong to.
  func skippingProperties(from start: Int) -> Int {
    var offset = start
    while offset < scalars.count, scalars[offset] == "&" || scalars[offset] == "!" {
      while offset < scalars.count, !isSpace(scalars[offset]) { offset += 1 }
      while offset < scalars.count, isSpace(scalars[offset]) { offset += 1 }
    }
    return offset
  }

  /// Follows a plain scalar, whose line breaks and indents were folded into single blanks.
  func endOfPlain(_ value: String, from start: Int) -> Int {
    var offset = start
    for scalar in value.unicodeScalars {
      if isSpace(scalar) {
        while offset < scalars.count, isSpace(scalars[offset]) { offset += 1 }
      } else {
        guard offset < scalars.count, scalars[offset] == scalar else { return offset }
        offset += 1
      }
    }
    return offset
  }

  func endOfSingleQuoted(from start: Int) -> Int {
    var offset = start + 1
    while offset < scalars.count {
      if scalars[offset] == "'" {
        guard offset + 1 < scalars.count, scalars[offset + 1] == "'" else { return offset + 1 }
        offset += 1
      }
      offset += 1
    }
    return scalars.count
  }

  func endOfDoubleQuoted(from start: Int) -> Int {
    var offset = start + 1
    while offset < scalars.count {
      if scalars[offset] == "\"" { return offset + 1 }
      offset += scalars[offset] == "\\" ? 2 : 1
    }
    return scalars.count
  }

  func endOfLine(from start: Int) -> Int {
    var offset = start
    while offset < scalars.count, !isBreak(scalars[offset]) { offset += 1 }
    return offset
  }

  /// Whether a collection is written in brackets; Yams does not keep what libyaml says of it.
  func isFlow(at start: Int, _ bracket: Unicode.Scalar) -> Bool {
    start < scalars.count && scalars[start] == bracket
  }

  /// Past the bracket that closes a flow collection, from the end of its last part.
  func endOfFlow(from start: Int, closing: Unicode.Scalar) -> Int {
    var offset = start
    while offset < scalars.count, scalars[offset] != closing {
      if scalars[offset] == "#" {
        offset = endOfLine(from: offset)
      } else if isSpace(scalars[offset]) || scalars[offset] == "," || scalars[offset] == ":" {
        offset += 1
      } else {
        return start
      }
    }
    return min(offset + 1, scalars.count)
  }

  /// The next line on which the same key begins in the same column.
  func nextKey(_ name: String, like first: Int) -> Int? {
    let column = position(first).column
    let wanted = Array(name.unicodeScalars)
    for start in lineStarts where start > first {
      let offset = start + column - 1
      guard offset + wanted.count < scalars.count,
        Array(scalars[offset..<offset + wanted.count]) == wanted,
        scalars[offset + wanted.count] == ":" || scalars[offset + wanted.count] == " ",
        scalars[start..<offset].allSatisfy({ $0 == " " || $0 == "-" })
      else { continue }
      return offset
    }
    return nil
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || isBreak(scalar)
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}"
      || scalar == "\u{2029}"
  }
}
