import Basics
import Database
import Incremental
import SiteModel
import Tables

/// The rules that publish the data: each table as CSV, the package's descriptor, one SQLite file of
/// everything, and what readers need to check, cite and understand them.
struct DataFileRules: Sendable {
  let reader: InputReader
  let output: OutputFolder

  static let descriptor = "datapackage.json"
  static let sums = "SHA256SUMS"
  static let readme = "README.md"
  static let citation = "CITATION.txt"
  static let citationFile = "CITATION.cff"

  var rules: [Rule] {
    [
      Rule(DataFilesKey.self) { try names($0, $1) },
      Rule(DataFileKey.self) { try file($0, $1) },
      Rule(DataFileSumKey.self) { key, recorder in
        DataFileSum(try recorder.value(DataFileKey(key.name)))
      },
      Rule(DataFileOutputKey.self) { try output($0, $1) },
    ]
  }

  private func names(_: DataFilesKey, _ recorder: Recorder) throws -> [String] {
    guard try recorder.value(SettingsKey()).publishesData,
      let package = try recorder.value(PackageKey()).package
    else { return [] }
    let published = PublishedPackage(package)
    guard !published.resources.isEmpty else { return [] }
    // What takes longest comes first: another thread can do the rest meanwhile.
    return [Self.databaseName(package)] + published.resources.map(\.fileName)
      + [Self.descriptor, Self.readme, Self.citation, Self.citationFile, Self.sums]
  }

  /// The name of the SQLite file: that of the package.
  static func databaseName(_ package: DataPackage) -> String {
    PublishedResource.fileName(package.name ?? "data", "sqlite")
  }

  private func output(_ key: DataFileOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let bytes = try recorder.value(DataFileKey(key.name)).bytes
    let file = OutputFile(
      path: DataFilesKey.folder + "/" + key.name, bytes: bytes, origin: SitePaths.dataPackage,
      producer: key.key)
    try output.put(file, bytes)
    return [file]
  }

  private func file(_ key: DataFileKey, _ recorder: Recorder) throws -> DataFile {
    if key.name == Self.sums { return try sums(recorder) }
    guard let package = try recorder.value(PackageKey()).package else { return DataFile("") }
    let published = PublishedPackage(package)
    switch key.name {
    case Self.descriptor: return try descriptor(published, recorder)
    case Self.readme, Self.citation, Self.citationFile:
      let texts = DataFileTexts(published, try recorder.value(SettingsKey()))
      return DataFile(
        key.name == Self.readme
          ? texts.readme : key.name == Self.citation ? texts.citation : texts.citationFile)
    case Self.databaseName(package): return try database(published, recorder)
    default:
      guard let resource = published.resource(fileName: key.name) else { return DataFile("") }
      let table = try recorder.value(TableKey(resource.name)).loaded.table
      return DataFile(Array(resource.csv(table).utf8), rows: table.rows.count)
    }
  }

  private func descriptor(
    _ published: PublishedPackage, _ recorder: Recorder
  ) throws -> DataFile {
    let settings = try recorder.value(SettingsKey())
    let licence = settings.licence.map {
      DataLicense(name: nil, path: $0.url, title: $0.title)
    }
    let database = JSONText.string(Self.databaseName(published.package))
    return DataFile(
      try published.descriptor(
        title: settings.title, licence: licence,
        homepage: settings.permalink("/" + DataFilesKey.folder + "/"),
        extra: [(name: "database", value: database)],
        facts: { name in
          let sum = try recorder.value(DataFileSumKey(name))
          return PublishedPackage.FileFacts(bytes: sum.size, sha256: sum.sha256)
        }))
  }

  /// In the form of `sha256sum`, which checks it.
  private func sums(_ recorder: Recorder) throws -> DataFile {
    let names = try recorder.value(DataFilesKey()).filter { $0 != Self.sums }
    let sums = try recorder.values(names.map { DataFileSumKey($0) })
    let lines = zip(names, sums).sorted { $0.0.precedesInBytes($1.0) }
      .map { "\($1.sha256)  \($0)\n" }
    return DataFile(lines.joined())
  }

  private func database(
    _ published: PublishedPackage, _ recorder: Recorder
  ) throws -> DataFile {
    let views = try recorder.value(PublishedViewsKey()).views
    let loaded = try recorder.values(published.resources.map { TableKey($0.name) })
    let contents = zip(published.resources, loaded).map { resource, table in
      DatabaseFile.Content(resource, rows: resource.table(table.loaded.table))
    }
    let asOf = Self.newest(in: contents)
    let (file, viewRows) = try InParallel.both(
      { try DatabaseFile(tables: contents, views: views, asOf: asOf) },
      { try rows(of: views, asOf: asOf, recorder) })
    return DataFile(try file.bytes(viewRows: viewRows))
  }

  /// The rows of the views that others cannot run.
  private func rows(
    of views: [PublishedView], asOf: CalendarDate?, _ recorder: Recorder
  ) throws -> [String: Table] {
    var rows: [String: Table] = [:]
    for view in views {
      guard case .rows = view.form else { continue }
      let name = view.name.replacing("\"", with: "\"\"")
      let key = QueryKey(sql: "SELECT * FROM \"\(name)\"", asOf: asOf)
      let outcome = try recorder.value(key)
      let withheld = try recorder.value(WithheldKey(sql: key.sql)).withheld
      rows[view.name] = outcome.table.flatMap { DownloadChoice($0, withheld).table }
      if outcome.table == nil {
        recorder.report(
          BuildMessages.viewWithoutRows(view.name, outcome.diagnostics.first?.summary ?? "")
            .at(SitePaths.views + "/\(view.name).sql", SourceRange(at: .start)))
      }
    }
    return rows
  }

  /// The newest day on which a row became known.
  private static func newest(in contents: [DatabaseFile.Content]) -> CalendarDate? {
    contents.compactMap { content in
      content.resource.resource.knownOn.flatMap { newestDate(in: $0, of: content.rows) }
    }.max()
  }

  /// The newest of a column's dates.
  static func newestDate(in column: String, of table: Table) -> CalendarDate? {
    guard let index = table.index(of: column) else { return nil }
    return table.rows.lazy.compactMap { CalendarDate($0[index].machineText) }.max()
  }
}
