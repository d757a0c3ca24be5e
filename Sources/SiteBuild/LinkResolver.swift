import Basics
import Incremental
import SiteModel

/// The parameter files in a folder of `Content`: `materials/` has `materials/[material].md`.
struct ParameterFilesKey: NamedKey {
  typealias Value = [String]
  static let rule = "parameter files"
  static let isStored = true
  let name: String
  init(_ name: String) { self.name = name }
}

/// Finds where the links of a Markdown file lead.
struct LinkResolver {
  /// The file that the link stands in, relative to `Content`.
  let file: String
  let settings: SiteSettings
  let recorder: Recorder
  let showsDrafts: Bool

  struct Target {
    var href: String
    /// The page and the anchor that must be there.
    var anchor: (target: Body.LinkTarget, name: String)?
  }

  enum Outcome {
    case found(Target)
    case broken(Diagnostic)
  }

  func resolve(_ destination: String, page: PageID) throws -> Outcome {
    if destination.hasPrefix("#") {
      let name = Self.decoded(String(destination.dropFirst()))
      return .found(
        Target(href: destination, anchor: name.isEmpty ? nil : (.page(page), name)))
    }
    if destination.isEmpty {
      return .broken(BuildMessages.brokenLink("", hint: "write an address in the round brackets"))
    }
    if let hint = Self.schemeHint(destination) {
      return .broken(BuildMessages.brokenLink(destination, hint: hint))
    }
    if Self.hasScheme(destination) || destination.hasPrefix("//") {
      guard let path = ownPath(destination) else {
        if let path = Self.previewPath(destination) {
          return .broken(BuildMessages.brokenLink(destination, hint: try previewHint(path)))
        }
        return .found(Target(href: destination, anchor: nil))
      }
      // An address of the site itself stays as it is written, but it has to be there.
      guard case .found(let target) = try resolve(path, page: page) else {
        return .broken(BuildMessages.brokenLink(destination, hint: "the site has no such address"))
      }
      return .found(Target(href: destination, anchor: target.anchor))
    }
    if destination.utf8.contains(UInt8(ascii: "\\")) {
      let hint = "write / for \\: \(destination.replacing("\\", with: "/"))"
      return .broken(BuildMessages.brokenLink(destination, hint: hint))
    }
    let sign = destination.utf8.firstIndex(of: UInt8(ascii: "#"))
    let path = Self.decoded(sign.map { String(destination[..<$0]) } ?? destination)
    let written = sign.map { String(destination[destination.utf8.index(after: $0)...]) } ?? ""
    let suffix = written.isEmpty ? "" : "#" + written
    // Browsers decode what leads to a place, too.
    let fragment = Self.decoded(written)
    if path.hasPrefix("/") {
      // A folder's address is no file's, and most links are such.
      let file = String(path.dropFirst())
      if path.utf8.last != UInt8(ascii: "/"), !path.hasSuffix(".md"),
        try recorder.value(ContentFileExistsKey(file))
      {
        return try isPublished(file)
          ? .found(Target(href: settings.fileHref(file) + suffix, anchor: nil))
          : .broken(try unpublished(file, destination))
      }
      // Whether the site has such an address is checked with the anchors, when all pages are known.
      return .found(Target(href: settings.href(path) + suffix, anchor: (.address(path), fragment)))
    }
    guard let file = Self.join(folder(of: self.file), path) else {
      return .broken(BuildMessages.brokenLink(destination, hint: "it leads out of Content"))
    }
    guard file.hasSuffix(".md") else {
      if try isPublished(file) {
        return .found(Target(href: settings.fileHref(file) + suffix, anchor: nil))
      }
      if try recorder.value(ContentFileExistsKey(file)) {
        return .broken(try unpublished(file, destination))
      }
      return .broken(BuildMessages.brokenLink(destination, hint: try hint(for: file, destination)))
    }
    guard let record = try record(of: file) else {
      if !PageRules.isPageFile(file), try recorder.value(ContentFileExistsKey(file)) {
        return .broken(try unpublished(file, destination))
      }
      if try hasDoubtfulRows(folder(of: file)) {
        return .found(Target(href: destination, anchor: nil))
      }
      return .broken(BuildMessages.brokenLink(destination, hint: try hint(for: file, destination)))
    }
    if record.draft, !showsDrafts { return .broken(BuildMessages.linkToDraft(destination)) }
    return .found(
      Target(
        href: settings.href(record.url) + suffix,
        anchor: fragment.isEmpty ? nil : (.page(record.id), fragment)))
  }

