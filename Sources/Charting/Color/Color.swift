/// A colour in sRGB, channels 0 to 255 (not rounded), opacity 0 to 1.
struct Color: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double
  var opacity: Double

  init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  init(hex: UInt32) {
    self.init(
      red: Double(hex >> 16 & 0xFF), green: Double(hex >> 8 & 0xFF), blue: Double(hex & 0xFF))
  }

  /// A CSS colour: `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`, `hsla()`,
  /// a name, or `transparent`; nil for all else.
  init?(css text: String) {
    if let hex = Color.sixDigits(text) ?? Color.names[text] {
      self.init(hex: hex)
      return
    }
    let lowered = text.lowercased()
    let css = String(Color.trimmed(Substring(lowered)))
    if css.hasPrefix("#") {
      self.init(hexDigits: css.dropFirst())
    } else if let hex = Color.names[css] {
      self.init(hex: hex)
    } else if css == "transparent" {
      self.init(red: 0, green: 0, blue: 0, opacity: 0)
    } else {
      self.init(function: css)
    }
  }

  /// The number of the commonest form, `#rrggbb`, without a detour.
  private static func sixDigits(_ text: String) -> UInt32? {
    let bytes = text.utf8
    guard bytes.count == 7, bytes.first == UInt8(ascii: "#") else { return nil }
    var hex: UInt32 = 0
    for byte in bytes.dropFirst() {
      switch byte {
      case 48...57: hex = hex << 4 | UInt32(byte - 48)
      case 65...70: hex = hex << 4 | UInt32(byte - 55)
      case 97...102: hex = hex << 4 | UInt32(byte - 87)
      default: return nil
      }
    }
    return hex
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let rest = text.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return rest[...last]
  }

  private init?(hexDigits digits: Substring) {
    guard let number = UInt32(digits, radix: 16), digits.first != "+" else { return nil }
    func nibble(_ shift: UInt32) -> Double { Double((number >> shift & 0xF) * 17) }
    switch digits.utf8.count {
    case 3: self.init(red: nibble(8), green: nibble(4), blue: nibble(0))
    case 4:
      self.init(red: nibble(12), green: nibble(8), blue: nibble(4), opacity: nibble(0) / 255)
    case 6: self.init(hex: number)
    case 8:
      self.init(hex: number >> 8)
      opacity = Double(number & 0xFF) / 255
    default: return nil
    }
  }

  private init?(function css: String) {
    guard let open = css.firstIndex(of: "("), css.hasSuffix(")") else { return nil }
    let name = css[..<open]
    let inner = css[css.index(after: open)...].dropLast()
    let parts = inner.split { $0 == "," || $0 == " " || $0 == "/" }
    guard parts.count == 3 || parts.count == 4 else { return nil }
    var values: [(number: Double, isPercent: Bool)] = []
    for part in parts {
      let isPercent = part.hasSuffix("%")
      let digits = isPercent ? part.dropLast() : (part.hasSuffix("deg") ? part.dropLast(3) : part)
      guard let number = Double(digits), number.isFinite else { return nil }
      values.append((number, isPercent))
    }
    var opacity = 1.0
    if values.count == 4 {
      opacity = min(1, max(0, values[3].isPercent ? values[3].number / 100 : values[3].number))
    }
    switch name {
    case "rgb", "rgba":
      let channels = values.prefix(3).map { $0.isPercent ? $0.number * 2.55 : $0.number }
      self.init(red: channels[0], green: channels[1], blue: channels[2], opacity: opacity)
    case "hsl", "hsla":
      guard values[1].isPercent, values[2].isPercent else { return nil }
      let hsl = HSL(
        hue: values[0].number, saturation: values[1].number / 100, lightness: values[2].number / 100
      )
      self = hsl.color
      self.opacity = opacity
    default: return nil
    }
  }

  /// The colour as d3 prints it: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`.
  var css: String {
    let channels = [red, green, blue].map { String(Color.byte($0)) }.joined(separator: ", ")
    if opacity >= 1 { return "rgb(\(channels))" }
    return "rgba(\(channels), \(NumberText.shortest(max(0, opacity))))"
  }

  /// The colour as `#rrggbb`; opacity is left out.
  var hex: String {
    func digits(_ channel: Double) -> String {
      let text = String(Color.byte(channel), radix: 16)
      return text.utf8.count == 1 ? "0" + text : text
    }
    return "#" + digits(red) + digits(green) + digits(blue)
  }

  private static func byte(_ channel: Double) -> Int {
    channel.isNaN ? 0 : Int(Ticks.roundHalfUp(max(0, min(255, channel))))
  }

  /// Relative luminance (WCAG 2.2), 0 for black to 1 for white.
  var luminance: Double {
    0.2126 * LAB.linear(red) + 0.7152 * LAB.linear(green) + 0.0722 * LAB.linear(blue)
  }
}
