/// HTML as it is written: bytes in one growing buffer.
struct HTMLBuffer {
  var bytes: [UInt8] = []

  /// Text known to be HTML.
  mutating func write(_ html: StaticString) {
    html.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A hook's or a number's HTML.
  mutating func write(_ html: String) {
    bytes.append(contentsOf: html.utf8)
  }

  mutating func write(_ html: ArraySlice<UInt8>) {
    bytes.append(contentsOf: html)
  }

  /// Text, in which `& < > "` are written as entities.
  mutating func escape(_ text: ArraySlice<UInt8>) {
    var clean = text.startIndex
    var index = clean
    let end = text.endIndex
    while index < end {
      let byte = text[index]
      if byte == 38 || byte == 60 || byte == 62 || byte == 34 {
        bytes.append(contentsOf: text[clean..<index])
        switch byte {
        case 38: write("&amp;")
        case 60: write("&lt;")
        case 62: write("&gt;")
        default: write("&quot;")
        }
        clean = index + 1
      }
      index += 1
    }
    bytes.append(contentsOf: text[clean..<end])
  }

  mutating func escape(_ text: String) {
    escape(Array(text.utf8)[...])
  }

  /// A URL in an attribute: what no URL may hold is percent-encoded, `&` and `'` are entities.
  mutating func escape(url: ArraySlice<UInt8>) {
    for byte in url {
      switch byte {
      case 38: write("&amp;")
      case 39: write("&#x27;")
      case _ where HTMLBuffer.isURLByte(byte): bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(HTMLBuffer.hexDigit(byte >> 4))
        bytes.append(HTMLBuffer.hexDigit(byte & 15))
      }
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 48 + value : 55 + value
  }

  /// Letters, digits and the reserved and unreserved marks of RFC 3986 but for brackets, and `%`.
  private static func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 64...90, 97...122: true
    case 33, 35, 36, 37, 40...47, 58, 59, 61, 63, 95, 126: true
    default: false
    }
  }
}

/// HTML without its tags, entities resolved: what a reader hears.
func plainText(ofHTML html: ArraySlice<UInt8>) -> String {
  var text: [UInt8] = []
  var index = html.startIndex
  while index < html.endIndex {
    let byte = html[index]
    if byte == UInt8(ascii: "<") {
      while index < html.endIndex, html[index] != UInt8(ascii: ">") { index += 1 }
      index += 1
      continue
    }
    if byte == UInt8(ascii: "&"),
      let entity = HTMLEntity.basic.first(where: { html[index...].starts(with: $0.name.utf8) })
    {
      text.append(entity.byte)
      index += entity.name.utf8.count
      continue
    }
    text.append(byte)
    index += 1
  }
  return String(decoding: text, as: UTF8.self)
}

private struct HTMLEntity {
  var name: String
  var byte: UInt8

  static let basic = [
    HTMLEntity(name: "&amp;", byte: 38), HTMLEntity(name: "&lt;", byte: 60),
    HTMLEntity(name: "&gt;", byte: 62), HTMLEntity(name: "&quot;", byte: 34),
    HTMLEntity(name: "&#39;", byte: 39), HTMLEntity(name: "&#x27;", byte: 39),
  ]
}

/// Inline HTML for use inside a link: links become their words, footnote and citation marks go.
func withoutLinks(_ html: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard html.contains(UInt8(ascii: "<")) else { return html }
  var kept: [UInt8] = []
  var index = html.startIndex
  while index < html.endIndex {
    let rest = html[index...]
    if rest.starts(with: "<sup ".utf8), let end = find("</sup>", in: rest) {
      index = end
    } else if rest.starts(with: "<a ".utf8) || rest.starts(with: "</a>".utf8) {
      index = find(">", in: rest) ?? html.endIndex
    } else {
      kept.append(html[index])
      index += 1
    }
  }
  return kept[...]
}

private func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let wanted = Array(text.utf8)
  var index = bytes.startIndex
  while index + wanted.count <= bytes.endIndex {
    if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index + wanted.count }
    index += 1
  }
  return nil
}
