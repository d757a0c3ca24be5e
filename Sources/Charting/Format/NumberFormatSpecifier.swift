/// A d3-format specifier: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`.
struct NumberFormatSpecifier: Hashable, Sendable {
  var fill: Character = " "
  /// `>`, `<`, `^` or `=`.
  var align: Character = ">"
  /// `-`, `+`, `(` or a blank.
  var sign: Character = "-"
  /// `$`, `#` or nil.
  var symbol: Character?
  var zero = false
  var width: Int?
  var comma = false
  var precision: Int?
  var trim = false
  /// A letter, `%`, or nil for d3's default type.
  var type: Character?

  init() {}

  /// Nil where the text is no specifier, for which d3 throws.
  init?(_ text: String) {
    var rest = Substring(text)
    let second = rest.dropFirst().first
    if let align = second, "<>=^".contains(align), let fill = rest.first {
      self.fill = fill
      self.align = align
      rest.removeFirst(2)
    } else if let align = rest.first, "<>=^".contains(align) {
      self.align = align
      rest.removeFirst()
    }
    if let sign = rest.first, "+-( ".contains(sign) {
      self.sign = sign
      rest.removeFirst()
    }
    if let symbol = rest.first, symbol == "$" || symbol == "#" {
      self.symbol = symbol
      rest.removeFirst()
    }
    if rest.first == "0" {
      zero = true
      rest.removeFirst()
    }
    width = Self.takeNumber(&rest)
    if rest.first == "," {
      comma = true
      rest.removeFirst()
    }
    if rest.first == "." {
      rest.removeFirst()
      guard let digits = Self.takeNumber(&rest) else { return nil }
      precision = digits
    }
    if rest.first == "~" {
      trim = true
      rest.removeFirst()
    }
    if let type = rest.first {
      guard type.isASCII, type.isLetter || type == "%" else { return nil }
      self.type = type
      rest.removeFirst()
    }
    guard rest.isEmpty else { return nil }
  }

  private static func takeNumber(_ rest: inout Substring) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    return Int(digits.prefix(6))
  }
}

/// The precision d3 recommends for numbers that differ by a step.
enum NumberPrecision {
  /// The power of ten of a number's first digit; 0 for zero and what is not finite.
  static func exponent(_ number: Double) -> Int {
    guard number.isFinite, number != 0 else { return 0 }
    return DecimalDigits(abs(number)).exponent
  }

  /// Decimals that tell multiples of a step apart.
  static func fixed(step: Double) -> Int { max(0, -exponent(step)) }

  /// Decimals after scaling by the SI prefix of a value.
  static func prefix(step: Double, value: Double) -> Int {
    let third = Int((Double(exponent(value)) / 3).rounded(.down))
    return max(0, max(-8, min(8, third)) * 3 - exponent(step))
  }

  /// Significant digits that tell multiples of a step apart up to a largest value.
  static func round(step: Double, max largest: Double) -> Int {
    let step = abs(step)
    return max(0, exponent(abs(largest) - step) - exponent(step)) + 1
  }
}
