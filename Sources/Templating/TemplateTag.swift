import Basics

/// A tag of a template, and how it stands on its line.
struct TemplateTag {
  enum Kind {
    case variable, unescaped, section, inverted, end, partial, parent, block, comment, delimiters

    init(sigil: UInt8) {
      switch sigil {
      case UInt8(ascii: "{"), UInt8(ascii: "&"): self = .unescaped
      case UInt8(ascii: "#"): self = .section
      case UInt8(ascii: "^"): self = .inverted
      case UInt8(ascii: "/"): self = .end
      case UInt8(ascii: ">"): self = .partial
      case UInt8(ascii: "<"): self = .parent
      case UInt8(ascii: "$"): self = .block
      case UInt8(ascii: "!"): self = .comment
      case UInt8(ascii: "="): self = .delimiters
      default: self = .variable
      }
    }
  }

  let kind: Kind
  let name: TemplateSyntax.Name
  /// The tag with its delimiters.
  let range: Range<Int>
  /// The white space before the tag on its line, or nil if something else stands there.
  let indentation: Range<Int>?
  /// The offset of the next line, or nil if something stands behind the tag on its line.
  let nextLine: Int?

  var standsAlone: Bool { indentation != nil && nextLine != nil }
}

/// Finds the tags of a template, one after the other.
struct TemplateTagScanner {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  private var position = 0
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)

  init(source: SourceText) { self.source = source }

  mutating func next() -> TemplateTag? {
    guard let start = find(open, from: position) else { return nil }
    var contentStart = start + open.count
    guard contentStart < source.utf8.count else { return unclosed(start) }
    let sigil = source.utf8[contentStart]
    let kind = TemplateTag.Kind(sigil: sigil)
    var closing = close
    if kind == .delimiters { closing.insert(UInt8(ascii: "="), at: 0) }
    if sigil == UInt8(ascii: "{") { closing.insert(UInt8(ascii: "}"), at: 0) }
    if kind != .variable { contentStart += 1 }
    var found = find(closing, from: contentStart)
    if sigil == UInt8(ascii: "{"), let early = find(close, from: contentStart),
      early < found ?? source.utf8.count
    {
      // The next three braces close another tag, or are not there.
      found = early
      closing = close
      report(
        Messages.closedByTwo(name(contentStart..<early).text),
        source.range(utf8Offsets: start..<(early + close.count)))
    }
    guard let end = found else { return unclosed(start) }
    position = end + closing.count
    let tag = TemplateTag(
      kind: kind, name: name(contentStart..<end), range: start..<position,
      indentation: indentation(before: start), nextLine: nextLine(after: position))
    if kind == .delimiters { setDelimiters(tag.name) }
    return tag
  }

  private mutating func unclosed(_ start: Int) -> TemplateTag? {
    position = source.utf8.count
    report(Messages.unclosedTag(), source.range(utf8Offsets: start..<(start + open.count)))
    return nil
  }

  private mutating func setDelimiters(_ name: TemplateSyntax.Name) {
    let parts = name.text.utf8.split(whereSeparator: isWhiteSpace)
    guard parts.count == 2, !parts.joined().contains(UInt8(ascii: "=")) else {
      return report(Messages.badDelimiters(name.text), name.range)
    }
    open = Array(parts[0])
    close = Array(parts[1])
  }

  private func name(_ bytes: Range<Int>) -> TemplateSyntax.Name {
    let utf8 = source.utf8[bytes]
    let start = utf8.firstIndex { !isWhiteSpace($0) } ?? bytes.lowerBound
    let end = utf8.lastIndex { !isWhiteSpace($0) }.map { $0 + 1 } ?? start
    return TemplateSyntax.Name(
      text: String(decoding: source.utf8[start..<end], as: UTF8.self),
      range: source.range(utf8Offsets: start..<end))
  }

  private func indentation(before offset: Int) -> Range<Int>? {
    var start = offset
    while start > 0, source.isIndentation(at: start - 1) { start -= 1 }
    return source.isLineStart(start) ? start..<offset : nil
  }

  private func nextLine(after offset: Int) -> Int? {
    var end = offset
    while source.isIndentation(at: end) { end += 1 }
    return source.lineEnd(at: end)
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    source.utf8.withUnsafeBufferPointer { bytes in
      var at = start
      while at + needle.count <= bytes.count {
        if bytes[at] == needle[0], bytes[at..<(at + needle.count)].elementsEqual(needle) {
          return at
        }
        at += 1
      }
      return nil
    }
  }

  private mutating func report(_ diagnostic: Diagnostic, _ range: SourceRange) {
    diagnostics.append(diagnostic.placed(in: source.path, range))
  }
}

private func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

extension SourceText {
  /// Whether a blank or a tab stands at an offset.
  func isIndentation(at offset: Int) -> Bool {
    offset < utf8.count && (utf8[offset] == UInt8(ascii: " ") || utf8[offset] == 9)
  }

  func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || utf8[offset - 1] == UInt8(ascii: "\n")
  }

  /// The offset after the line ending that stands at an offset, or of the end of the text there;
  /// nil if anything else stands there.
  func lineEnd(at offset: Int) -> Int? {
    guard offset < utf8.count else { return utf8.count }
    if utf8[offset] == UInt8(ascii: "\n") { return offset + 1 }
    let isPair =
      utf8[offset] == UInt8(ascii: "\r") && offset + 1 < utf8.count
      && utf8[offset + 1] == UInt8(ascii: "\n")
    return isPair ? offset + 2 : nil
  }
}
