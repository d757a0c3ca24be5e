import Basics
import Incremental
import SiteModel
import Tables

/// Looks where the entries of the site's navigation lead.
struct NavigationCheckKey: SiteKey {
  typealias Value = Bool
  static let rule = "navigation"
  static let isStored = true
}

struct NavigationRules: Sendable {
  let reader: InputReader

  var rules: [Rule] { [Rule(NavigationCheckKey.self) { try check($0, $1) }] }

  private func check(_: NavigationCheckKey, _ recorder: Recorder) throws -> Bool {
    for (index, entry) in try recorder.value(SettingsKey()).navigation.enumerated() {
      guard let url = entry.url, try !Self.leads(url, recorder) else { continue }
      let pages = try recorder.value(PagesKey()).pages
      recorder.report(
        BuildMessages.brokenLink(url, hint: Self.hint(to: url, pages))
          .at(SitePaths.settings, try range(ofEntry: index, recorder)))
    }
    return true
  }

  private static func hint(to url: String, _ pages: [PageRecord]) -> String {
    if let page = page(ofFile: url, pages) { return "write \(page.url)" }
    guard url.hasPrefix("/") else {
      return "begin an address of the site with '/', any other with https://"
    }
    return nearMiss(url, among: pages.map(\.url)).map { "did you mean '\($0)'?" }
      ?? "write the address of a page of the site; drafts have none"
  }

  /// The page whose file is named in place of its address.
  private static func page(ofFile url: String, _ pages: [PageRecord]) -> PageRecord? {
    guard url.hasSuffix(".md") || url.hasSuffix(".html") else { return nil }
    var file = url
    for start in ["./", "/", SitePaths.content + "/"] where file.hasPrefix(start) {
      file.removeFirst(start.count)
    }
    if file.hasSuffix(".html") { file = file.dropLast(5) + ".md" }
    return pages.first { $0.id.file == file }
  }

  /// Whether an address is of another site, or of something that this one has.
  static func leads(_ url: String, _ recorder: Recorder) throws -> Bool {
    if LinkResolver.hasScheme(url) || url.hasPrefix("//") || url.hasPrefix("#") { return true }
    guard url.hasPrefix("/") else { return false }
    var path = LinkResolver.decoded(String(url.prefix { $0 != "#" && $0 != "?" }))
    if path.hasSuffix("/index.html") { path.removeLast(10) }
    if try BodyRules.isMade(path, recorder) { return true }
    if try !recorder.value(PageAtAddressKey(path)).isEmpty { return true }
    let file = String(path.dropFirst())
    return try FileNames.isPublishedAsItStands(file) && recorder.value(ContentFileExistsKey(file))
  }

  private func range(ofEntry index: Int, _ recorder: Recorder) throws -> SourceRange {
    try Self.range(in: reader, recorder) { value in
      guard let entries = value["navigation"]?.elements, entries.indices.contains(index) else {
        return value.range
      }
      return (entries[index]["url"] ?? entries[index]).range
    }
  }

  /// Where the settings name an address; they are read again only for what is wrong.
  static func range(
    in reader: InputReader, _ recorder: Recorder, of part: (StructuredValue) -> SourceRange
  ) throws -> SourceRange {
    guard let source = try reader.text(SitePaths.settings, recorder),
      case .success(let value) = StructuredValue.parseYAML(source)
    else { return SourceRange(at: .start) }
    return part(value)
  }
}
