/// How a number prints: `0`, `0.00`, `#,##0.0`, `+0.0`, with text before and after it.
///
/// - `0` is a digit that always prints, `#` one that prints where it is needed.
/// - A comma among the digits groups thousands: three digits stand between two, and after the last.
/// - A leading `+` prints the sign of positive numbers too; zero has none.
/// - All else is text: `0.0 %`, `USD #,##0`. A `%` is a unit, nothing is multiplied by 100. A
///   blank between number and text prints as a narrow no-break space, so that no line ends there.
///   Text between apostrophes is taken as it is.
///
/// Rounding is half away from zero on the number's shortest decimal text; a minus is U+2212.
package struct NumberPattern: Hashable, Sendable {
  /// U+202F, between a number and its unit.
  package static let narrowSpace = "\u{202F}"
  static let minus = "\u{2212}"

  var prefix = ""
  var suffix = ""
  var showsPlus = false
  var groups = false
  var wholeDigits = 1
  var minimumDecimals = 0
  var maximumDecimals = 0

  /// So many decimals, nothing before or after.
  package init(decimals: Int, groups: Bool = false) {
    minimumDecimals = decimals
    maximumDecimals = decimals
    self.groups = groups
  }

  /// The pattern, or nil where the text has no digits or has them in an order that means nothing.
  package init?(_ text: String) {
    let parts = splitQuoted(text)
    let isCore: (Character) -> Bool = { "0#,.+".contains($0) }
    guard
      let firstDigit = parts.firstIndex(where: { !$0.quoted && "0#".contains($0.character) })
    else { return nil }
    var start = firstDigit
    if start > 0, !parts[start - 1].quoted, parts[start - 1].character == "+" { start -= 1 }
    var end = firstDigit
    while end < parts.count, !parts[end].quoted, isCore(parts[end].character) { end += 1 }
    // "0.0." ends a sentence: the last point is text. A comma there divides by a thousand in a
    // spreadsheet; here it would be printed, so it is refused.
    while end > start, ".+".contains(parts[end - 1].character) { end -= 1 }
    guard !parts[end...].contains(where: { !$0.quoted && "0#".contains($0.character) }) else {
      return nil
    }
    // ",.0f" and ".1f" are formats of charts.
    if start > 0, !parts[start - 1].quoted, ",.".contains(parts[start - 1].character) { return nil }
    guard readCore(parts[start..<end].map(\.character)) else { return nil }
    prefix = String(parts[..<start].map(\.character))
    suffix = String(parts[end...].map(\.character))
    if prefix.last == " " { prefix = prefix.dropLast() + Self.narrowSpace }
    if suffix.first == " " { suffix = Self.narrowSpace + suffix.dropFirst() }
  }

  private mutating func readCore(_ characters: [Character]) -> Bool {
    var core = characters[...]
    if core.first == "+" {
      showsPlus = true
      core.removeFirst()
    }
    let halves = core.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first else { return false }
    groups = whole.contains(",")
    let wholePlaces = whole.filter { $0 != "," }
    let optional = wholePlaces.prefix { $0 == "#" }
    guard wholePlaces.dropFirst(optional.count).allSatisfy({ $0 == "0" }) else { return false }
    // "0,0" has a comma where some write the decimal point, or is to print groups of one.
    if groups {
      let parts = whole.split(separator: ",", omittingEmptySubsequences: false)
      guard let first = parts.first, !first.isEmpty,
        parts.dropFirst().allSatisfy({ $0.count == 3 })
      else { return false }
    }
    wholeDigits = max(1, wholePlaces.count - optional.count)
    guard halves.count == 2, let decimals = halves.last else { return true }
    let required = decimals.prefix { $0 == "0" }
    guard decimals.dropFirst(required.count).allSatisfy({ $0 == "#" }) else { return false }
    minimumDecimals = required.count
    maximumDecimals = decimals.count
    return true
  }

  package func text(_ number: Double) -> String {
    guard number.isFinite else { return shortestText(number) }
    return text(DecimalNumber(number))
  }

  package func text(_ integer: Int64) -> String {
    text(DecimalNumber(integer))
  }

  func text(_ number: DecimalNumber) -> String {
    let rounded = number.rounded(decimals: maximumDecimals)
    var whole = rounded.whole
    if whole.count < wholeDigits {
      whole = String(repeating: "0", count: wholeDigits - whole.count) + whole
    }
    if groups { whole = grouped(whole) }
    let decimals = max(minimumDecimals, rounded.decimals)
    let sign = rounded.isZero ? "" : rounded.isNegative ? Self.minus : showsPlus ? "+" : ""
    let fraction = decimals > 0 ? "." + rounded.fraction(decimals) : ""
    return prefix + sign + whole + fraction + suffix
  }
}

/// Thousands apart, by commas.
func grouped(_ digits: String) -> String {
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// The characters of a pattern, and which of them stood between apostrophes; '' is an apostrophe.
func splitQuoted(_ pattern: String) -> [(character: Character, quoted: Bool)] {
  var result: [(character: Character, quoted: Bool)] = []
  var isQuoted = false
  var characters = Array(pattern)[...]
  while let character = characters.popFirst() {
    if character == "'" {
      if characters.first == "'" {
        characters.removeFirst()
        result.append(("'", true))
      } else {
        isQuoted.toggle()
      }
    } else {
      result.append((character, isQuoted))
    }
  }
  return result
}
