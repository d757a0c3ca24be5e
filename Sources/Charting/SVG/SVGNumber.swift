/// The one way numbers are printed in an SVG: at most three decimals, no more digits than needed.
enum SVGNumber {
  /// A sign, 15 digits, a point and three decimals.
  static let maximumLength = 24

  /// Writes the number's text, at most `maximumLength` bytes, and returns how many there are.
  ///
  /// What is not finite, or beyond what a drawing can hold, is 0.
  static func write(_ value: Double, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let magnitude = abs(value)
    guard magnitude < 1e15 else {
      bytes[0] = UInt8(ascii: "0")
      return 1
    }
    let thousandths = UInt64((magnitude * 1000).rounded())
    var count = 0
    if value < 0, thousandths > 0 {
      bytes[0] = UInt8(ascii: "-")
      count = 1
    }
    var whole = thousandths / 1000
    let fraction = UInt16(truncatingIfNeeded: thousandths - whole * 1000)
    // Digits are found from the right, so their number is needed first.
    var digits = 1
    var power: UInt64 = 10
    while whole >= power {
      digits += 1
      power *= 10
    }
    var place = count + digits
    count = place
    repeat {
      place -= 1
      bytes[place] = UInt8(truncatingIfNeeded: 48 + whole % 10)
      whole /= 10
    } while whole > 0
    guard fraction > 0 else { return count }
    bytes[count] = UInt8(ascii: ".")
    bytes[count + 1] = UInt8(truncatingIfNeeded: 48 + fraction / 100)
    count += 2
    guard fraction % 100 > 0 else { return count }
    bytes[count] = UInt8(truncatingIfNeeded: 48 + fraction / 10 % 10)
    count += 1
    guard fraction % 10 > 0 else { return count }
    bytes[count] = UInt8(truncatingIfNeeded: 48 + fraction % 10)
    return count + 1
  }

  static func append(_ value: Double, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maximumLength) { buffer in
      guard let start = buffer.baseAddress else { return }
      let count = write(value, to: start)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
  }

  static func text(_ value: Double) -> String {
    String(unsafeUninitializedCapacity: maximumLength) { buffer in
      buffer.baseAddress.map { write(value, to: $0) } ?? 0
    }
  }
}
