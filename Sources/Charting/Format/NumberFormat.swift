/// Formats numbers as d3-format does in the locale en-US: minus is U+2212, groups have commas.
struct NumberFormat: Hashable, Sendable {
  private enum Kind: Hashable {
    case general, exponential, fixed, roundedSignificant, percent, percentSignificant, prefixed
    case integer, binary, octal, hexadecimal, upperHexadecimal, character
  }

  let specifier: NumberFormatSpecifier
  private let kind: Kind
  private let precision: Int
  private let trim: Bool
  private let comma: Bool
  private let zero: Bool
  private let align: Character
  private let fill: Character
  private let prefix: String
  private let suffix: String
  private let scale: Double

  init(_ specifier: NumberFormatSpecifier) {
    self.init(specifier, scale: 1, suffix: "")
  }

  /// Nil where the text is no specifier.
  init?(_ text: String) {
    guard let specifier = NumberFormatSpecifier(text) else { return nil }
    self.init(specifier)
  }

  /// d3's `formatPrefix`: every number in the SI prefix of `value`.
  init(_ specifier: NumberFormatSpecifier, prefixOf value: Double) {
    var fixed = specifier
    fixed.type = "f"
    let third = (Double(NumberPrecision.exponent(value)) / 3).rounded(.down)
    let exponent = Int(max(-8, min(8, third)))
    self.init(
      fixed, scale: PowersOfTen.power(-3 * exponent), suffix: Self.prefixes[8 + exponent])
  }

  private init(_ specifier: NumberFormatSpecifier, scale: Double, suffix extra: String) {
    self.specifier = specifier
    self.scale = scale
    var precision = specifier.precision
    var trim = specifier.trim
    var comma = specifier.comma
    switch specifier.type {
    case "g": kind = .general
    case "n":
      kind = .general
      comma = true
    case "e": kind = .exponential
    case "f": kind = .fixed
    case "r": kind = .roundedSignificant
    case "%": kind = .percent
    case "p": kind = .percentSignificant
    case "s": kind = .prefixed
    case "d": kind = .integer
    case "b": kind = .binary
    case "o": kind = .octal
    case "x": kind = .hexadecimal
    case "X": kind = .upperHexadecimal
    case "c": kind = .character
    default:
      kind = .general
      precision = precision ?? 12
      trim = true
    }
    switch kind {
    case .general, .percentSignificant, .roundedSignificant, .prefixed:
      self.precision = precision.map { max(1, min(21, $0)) } ?? 6
    default:
      self.precision = precision.map { max(0, min(20, $0)) } ?? 6
    }
    self.trim = trim
    self.comma = comma
    zero = specifier.zero || (specifier.fill == "0" && specifier.align == "=")
    align = zero ? "=" : specifier.align
    fill = zero ? "0" : specifier.fill
    var prefix = ""
    if specifier.symbol == "$" { prefix = "$" }
    if specifier.symbol == "#" {
      switch kind {
      case .binary: prefix = "0b"
      case .octal: prefix = "0o"
      case .hexadecimal, .upperHexadecimal: prefix = "0x"
      default: break
      }
    }
    self.prefix = prefix
    suffix = (kind == .percent || kind == .percentSignificant ? "%" : "") + extra
  }

  private static let prefixes = [
    "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
  ]

  /// The number as text.
  func callAsFunction(_ number: Double) -> String {
    let number = number * scale
    if kind == .character {
      return pad(head: "", digits: "", tail: NumberText.shortest(number) + suffix)
    }
    var negative = number.sign == .minus && !number.isNaN
    var siPrefix = ""
    var body = number.isNaN ? "NaN" : digits(abs(number), siPrefix: &siPrefix)
    if trim { body = NumberFormat.trimmed(body) }
    if negative, specifier.sign != "+", NumberText.parse(body) == 0 { negative = false }
    var head = prefix
    var tail = (number.isNaN ? "" : siPrefix) + suffix
    if negative {
      head = (specifier.sign == "(" ? "(" : "\u{2212}") + head
      if specifier.sign == "(" { tail += ")" }
    } else if specifier.sign == "+" || specifier.sign == " " {
      head = String(specifier.sign) + head
    }
    switch kind {
    case .binary, .octal, .hexadecimal, .upperHexadecimal: break
    default:
      let whole = body.utf8.prefix { $0 >= 48 && $0 <= 57 }
      if whole.count < body.utf8.count {
        tail = String(body.utf8.dropFirst(whole.count))! + tail
        body = String(whole)!
      }
    }
    return pad(head: head, digits: body, tail: tail)
  }

  private func pad(head: String, digits: String, tail: String) -> String {
    let width = specifier.width ?? 0
    var digits = digits
    if comma, !zero { digits = NumberFormat.grouped(digits) }
    guard width > 0 else { return head + digits + tail }
    let length = head.utf16.count + digits.utf16.count + tail.utf16.count
    var padding = String(repeating: fill, count: max(0, width - length))
    if comma, zero {
      let limit = padding.isEmpty ? nil : width - tail.utf16.count
      digits = NumberFormat.grouped(padding + digits, width: limit)
      padding = ""
    }
    switch align {
    case "<": return head + digits + tail + padding
    case "=": return head + padding + digits + tail
    case "^":
      let half = padding.count / 2
      return padding.prefix(half) + head + digits + tail + padding.dropFirst(half)
    default: return padding + head + digits + tail
    }
  }

