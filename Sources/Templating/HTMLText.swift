import Mustache

/// Text in HTML: what Mustache's own content type escapes, and in the same way, but by bytes.
struct HTMLText: MustacheContentType {
  /// A line that makes a template print text through this type; it prints nothing itself.
  static let pragma: String = {
    MustacheContentTypes.register(HTMLText(), named: "ASSAY_HTML")
    return "{{% CONTENT_TYPE:ASSAY_HTML}}\n"
  }()

  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { HTMLText.entity($0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let entity = HTMLText.entity(byte) {
        bytes.append(contentsOf: entity.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
