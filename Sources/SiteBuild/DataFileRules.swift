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
      let published = try recorder.value(PackageKey()).published, !published.resources.isEmpty
    else { return [] }
    // What takes longest comes first: another thread can do the rest meanwhile.
    return [Self.databaseName(published.package)] + published.resources.map(\.fileName)
      + [Self.descriptor, Self.readme, Self.citation, Self.citationFile, Self.sums]
  }

  /// The name of the SQLite file: that of the package.
  static func databaseName(_ package: DataPackage) -> String {
    PublishedResource.fileName(package.name ?? "data", "sqlite")
  }

  private func output(_ key: DataFileOutputKey, _ recorder: Recorder) throws -> [OutputFile] {
    let bytes = try recorder.value(DataFileKey(key.name)).bytes
    return try output.put(
      DataFilesKey.folder + "/" + key.name, bytes, origin: SitePaths.data, key, recorder)
  }

  private func file(_ key: DataFileKey, _ recorder: Recorder) throws -> DataFile {
    if key.name == Self.sums { return try sums(recorder) }
    guard let published = try recorder.value(PackageKey()).published else { return DataFile("") }
    switch key.name {
    case Self.descriptor: return try descriptor(published, recorder)
    case Self.readme, Self.citation, Self.citationFile:
      let texts = DataFileTexts(published, try recorder.value(SettingsKey()))
      return DataFile(
        key.name == Self.readme
          ? texts.readme : key.name == Self.citation ? texts.citation : texts.citationFile)
    case Self.databaseName(published.package):
      return DataFile(try PublishedDatabaseRules.bytes(published, recorder))
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
}
