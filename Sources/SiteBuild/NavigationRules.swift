import Basics
import Incremental
import SiteModel
import Tables

/// Looks where the entries of the site's navigation and its feed lead.
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
      guard let url = entry.url, try !leads(url, recorder) else { continue }
      let known = try recorder.value(PagesKey()).pages.map(\.url)
      let hint =
        url.hasPrefix("/")
        ? nearMiss(url, among: known).map { "did you mean '\($0)'?" }
          ?? "write the address of a page of the site; drafts have none"
        : "begin an address of the site with '/', any other with https://"
      recorder.report(
        BuildMessages.brokenLink(url, hint: hint)
          .at(SitePaths.settings, try range(ofEntry: index, recorder)))
    }
    try checkFeed(recorder)
    return true
  }

  /// A feed of a section that is not there, or whose pages have no dates, would be empty.
  private func checkFeed(_ recorder: Recorder) throws {
    guard let section = try recorder.value(SettingsKey()).feedSection else { return }
    let sections = try recorder.value(PagesKey()).pages.filter { $0.kind != .page }.map(\.url)
    let problem: Diagnostic
    if !sections.contains(section) {
      let whole = "/" + section.split(separator: "/").joined(separator: "/") + "/"
      let meant = sections.contains(whole) ? whole : nearMiss(section, among: sections)
      problem = BuildMessages.brokenLink(
        section,
        hint: meant.map { "did you mean '\($0)'?" }
          ?? "write the address of a section: a folder of Content with an index.md")
    } else {
      let pages = try recorder.value(SectionKey(section)).pages
      guard !pages.isEmpty, pages.allSatisfy({ $0.listDate == nil }) else { return }
      problem = BuildMessages.emptyFeed(section)
    }
    recorder.report(
      problem.at(
        SitePaths.settings, try range(recorder) { ($0["feed"]?["section"] ?? $0).range }))
  }

  private func leads(_ url: String, _ recorder: Recorder) throws -> Bool {
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
    try range(recorder) { value in
      guard let entries = value["navigation"]?.elements, entries.indices.contains(index) else {
        return value.range
      }
      return (entries[index]["url"] ?? entries[index]).range
    }
  }

  /// Where the settings name an address; they are read again only for what is wrong.
  private func range(
    _ recorder: Recorder, of part: (StructuredValue) -> SourceRange
  ) throws -> SourceRange {
    guard let source = try reader.text(SitePaths.settings, recorder),
      case .success(let value) = StructuredValue.parseYAML(source)
    else { return SourceRange(at: .start) }
    return part(value)
  }
}
