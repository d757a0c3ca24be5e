/// Walks a raw text along its resolved form: `\*` for `*`, `&amp;` for `&`.
enum TextAligner {
  /// The offset in the raw text behind the first `count` bytes of a resolved one that begins at
  /// `start` there.
  static func end(
    of resolved: ArraySlice<UInt8>, count: Int, in raw: [UInt8], from start: Int
  ) -> Int {
    var offset = start
    var index = resolved.startIndex
    let stop = index + count
    while index < stop, offset < raw.count {
      let byte = raw[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < raw.count, raw[offset + 1] == resolved[index],
        isPunctuation(raw[offset + 1])
      {
        offset += 2
        index += 1
      } else if byte == UInt8(ascii: "&"), let end = entityEnd(raw, offset) {
        if resolved[index...].starts(with: raw[offset..<end]) {
          // No such entity: the words stay as they are.
          index += end - offset
        } else {
          repeat { index += 1 } while index < stop && resolved[index] & 0xC0 == 0x80
        }
        offset = end
      } else {
        offset += 1
        index += 1
      }
    }
    return offset
  }

  /// The end of what is written like an entity.
  private static func entityEnd(_ raw: [UInt8], _ start: Int) -> Int? {
    var end = start + 1
    while end < raw.count, end - start < 33 {
      let byte = raw[end]
      if byte == UInt8(ascii: ";") { return end > start + 1 ? end + 1 : nil }
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      guard isLetter(byte) || isDigit || byte == UInt8(ascii: "#") else { return nil }
      end += 1
    }
    return nil
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (byte >= 33 && byte <= 47) || (byte >= 58 && byte <= 64) || (byte >= 91 && byte <= 96)
      || (byte >= 123 && byte <= 126)
  }
}
