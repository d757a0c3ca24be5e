package import Basics

/// The encodings a data file may declare; all else about it is the same once it is UTF-8.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"

  /// By its name or one of its usual other names, in any case.
  package init?(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "windows-1252", "cp1252", "cp-1252", "windows1252": self = .windows1252
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1": self = .latin1
    default: return nil
    }
  }

  /// The file in UTF-8, with lone CR line ends (old spreadsheets) as LF; or why it cannot be.
  package func decode(_ source: SourceText) -> Result<SourceText, DiagnosticsError> {
    switch self {
    case .utf8:
      if let offset = source.firstInvalidUTF8 {
        return .failure(
          DiagnosticsError(
            .notUTF8(
              source.path, source.range(utf8Offsets: offset..<offset + 1),
              byte: source.utf8[offset])))
      }
      return .success(Self.withLineFeeds(source))
    case .latin1, .windows1252:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(source.utf8.count + source.utf8.count / 8)
      for (offset, byte) in source.utf8.enumerated() {
        guard let scalar = scalar(byte) else {
          return .failure(
            DiagnosticsError(
              .notEncoded(
                source.path, source.range(utf8Offsets: offset..<offset + 1), byte: byte,
                encoding: rawValue)))
        }
        bytes.append(contentsOf: Array(String(scalar).utf8))
      }
      return .success(Self.withLineFeeds(SourceText(path: source.path, utf8: bytes)))
    }
  }

  private static func withLineFeeds(_ source: SourceText) -> SourceText {
    guard source.utf8.contains(UInt8(ascii: "\r")), !source.utf8.contains(UInt8(ascii: "\n"))
    else { return source }
    return SourceText(
      path: source.path,
      utf8: source.utf8.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 })
  }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard self == .windows1252, (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let code = Self.windows1252High[Int(byte) - 0x80]
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  /// The characters of windows-1252 at 0x80 to 0x9F; 0 where it has none.
  private static let windows1252High: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