  /// Whether the site has a file of `Content` at its own path: as it stands, or as published data.
  private func isPublished(_ file: String) throws -> Bool {
    let data = DataFilesKey.folder + "/"
    if file.hasPrefix(data) {
      return try recorder.value(DataFilesKey()).contains(String(file.dropFirst(data.count)))
    }
    return try FileNames.isPublishedAsItStands(file) && (recorder.value(ContentFileExistsKey(file)))
  }

  private func unpublished(_ file: String, _ destination: String) throws -> Diagnostic {
    let data = DataFilesKey.folder + "/"
    let names = try file.hasPrefix(data) ? recorder.value(DataFilesKey()).map { data + $0 } : []
    return BuildMessages.linkToUnpublished(
      destination, file, near: nearMiss(file, among: names.filter { $0 != file }))
  }

  /// The path on the site of an address that begins with the site's own.
  private func ownPath(_ destination: String) -> String? {
    let base = settings.baseURL
    guard destination.hasPrefix(base), base != SiteSettings().baseURL else { return nil }
    let rest = destination.dropFirst(base.count)
    guard let first = rest.first else { return "/" }
    // A query is for whoever serves the site.
    return first == "/" && !rest.contains("?") ? String(rest) : nil
  }

  /// The page that a Markdown file makes, or the row of a parameter file that it names.
  private func record(of file: String) throws -> PageRecord? {
    if try recorder.value(ContentFileExistsKey(file)), PageRules.isPageFile(file) {
      let records = try recorder.value(PagesOfFileKey(file))
      return records.count == 1 && records[0].id.parameter.isEmpty ? records[0] : nil
    }
    let folder = folder(of: file)
    let name = file.dropFirst(folder.count).dropLast(3)
    for candidate in try recorder.value(ParameterFilesKey(folder)) {
      let records = try recorder.value(PagesOfFileKey(candidate))
      if let record = records.first(where: { $0.id.parameter == name }) { return record }
    }
    return nil
  }

  /// Whether a folder's pages of rows may be fewer than they should: the mistake is in their data.
  private func hasDoubtfulRows(_ folder: String) throws -> Bool {
    try recorder.value(ParameterFilesKey(folder)).contains { file in
      let matter = try recorder.value(FrontMatterKey(file))
      return try matter.rows.map {
        try recorder.value(QueryKey(sql: $0, asOf: matter.asOf)).isDoubtful
      } ?? false
    }
  }

