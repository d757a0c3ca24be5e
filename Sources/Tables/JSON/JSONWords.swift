/// Texts met before in a JSON text: names and categories stand there many times.
struct JSONWords {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var text = ""
  }

  private var entries: [Entry] = []
  private static let size = 256

  /// The text of some bytes, which are ASCII.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    let count = range.count
    // Up to 15 bytes and their number make a key of two words.
    guard count < 16, range.lowerBound + 16 <= bytes.count else {
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
    if count == 0 { return "" }
    let raw = UnsafeRawBufferPointer(bytes)
    var low = UInt64(
      littleEndian: raw.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    var high = UInt64(
      littleEndian: raw.loadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self))
    if count < 8 {
      low &= (1 << UInt64(8 * count)) - 1
      high = 0
    } else {
      high &= (1 << UInt64(8 * (count - 8))) - 1
    }
    high |= UInt64(count) << 56
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.size) }
    let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
    let index = Int(truncatingIfNeeded: mixed >> 56)
    if entries[index].low == low, entries[index].high == high { return entries[index].text }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    entries[index] = Entry(low: low, high: high, text: text)
    return text
  }
}
