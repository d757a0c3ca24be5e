package import Basics

/// The encodings a data file may declare; all else about it is the same once it is UTF-8.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1250 = "windows-1250"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case latin2 = "iso-8859-2"
  case latin9 = "iso-8859-15"

  /// By its name or one of its usual other names, in any case.
  package init?(name: String) {
    switch name.lowercased().replacing("_", with: "-") {
    // Other tools write the last of these for a file that begins with a byte order mark.
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-8-sig", "utf8-sig": self = .utf8
    case "utf-16", "utf16", "ucs-2", "unicode": self = .utf16
    case "utf-16le", "utf-16-le", "utf16le": self = .utf16LittleEndian
    case "utf-16be", "utf-16-be", "utf16be": self = .utf16BigEndian
    case "windows-1250", "cp1250", "cp-1250", "windows1250": self = .windows1250
    case "windows-1252", "cp1252", "cp-1252", "windows1252": self = .windows1252
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1": self = .latin1
    case "iso-8859-2", "iso8859-2", "latin2", "latin-2": self = .latin2
    case "iso-8859-15", "iso8859-15", "latin9", "latin-9": self = .latin9
    default: return nil
    }
  }

  /// The file in UTF-8, with lone CR line ends (old spreadsheets) as LF; or why it cannot be.
  ///
  /// A byte order mark of UTF-8 stands for itself, whatever was declared: no other text begins so.
  package func decode(_ source: SourceText) -> Result<SourceText, DiagnosticsError> {
    let isMarked = source.utf8.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes: [UInt8]
    switch (self, codePage) {
    case (.utf8, _),
      (_, _) where isMarked:
      if let problem = Self.problemOfUTF8(source) { return .failure(DiagnosticsError(problem)) }
      return .success(Self.withLineFeeds(source))
    case (_, let page?):
      switch decode(source, page) {
      case .success(let decoded): bytes = decoded
      case .failure(let error): return .failure(error)
      }
    default:
      switch decodeUTF16(source) {
      case .success(let decoded): bytes = decoded
      case .failure(let error): return .failure(error)
      }
    }
    return .success(Self.withLineFeeds(SourceText(path: source.path, utf8: bytes)))
  }

  /// Where the first letter stands that takes several bytes, in a file that is UTF-8 and was declared
  /// to be in another encoding of single bytes: hardly any text of those happens to be UTF-8.
  func placeOfUTF8(in source: SourceText) -> SourceRange? {
    guard codePage != nil, let start = source.utf8.firstIndex(where: { $0 >= 0x80 }),
      !source.utf8.starts(with: [0xEF, 0xBB, 0xBF]), source.firstInvalidUTF8 == nil
    else { return nil }
    let end = source.utf8[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? source.utf8.count
    return source.range(utf8Offsets: start..<end)
  }

  private static func problemOfUTF8(_ source: SourceText) -> Diagnostic? {
    guard let offset = source.firstInvalidUTF8 else { return nil }
    if source.utf8.starts(with: [0xFF, 0xFE]) || source.utf8.starts(with: [0xFE, 0xFF]) {
      return .isUTF16(source.path)
    }
    return .notUTF8(
      source.path, source.range(utf8Offsets: offset..<offset + 1), byte: source.utf8[offset])
  }

  private static func withLineFeeds(_ source: SourceText) -> SourceText {
    guard source.utf8.contains(UInt8(ascii: "\r")), !source.utf8.contains(UInt8(ascii: "\n"))
    else { return source }
    return SourceText(
      path: source.path,
      utf8: source.utf8.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 })
  }

  private var codePage: CodePage? {
    switch self {
    case .latin1: .latin1
    case .latin2: .latin2
    case .latin9: .latin9
    case .windows1250: .windows1250
    case .windows1252: .windows1252
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

  private func decode(
    _ source: SourceText, _ page: CodePage
  ) -> Result<[UInt8], DiagnosticsError> {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.utf8.count + source.utf8.count / 8)
    for (offset, byte) in source.utf8.enumerated() {
      guard let scalar = page.scalar(byte) else {
        return .failure(
          DiagnosticsError(
            .notEncoded(
              source.path, source.range(utf8Offsets: offset..<offset + 1), byte: byte,
              encoding: rawValue)))
      }
      bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    }
    return .success(bytes)
  }

  private func decodeUTF16(_ source: SourceText) -> Result<[UInt8], DiagnosticsError> {
    var file = source.utf8[...]
    let isBig = isBigEndian(file)
    if file.starts(with: isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) {
      file = file.dropFirst(2)
    } else if !file.isEmpty, !file.prefix(256).contains(0) {
      // Delimiters and line ends have a byte that is 0: without one it is another encoding.
      return failure(source, after: [])
    }
    let (high, low) = isBig ? (0, 1) : (1, 0)
    var units: [UInt16] = []
    for index in stride(from: file.startIndex, to: file.endIndex - 1, by: 2) {
      units.append(UInt16(file[index + high]) << 8 | UInt16(file[index + low]))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.count)
    var decoder = UTF16()
    var iterator = units.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      case .emptyInput:
        return file.count.isMultiple(of: 2) ? .success(bytes) : failure(source, after: bytes)
      case .error: return failure(source, after: bytes)
      }
    }
  }

  /// Without a mark the first character tells the order: it is a letter of a header, or a quote.
  private func isBigEndian(_ file: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .utf16BigEndian: true
    case .utf16LittleEndian: false
    default: file.starts(with: [0xFE, 0xFF]) || file.first == 0
    }
  }

  /// What was read so far tells the place.
  private func failure(
    _ source: SourceText, after bytes: [UInt8]
  ) -> Result<[UInt8], DiagnosticsError> {
    let read = SourceText(path: source.path, utf8: bytes)
    let place = SourceRange(at: read.position(utf8Offset: bytes.count))
    return .failure(DiagnosticsError(.brokenUTF16(source.path, place, encoding: rawValue)))
  }
}
