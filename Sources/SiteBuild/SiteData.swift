package import Basics
package import Database
package import Tables

/// The site's data for questions from the command line, without a build.
package struct SiteData: Sendable {
  package let package: DataPackage
  package let tables: [LoadedTable]
  package let database: SQLDatabase
  /// What is wrong with the data.
  package let diagnostics: [Diagnostic]

  /// Loads the data package of the site at a root.
  /// - Throws: a `DiagnosticsError` where there is no data or its description cannot be read.
  package init(root: String, clock: CalendarDate?) throws {
    let path = SitePaths.dataPackage
    guard let bytes = try FileSystem.read(root + "/" + path) else {
      throw DiagnosticsError(BuildMessages.noData())
    }
    let value = try StructuredValue.parseYAML(SourceText(path: path, utf8: bytes)).get()
    let decoded = DataPackage.decode(value, path: path)
    package = decoded.package
    var diagnostics = decoded.diagnostics
    var tables: [LoadedTable] = []
    for resource in package.resources {
      var files: [SourceText] = []
      for name in resource.paths {
        let file = SitePaths.data + "/" + name
        if let bytes = try FileSystem.read(root + "/" + file) {
          files.append(SourceText(path: file, utf8: bytes))
        } else {
          diagnostics.append(
            BuildMessages.missingDataFile(name, table: resource.name).at(path, resource.range))
        }
      }
      let loaded = loadTable(resource, files: files)
      tables.append(loaded.table)
      diagnostics += loaded.diagnostics
    }
    diagnostics += checkKeys(package, tables: tables)
    let views = try (FileSystem.list(root + "/" + SitePaths.views) ?? [])
      .filter { $0.kind == .file && $0.name.hasSuffix(".sql") }
      .compactMap { entry -> ViewDefinition? in
        let file = SitePaths.views + "/" + entry.name
        return try FileSystem.read(root + "/" + file).map {
          ViewDefinition(
            name: String(entry.name.dropLast(4)), sql: SourceText(path: file, utf8: $0))
        }
      }
    self.tables = tables
    database = try SQLDatabase(
      tables: zip(package.resources, tables).map { DatabaseTable($0, $1) }, views: views,
      clock: clock)
    self.diagnostics = diagnostics + database.diagnostics
  }
}
