package import Basics
import Incremental
import SiteModel

/// A page with the day whose knowledge it shows, as it was published.
package struct Edition: Sendable, Hashable {
  package var title: String
  package var asOf: CalendarDate
  /// The page's Markdown file below `Content`.
  package var file: String
  /// The page's file below the output.
  package var output: String
  /// The last part of its address.
  package var name: String
}

extension SiteBuilder {
  /// The editions of the site as it was last built, oldest first, and the site's address.
  package func editions() throws -> (editions: [Edition], site: String) {
    guard let store = try loadTraces().store, let files = store.outputFiles,
      let settings = store.value(of: SettingsKey())
    else { throw BuildMessages.notBuilt(options.root) }
    let sources = Set(files.map(\.origin)).filter { $0.hasSuffix(".md") }
    let prefix = SitePaths.content + "/"
    var editions: [Edition] = []
    for source in sources.sorted() where source.hasPrefix(prefix) {
      let key = PagesOfFileKey(String(source.dropFirst(prefix.count)))
      for page in store.value(of: key) ?? [] {
        guard let asOf = page.asOf else { continue }
        editions.append(
          Edition(
            title: page.title, asOf: asOf, file: page.id.file,
            output: page.url.dropFirst() + "index.html",
            name: page.url.split(separator: "/").last.map(String.init) ?? ""))
      }
    }
    editions.sort { ($0.asOf, $0.output) < ($1.asOf, $1.output) }
    return (editions, options.baseURL ?? settings.baseURL)
  }

  /// The edition that is meant by its day, the last part of its address, its address or its file.
  package func edition(_ name: String) throws -> (edition: Edition, site: String) {
    let (editions, site) = try editions()
    if let page = try page(thatIsNoEdition: name) {
      throw DiagnosticsError(PublishedMessages.noEdition(page))
    }
    let edition = try EditionNames.choose(name, among: editions, root: options.root) {
      EditionNames(
        file: $0.file, address: String($0.output.dropLast("index.html".count)), day: $0.asOf)
    }
    return (edition, site)
  }

  /// The page without a day of its own that is named by its file or address.
  private func page(thatIsNoEdition name: String) throws -> PageID? {
    guard let store = try loadTraces().store, let files = store.outputFiles else { return nil }
    let prefix = SitePaths.content + "/"
    let wanted = name.split(separator: "/").joined(separator: "/")
    return Set(files.map(\.origin)).sorted().lazy
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".md") }
      .flatMap { store.value(of: PagesOfFileKey(String($0.dropFirst(prefix.count)))) ?? [] }
      .first { page in
        let address = page.url.split(separator: "/").joined(separator: "/")
        return page.asOf == nil
          && [prefix + page.id.file, page.id.file, String(page.id.file.dropLast(3)), address]
            .contains(wanted)
      }?.id
  }
}
