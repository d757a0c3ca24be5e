import Basics

/// The marks that stand in text: `@fig-id`, `[@key]`, and `[^label]` where it is not defined.
enum Mark {
  private static let at = UInt8(ascii: "@")
  private static let bracket = UInt8(ascii: "[")

  /// The offset of the first byte that may begin a mark.
  static func first(in text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == at { return index }
      if byte == bracket, index + 1 < text.endIndex {
        if text[index + 1] == UInt8(ascii: "^") { return index }
        if key(inBracketAt: index, in: text) != nil { return index }
      }
      index += 1
    }
    return nil
  }

  /// The `@` of the first key in a bracket: `[@key]`, `[see @key, p. 12]`, `[-@key]`.
  static func key(inBracketAt offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    var index = offset + 1
    while index < text.endIndex, text[index] != bracket, text[index] != UInt8(ascii: "]") {
      if text[index] == at, isKeyStart(at: index, after: offset, in: text) { return index }
      index += 1
    }
    return nil
  }

  /// Whether the `@` at an offset begins a key: nothing is joined to it from the left but a `-` that
  /// stands by itself.
  static func isKeyStart(at offset: Int, after start: Int, in text: ArraySlice<UInt8>) -> Bool {
    guard let next = text[(offset + 1)...].first, isWordByte(next) || next >= 0x80 else {
      return false
    }
    var before = offset - 1
    if before > start, text[before] == UInt8(ascii: "-") { before -= 1 }
    return before <= start || isBlank(text[before]) || text[before] == UInt8(ascii: ";")
  }

  /// The end of the citation in brackets that begins at an offset; nil where there is none.
  static func citationEnd(at offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    guard text[offset] == bracket, let key = key(inBracketAt: offset, in: text) else { return nil }
    return text[key...].firstIndex { $0 == UInt8(ascii: "]") }.map { $0 + 1 }
  }

  /// The end of a key that begins with the `@` at an offset, as in Pandoc: letters, digits, `_` and
  /// internal punctuation. Nil where there is none.
  static func keyEnd(at offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    var end = offset + 1
    while end < text.endIndex, isKeyByte(text[end]) { end += 1 }
    while end > offset + 1, !isWordByte(text[end - 1]), text[end - 1] < 0x80 { end -= 1 }
    return end > offset + 1 ? end : nil
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte >= 0x80 || ":.#$%&+?<>~/".utf8.contains(byte)
  }

  /// The end of a cross reference that begins with the `@` at an offset, or nil where it is none: it
  /// may not follow a letter, a digit or what joins the parts of an address.
  static func crossReferenceEnd(at offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    if offset > text.startIndex, joins(text[..<offset]) { return nil }
    let rest = text[(offset + 1)...]
    guard ["fig-", "tbl-", "sec-"].contains(where: { rest.starts(with: $0.utf8) }) else {
      return nil
    }
    var end = rest.startIndex
    while end < rest.endIndex, isWordByte(rest[end]) { end += 1 }
    while end > rest.startIndex, rest[end - 1] == UInt8(ascii: "-") { end -= 1 }
    return end - rest.startIndex > 4 ? end : nil
  }

  /// Whether the last character of a text would make one word with what follows.
  static func joins(_ text: ArraySlice<UInt8>) -> Bool {
    guard let last = text.last else { return false }
    if last < 0x80 {
      return isWordByte(last)
        || [UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "/")].contains(last)
    }
    return String(decoding: text.suffix(4), as: UTF8.self).unicodeScalars.last?
      .properties.isAlphabetic ?? false
  }
}

extension Document {
  /// Where a byte of a text's literal stands in the source.
  func sourceOffset(ofText offset: Int, in index: Int) -> Int {
    let node = nodes[index]
    let length = offset - Int(node.textStart)
    if node.flags.contains(.verbatim) { return Int(node.start) + length }
    return TextAligner.end(
      of: literalBytes(of: node), count: length, in: source.utf8, from: Int(node.start))
  }

