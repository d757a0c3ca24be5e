extension Color {
  /// The colour as CSS: hexadecimal digits where it is opaque.
  var text: String {
    guard opacity >= 1 else { return css }
    let digits = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = [UInt8(ascii: "#")]
    for channel in [red, green, blue] {
      let byte = Int(min(max(channel, 0), 255).rounded())
      bytes.append(digits[byte >> 4])
      bytes.append(digits[byte & 15])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
