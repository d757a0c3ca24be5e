package import Basics

/// A file's front matter and where its Markdown begins.
package struct FrontMatter: Hashable, Sendable {
  /// The YAML between the `---` lines, or nil where the file has none.
  package var yaml: String?
  /// Where the YAML's first character stands.
  package var origin: SourcePosition
  /// The offset of the body's first byte, and its line.
  package var bodyOffset: Int
  package var bodyLine: Int
  package var diagnostics: [Diagnostic] = []
}

/// Splits a file that begins with a line `---` at the next such line (or `...`).
///
/// A byte order mark before it is passed over. Front matter without an end is a diagnostic, and the
/// body is then what follows its first line.
package func splitFrontMatter(_ source: SourceText) -> FrontMatter {
  let bytes = source.utf8
  var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let begin = offset
  let first = line(bytes, from: offset)
  guard isFence(bytes[first.text], dash: true, dot: false) else {
    return FrontMatter(yaml: nil, origin: .start, bodyOffset: 0, bodyLine: 1)
  }
  offset = first.next
  let yamlStart = offset
  var number = 2
  while offset < bytes.count {
    let current = line(bytes, from: offset)
    number += 1
    if isFence(bytes[current.text], dash: true, dot: true) {
      return FrontMatter(
        yaml: String(decoding: bytes[yamlStart..<offset], as: UTF8.self),
        origin: SourcePosition(line: 2, column: 1), bodyOffset: current.next, bodyLine: number)
    }
    offset = current.next
  }
  return FrontMatter(
    yaml: nil, origin: SourcePosition(line: 2, column: 1), bodyOffset: yamlStart, bodyLine: 2,
    diagnostics: [
      MarkupDiagnostics.unclosedFrontMatter(
        path: source.path, range: source.range(utf8Offsets: begin..<first.text.upperBound))
    ])
}

private func line(_ bytes: [UInt8], from start: Int) -> (text: Range<Int>, next: Int) {
  var end = start
  while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
  return (start..<end, min(end + 1, bytes.count))
}

private func isFence(_ line: ArraySlice<UInt8>, dash: Bool, dot: Bool) -> Bool {
  var line = line
  while let last = line.last, isBlank(last) { line.removeLast() }
  return (dash && line.elementsEqual("---".utf8)) || (dot && line.elementsEqual("...".utf8))
}
