/// The advance widths and kerning of one face, in units of which an em has 2048.
struct FontMetrics: Sendable {
  static let unitsPerEm = 2048.0

  private let widths: [UInt16]
  /// First and second scalar in one number, ascending.
  private let kerningPairs: [UInt32]
  private let kerning: [Int16]
  /// A bit for each ASCII scalar that some pair begins with: most letters and digits have none.
  private let kerningFirsts: (low: UInt64, high: UInt64)

  init(widths: [UInt16], kerningPairs: [UInt32], kerning: [Int16]) {
    self.widths = widths
    self.kerningPairs = kerningPairs
    self.kerning = kerning
    var firsts: (low: UInt64, high: UInt64) = (0, 0)
    for pair in kerningPairs {
      let first = pair >> 16
      if first < 64 {
        firsts.low |= 1 << first
      } else if first < 128 {
        firsts.high |= 1 << (first - 64)
      }
    }
    kerningFirsts = firsts
  }

  /// The advance of a scalar; what the font lacks is as wide as a guess about its script.
  func advance(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value >= 0x20, value <= 0x7E { return Int(widths[Int(value) - 0x20]) }
    var start = 0
    for range in FontMetrics.ranges {
      if range.contains(value) {
        let width = widths[start + Int(value - range.lowerBound)]
        return width > 0 ? Int(width) : FontMetrics.fallback(scalar)
      }
      if value < range.lowerBound { break }
      start += range.count
    }
    return FontMetrics.fallback(scalar)
  }

  /// What is added between two scalars, mostly negative.
  func kern(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int {
    guard first.value <= 0xFFFF, second.value <= 0xFFFF else { return 0 }
    if first.value < 128 {
      let bits = first.value < 64 ? kerningFirsts.low : kerningFirsts.high
      if bits & (1 << UInt64(first.value & 63)) == 0 { return 0 }
    }
    let key = first.value << 16 | second.value
    var low = 0
    var high = kerningPairs.count
    while low < high {
      let middle = (low + high) / 2
      if kerningPairs[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < kerningPairs.count && kerningPairs[low] == key ? Int(kerning[low]) : 0
  }

  private static func fallback(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    // Controls, joiners, combining marks and variation selectors have no width.
    case 0..<0x20, 0x7F..<0xA0, 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F,
      0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE01EF:
      0
    // Han, kana, hangul, full-width forms and emoji fill the em.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      2048
    default: 1139
    }
  }
}
