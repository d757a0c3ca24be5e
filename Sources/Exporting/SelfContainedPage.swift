import Basics
import Foundation

/// A published page as one file that opens from a disk and asks nobody for anything.
package struct SelfContainedPage: Sendable {
  /// The page's text.
  package var html: String
  /// Files the page names that are not in the output.
  package var missing: [String] = []

  /// - Parameters:
  ///   - page: the page's file in the output, such as `briefings/first/index.html`.
  ///   - site: the address of the site, without a slash at its end; links to other pages lead there.
  ///   - read: the bytes of a file of the output, nil where there is none.
  package init(
    page: String, site: String, read: @escaping (String) throws -> [UInt8]?
  ) throws {
    html = ""
    guard let bytes = try read(page) else {
      missing = [page]
      return
    }
    var packer = Packer(folder: Packer.folder(of: page), site: site, read: read)
    html = try packer.packed(String(decoding: bytes, as: UTF8.self))
    missing = packer.missing
  }
}

/// Puts what a page refers to into the page.
private struct Packer {
  let folder: String
  let site: String
  /// The path part of the site's address: `/reports`, or nothing.
  let home: String
  let read: (String) throws -> [UInt8]?
  var missing: [String] = []
  private var isInsideStyle = false

  init(folder: String, site: String, read: @escaping (String) throws -> [UInt8]?) {
    self.folder = folder
    self.site = site
    self.read = read
    let parts = site.split(separator: "/", omittingEmptySubsequences: false)
    home = parts.count > 3 ? "/" + parts.dropFirst(3).joined(separator: "/") : ""
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  mutating func packed(_ html: String) throws -> String {
    var result = ""
    for token in HTMLScanner(html) {
      switch token {
      case .other(let text): result += text
      case .text(let text): result += isInsideStyle ? try style(text, folder) : text
      case .tag(let tag, let written):
        isInsideStyle = tag.name == "style" && !tag.isEnd
        result += tag.isEnd ? written : try self.tag(tag, written)
      }
    }
    return result
  }

  /// The tag with what it refers to, or as it is written where it refers to nothing.
  private mutating func tag(_ tag: HTMLTag, _ written: String) throws -> String {
    var packed = tag
    switch tag.name {
    case "link": return try link(tag)
    case "script":
      guard let source = tag["src"], let file = file(source), let bytes = try bytes(of: file)
      else { return written }
      packed["src"] = nil
      // The end of the element must not be found inside the script.
      let script = String(decoding: bytes, as: UTF8.self).replacing("</script", with: "<\\/script")
      return packed.text + script
    case "a", "area":
      if let target = tag["href"] { packed["href"] = try linkTarget(target, tag) }
    case "img", "source", "video", "audio", "track", "input", "embed", "iframe":
      for name in ["src", "poster"] {
        if let target = tag[name], let file = file(target), let url = try dataURL(file) {
          packed[name] = url
        }
      }
      // One picture of each is enough for a file: the one in `src`.
      packed["srcset"] = nil
    default: break
    }
    if let text = tag["style"], text.contains("url(") { packed["style"] = try style(text, folder) }
    return packed == tag ? written : packed.text
  }

  private mutating func link(_ tag: HTMLTag) throws -> String {
    var tag = tag
    let relations = (tag["rel"] ?? "").split(separator: " ").map { $0.lowercased() }
    guard let target = tag["href"] else { return tag.text }
    if relations.contains("stylesheet") {
      guard let file = file(target), let bytes = try bytes(of: file) else { return "" }
      let media = tag["media"].map { " media=\"\(HTMLText.escaped($0))\"" } ?? ""
      let text = try style(
        String(decoding: bytes, as: UTF8.self), Self.folder(of: file), importers: [file])
      return "<style\(media)>\n\(text.replacing("</style", with: "<\\/style"))</style>"
    }
    if relations.contains("icon") {
      guard let file = file(target), let url = try dataURL(file) else { return "" }
      tag["href"] = url
      return tag.text
    }
    let fetches = [
      "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "manifest",
    ]
    if relations.contains(where: fetches.contains) { return "" }
    tag["href"] = absolute(target)
    return tag.text
  }

  /// A link to this page stays inside the file, a download becomes part of it, and every other link
  /// leads to the site.
  private mutating func linkTarget(_ target: String, _ tag: HTMLTag) throws -> String {
    guard let file = file(target) else { return target }
    if let anchor = target.firstIndex(of: "#"), file == folder || file == folder + "index.html" {
      return String(target[anchor...])
    }
    if tag["download"] != nil, let url = try dataURL(file) { return url }
    return absolute(target)
  }

  // MARK: - Addresses

  /// The file of the output that a reference names; nil where it leads elsewhere.
  private func file(_ reference: String) -> String? {
    var path = reference.prefix { $0 != "#" && $0 != "?" }
    if path.isEmpty { return reference.hasPrefix("#") ? folder : nil }
    if path.hasPrefix("//") || path.prefix(while: { $0 != "/" }).contains(":") { return nil }
    if path.hasPrefix("/") {
      guard path.hasPrefix(home + "/") || home.isEmpty else { return nil }
      path = path.dropFirst(home.count + 1)
      return decoded(path)
    }
    var parts = folder.split(separator: "/")
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(part)
      }
    }
    return decoded(parts.joined(separator: "/")[...])
  }

  /// A path without `%20` and the like, which no file's name has.
  private func decoded(_ path: Substring) -> String {
    path.contains("%") ? path.removingPercentEncoding ?? String(path) : String(path)
  }

  private func absolute(_ reference: String) -> String {
    guard let file = file(reference) else { return reference }
    let rest = reference.drop { $0 != "#" && $0 != "?" }
    let path = file.contains { !$0.isASCII || " %#?\"<>".contains($0) } ? encoded(file) : file
    return "\(site)/\(path)\(rest)"
  }

  private func encoded(_ file: String) -> String {
    file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file
  }

  // MARK: - Files

  private mutating func bytes(of file: String) throws -> [UInt8]? {
    let bytes = try read(file)
    if bytes == nil, !missing.contains(file) { missing.append(file) }
    return bytes
  }

  private mutating func dataURL(_ file: String) throws -> String? {
    try bytes(of: file).map {
      "data:\(MediaType.of(file));base64,\(Data($0).base64EncodedString())"
    }
  }

  /// A style sheet with the files it names inside it; they are named relative to its own folder.
  ///
  /// - Parameter importers: the style sheets that brought this one, which it does not bring again.
  private mutating func style(
    _ text: String, _ folder: String, importers: [String] = []
  ) throws -> String {
    var inside = Packer(folder: folder, site: site, read: read)
    let result = try StyleSheetReferences.replaced(in: text) { reference, _ in
      guard !reference.hasPrefix("#"), let file = inside.file(reference) else { return nil }
      guard MediaType.of(file) == "text/css" else { return try inside.dataURL(file) }
      guard !importers.contains(file), let bytes = try inside.bytes(of: file) else { return nil }
      let sheet = try inside.style(
        String(decoding: bytes, as: UTF8.self), Self.folder(of: file),
        importers: importers + [file])
      return "data:text/css;base64,\(Data(sheet.utf8).base64EncodedString())"
    }
    missing += inside.missing.filter { !missing.contains($0) }
    return result
  }
}

/// Media types by the ends of files' names (IANA).
package enum MediaType {
  package static func of(_ file: String) -> String {
    let suffix = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return types[suffix] ?? "application/octet-stream"
  }

  private static let types = [
    "avif": "image/avif", "css": "text/css", "csv": "text/csv", "gif": "image/gif",
    "htm": "text/html", "html": "text/html", "ico": "image/x-icon", "ics": "text/calendar",
    "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript",
    "json": "application/json", "md": "text/markdown", "mp4": "video/mp4", "otf": "font/otf",
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "ttf": "font/ttf",
    "txt": "text/plain", "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2",
    "xml": "application/xml", "zip": "application/zip",
  ]
}
