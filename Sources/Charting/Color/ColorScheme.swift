/// A named colour scheme of Vega.
struct ColorScheme: Sendable {
  let name: String
  /// A categorical scheme's colours, or the stops of a continuous one.
  let colors: [Color]
  let isCategorical: Bool

  /// A scheme by its name, in any case; a suffix `-n` (`blues-5`) asks for n colours of it, which
  /// is the second result.
  static func named(_ name: String) -> (scheme: ColorScheme, count: Int?)? {
    let key = name.lowercased()
    if let scheme = lookUp(key) { return (scheme, nil) }
    guard let dash = key.lastIndex(of: "-"), let count = Int(key[key.index(after: dash)...]),
      count > 0, count <= 1000, let scheme = lookUp(String(key[..<dash]))
    else { return nil }
    return (scheme, count)
  }

  private static func lookUp(_ key: String) -> ColorScheme? {
    if let run = SchemeTable.categorical[key] {
      return ColorScheme(name: key, colors: split(run), isCategorical: true)
    }
    if let run = SchemeTable.continuous[key] {
      return ColorScheme(name: key, colors: split(run), isCategorical: false)
    }
    return nil
  }

  /// Every name, in alphabetical order.
  static var names: [String] {
    (Array(SchemeTable.categorical.keys) + Array(SchemeTable.continuous.keys)).sorted()
  }

  private static func split(_ run: String) -> [Color] {
    let digits = Array(run.utf8)
    return stride(from: 0, to: digits.count - 5, by: 6).map { start in
      let text = String(decoding: digits[start..<start + 6], as: UTF8.self)
      return Color(hex: UInt32(text, radix: 16) ?? 0)
    }
  }

  /// The scheme as a continuous ramp; a categorical one joins its colours.
  var ramp: ColorRamp { ColorRamp(colors) }

  /// The scheme as a ramp over a part of it: `extent` from 0 to 1, either direction.
  func ramp(extent: (Double, Double)) -> @Sendable (Double) -> Color {
    let ramp = ramp
    return { ramp(extent.0 + (extent.1 - extent.0) * $0) }
  }

  /// So many colours for discrete values.
  ///
  /// A categorical scheme gives its own, repeated as needed. A continuous one is sampled inside
  /// its ends at i / (n + 1), as Vega does for ordinal, threshold, quantile and quantize scales.
  func discrete(_ count: Int, extent: (Double, Double) = (0, 1)) -> [Color] {
    guard count > 0, !colors.isEmpty else { return [] }
    if isCategorical { return (0..<count).map { colors[$0 % colors.count] } }
    let ramp = ramp
    return (1...count).map { index in
      let t = Double(index) / Double(count + 1)
      return ramp(extent.0 + (extent.1 - extent.0) * t)
    }
  }
}
