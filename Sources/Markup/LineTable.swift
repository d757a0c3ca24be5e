/// Where the lines of a Markdown body begin, counted as CommonMark does: LF, CRLF and CR end one.
struct LineTable {
  private let source: [UInt8]
  private var starts: [Int32]

  init(_ source: [UInt8], from offset: Int) {
    self.source = source
    starts = [Int32(offset)]
    starts.reserveCapacity((source.count - offset) / 24 + 2)
    let bytes = source.span
    var index = offset
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      index += 1
      guard byte <= 13 else { continue }
      if byte == 10 || (byte == 13 && (index == end || bytes[index] != 10)) {
        starts.append(Int32(index))
      }
    }
  }

  /// The offset of the first byte of a line, counted from 1.
  func start(_ line: Int) -> Int {
    line < 1 ? Int(starts[0]) : line > starts.count ? source.count : Int(starts[line - 1])
  }

  /// The bytes of a line without its ending and the blanks before it.
  func trimmedLine(_ line: Int) -> Range<Int> {
    let start = start(line)
    var end = line < starts.count ? self.start(line + 1) : source.count
    while end > start, isBlank(source[end - 1]) { end -= 1 }
    return start..<max(start, end)
  }

  /// The offset of a byte column of a line, both counted from 1, within that line.
  func offset(line: Int, column: Int) -> Int {
    let start = start(line)
    let end = line < starts.count ? self.start(line + 1) : source.count
    return start + min(max(0, column - 1), max(0, end - start))
  }
}

/// Space, tab or a line ending's byte.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 32 || (byte >= 9 && byte <= 13)
}
