/// Makes other bytes of some.
package struct Mutator {
  package var random: SeededGenerator

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// What breaks parsers: signs of all the languages of a site, alone and in great numbers.
  private static let words: [String] = [
    "", " ", "\n", "\t", "\r\n", "\"", "'", "`", "```", "{", "}", "[", "]", "(", ")", "<", ">", "|",
    "---\n", ":", ": ", "- ", "#", "%", "@", "&", "*", "_", "~~", "\\", "/", "../", "//", "{{",
    "}}",
    "{{#", "{{/", "{sql}", "{claim}", "{{>", "null", "-1", "0", "9223372036854775807", "1e400",
    "NaN",
    "\u{0}", "\u{8}", "\u{FEFF}", "\u{FFFE}", "é", "e\u{301}", "𝄞", "\u{202E}", "select", "from",
    "now",
    "union all", "with recursive", "&anchor", "*anchor", "!!binary", "data:", "javascript:",
    "file:///",
    "url(x)", "var(--x)", "mark: bar", "2026-02-30", "P9D", "true", "known_on", "as_of: ",
    "{{>", "{{<", "{{$", "{{=", "{assert}", " :: ", "\r", "%00", "%2e%2e", "HTTP/1.1", "datum.",
    "=>", "1e-400", "0x", "?", "!", ",", ";", "\u{1F}", "\u{85}", "\u{2028}", "\u{FFFF}",
  ]

  package mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...3, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func place(in bytes: [UInt8]) -> Int {
    Int.random(in: 0...bytes.count, using: &random)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let start = place(in: bytes)
    let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
    let word = Array((random.pick(Self.words) ?? "").utf8)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.replaceSubrange(start..<end, with: [])
    case 1: bytes.insert(contentsOf: word, at: start)
    case 2: bytes.replaceSubrange(start..<end, with: word)
    case 3:
      let count = Int.random(in: 1...2_000, using: &random)
      bytes.insert(contentsOf: repeatElement(word, count: count).joined(), at: start)
    case 4: bytes.insert(contentsOf: Array(bytes[start..<end]), at: place(in: bytes))
    case 5: if start < bytes.count { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    default: bytes.removeSubrange(start...)
    }
  }

  /// What a disk or another program can make of a file.
  package mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return []
    case 1: return bytes + bytes
    case 2:
      let middle = place(in: bytes)
      return Array(bytes[middle...] + bytes[..<middle])
    case 3:
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      let dropped = Int.random(in: lines.indices, using: &random)
      return Array(
        lines.enumerated().filter { $0.offset != dropped }.map(\.element).joined(separator: [10]))
    case 4: return [UInt8](repeating: 0, count: bytes.count)
    default: break
    }
    var bytes = bytes
    for _ in 0...Int.random(in: 0...2, using: &random) {
      let start = place(in: bytes)
      switch Int.random(in: 0..<4, using: &random) {
      case 0, 1:
        if start < bytes.count { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
      case 2: bytes.removeSubrange(start...)
      default:
        let end = min(bytes.count, start + 16)
        bytes.replaceSubrange(
          start..<end, with: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
      }
    }
    return bytes
  }
}
