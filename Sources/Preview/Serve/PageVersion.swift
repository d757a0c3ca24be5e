import Basics

/// What a page looks like to a reader, as three hashes: of its text, of its stylesheets, and of
/// the other files that it loads, such as pictures.
///
/// A browser that has another version than the server is told what to do about it. Nobody has to
/// keep count of what was sent to whom.
struct PageVersion: Hashable, Sendable, CustomStringConvertible {
  /// The page's own bytes, but for the addresses of its stylesheets, and its status.
  var text: ContentHash
  /// What it loads beside stylesheets.
  var media: ContentHash
  var styles: ContentHash
  /// The stylesheets' addresses as they stand in the page, in its order.
  var stylesheets: [String] = []

  var description: String {
    [text, media, styles].map(\.hexadecimal).joined(separator: "-")
  }

  /// What a browser does to come from one version to another.
  enum Step: String, Hashable, Sendable {
    /// Takes other stylesheets.
    case styles
    /// Takes another text; what it loads is as it was.
    case update
    /// Loads everything anew: a browser does not ask twice for a picture on the same page.
    case reload
  }

  /// - Parameter version: what the browser says it has.
  func step(from version: String) -> Step? {
    if version == description { return nil }
    let parts = version.split(separator: "-")
    guard parts.count == 3, parts[1] == media.hexadecimal else { return .reload }
    return parts[0] == text.hexadecimal ? .styles : .update
  }

  /// - Parameters:
  ///   - html: the page's bytes as they lie in the output.
  ///   - path: where it was asked for.
  ///   - status: the status it is answered with.
  ///   - content: the bytes at an address of this site.
  init(
    html: [UInt8], path: RequestPath, status: UInt16, content: (String) -> [UInt8]?
  ) {
    var rest = ByteWriter()
    var sheets = ByteWriter()
    var loaded = ByteWriter()
    var kept = 0
    var names: [String] = []
    rest.write(Int(status))
    func writeContent(_ link: String, to writer: inout ByteWriter) {
      let bytes = path.resolving(HTMLText.decoded(link)).flatMap(content)
      writer.write(bytes.map { ContentHash(of: $0) } ?? ContentHash(high: 0, low: 0))
    }
    for tag in HTMLTag.tags(in: html, named: Self.loading) {
      if tag.name == "link" {
        guard Self.isStylesheet(tag), let link = tag.attribute("href") else { continue }
        rest.write(ContentHash(of: Array(html[kept..<link.range.lowerBound])))
        kept = link.range.upperBound
        names.append(HTMLText.decoded(link.value))
        sheets.write(link.value)
        writeContent(link.value, to: &sheets)
      } else {
        for attribute in tag.attributes {
          for link in Self.links(attribute) { writeContent(link, to: &loaded) }
        }
      }
    }
    rest.write(ContentHash(of: Array(html[kept...])))
    text = ContentHash(of: rest.bytes)
    media = ContentHash(of: loaded.bytes)
    styles = ContentHash(of: sheets.bytes)
    stylesheets = names
  }

  /// Elements that load files for the page they stand in.
  private static let loading: Set<String> = [
    "link", "img", "script", "source", "iframe", "embed", "object", "video", "audio", "track",
    "input", "image",
  ]

  private static func isStylesheet(_ tag: HTMLTag) -> Bool {
    tag.attribute("rel")?.value.lowercased().split(separator: " ").contains("stylesheet") ?? false
  }

  private static func links(_ attribute: HTMLTag.Attribute) -> [String] {
    switch attribute.name {
    case "src", "data", "poster", "href", "xlink:href": [attribute.value]
    case "srcset":
      attribute.value.split(separator: ",").compactMap {
        $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
      }
    default: []
    }
  }
}

/// Text as it stands in HTML.
enum HTMLText {
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// Undoes the references that addresses in attributes have.
  static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var decoded = ""
    var rest = text[...]
    let references = [
      ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#34;", "\""),
      ("&lt;", "<"), ("&gt;", ">"),
    ]
    while let first = rest.first {
      if let (reference, character) = references.first(where: { rest.hasPrefix($0.0) }) {
        decoded += character
        rest = rest.dropFirst(reference.count)
      } else {
        decoded.append(first)
        rest.removeFirst()
      }
    }
    return decoded
  }
}