  private func hint(for file: String, _ destination: String) throws -> String? {
    if destination.contains(#/^www\.[^\/\s]+\.[^\/\s]+/#) { return "write https://\(destination)" }
    if destination.contains(#/^[^@\/\s]+@[^@\/\s]+\.[A-Za-z]+$/#) {
      return "write mailto:\(destination)"
    }
    var known = try recorder.value(ContentFilesKey())
    if let namesake = Self.onlyNamesake(of: file, among: known) {
      return "did you mean '\(Self.relative(namesake, from: folder(of: self.file)))'?"
    }
    for parameters in try recorder.value(ParameterFilesKey(folder(of: file))) {
      known += try recorder.value(PagesOfFileKey(parameters)).map {
        folder(of: file) + $0.id.parameter + ".md"
      }
    }
    return nearMiss(file, among: known).map {
      "did you mean '\(Self.relative($0, from: folder(of: self.file)))'?"
    }
      ?? (FileNames.isGood(file)
        ? "there is no file '\(file)' in Content"
        : "no page can have the name '\(file)': see InvalidFileName")
  }

  /// The one file of the same name in another folder that readers can be led to.
  private static func onlyNamesake(of file: String, among known: [String]) -> String? {
    let name = file.split(separator: "/").last
    let namesakes = known.filter {
      $0 != file && $0.split(separator: "/").last == name
        && (PageRules.isPageFile($0) || FileNames.isPublishedAsItStands($0))
    }
    return namesakes.count == 1 ? namesakes[0] : nil
  }

  /// The path of an address of the preview, by the ports it takes. Its root is let be: manuals name
  /// it. Other servers of the machine are asked as any others.
  private static func previewPath(_ destination: String) -> String? {
    // Most addresses are of no such host, and need no pattern.
    guard ["localhost", "127.", "0.0.", "[::1]"].contains(where: { destination.contains($0) })
    else {
      return nil
    }
    let match = destination.wholeMatch(
      of: #/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::80[89]\d)(\/[^?#]+).*/#
        .ignoresCase())
    return match.map { decoded(String($0.1)) }
  }

  private func previewHint(_ path: String) throws -> String {
    let said = "only you can open this address of your preview: link to the file"
    guard let name = Self.join("", path), !name.isEmpty else { return said }
    for file in [name + ".md", name + "/index.md", name] {
      let isThere =
        try file.hasSuffix(".md") ? record(of: file) != nil : isPublished(file)
      if isThere { return said + ", \(Self.relative(file, from: folder(of: self.file)))" }
    }
    return said + ", as in ../method.md"
  }

  private func folder(of file: String) -> String { PageID(file: file).folder }

  /// A file's path as a link in a folder's file writes it.
  static func relative(_ file: String, from folder: String) -> String {
    var (parts, above) = (file.split(separator: "/")[...], folder.split(separator: "/")[...])
    while parts.count > 1, let first = above.first, parts.first == first {
      parts.removeFirst()
      above.removeFirst()
    }
    return String(repeating: "../", count: above.count) + parts.joined(separator: "/")
  }

  /// A path below a folder with `.` and `..` taken out, or nil where it leaves the top.
  static func join(_ folder: String, _ path: String) -> String? {
    var parts: [Substring] = []
    for part in (folder + path).split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// What to write in place of an address whose scheme is misspelt, or that is a file's of a disk.
  private static func schemeHint(_ destination: String) -> String? {
    guard hasScheme(destination), let colon = destination.firstIndex(of: ":") else { return nil }
    let scheme = destination[..<colon].lowercased()
    let rest = destination[destination.index(after: colon)...]
    if scheme.count == 1 { return "a page cannot link to a file of your disk: put it into Content" }
    let known = ["http", "https", "mailto", "tel", "ftp", "sms", "data", "doi", "urn", "geo"]
    if ["http", "https"].contains(scheme),
      ["//http://", "//https://"].contains(where: rest.hasPrefix)
    {
      return "write \(rest.dropFirst(2))"
    }
    if ["http", "https"].contains(scheme), !rest.hasPrefix("//") {
      return "write \(scheme)://\(rest.drop { $0 == "/" })"
    }
    if scheme == "mailto", rest.isEmpty { return "write an address behind mailto:" }
    guard !known.contains(scheme) else { return nil }
    return nearMiss(scheme, among: ["http", "https", "mailto"]).map {
      "did you mean '\($0):\(rest)'?"
    }
  }

  static func hasScheme(_ destination: String) -> Bool {
    var isFirst = true
    for byte in destination.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if isFirst { return false }
      case UInt8(ascii: ":"): return !isFirst
      default: return false
      }
      isFirst = false
    }
    return false
  }

  /// `%20` and the like as the bytes they stand for.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
