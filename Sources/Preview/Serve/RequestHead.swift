/// The request line and the headers of an HTTP/1 request (RFC 9112).
struct RequestHead: Hashable, Sendable {
  enum Failure: UInt16, Error {
    case badRequest = 400
    case tooLong = 431
    case wrongVersion = 505
  }

  /// A head longer than this is refused.
  static let longest = 16_384

  var method: String
  var target: String
  /// Whether the client can send another request on the same connection.
  var keepsAlive: Bool
  /// By lower-case names; a header that is there twice has both values here.
  var headers: [String: [String]]

  /// The only value of a header; nil where it is missing or there twice.
  func header(_ name: String) -> String? {
    guard let values = headers[name], values.count == 1 else { return nil }
    return values[0]
  }

  /// Whether a body follows, which nobody here reads.
  var hasBody: Bool {
    headers["transfer-encoding"] != nil || headers["content-length"].map { $0 != ["0"] } ?? false
  }

  /// Where a head ends in what was received, its blank line included; nil where it goes on.
  ///
  /// - Parameter start: the bytes before it were searched already.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    let newline = UInt8(ascii: "\n")
    var index = max(0, start - 3)
    while let found = bytes[index...].firstIndex(of: newline) {
      if found >= 1, bytes[found - 1] == newline { return found + 1 }
      if found >= 3, bytes[found - 1] == UInt8(ascii: "\r"), bytes[found - 2] == newline {
        return found + 1
      }
      index = found + 1
    }
    return nil
  }

}

extension RequestHead {
  /// Reads a head, its blank line included.
  init(parsing bytes: ArraySlice<UInt8>) throws(Failure) {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw .badRequest
    }
    // In a Swift text CR and LF are one character.
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }[...]
    // A client may send an empty line before a request (RFC 9112, section 2.2).
    while lines.first?.isEmpty == true, lines.count > 2 { lines.removeFirst() }
    let parts = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(Self.isToken),
      !parts[1].isEmpty, parts[1].utf8.allSatisfy({ $0 > 32 && $0 != 127 })
    else { throw .badRequest }
    guard parts[2].hasPrefix("HTTP/") else { throw .badRequest }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else { throw .wrongVersion }
    method = String(parts[0])
    target = String(parts[1])
    headers = [:]
    for line in lines where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        line[..<colon].allSatisfy(Self.isToken)
      else { throw .badRequest }
      let value = line[line.index(after: colon)...]
      let blanks: Set<Character> = [" ", "\t"]
      let trimmed = value.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }
      headers[line[..<colon].lowercased(), default: []].append(String(trimmed.reversed()))
    }
    let options = (headers["connection"] ?? []).joined(separator: ",").lowercased()
    keepsAlive =
      parts[2] == "HTTP/1.1" ? !options.contains("close") : options.contains("keep-alive")
  }

  private static func isToken(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return false }
    switch ascii {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default: return "!#$%&'*+-.^_`|~".utf8.contains(ascii)
    }
  }
}
