/// Where a text that was taken out of a file stands in it.
///
/// Between file and text, line ends become blanks, the marks of quotes and lists and the indents of
/// YAML fall away, and escapes are read: so for each stretch that stands in the file as it is, the
/// place of its first character is kept.
package struct TextPlaces: Hashable, Sendable {
  private struct Stretch: Hashable, Sendable {
    var text: SourcePosition
    var file: SourcePosition
  }

  /// In the order of the text; the first begins with it.
  private var stretches: [Stretch]

  /// A text that stands in the file as it is, from one place on in one line.
  package init(from start: SourcePosition) {
    stretches = [Stretch(text: .start, file: start)]
  }

  /// Finds a text in a part of a source. What cannot be found is taken to stand behind what was.
  package init(of text: some Sequence<UInt8>, in source: SourceText, _ part: Range<Int>) {
    self.init(from: source.position(utf8Offset: part.lowerBound))
    stretches = []
    var alignment = Alignment(source.utf8, part)
    var place = SourcePosition.start
    var expected = -1
    for byte in text {
      let isStart = byte & 0xC0 != 0x80
      guard let offset = alignment.next(byte) else { break }
      if isStart, offset != expected || place.column == 1 {
        stretches.append(Stretch(text: place, file: source.position(utf8Offset: offset)))
      }
      // A line end of the source ends the stretch, whatever it is in the text.
      expected = source.utf8[offset] == UInt8(ascii: "\n") ? -1 : offset + 1
      if byte == UInt8(ascii: "\n") {
        place = SourcePosition(line: place.line + 1, column: 1)
      } else if isStart {
        place.column += 1
      }
    }
    if stretches.isEmpty { self.init(from: source.position(utf8Offset: part.lowerBound)) }
  }

  /// The place in the file of a place in the text; `isEnd` of what ends there.
  private func position(_ position: SourcePosition, isEnd: Bool) -> SourcePosition {
    let stretch =
      stretches.last { isEnd ? $0.text < position : $0.text <= position } ?? stretches[0]
    guard stretch.text.line == position.line else {
      // Behind the last line that was found.
      return SourcePosition(
        line: stretch.file.line + position.line - stretch.text.line, column: position.column)
    }
    return SourcePosition(
      line: stretch.file.line, column: stretch.file.column + position.column - stretch.text.column)
  }

  package func range(_ range: SourceRange) -> SourceRange {
    let start = position(range.start, isEnd: false)
    return SourceRange(
      start: start,
      end: range.end == range.start ? start : max(start, position(range.end, isEnd: true)))
  }

  /// The same for a file in which the text that these places are of is itself a part.
  package func moved(_ position: (SourcePosition) -> SourcePosition) -> TextPlaces {
    var moved = self
    for index in stretches.indices { moved.stretches[index].file = position(stretches[index].file) }
    return moved
  }

  /// A diagnostic about the text, moved to where it stands; one with a path is already placed, one
  /// without a range is about the text as a whole.
  package func placed(
    _ diagnostic: Diagnostic, in path: String, whole: SourceRange
  ) -> Diagnostic {
    diagnostic.placed(in: path, whole: whole, range)
  }
}

/// Follows a text through the source that it was read from.
private struct Alignment {
  private let source: [UInt8]
  private var offset: Int
  private let end: Int
  private var isBehindBlank = false

  init(_ source: [UInt8], _ part: Range<Int>) {
    self.source = source
    offset = part.lowerBound
    end = part.upperBound
  }

  /// The offset of the text's next byte, or nil where it is not found.
  mutating func next(_ byte: UInt8) -> Int? {
    if Self.isBlank(byte) {
      // The second quote of a doubled one.
      if offset < end, offset > 0, source[offset] == UInt8(ascii: "'"),
        source[offset - 1] == source[offset]
      {
        offset += 1
      }
      // The first blank of some stands for all that parts two words, line ends and indents too.
      guard offset < end, Self.isBlank(source[offset]) else { return isBehindBlank ? offset : nil }
      isBehindBlank = true
      offset += 1
      return offset - 1
    }
    var place = offset
    while place < end, source[place] != byte {
      // Blanks that were folded, marks of a quote at a line's beginning, escapes, doubled quotes.
      guard Self.isBlank(source[place]) || "\\'>".utf8.contains(source[place]) else { return nil }
      place += 1
    }
    guard place < end else { return nil }
    offset = place + 1
    isBehindBlank = false
    return place
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
