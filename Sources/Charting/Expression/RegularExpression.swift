/// A regular expression of an expression, on Swift's own engine.
struct RegularExpression {
  private let regex: Regex<AnyRegexOutput>
  private let isGlobal: Bool

  /// Nil where the pattern is none or a flag is not known; `g`, `i`, `m`, `s` and `u` are.
  init?(_ pattern: String, flags: String) {
    guard flags.allSatisfy({ "gimsu".contains($0) }), pattern.utf8.count <= 1000,
      let parsed = try? Regex(pattern)
    else { return nil }
    var regex = parsed.matchingSemantics(.unicodeScalar)
    if flags.contains("i") { regex = regex.ignoresCase() }
    if flags.contains("m") { regex = regex.anchorsMatchLineEndings() }
    if flags.contains("s") { regex = regex.dotMatchesNewlines() }
    self.regex = regex
    isGlobal = flags.contains("g")
  }

  func matches(_ text: String) -> Bool { text.firstMatch(of: regex) != nil }

  /// The text with the first match, or all where the flags have `g`, replaced; `$1` and `$&` stand
  /// for what was matched.
  func replacing(in text: String, with replacement: String) -> String {
    text.replacing(regex, maxReplacements: isGlobal ? .max : 1) { match in
      guard replacement.contains("$") else { return replacement }
      var result = ""
      var rest = Substring(replacement)
      while let character = rest.popFirst() {
        guard character == "$", let next = rest.first else {
          result.append(character)
          continue
        }
        if next == "&" {
          result += text[match.range]
          rest.removeFirst()
        } else if next == "$" {
          result += "$"
          rest.removeFirst()
        } else if let group = next.wholeNumberValue, group > 0, group < match.output.count {
          result += match.output[group].substring ?? ""
          rest.removeFirst()
        } else {
          result.append(character)
        }
      }
      return result
    }
  }
}