  private func digits(_ number: Double, siPrefix: inout String) -> String {
    switch kind {
    case .fixed: return Self.fixed(number, precision)
    case .percent: return Self.fixed(number * 100, precision)
    case .integer:
      let rounded = (number + 0.5).rounded(.down)
      guard rounded.isFinite else { return NumberText.shortest(rounded) }
      return abs(rounded) >= 1e21
        ? Self.fixed(rounded, 0, always: true) : NumberText.shortest(rounded)
    case .exponential:
      guard number.isFinite else { return NumberText.shortest(number) }
      return Self.exponential(DecimalDigits(number, precision: precision + 1))
    case .general:
      guard number.isFinite else { return NumberText.shortest(number) }
      let decimal = DecimalDigits(number, precision: precision)
      if decimal.exponent < -6 || decimal.exponent >= precision {
        return Self.exponential(decimal)
      }
      return Self.plain(decimal)
    case .roundedSignificant: return rounded(number)
    case .percentSignificant: return rounded(number * 100)
    case .prefixed:
      guard number.isFinite else { return NumberText.shortest(number) }
      return prefixed(number, siPrefix: &siPrefix)
    case .binary: return Self.radix(number, 2)
    case .octal: return Self.radix(number, 8)
    case .hexadecimal: return Self.radix(number, 16)
    case .upperHexadecimal: return Self.radix(number, 16).uppercased()
    case .character: return ""
    }
  }

  private func rounded(_ number: Double) -> String {
    guard number.isFinite else { return NumberText.shortest(number) }
    return Self.plain(DecimalDigits(number, precision: precision))
  }

  private func prefixed(_ number: Double, siPrefix: inout String) -> String {
    let decimal = DecimalDigits(number, precision: precision)
    let third = Int((Double(decimal.exponent) / 3).rounded(.down))
    let power = max(-8, min(8, third))
    siPrefix = Self.prefixes[8 + power]
    let point = decimal.exponent - power * 3 + 1
    if point > 0 {
      return Self.plain(DecimalDigits(digits: decimal.digits, exponent: point - 1))
    }
    let small = DecimalDigits(number, precision: max(1, precision + point - 1))
    return "0." + String(repeating: "0", count: -point) + small.digits
  }

  private static func fixed(_ number: Double, _ precision: Int, always: Bool = false) -> String {
    guard number.isFinite else { return NumberText.shortest(number) }
    // JavaScript's toFixed gives up on numbers of 1e21 and more.
    if number >= 1e21, !always { return NumberText.shortest(number) }
    return DecimalDigits.fixed(number, precision)
  }

  private static func exponential(_ decimal: DecimalDigits) -> String {
    var text = String(decimal.digits.prefix(1))
    if decimal.digits.utf8.count > 1 { text += "." + decimal.digits.dropFirst() }
    return text + (decimal.exponent < 0 ? "e-" : "e+") + String(abs(decimal.exponent))
  }

  /// Digits with their point, without an exponent.
  private static func plain(_ decimal: DecimalDigits) -> String {
    let count = decimal.digits.utf8.count
    if decimal.exponent < 0 {
      return "0." + String(repeating: "0", count: -decimal.exponent - 1) + decimal.digits
    }
    if count > decimal.exponent + 1 {
      return decimal.digits.prefix(decimal.exponent + 1) + "."
        + decimal.digits.dropFirst(decimal.exponent + 1)
    }
    return decimal.digits + String(repeating: "0", count: decimal.exponent + 1 - count)
  }

  private static func radix(_ number: Double, _ radix: Int) -> String {
    let rounded = (number + 0.5).rounded(.down)
    guard rounded < 1.8e19 else { return NumberText.shortest(rounded) }
    return String(UInt64(rounded), radix: radix)
  }

  /// Without the zeros that say nothing: 1.2000k is 1.2k.
  private static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let point = bytes.firstIndex(of: 0x2E) else { return text }
    var end = point + 1
    while end < bytes.count, bytes[end] >= 48, bytes[end] <= 57 { end += 1 }
    var last = end
    while last > point + 1, bytes[last - 1] == 48 { last -= 1 }
    if last == point + 1 { last = point }
    return String(decoding: bytes[..<last] + bytes[end...], as: UTF8.self)
  }

  private static func grouped(_ digits: String, width: Int? = nil) -> String {
    let bytes = Array(digits.utf8)
    guard bytes.count > 3 || width != nil else { return digits }
    var groups: [String] = []
    var end = bytes.count
    var length = 0
    let limit = width ?? .max
    while end > 0 {
      var size = 3
      if length + size + 1 > limit { size = max(1, limit - length) }
      let start = max(0, end - size)
      groups.append(String(decoding: bytes[start..<end], as: UTF8.self))
      end = start
      length += size + 1
      if length > limit { break }
    }
    return groups.reversed().joined(separator: ",")
  }
}

/// Powers of ten that are exact where a Double can hold them exactly.
enum PowersOfTen {
  static func power(_ exponent: Int) -> Double {
    Double("1e\(exponent)") ?? (exponent > 0 ? .infinity : 0)
  }
}
