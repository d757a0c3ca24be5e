/// The cells of one source line of a table, from the left.
///
/// As in the GFM extension a pipe ends a cell unless a backslash stands before it, code or not.
struct RowCells {
  private var line = 0..<0
  private var offset = 0
  private(set) var count = 0

  init() {}

  init(line: Range<Int>, from start: Int) {
    self.line = line
    offset = min(max(start, line.lowerBound), line.upperBound)
  }

  /// How many cells the line has: bars at its two ends end none.
  static func count(in line: Range<Int>, of source: [UInt8]) -> Int {
    var cells = RowCells(line: line, from: line.lowerBound)
    repeat { _ = cells.next(in: source) } while !cells.isAtEnd(in: source)
    return cells.count
  }

  private func isAtEnd(in source: [UInt8]) -> Bool {
    source[offset..<line.upperBound].allSatisfy(isBlank)
  }

  /// The next cell without the blanks around it; empty at the line's end where there is none.
  mutating func next(in source: [UInt8]) -> Range<Int> {
    let pipe = UInt8(ascii: "|")
    if count == 0 {
      while offset < line.upperBound, isBlank(source[offset]) { offset += 1 }
      if offset < line.upperBound, source[offset] == pipe { offset += 1 }
    }
    count += 1
    var start = offset
    var end = offset
    while end < line.upperBound,
      source[end] != pipe || (end > line.lowerBound && source[end - 1] == UInt8(ascii: "\\"))
    {
      end += 1
    }
    offset = min(end + 1, line.upperBound)
    while start < end, isBlank(source[start]) { start += 1 }
    while end > start, isBlank(source[end - 1]) { end -= 1 }
    return start..<end
  }
}
