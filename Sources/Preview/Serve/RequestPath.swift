/// The path of a request's target, decoded once and found harmless.
struct RequestPath: Hashable, Sendable {
  /// Between the slashes; none of them empty but perhaps the last, `.`, `..`, or hidden.
  let segments: [String]
  /// As it was asked for, still encoded, without the query.
  let encoded: String
  let query: String

  /// Whether it names a folder: it ends in a slash.
  var isFolder: Bool { segments.last.map(\.isEmpty) ?? true }

  /// Takes `/a/b%20c?x=1`. Nil where the encoding is broken, where the path would leave its
  /// folder, and where it names what no site has: hidden files, NULs and other control characters.
  init?(_ target: String) {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    encoded = String(halves[0])
    query = halves.count > 1 ? String(halves[1]) : ""
    guard encoded.hasPrefix("/"), !encoded.contains("#") else { return nil }
    var segments: [String] = []
    for part in encoded.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      // Decoded after splitting, so that an encoded slash is no slash.
      guard let segment = Self.decoded(part) else { return nil }
      let isHarmless = segment.unicodeScalars.allSatisfy {
        $0.value >= 32 && $0.value != 127 && $0 != "/" && $0 != "\\"
      }
      guard isHarmless, !segment.hasPrefix(".") else { return nil }
      segments.append(segment)
    }
    guard !segments.dropLast().contains("") else { return nil }
    self.segments = segments
  }

  /// Undoes percent-encoding; nil where it is broken or the bytes are not UTF-8.
  static func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The value of a name in the query, decoded.
  func parameter(_ name: String) -> String? {
    for pair in query.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if halves.count == 2, halves[0] == name { return Self.decoded(halves[1]) }
    }
    return nil
  }

  /// What a link in a page leads to: the target to ask for, or nil for other sites and schemes.
  func resolving(_ link: String) -> String? {
    guard !link.isEmpty, !link.hasPrefix("//"), !link.hasPrefix("#") else { return nil }
    let beforeSlash = link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !beforeSlash.contains(":") else { return nil }
    let path = link.prefix { $0 != "#" && $0 != "?" }
    if path.hasPrefix("/") { return String(path) }
    var folders = encoded.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".": continue
      case "..": if folders.count > 1 { folders.removeLast() }
      default: folders.append(part)
      }
    }
    return folders.joined(separator: "/")
  }
}
