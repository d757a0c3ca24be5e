/// The one way numbers are printed in an SVG: at most three decimals, no more digits than needed.
enum SVGNumber {
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite, abs(value) < 1e15 else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    var thousandths = Int64((abs(value) * 1000).rounded())
    if value < 0, thousandths > 0 { bytes.append(UInt8(ascii: "-")) }
    let fraction = Int(thousandths % 1000)
    thousandths /= 1000
    if thousandths < 10 {
      bytes.append(UInt8(48 + thousandths))
    } else {
      var rest = thousandths
      // Digits are found from the right and written from the left.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
        var count = 0
        while rest > 0 {
          buffer[count] = UInt8(48 + rest % 10)
          rest /= 10
          count += 1
        }
        for index in stride(from: count - 1, through: 0, by: -1) { bytes.append(buffer[index]) }
      }
    }
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(48 + fraction / 100))
    if fraction % 100 > 0 {
      bytes.append(UInt8(48 + fraction / 10 % 10))
      if fraction % 10 > 0 { bytes.append(UInt8(48 + fraction % 10)) }
    }
  }

  static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
