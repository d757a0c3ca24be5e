/// The text of the first paragraph of a page, with its figures filled in.
enum OpeningText {
  /// The characters that HTML writes as references.
  private static let references: [(name: StaticString, sign: UInt8)] = [
    ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
    ("&#39;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
  ]

  static func text(in html: String) -> String? {
    var html = html
    let text = html.withUTF8 { bytes -> [UInt8]? in
      guard let start = find("<p>", in: bytes, from: 0),
        let end = find("</p>", in: bytes, from: start + 3)
      else { return nil }
      return plain(UnsafeBufferPointer(rebasing: bytes[(start + 3)..<end]))
    }
    guard let text, !text.isEmpty else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// Without tags, on one line, with references resolved.
  private static func plain(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(html.count)
    var index = 0
    while index < html.count {
      let byte = html[index]
      index += 1
      switch byte {
      case UInt8(ascii: "<"):
        while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
        index += 1
      case UInt8(ascii: "\r") where index < html.count && html[index] == UInt8(ascii: "\n"):
        continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        text.append(UInt8(ascii: " "))
      case UInt8(ascii: "&"):
        let reference = references.first { has($0.name, in: html, at: index - 1) }
        text.append(reference?.sign ?? byte)
        if let reference { index += reference.name.utf8CodeUnitCount - 1 }
      default:
        text.append(byte)
      }
    }
    return text
  }

  private static func find(
    _ name: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    while index + name.utf8CodeUnitCount <= bytes.count {
      if bytes[index] == UInt8(ascii: "<"), has(name, in: bytes, at: index) { return index }
      index += 1
    }
    return nil
  }

  private static func has(
    _ name: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    index + name.utf8CodeUnitCount <= bytes.count
      && name.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + $0.count)]) }
  }
}
