/// A tag of an HTML text, with its attributes as they mean, not as they are escaped.
package struct HTMLTag: Equatable, Sendable {
  package struct Attribute: Equatable, Sendable {
    package var name: String
    /// Nil where the attribute has no value: `download`.
    package var value: String?

    package init(_ name: String, _ value: String? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// In lower case.
  package var name: String
  package var isEnd = false
  package var attributes: [Attribute] = []

  package init(name: String, isEnd: Bool = false, attributes: [Attribute] = []) {
    (self.name, self.isEnd, self.attributes) = (name, isEnd, attributes)
  }

  package subscript(name: String) -> String? {
    get { attributes.first { $0.name == name }.map { $0.value ?? "" } }
    set {
      let index = attributes.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append(Attribute(name, value))
      case (nil, nil): break
      }
    }
  }

  /// The words of the attribute `class`.
  package var classes: [Substring] { (self["class"] ?? "").split(separator: " ") }

  package var text: String {
    guard !isEnd else { return "</\(name)>" }
    let written = attributes.map { attribute in
      attribute.value.map { " \(attribute.name)=\"\(HTMLText.escaped($0))\"" }
        ?? " \(attribute.name)"
    }
    return "<\(name)\(written.joined())>"
  }
}

/// A piece of an HTML text.
package enum HTMLToken: Equatable, Sendable {
  /// A tag, and how it is written.
  case tag(HTMLTag, String)
  /// Text between tags as it stands, with its references; also the content of scripts and styles.
  case text(String)
  /// A comment or a doctype, as it stands.
  case other(String)
}

/// Takes HTML apart into tags and texts, by the tokenisation rules of the HTML standard that
/// documents of a generator need; whatever it takes apart can be put together again.
package struct HTMLScanner: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var index = 0
  /// The element whose content is no markup, while it is being read.
  private var rawElement: String?

  private static let rawElements: Set<String> = ["script", "style", "textarea", "title"]

  package init(_ html: String) { bytes = Array(html.utf8) }

  package mutating func next() -> HTMLToken? {
    guard index < bytes.count else { return nil }
    if let name = rawElement {
      rawElement = nil
      let end = endOfRaw(name)
      if end > index {
        defer { index = end }
        return .text(text(index..<end))
      }
    }
    guard bytes[index] == UInt8(ascii: "<") else { return plainText() }
    return markup() ?? plainText()
  }

  private mutating func plainText() -> HTMLToken {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(text(start..<index))
  }

  /// Where the end tag of a raw element begins.
  private func endOfRaw(_ name: String) -> Int {
    let end = Array("</\(name)".utf8)
    var at = index
    while at + end.count <= bytes.count {
      if bytes[at] == end[0], zip(bytes[at...], end).allSatisfy({ $0 == $1 || $0 | 32 == $1 }) {
        return at
      }
      at += 1
    }
    return bytes.count
  }

  private mutating func markup() -> HTMLToken? {
    let start = index
    guard start + 1 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      let isComment = bytes[start...].starts(with: "<!--".utf8)
      let end = end(of: isComment ? "-->" : ">", from: start + (isComment ? 4 : 2))
      index = end
      return .other(text(start..<end))
    case UInt8(ascii: "/"):
      guard start + 2 < bytes.count, Self.isLetter(bytes[start + 2]) else { return nil }
      var at = start + 2
      let name = word(&at)
      index = end(of: ">", from: at)
      return .tag(HTMLTag(name: name.lowercased(), isEnd: true), text(start..<index))
    case let byte where Self.isLetter(byte):
      var at = start + 1
      var tag = HTMLTag(name: word(&at).lowercased())
      tag.attributes = attributes(&at)
      index = at
      if Self.rawElements.contains(tag.name) { rawElement = tag.name }
      return .tag(tag, text(start..<at))
    default: return nil
    }
  }

  /// The attributes up to the end of the tag, which is passed over.
  private func attributes(_ at: inout Int) -> [HTMLTag.Attribute] {
    var attributes: [HTMLTag.Attribute] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      guard !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: "/") else {
        at += 1
        continue
      }
      let name = word(&at)
      if name.isEmpty { at += 1 }
      var equals = at
      while equals < bytes.count, Self.isBlank(bytes[equals]) { equals += 1 }
      guard equals < bytes.count, bytes[equals] == UInt8(ascii: "=") else {
        if !name.isEmpty { attributes.append(HTMLTag.Attribute(name)) }
        continue
      }
      at = equals + 1
      attributes.append(HTMLTag.Attribute(name, value(&at)))
    }
    at = Swift.min(at + 1, bytes.count)
    return attributes
  }

  private func value(_ at: inout Int) -> String {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
    guard at < bytes.count else { return "" }
    let quote = bytes[at]
    var start = at
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      at = start
      while at < bytes.count, bytes[at] != quote { at += 1 }
      defer { at = Swift.min(at + 1, bytes.count) }
      return HTMLText.unescaped(text(start..<at))
    }
    while at < bytes.count, !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
    return HTMLText.unescaped(text(start..<at))
  }

  /// A name of an element or attribute.
  private func word(_ at: inout Int) -> String {
    let start = at
    let ends: [UInt8] = [UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "=")]
    while at < bytes.count, !Self.isBlank(bytes[at]), !ends.contains(bytes[at]) { at += 1 }
    return text(start..<at)
  }

  private func end(of text: String, from start: Int) -> Int {
    let wanted = Array(text.utf8)
    var at = start
    while at + wanted.count <= bytes.count {
      if bytes[at..<at + wanted.count].elementsEqual(wanted) { return at + wanted.count }
      at += 1
    }
    return bytes.count
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 12 || byte == 13
  }
}

/// Text in HTML.
package enum HTMLText {
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Text with its character references resolved: those by number, and the names that generators
  /// write. An unknown name stays as it is.
  package static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: start)..<end])
      else {
        result.append("&")
        rest = rest.dropFirst()
        continue
      }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static let names = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "ndash": "–", "mdash": "—", "hellip": "…", "copy": "©",
  ]

  private static func character(_ reference: Substring) -> String? {
    guard reference.first == "#" else { return names[String(reference)] }
    let digits = reference.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
  }
}
