/// Text in HTML: what a tag with two braces prints.
enum HTMLText {
  /// Appends a text with `<`, `>`, `&` and both quotes as character references.
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() where isSpecial(byte) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        output.append(contentsOf: reference(byte).utf8)
        start = index + 1
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// The special characters lie between 0x20 and 0x3F, so one word tells them apart: it has a bit
  /// for each of `"` (0x22), `&` (0x26), `'` (0x27), `<` (0x3C) and `>` (0x3E).
  private static let special: UInt32 = 1 << 2 | 1 << 6 | 1 << 7 | 1 << 28 | 1 << 30

  private static func isSpecial(_ byte: UInt8) -> Bool {
    let place = byte &- 0x20
    return place < 32 ? special >> UInt32(place) & 1 == 1 : byte < 0x20 && !isBlank(byte)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 9 || byte == 10 || byte == 13 }

  private static func reference(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case UInt8(ascii: "&"): "&amp;"
    // A control character, which is no text.
    default: ""
    }
  }
}
