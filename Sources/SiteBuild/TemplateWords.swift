import Basics
import Incremental
import SiteModel
import Templating

/// What stands in a template as it is: addresses that it writes out, tags of other tools.
struct TemplateWords {
  private let source: SourceText
  private let text: String
  /// What templates may print.
  private let shape: TemplateShape
  /// Whether the page says what its relative addresses begin with.
  private let hasBase: Bool

  init(_ source: SourceText, shape: TemplateShape, hasBase: Bool) {
    self.source = source
    text = source.text
    self.shape = shape
    self.hasBase = hasBase
  }

  /// Whether a template has an element `base`, which relative addresses go by.
  static func setsBase(_ source: SourceText) -> Bool { source.text.contains("<base ") }

  func diagnostics(_ recorder: Recorder) throws -> [Diagnostic] {
    try foreignTags + addresses(recorder)
  }

  // MARK: - Tags

  /// `{% if page %}`, `<%= page.title %>` and `{page.title}`, which Mustache prints.
  private var foreignTags: [Diagnostic] {
    // A template may choose such signs for its own tags.
    guard !text.contains("{{=") else { return [] }
    var found: [Diagnostic] = []
    if text.contains("{%") {
      found += text.matches(of: #/\{%-?\s*(\w+)[^%{}]*%\}/#).map { match in
        BuildMessages.foreignTemplateTag(String(match.0)).at(source.path, range(match.range))
      }
    }
    if text.contains("<%") {
      found += text.matches(of: #/<%([^<>%]*)%>/#).map { match in
        let words = match.1.drop { $0 == "=" || $0 == "-" }.split(whereSeparator: \.isWhitespace)
        let name = words.first.map(String.init) ?? ""
        return BuildMessages.foreignBraces(String(match.0), name: knows(name) ? name : nil)
          .at(source.path, range(match.range))
      }
    }
    let comments = comments
    for match in text.matches(of: #/\{\s*([a-z_]+(?:\.\w+)+)\s*\}/#)
    where isAlone(match.range) && knows(String(match.1)) {
      if comments.contains(where: { $0.contains(match.range.lowerBound) }) { continue }
      found.append(
        BuildMessages.foreignBraces(String(match.0), name: String(match.1))
          .at(source.path, range(match.range)))
    }
    return found
  }

  /// Whether braces are neither a tag's nor those of a script's template.
  private func isAlone(_ range: Range<String.Index>) -> Bool {
    let before = text[..<range.lowerBound].last
    let after = text[range.upperBound...].first
    return before != "{" && before != "$" && after != "}"
  }

  /// Whether a name is one that templates may print.
  private func knows(_ name: String) -> Bool {
    var shape = shape
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      switch shape {
      case .record(let members):
        guard let member = members[String(part)] else { return false }
        shape = member
      case .free: return true
      case .text, .flag, .list: return false
      }
    }
    return true
  }

  /// Where comments are, of HTML and of Mustache.
  private var comments: [Range<String.Index>] {
    [("<!--", "-->"), ("{{!", "}}")].flatMap { start, end -> [Range<String.Index>] in
      var found: [Range<String.Index>] = []
      var rest = text[...]
      while let first = rest.firstRange(of: start) {
        let last = text[first.upperBound...].firstRange(of: end)?.upperBound ?? text.endIndex
        found.append(first.lowerBound..<last)
        rest = text[last...]
      }
      return found
    }
  }

  // MARK: - Addresses

  /// Addresses without a tag in them that lead nowhere in this site, or elsewhere from each page.
  private func addresses(_ recorder: Recorder) throws -> [Diagnostic] {
    guard text.contains("href=") || text.contains("src=") else { return [] }
    let comments = comments
    var found: [Diagnostic] = []
    for match in text.matches(of: #/\s(?:href|src)=["']([^"'{}<>\s]+)["']/#) {
      let url = String(match.1)
      if comments.contains(where: { $0.contains(match.range.lowerBound) }) { continue }
      guard let mistake = try problem(with: url, recorder) else { continue }
      found.append(mistake.at(source.path, range(match.1.startIndex..<match.1.endIndex)))
    }
    return found
  }

  private func problem(with url: String, _ recorder: Recorder) throws -> Diagnostic? {
    guard url.hasPrefix("/") else { return try problem(withRelative: url, recorder) }
    // Below a path of its host, an address from the root may be another site's.
    let home = try recorder.value(SettingsKey()).home
    if home != "/", !url.hasPrefix(home) { return nil }
    let path = home == "/" ? url : "/" + url.dropFirst(home.count)
    // The page of the error is the server's to find, and has no address of its own.
    if try url.hasPrefix("//") || path == "/404.html" || NavigationRules.leads(path, recorder) {
      return nil
    }
    return BuildMessages.brokenLink(url, hint: try hint(path, recorder))
  }

  private func hint(_ path: String, _ recorder: Recorder) throws -> String {
    let assets = try recorder.value(AssetsKey())
    if let asset = assets.first(where: { path.hasSuffix("/" + $0.file) }) {
      return "write {{assets.\(asset.name)}}, which is the name it is published by"
    }
    let known = try recorder.value(PagesKey()).pages.map(\.url)
    return nearMiss(path, among: known).map { "did you mean '\($0)'?" }
      ?? "write the address of a page or file of the site"
  }

  /// An address that begins at the page: each page that the template makes has another.
  private func problem(withRelative url: String, _ recorder: Recorder) throws -> Diagnostic? {
    guard !hasBase, !url.hasPrefix("#"), !url.hasPrefix("?"), !LinkResolver.hasScheme(url) else {
      return nil
    }
    // The page itself, and a folder by its way up, can be meant from every page.
    let isWayUp = url.hasPrefix("../") && url.hasSuffix("/") || url == ".."
    if isWayUp || url == "." || url == "./" { return nil }
    var rest = url[...]
    while rest.hasPrefix("./") || rest.hasPrefix("../") {
      rest = rest.drop { $0 == "." }.dropFirst()
    }
    // From the front page relative addresses are those of the site.
    if source.path == TemplateRules.path("home"),
      try NavigationRules.leads("/" + rest, recorder)
    {
      return nil
    }
    return BuildMessages.relativeAddress(url, hint: try hint(relative: String(rest), recorder))
  }

  private func hint(relative url: String, _ recorder: Recorder) throws -> String {
    if url.hasPrefix("www.") { return "write https://\(url)" }
    let file = String(url.prefix { $0 != "?" && $0 != "#" })
    let assets = try recorder.value(AssetsKey())
    let asset =
      assets.first { ("/" + file).hasSuffix("/" + $0.file) }
      ?? assets.first { ("/" + $0.file).hasSuffix("/" + file) }
    if let asset { return "write {{assets.\(asset.name)}}" }
    if try NavigationRules.leads("/" + url, recorder) { return "write {{site.home}}\(url)" }
    let kinds = ["css", "js", "mjs", "png", "svg", "jpg", "jpeg", "gif", "webp", "avif", "ico"]
    let name = file.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."),
      kinds.contains(name[name.index(after: dot)...].lowercased())
    {
      let asset = AssetRecord(file: file, hash: SiteInputs.absent)
      return "put it at Templates/assets/\(file) and write {{assets.\(asset.name)}}"
    }
    let known = try recorder.value(PagesKey()).pages.map(\.url)
    return nearMiss("/" + file, among: known).map { "write {{site.home}}\($0.dropFirst())" }
      ?? "begin it with {{site.home}}, the address of the front page"
  }

  private func range(_ range: Range<String.Index>) -> SourceRange {
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
    return source.range(utf8Offsets: start..<end)
  }
}
