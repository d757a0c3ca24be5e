import Basics

/// The addresses in HTML that an author wrote: where links lead and pictures come from.
enum RawHTMLAddresses {
  struct Address {
    /// The value of the attribute without its quotes, in the HTML's bytes.
    var range: Range<Int>
    var isImage: Bool
  }

  private static let attributes: [String: [String]] = [
    "a": ["href"], "area": ["href"], "img": ["src"], "source": ["src"], "video": ["src", "poster"],
    "audio": ["src"], "track": ["src"], "iframe": ["src"], "embed": ["src"], "object": ["data"],
  ]

  /// Finds them in the order in which they stand. Comments, scripts and style sheets are passed over.
  static func find(in html: ArraySlice<UInt8>) -> [Address] {
    var scan = Scan(html: html, index: html.startIndex)
    while scan.index < html.endIndex {
      guard let tag = html[scan.index...].firstIndex(of: UInt8(ascii: "<")) else { break }
      scan.index = tag + 1
      if html[tag...].starts(with: "<!--".utf8) {
        scan.skip(past: "-->")
      } else {
        scan.tag()
      }
    }
    return scan.found
  }

  private struct Scan {
    let html: ArraySlice<UInt8>
    var index: Int
    var found: [Address] = []

    private var byte: UInt8? { index < html.endIndex ? html[index] : nil }

    mutating func skip(past words: String) {
      while index < html.endIndex, !html[index...].starts(with: words.utf8) { index += 1 }
      index = min(html.endIndex, index + words.utf8.count)
    }

    private mutating func word(_ isPart: (UInt8) -> Bool) -> Range<Int> {
      let start = index
      while let byte, isPart(byte) { index += 1 }
      return start..<index
    }

    private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 12 }

    private func text(_ range: Range<Int>) -> String {
      String(decoding: html[range], as: UTF8.self).lowercased()
    }

    /// A tag from behind its `<` on.
    mutating func tag() {
      let name = text(word { isWordByte($0) })
      guard !name.isEmpty else { return }
      let wanted = RawHTMLAddresses.attributes[name] ?? []
      while let byte, byte != UInt8(ascii: ">") {
        if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
          index += 1
          continue
        }
        let attribute = text(
          word { !Self.isSpace($0) && !"=>/".utf8.contains($0) })
        // A sign that is no part of a name, as in torn tags.
        if attribute.isEmpty { index += 1 }
        guard let value = value() else { continue }
        if wanted.contains(attribute) {
          found.append(Address(range: value, isImage: attribute != "href"))
        }
      }
      if name == "script" || name == "style" { skip(past: "</" + name) }
    }

    /// The value behind `=`, if there is one.
    private mutating func value() -> Range<Int>? {
      _ = word(Self.isSpace)
      guard byte == UInt8(ascii: "=") else { return nil }
      index += 1
      _ = word(Self.isSpace)
      guard let quote = byte else { return nil }
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        return word { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
      }
      index += 1
      let value = word { $0 != quote }
      index = min(html.endIndex, index + 1)
      return value
    }
  }
}

extension HTMLRenderer {
  /// HTML as it was written, with its addresses as those of Markdown become.
  mutating func writeRawHTML(_ literal: ArraySlice<UInt8>, _ node: Node) {
    var clean = literal.startIndex
    for address in hasHooks ? RawHTMLAddresses.find(in: literal) : [] {
      let written = plainText(ofHTML: literal[address.range])
      guard isOfSite(written) else { continue }
      let link = Link(
        path: document.source.path, destination: written, title: "",
        range: range(ofRaw: address.range, literal, node), isImage: address.isImage)
      let resolution = address.isImage ? hooks.image(link, &state) : hooks.link(link, &state)
      guard case .url(let url) = resolution else { continue }
      html.write(literal[clean..<address.range.lowerBound])
      html.escape(url: Array(url.utf8)[...])
      clean = address.range.upperBound
    }
    html.write(literal[clean...])
  }

  /// Whether an address is none of another site's, of the page's own places or of a program's.
  private func isOfSite(_ address: String) -> Bool {
    guard !address.isEmpty, !address.hasPrefix("#"), !address.hasPrefix("//") else { return false }
    let start = address.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return !start.contains(":") && !address.contains("{{")
  }

  /// Where a part of a node's literal stands, if that is in the source as it is; else the node.
  private func range(
    ofRaw part: Range<Int>, _ literal: ArraySlice<UInt8>, _ node: Node
  ) -> SourceRange {
    let start = Int(node.start)
    let source = document.source.utf8
    guard start + literal.count <= source.count,
      source[start..<(start + literal.count)].elementsEqual(literal)
    else { return document.range(of: node) }
    let offset = start - literal.startIndex
    return document.range(utf8Offsets: (part.lowerBound + offset)..<(part.upperBound + offset))
  }
}
