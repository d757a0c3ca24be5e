import Basics

/// Places in a file with very long lines, whose characters must not be counted anew for every place.
struct PositionIndex {
  private static let longLine = 4096
  private static let stride = 256

  /// The offset of each line's first byte.
  private var lineStarts: [Int32] = [0]
  /// The number of characters before each `stride`th byte.
  private var scalarsBefore: [Int32] = []

  /// Nil where no line is long: `SourceText` is quick then.
  init?(_ source: [UInt8]) {
    guard source.count > PositionIndex.longLine else { return nil }
    var longest = 0
    var start = 0
    let bytes = source.span
    for offset in bytes.indices where bytes[offset] == 10 {
      longest = max(longest, offset - start)
      start = offset + 1
    }
    guard max(longest, source.count - start) > PositionIndex.longLine else { return nil }
    var scalars: Int32 = 0
    for offset in bytes.indices {
      if offset % PositionIndex.stride == 0 { scalarsBefore.append(scalars) }
      if bytes[offset] == 10 { lineStarts.append(Int32(offset + 1)) }
      if bytes[offset] & 0xC0 != 0x80 { scalars += 1 }
    }
  }

  func position(utf8Offset offset: Int, in source: [UInt8]) -> SourcePosition {
    let offset = min(max(offset, 0), source.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let before = scalars(before: Int(lineStarts[low]), in: source)
    return SourcePosition(line: low + 1, column: scalars(before: offset, in: source) - before + 1)
  }

  private func scalars(before offset: Int, in source: [UInt8]) -> Int {
    let block = min(offset / PositionIndex.stride, scalarsBefore.count - 1)
    var count = Int(scalarsBefore[block])
    for byte in source[(block * PositionIndex.stride)..<offset] where byte & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
