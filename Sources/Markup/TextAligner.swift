/// Walks a raw text along its resolved form, byte by byte: `\*` for `*`, `&amp;` for `&`.
struct TextAligner {
  /// The offset in the raw text of the next byte of the resolved one.
  private(set) var offset: Int
  /// Continuation bytes of a resolved entity that the raw text does not have.
  private var isInEntity = false

  init(offset: Int) { self.offset = offset }

  /// Passes one byte of the resolved text.
  mutating func step(_ byte: UInt8, in raw: [UInt8]) {
    if isInEntity {
      if byte & 0xC0 == 0x80 { return }
      isInEntity = false
    }
    guard offset < raw.count else { return }
    let first = raw[offset]
    if first == UInt8(ascii: "\\"), offset + 1 < raw.count, raw[offset + 1] == byte {
      offset += 2
    } else if first == UInt8(ascii: "&"), let end = entityEnd(raw) {
      offset = end
      isInEntity = byte >= 0xC0
    } else {
      offset += 1
    }
  }

  private func entityEnd(_ raw: [UInt8]) -> Int? {
    var end = offset + 1
    while end < raw.count, end - offset < 33 {
      let byte = raw[end]
      if byte == UInt8(ascii: ";") { return end > offset + 1 ? end + 1 : nil }
      let isLetter = (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      guard isLetter || isDigit || byte == UInt8(ascii: "#") else { return nil }
      end += 1
    }
    return nil
  }
}
