import Basics
import Database
import Incremental
import Tables

/// The rules that make the parts of the published database; only what an edit changed is filled again.
struct PublishedDatabaseRules: Sendable {
  var rules: [Rule] {
    [
      Rule(PublishedTableKey.self) { try table($0, $1) },
      Rule(PublishedRowsKey.self) { try rows($0, $1) },
      Rule(PublishedNotesKey.self) { try notes($0, $1) },
      Rule(NewestRowKey.self) { try newest($0, $1) },
    ]
  }

  /// The SQLite file of everything that is published.
  static func bytes(_ published: PublishedPackage, _ recorder: Recorder) throws -> [UInt8] {
    let views = try recorder.value(PublishedViewsKey()).views
    let rows = views.filter(\.isRows).map { PublishedRowsKey($0.name).key }
    let tables = published.resources.map { PublishedTableKey($0.name).key }
    // What needs queries takes longest, so it is begun first; in the file it comes last.
    let parts = try recorder.values(
      of: rows + tables + [PublishedNotesKey().key], as: DatabasePart.self)
    return try DatabaseFile.bytes(
      of: Array(parts[rows.count...] + parts[..<rows.count]), views: views)
  }

  private func table(_ key: PublishedTableKey, _ recorder: Recorder) throws -> DatabasePart {
    guard let published = try recorder.value(PackageKey()).published,
      let resource = published.resources.first(where: { $0.name == key.name })
    else { return .empty }
    let table = try recorder.value(TableKey(key.name)).loaded.table
    return try DatabaseFile.part(
      resource, rows: resource.table(table), among: Set(published.resources.map(\.name)))
  }

  /// The rows of a view that others cannot run.
  private func rows(_ key: PublishedRowsKey, _ recorder: Recorder) throws -> DatabasePart {
    guard let published = try recorder.value(PackageKey()).published
    else { return .empty }
    let name = key.name.replacing("\"", with: "\"\"")
    let query = QueryKey(
      sql: "SELECT * FROM \"\(name)\"", asOf: try newest(in: published, recorder))
    let outcome = try recorder.value(query)
    let withheld = try recorder.value(WithheldKey(sql: query.sql)).withheld
    guard let table = outcome.table else {
      if outcome.isDoubtful { return .empty }
      recorder.report(
        BuildMessages.viewWithoutRows(key.name, outcome.diagnostics.first?.summary ?? "")
          .at(SitePaths.views + "/\(key.name).sql", SourceRange(at: .start)))
      return .empty
    }
    guard let rows = DownloadChoice(table, withheld).table else { return .empty }
    return try DatabaseFile.part(ofView: key.name, rows: rows)
  }

  private func notes(_: PublishedNotesKey, _ recorder: Recorder) throws -> DatabasePart {
    guard let published = try recorder.value(PackageKey()).published
    else { return .empty }
    return try DatabaseFile.notes(
      on: published.resources, views: try recorder.value(PublishedViewsKey()).views,
      asOf: try newest(in: published, recorder))
  }

  private func newest(_ key: NewestRowKey, _ recorder: Recorder) throws -> NewestRow {
    guard let resource = try recorder.value(PackageKey()).package?.resource(named: key.name),
      let column = resource.knownOn
    else { return NewestRow() }
    let table = try recorder.value(TableKey(key.name)).loaded.table
    return NewestRow(day: table.newestDate(in: column))
  }

  /// The newest day on which a row of any table became known: the edition that the views show.
  private func newest(
    in published: PublishedPackage, _ recorder: Recorder
  ) throws -> CalendarDate? {
    let tables = published.resources.filter { $0.resource.knownOn != nil }
    return try recorder.values(tables.map { NewestRowKey($0.name) }).compactMap { $0.day }.max()
  }
}
