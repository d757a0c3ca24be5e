import Basics
import Incremental
import SiteModel

/// What stands in a template as it is: addresses that it writes out, tags of other tools.
struct TemplateWords {
  private let source: SourceText

  init(_ source: SourceText) { self.source = source }

  func diagnostics(_ recorder: Recorder) throws -> [Diagnostic] {
    try foreignTags + brokenAddresses(recorder)
  }

  /// `{% if page %}`, which Mustache prints.
  private var foreignTags: [Diagnostic] {
    guard source.text.contains("{%") else { return [] }
    return source.text.matches(of: #/\{%-?\s*(\w+)[^%{}]*%\}/#).map { match in
      BuildMessages.foreignTemplateTag(String(match.0)).at(source.path, range(match.range))
    }
  }

  /// Addresses without a tag in them that lead nowhere in this site.
  private func brokenAddresses(_ recorder: Recorder) throws -> [Diagnostic] {
    guard source.text.contains("=\"/") else { return [] }
    var found: [Diagnostic] = []
    for match in source.text.matches(of: #/\s(?:href|src)="(\/[^"{}<>\s]*)"/#) {
      let url = String(match.1)
      // Below a path of its host, an address from the root may be another site's.
      let home = try recorder.value(SettingsKey()).home
      if home != "/", !url.hasPrefix(home) { continue }
      let path = home == "/" ? url : "/" + url.dropFirst(home.count)
      // The page of the error is the server's to find, and has no address of its own.
      if try url.hasPrefix("//") || path == "/404.html" || NavigationRules.leads(path, recorder) {
        continue
      }
      found.append(
        BuildMessages.brokenLink(url, hint: try hint(path, recorder))
          .at(source.path, range(match.1.startIndex..<match.1.endIndex)))
    }
    return found
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

  private func range(_ range: Range<String.Index>) -> SourceRange {
    let start = source.text.utf8.distance(from: source.text.startIndex, to: range.lowerBound)
    let end = source.text.utf8.distance(from: source.text.startIndex, to: range.upperBound)
    return source.range(utf8Offsets: start..<end)
  }
}
