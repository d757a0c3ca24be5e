package import Basics

/// A code span that asks for something: `{sql 0.0 %} select 1`.
package struct InlineRole: Hashable, Sendable {
  package var path: String
  /// `sql`
  package var name: String
  /// `0.0 %`
  package var arguments: String
  /// `select 1`
  package var content: String
  /// The whole code span with its backticks.
  package var range: SourceRange
  package var contentRange: SourceRange
  /// Where the parts of the content stand.
  package var places: TextPlaces

  /// The role in a code span's literal that stands elsewhere than in Markdown; nil where the
  /// literal does not begin as a role does.
  ///
  /// - Parameter places: finds where the content stands.
  package init?(
    literal: Substring, _ path: String, _ range: SourceRange,
    places: ((_ content: ArraySlice<UInt8>) -> TextPlaces)? = nil
  ) {
    let bytes = Array(literal.utf8)
    guard let parts = Self.split(bytes[...]) else { return nil }
    self.init(
      path: path, name: String(decoding: bytes[parts.name], as: UTF8.self),
      arguments: String(decoding: bytes[parts.arguments], as: UTF8.self),
      content: String(decoding: bytes[parts.content], as: UTF8.self), range: range,
      contentRange: range, places: places?(bytes[parts.content]) ?? TextPlaces(from: range.start))
  }

  init(
    path: String, name: String, arguments: String, content: String, range: SourceRange,
    contentRange: SourceRange, places: TextPlaces
  ) {
    self.path = path
    self.name = name
    self.arguments = arguments
    self.content = content
    self.range = range
    self.contentRange = contentRange
    self.places = places
  }

  /// A diagnostic about the content, at its place in the file.
  package func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    places.placed(diagnostic, in: path, whole: contentRange)
  }

  /// The role in a code span's literal: `{`, a name of letters, digits, `-` and `_`, perhaps a blank
  /// and arguments, `}`. Nil where the literal begins otherwise. The offsets are those in the literal.
  static func split(
    _ literal: ArraySlice<UInt8>
  ) -> (name: Range<Int>, arguments: Range<Int>, content: Range<Int>)? {
    guard literal.first == UInt8(ascii: "{") else { return nil }
    let nameStart = literal.startIndex + 1
    var index = nameStart
    while index < literal.endIndex, isWordByte(literal[index]) { index += 1 }
    guard index > nameStart, index < literal.endIndex, isLetter(literal[nameStart]) else {
      return nil
    }
    let name = nameStart..<index
    guard isBlank(literal[index]) || literal[index] == UInt8(ascii: "}") else { return nil }
    while index < literal.endIndex, isBlank(literal[index]) { index += 1 }
    let argumentStart = index
    while index < literal.endIndex, literal[index] != UInt8(ascii: "}") { index += 1 }
    guard index < literal.endIndex else { return nil }
    var argumentEnd = index
    while argumentEnd > argumentStart, isBlank(literal[argumentEnd - 1]) { argumentEnd -= 1 }
    index += 1
    while index < literal.endIndex, isBlank(literal[index]) { index += 1 }
    var end = literal.endIndex
    while end > index, isBlank(literal[end - 1]) { end -= 1 }
    return (name, argumentStart..<argumentEnd, index..<end)
  }
}

extension Document {
  /// The role of a code span, or nil where it is ordinary code.
  package func role(of node: Node) -> InlineRole? {
    let literal = literalBytes(of: node)
    guard node.kind == .code, let parts = InlineRole.split(literal) else { return nil }
    let offsets = contentOffsets(of: node)
    let contentRange = range(utf8Offsets: offsets)
    // Most stand in one line as they are.
    let isPlain = offsets.count == parts.content.count && !source.utf8[offsets].contains(10)
    return InlineRole(
      path: source.path, name: String(decoding: text[parts.name], as: UTF8.self),
      arguments: String(decoding: text[parts.arguments], as: UTF8.self),
      content: String(decoding: text[parts.content], as: UTF8.self), range: range(of: node),
      contentRange: contentRange,
      places: isPlain
        ? TextPlaces(from: contentRange.start)
        : TextPlaces(of: text[parts.content], in: source, offsets))
  }

  /// What stands after the role's brace, found in the source, where line ends are still line ends.
  private func contentOffsets(of node: Node) -> Range<Int> {
    let bytes = source.utf8
    var start = Int(node.start)
    var end = Int(node.end)
    while start < end, bytes[start] != UInt8(ascii: "}") { start += 1 }
    start = min(start + 1, end)
    while end > start, bytes[end - 1] == UInt8(ascii: "`") { end -= 1 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

func isLetter(_ byte: UInt8) -> Bool {
  (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
}

/// A byte of a name: ASCII letter, digit, `-` or `_`.
func isWordByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}
