/// A file's text with what is needed to say where something stands in it.
package struct SourceText: Sendable {
  /// The path as messages print it: relative to the site's root, with forward slashes.
  package let path: String
  package let utf8: [UInt8]
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]
  /// The number of characters before each `stride`th byte, where a line is so long that they must not
  /// be counted anew for every place in it.
  private let scalarsBefore: [Int]

  private static let longLine = 4096
  private static let stride = 256

  package init(path: String, utf8: [UInt8]) {
    self.path = path
    self.utf8 = utf8
    lineStarts = Self.lineStarts(utf8)
    scalarsBefore = Self.scalarsBefore(utf8, lineStarts)
  }

  private static func scalarsBefore(_ utf8: [UInt8], _ lineStarts: [Int]) -> [Int] {
    guard utf8.count > longLine else { return [] }
    let ends = lineStarts.dropFirst() + [utf8.count]
    guard zip(lineStarts, ends).contains(where: { $1 - $0 > longLine }) else { return [] }
    var counts: [Int] = []
    counts.reserveCapacity(utf8.count / stride + 1)
    var count = 0
    for offset in utf8.indices {
      if offset % stride == 0 { counts.append(count) }
      if utf8[offset] & 0xC0 != 0x80 { count += 1 }
    }
    return counts
  }

  private static func lineStarts(_ utf8: [UInt8]) -> [Int] {
    var starts = [0]
    utf8.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        // Most stretches of eight bytes have no line's end and are passed over at once.
        if offset + 8 <= bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          let ends = word ^ 0x0A0A_0A0A_0A0A_0A0A
          if (ends &- 0x0101_0101_0101_0101) & ~ends & 0x8080_8080_8080_8080 == 0 {
            offset += 8
            continue
          }
        }
        let end = min(offset + 8, bytes.count)
        while offset < end {
          if bytes[offset] == UInt8(ascii: "\n") { starts.append(offset + 1) }
          offset += 1
        }
      }
    }
    return starts
  }

  package init(path: String, text: String) {
    self.init(path: path, utf8: Array(text.utf8))
  }

  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The position of a byte; an offset past the end is the place after the last byte.
  package func position(utf8Offset offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), utf8.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: scalars(lineStarts[low]..<offset) + 1)
  }

  /// The position of a byte that is named by its line and its byte column, both from 1.
  package func position(line: Int, utf8Column: Int) -> SourcePosition {
    guard line >= 1, line <= lineStarts.count else {
      return SourcePosition(line: max(line, 1), column: 1)
    }
    let start = lineStarts[line - 1]
    let end = line < lineStarts.count ? lineStarts[line] : utf8.count
    let stop = min(max(start, start + utf8Column - 1), end)
    return SourcePosition(line: line, column: scalars(start..<stop) + 1)
  }

  package func range(utf8Offsets offsets: Range<Int>) -> SourceRange {
    SourceRange(
      start: position(utf8Offset: offsets.lowerBound),
      end: position(utf8Offset: offsets.upperBound))
  }

  /// The bytes of a range, as far as the text reaches.
  package func utf8Offsets(of range: SourceRange) -> Range<Int> {
    func byte(_ position: SourcePosition) -> Int {
      guard let bytes = bytes(ofLine: position.line) else { return utf8.count }
      return offset(ofColumn: position.column, in: bytes)
    }
    let start = byte(range.start)
    return start..<max(start, byte(range.end))
  }

  /// The text of a line without its line ending, or nil where there is no such line.
  package func line(_ number: Int) -> String? {
    bytes(ofLine: number).map { String(decoding: utf8[$0], as: UTF8.self) }
  }

  /// The part of a line from one column to before another, as far as the line reaches.
  package func line(_ number: Int, columns: Range<Int>) -> String? {
    guard let bytes = bytes(ofLine: number) else { return nil }
    let start = offset(ofColumn: columns.lowerBound, in: bytes)
    let end = offset(
      ofColumn: columns.upperBound, in: start..<bytes.upperBound, from: columns.lowerBound)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  private func bytes(ofLine number: Int) -> Range<Int>? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    var end = number < lineStarts.count ? lineStarts[number] - 1 : utf8.count
    let start = lineStarts[number - 1]
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The byte of a column in a part of a line, which begins with the column `first`.
  private func offset(ofColumn column: Int, in bytes: Range<Int>, from first: Int = 1) -> Int {
    var offset = bytes.lowerBound
    var left = column - first
    if left > Self.stride, !scalarsBefore.isEmpty {
      // The last stretch that begins before the column.
      let wanted = scalars(before: offset) + left
      var (low, high) = (offset / Self.stride, scalarsBefore.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if scalarsBefore[middle] <= wanted { low = middle } else { high = middle }
      }
      if low * Self.stride > offset {
        offset = min(low * Self.stride, bytes.upperBound)
        // Its first bytes may go on from a character before it.
        while offset < bytes.upperBound, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
        left = wanted - scalars(before: offset)
      }
    }
    while offset < bytes.upperBound, left > 0 {
      offset += 1
      while offset < bytes.upperBound, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The offset of the first byte that is not UTF-8, or nil where all of them are.
  package var firstInvalidUTF8: Int? {
    if String(validating: utf8, as: UTF8.self) != nil { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = utf8.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &bytes) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  private func scalars(_ offsets: Range<Int>) -> Int {
    if offsets.count > Self.stride, !scalarsBefore.isEmpty {
      return scalars(before: offsets.upperBound) - scalars(before: offsets.lowerBound)
    }
    return counted(offsets)
  }

  private func scalars(before offset: Int) -> Int {
    let block = min(offset / Self.stride, scalarsBefore.count - 1)
    return scalarsBefore[block] + counted((block * Self.stride)..<offset)
  }

  private func counted(_ offsets: Range<Int>) -> Int {
    var count = 0
    // Continuation bytes (10xxxxxx) belong to the scalar before them.
    for offset in offsets where utf8[offset] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

extension SourceText {
  /// The first character that is no text, with its offset; nil where all are.
  package var firstControl: (offset: Int, scalar: Unicode.Scalar)? {
    // In UTF-8 they begin with a byte below 32, with 127, or are U+FFFE or U+FFFF.
    utf8.withUnsafeBytes { bytes in
      // Without a way out this is done for many bytes at once, and most texts end here.
      var found: UInt8 = 0
      for byte in bytes {
        let isLow = byte < 32 && (byte < 9 || byte == 11 || byte > 13)
        found |= isLow || byte == 127 || byte == 0xEF ? 1 : 0
      }
      guard found != 0 else { return nil }
      for index in bytes.indices {
        if let scalar = Self.control(bytes, at: index) { return (index, scalar) }
      }
      return nil
    }
  }

  private static func control(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Unicode.Scalar? {
    let byte = bytes[index]
    if byte < 32, byte != 9, byte != 10, byte != 13, byte != 12 { return Unicode.Scalar(byte) }
    if byte == 127 { return Unicode.Scalar(byte) }
    guard byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE
    else { return nil }
    return Unicode.Scalar(0xFF40 + UInt32(bytes[index + 2]))
  }
}

extension Unicode.Scalar {
  /// Whether XML can hold it (XML 1.0, 2.2).
  package var isText: Bool {
    value >= 32 ? value != 0xFFFE && value != 0xFFFF : value == 9 || value == 10 || value == 13
  }
}
