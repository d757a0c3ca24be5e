import Basics
import Incremental
import Ledger
import Tables

/// What an author wrote and no page asked for: templates, fragments, tables.
///
/// The engine knows what was asked for only where no earlier build's traces stand behind it, so a
/// check that reports this runs every rule.
struct UnusedSources {
  let root: String
  let engine: Engine

  func diagnostics() throws -> [Diagnostic] {
    let settings = try engine.build(CheckSettingsKey())
    let found = try templates() + fragments() + tables()
    return found.compactMap { settings.set($0.finding, concerning: [$0.name]) }
  }

  private typealias Finding = (name: String, finding: Diagnostic)

  private func templates() throws -> [Finding] {
    try files(in: SitePaths.templates, ending: ".mustache").filter(isUnread).map {
      ($0, BuildMessages.unusedTemplate($0))
    }
  }

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
        BuildMessages.unusedTable(resource.name).at(SitePaths.dataPackage, resource.range)
      )
    }
  }

  private func isUnread(_ path: String) -> Bool {
    engine.hash(of: Key(rule: SiteInputs.file, argument: path)) == nil
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
