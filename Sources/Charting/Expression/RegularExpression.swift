import Basics

/// A regular expression of an expression.
struct RegularExpression {
  private let pattern: Pattern
  private let isGlobal: Bool

  /// Nil where the pattern is none or a flag is not known; `g`, `i`, `m`, `s` and `u` are.
  init?(_ pattern: String, flags: String) {
    guard flags.allSatisfy({ "gimsu".contains($0) }), pattern.utf8.count <= 1000 else { return nil }
    var options: Pattern.Options = []
    if flags.contains("i") { options.insert(.ignoresCase) }
    if flags.contains("m") { options.insert(.matchesLines) }
    if flags.contains("s") { options.insert(.dotMatchesLineEnds) }
    guard let pattern = Pattern(pattern, options) else { return nil }
    self.pattern = pattern
    isGlobal = flags.contains("g")
  }

  func matches(_ text: String) -> Bool { first(in: Array(text.utf8), from: 0) != nil }

  /// The text with the first match, or all where the flags have `g`, replaced; `$1` and `$&` stand
  /// for what was matched.
  func replacing(in text: String, with replacement: String) -> String {
    let bytes = Array(text.utf8)
    let written = Array(replacement.utf8)
    var result: [UInt8] = []
    var copied = 0
    var start = 0
    while start <= bytes.count, let match = first(in: bytes, from: start), let whole = match[0] {
      result += bytes[copied..<whole.lowerBound]
      append(written, for: match, of: bytes, to: &result)
      copied = whole.upperBound
      guard isGlobal, ChartWork.allows(bytes: result.count) else { break }
      start = whole.upperBound
      // An empty match would be found again for ever.
      if whole.isEmpty {
        start += 1
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
      }
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  private func append(
    _ replacement: [UInt8], for match: [Range<Int>?], of text: [UInt8], to result: inout [UInt8]
  ) {
    var rest = replacement[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$"), let next = rest.first else {
        result.append(byte)
        continue
      }
      let group = Int(next) - 48
      switch next {
      case UInt8(ascii: "&"): if let whole = match[0] { result += text[whole] }
      case UInt8(ascii: "$"): result.append(next)
      case UInt8(ascii: "1")...UInt8(ascii: "9") where group < match.count:
        if let range = match[group] { result += text[range] }
      default:
        result.append(byte)
        continue
      }
      rest.removeFirst()
    }
  }

  private func first(in text: [UInt8], from start: Int) -> [Range<Int>?]? {
    guard !ChartWork.isExceeded else { return nil }
    do {
      return try pattern.firstMatch(in: text, from: start)
    } catch {
      ChartWork.exceed()
      return nil
    }
  }
}
