import Basics
import Incremental
import SiteModel

/// Builds of one site, one after the other, for somebody who edits it meanwhile.
package final class SiteSession: Sendable {
  private let builder: SiteBuilder

  package init(_ options: BuildOptions) {
    builder = SiteBuilder(options)
  }

  /// Brings the output up to date.
  ///
  /// - Parameter changed: full paths of files that were written, made or removed since the last
  ///   build, where nothing else happened; nil where that is not known.
  package func build(_ changed: Set<String>?) throws -> BuildSummary {
    try builder.build()
  }

  /// What readers of a preview are told beside diagnostics.
  package struct Facts: Sendable {
    /// The path under which the site stands at its address.
    package var home: String?
    /// The addresses of pages by the paths of their sources.
    package var pages: [String: String] = [:]
  }

  /// Where the site stands, and which pages the given sources make, as of the last build.
  package func facts(about paths: Set<String>) throws -> Facts {
    guard let traces = try builder.loadTraces().store else { return Facts() }
    let settings = traces.value(of: SettingsKey())
    var facts = Facts(home: settings?.home)
    let prefix = SitePaths.content + "/"
    for path in paths where path.hasPrefix(prefix) {
      let records = traces.value(of: PagesOfFileKey(String(path.dropFirst(prefix.count))))
      facts.pages[path] = records?.first.map { settings?.href($0.url) ?? $0.url }
    }
    return facts
  }
}
