import Basics
import Incremental
import Ledger
import Tables
import Templating

/// What an author wrote and no page asked for: templates, fragments, tables, views, files of data.
///
/// The engine knows what was asked for only where no earlier build's traces stand behind it, so a
/// check that reports this runs every rule.
struct UnusedSources {
  let root: String
  let engine: Engine
  /// The rules that ran.
  let ran: [Key]

  func diagnostics() throws -> [Diagnostic] {
    let settings = try engine.build(CheckSettingsKey())
    let found = try templates() + fragments() + tables() + views() + dataFiles()
    return found.compactMap { settings.set($0.finding, concerning: [$0.name]) }
  }

  private typealias Finding = (name: String, finding: Diagnostic)

  private func templates() throws -> [Finding] {
    var unread = try files(in: SitePaths.templates, ending: ".mustache").filter(isUnread)
    // Those that the tool itself looks for serve the first page that needs them, with their partials.
    var waiting = Self.standardTemplates.map(TemplateRules.path)
    while let path = waiting.popLast() {
      guard let place = unread.firstIndex(of: path) else { continue }
      unread.remove(at: place)
      guard let bytes = try FileSystem.read(root + "/" + path) else { continue }
      let library = TemplateLibrary([path: SourceText(path: path, utf8: bytes)])
      waiting += library.closure(of: path).missing.map(TemplateRules.path)
    }
    return unread.map { ($0, BuildMessages.unusedTemplate($0)) }
  }

  private static let standardTemplates = ["home", "section", "page", "tag", "tags", "not-found"]

  private func fragments() throws -> [Finding] {
    try files(in: SitePaths.content, ending: ".md").filter { path in
      path.split(separator: "/").dropLast().contains("fragments") && isUnread(path)
    }.map { ($0, BuildMessages.unusedFragment($0)) }
  }

  /// A table of which no query reads a column, and the ledger neither.
  private func tables() throws -> [Finding] {
    guard let package = try engine.build(PackageKey()).package else { return [] }
    let hasLedger = package.resources.contains { $0.name == "claim" }
    return package.resources.filter { resource in
      if hasLedger, ClaimLedger.tableNames.contains(resource.name) { return false }
      let columns = resource.schema.columns.map { ColumnKey(resource.name, $0.name) }
      return ([ColumnKey(resource.name, nil)] + columns).allSatisfy {
        engine.hash(of: $0.key) == nil
      }
    }.map { resource in
      (
        resource.name,
        BuildMessages.unusedTable(resource.name).at(package.path, resource.range)
      )
    }
  }

  /// A view that no query of a page names, and none that it names does. The checks of the data and
  /// the published files read views too, so having been read says nothing.
  private func views() throws -> [Finding] {
    // Those of the published files are of a form that no page writes: all of a view, its name quoted.
    let published = read(by: ran.filter { $0.rule == PublishedRowsKey.rule })
    let queries = ran.filter { $0.rule == QueryKey.rule }
    let used = views(readBy: queries.filter { !published.contains($0) })
    let isPublished = ran.contains(PublishedViewsKey().key)
    return try files(in: SitePaths.views, ending: ".sql").compactMap { path in
      let name = String(path.dropFirst(SitePaths.views.count + 1).dropLast(4))
      guard !used.contains(ViewKey(name).key) else { return nil }
      return (name, BuildMessages.unusedView(name, path: path, isPublished: isPublished))
    }
  }

  /// The views that queries read, also through views.
  private func views(readBy queries: [Key]) -> Set<Key> {
    let rules = [ViewColumnKey.rule, ViewResultKey.rule, ViewKey.rule]
    var found: Set<Key> = []
    var open = queries
    while let key = open.popLast() {
      for next in engine.dependencies(of: key) ?? [] where rules.contains(next.rule) {
        if found.insert(next).inserted { open.append(next) }
      }
    }
    return found
  }

  private func read(by keys: [Key]) -> Set<Key> {
    Set(keys.flatMap { engine.dependencies(of: $0) ?? [] })
  }

  /// A table's file that the description of the data does not name.
  private func dataFiles() throws -> [Finding] {
    try [".csv", ".tsv"].flatMap { ending in
      try files(in: SitePaths.data, ending: ending).filter(isUnread).map {
        ($0, BuildMessages.unusedDataFile($0))
      }
    }
  }

  private func isUnread(_ path: String) -> Bool {
    engine.hash(of: Key(input: SiteInputs.file, path)) == nil
  }

  /// The files below a folder of the site, with their paths from its root, in order.
  private func files(in folder: String, ending suffix: String) throws -> [String] {
    var found: [String] = []
    for entry in try FileSystem.list(root + "/" + folder) ?? [] where !entry.name.hasPrefix(".") {
      let path = folder + "/" + entry.name
      switch entry.kind {
      case .folder: found += try files(in: path, ending: suffix)
      case .file: if entry.name.hasSuffix(suffix) { found.append(path) }
      case .other: continue
      }
    }
    return found.sorted { $0.precedesInBytes($1) }
  }
}