  func range(ofText offsets: Range<Int>, in index: Int) -> SourceRange {
    let start = sourceOffset(ofText: offsets.lowerBound, in: index)
    let end = sourceOffset(ofText: offsets.upperBound, in: index)
    return range(utf8Offsets: start..<max(start, end))
  }

  /// Whether the author took a character's meaning away with a backslash.
  func isEscaped(_ index: Int, _ offset: Int) -> Bool {
    guard !nodes[index].flags.contains(.verbatim) else { return false }
    let place = sourceOffset(ofText: offset, in: index)
    return place < source.utf8.count && source.utf8[place] == UInt8(ascii: "\\")
  }

  func crossReference(_ offsets: Range<Int>, in index: Int) -> CrossReference {
    CrossReference(
      path: source.path,
      id: String(decoding: text[(offsets.lowerBound + 1)..<offsets.upperBound], as: UTF8.self),
      range: range(ofText: offsets, in: index))
  }

  /// The citation whose bracket stands at an offset, and where it ends, perhaps in a later line.
  func citation(
    at offset: Int, in index: Int
  ) -> (citation: Citation, node: Int, end: Int)? {
    guard let words = bracketed(at: offset, in: index) else { return nil }
    var items: [Citation.Item] = []
    for part in words.bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let part = trimmed(part)
      let at = part.indices.first {
        part[$0] == UInt8(ascii: "@")
          && Mark.isKeyStart(at: $0, after: part.startIndex - 1, in: part)
      }
      guard let at else {
        // A semicolon within a locator.
        guard let last = items.indices.last, !part.isEmpty else { return nil }
        let more = String(decoding: part, as: UTF8.self)
        items[last].locator = items[last].locator.map { "\($0); \(more)" } ?? more
        continue
      }
      guard let item = item(part, at, words) else { return nil }
      items.append(item)
    }
    guard !items.isEmpty else { return nil }
    let start = sourceOffset(ofText: offset, in: index)
    let end = sourceOffset(ofText: words.end, in: words.node)
    let range = range(utf8Offsets: start..<max(start, end))
    return (Citation(path: source.path, items: items, range: range), words.node, words.end)
  }

  /// `see @key, locator`
  private func item(
    _ part: ArraySlice<UInt8>, _ at: Int, _ words: Bracketed
  ) -> Citation.Item? {
    guard let end = Mark.keyEnd(at: at, in: part) else { return nil }
    var rest = trimmed(part[end...])
    if rest.first == UInt8(ascii: ",") { rest = trimmed(rest.dropFirst()) }
    var before = part[..<at]
    // Pandoc's mark for "without the author", whom no number has.
    if before.last == UInt8(ascii: "-") { before.removeLast() }
    before = trimmed(before)
    let start = words.place(of: at)
    let last = words.place(of: end - 1)
    return Citation.Item(
      prefix: before.isEmpty ? nil : String(decoding: before, as: UTF8.self),
      key: String(decoding: part[(at + 1)..<end], as: UTF8.self),
      locator: rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self),
      range: range(
        utf8Offsets: sourceOffset(
          ofText: start.offset, in: start.node)..<(sourceOffset(
            ofText: last.offset, in: last.node) + 1)))
  }

  /// The words between a bracket and its end, across line breaks.
  private struct Bracketed {
    var bytes: [UInt8] = []
    /// Where each stretch of the words comes from.
    var stretches: [(start: Int, node: Int, offset: Int)] = []
    /// The end, past the bracket.
    var node = 0
    var end = 0

    func place(of offset: Int) -> (node: Int, offset: Int) {
      let stretch = stretches.last { $0.start <= offset } ?? stretches[0]
      return (stretch.node, stretch.offset + offset - stretch.start)
    }
  }

  private func bracketed(at offset: Int, in index: Int) -> Bracketed? {
    var words = Bracketed()
    var node = index
    var start = offset + 1
    while true {
      let literal = text[start..<Int(nodes[node].textEnd)]
      words.stretches.append((words.bytes.count, node, start))
      if let close = literal.firstIndex(where: {
        $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[")
      }) {
        guard text[close] == UInt8(ascii: "]") else { return nil }
        words.bytes.append(contentsOf: text[start..<close])
        words.node = node
        words.end = close + 1
        return words
      }
      words.bytes.append(contentsOf: literal)
      let lineBreak = Int(nodes[node].next)
      guard lineBreak >= 0, nodes[lineBreak].kind == .softBreak, nodes[lineBreak].next >= 0
      else { return nil }
      node = Int(nodes[lineBreak].next)
      guard nodes[node].kind == .text else { return nil }
      words.bytes.append(32)
      start = Int(nodes[node].textStart)
    }
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// `[stat-office, p. 12]`: what would be a citation if its key had its `@`. What is one word of
  /// letters has to have something behind it, as [sic] is no key.
  func bareCitation(
    at offset: Int, in index: Int, _ literal: ArraySlice<UInt8>
  ) -> Citation? {
    let rest = literal[(offset + 1)...].prefix(200)
    let before = literal[..<offset].last ?? 32
    guard let first = rest.first, isLetter(first), !isWordByte(before),
      !"[]^!".utf8.contains(before),
      let close = rest.firstIndex(of: UInt8(ascii: "]")),
      literal[(close + 1)...].first.map({ "([:".utf8.contains($0) }) != true
    else { return nil }
    let words = rest[..<close]
    let key = words.prefix { isWordByte($0) || ".:".utf8.contains($0) }
    let behind = trimmed(words[key.endIndex...])
    let isPlain = behind.isEmpty && !key.allSatisfy(isLetter)
    guard isPlain || behind.first == UInt8(ascii: ","), !isEscaped(index, offset) else {
      return nil
    }
    let locator = String(decoding: trimmed(behind.dropFirst()), as: UTF8.self)
    let range = range(ofText: offset..<(close + 1), in: index)
    let item = Citation.Item(
      prefix: nil, key: String(decoding: key, as: UTF8.self),
      locator: locator.isEmpty ? nil : locator, range: range)
    return Citation(path: source.path, items: [item], isBare: true, range: range)
  }

  /// The key that stands in a sentence by itself, `@key`, and where it ends.
  func keyInText(
    at offset: Int, in index: Int, _ literal: ArraySlice<UInt8>
  ) -> (citation: Citation, end: Int)? {
    let before = literal[..<offset]
    if Mark.joins(before) || before.last == UInt8(ascii: "[") { return nil }
    guard let end = Mark.keyEnd(at: offset, in: literal) else { return nil }
    let range = range(ofText: offset..<end, in: index)
    let key = String(decoding: literal[(offset + 1)..<end], as: UTF8.self)
    let item = Citation.Item(prefix: nil, key: key, locator: nil, range: range)
    return (Citation(path: source.path, items: [item], isInText: true, range: range), end)
  }
}

/// Words without citations in brackets, with the blank before each, and without `@fig-id` and the like
/// where those are not to be kept.
func withoutMarks(_ words: ArraySlice<UInt8>, keepsReferences: Bool = false) -> [UInt8] {
  var kept: [UInt8] = []
  var rest = words
  while let first = Mark.first(in: rest) {
    let citation = Mark.citationEnd(at: first, in: rest)
    let isReference = !keepsReferences && rest[first] == UInt8(ascii: "@")
    let reference = isReference ? Mark.crossReferenceEnd(at: first, in: rest) : nil
    let end = citation ?? reference ?? first + 1
    kept += rest[..<first]
    if citation != nil, kept.last == 32 { kept.removeLast() }
    if citation == nil, reference == nil { kept.append(rest[first]) }
    rest = rest[end...]
  }
  return kept + rest
}

/// How many bytes the citation in brackets takes that a text begins with; nil where it is none.
package func citationLength(_ text: some Sequence<UInt8>) -> Int? {
  var iterator = text.makeIterator()
  guard iterator.next() == UInt8(ascii: "[") else { return nil }
  let bytes = Array(text)
  return Mark.citationEnd(at: 0, in: bytes[...])
}
