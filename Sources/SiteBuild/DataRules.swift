import Basics
import Database
import Incremental
import Ledger
import Tables

/// Where things are in a site, relative to its root.
enum SitePaths {
  static let content = "Content"
  static let templates = "Templates"
  static let assets = "Templates/assets"
  static let settings = "Content/site.yaml"
  static let data = "Content/data"
  static let views = "Content/data/views"
  static let archive = "Content/data/archive"
  static let state = ".assay"
}

/// The rules about tables, views and queries.
///
/// Queries are answered by one database of all tables, made when the first query runs. What a
/// query depends on is not the database but the columns, views and functions that it read.
struct DataRules: Sendable {
  let reader: InputReader
  private let database = DatabaseHolder()

  init(reader: InputReader) { self.reader = reader }

  var rules: [Rule] {
    [
      Rule(PackageKey.self) { try package($0, $1) },
      Rule(SchemaKey.self) { try schema($0, $1) },
      Rule(TableKey.self) { try table($0, $1) },
      Rule(SealedRowsKey.self) { try sealed($0, $1) },
      Rule(LoadedTableKey.self) { try load($0, $1) },
      Rule(TableMistakenKey.self) { key, recorder in
        try recorder.value(TableKey(key.name)).loaded.hasMistakes
      },
      Rule(MistakenTablesKey.self) { try mistakenTables($0, $1) },
      Rule(UnreadDataFilesKey.self) { try unreadFiles($0, $1) },
      Rule(ColumnKey.self) { try column($0, $1) },
      Rule(DataCheckKey.self) { try check($0, $1) },
      Rule(KeysHoldKey.self) { try keysHold($0, $1) },
      Rule(ViewCheckKey.self) { try checkViews($0, $1) },
      Rule(ViewNamesKey.self) { try viewNames($0, $1) },
      Rule(ViewKey.self) { try view($0, $1) },
      Rule(ViewWordsKey.self) { try viewWords($0, $1) },
      Rule(ViewResultKey.self) { try viewResult($0, $1) },
      Rule(ViewColumnKey.self) { try viewColumn($0, $1) },
      Rule(QueryKey.self) { try query($0, $1) },
      Rule(WithheldKey.self) { try withheld($0, $1) },
      Rule(PublishedViewsKey.self) { try publishedViews($0, $1) },
    ]
  }

  private func package(_: PackageKey, _ recorder: Recorder) throws -> PackageDescription {
    let file = PackageFile(
      read: { try reader.text($0, recorder) }, list: { try reader.entries($0, recorder) })
    let (description, problems) = try file.description()
    recorder.report(problems + description.diagnostics)
    return description
  }

  private func schema(_: SchemaKey, _ recorder: Recorder) throws -> ContentHash {
    var writer = ByteWriter()
    // What each query depends on: whether it is answered at all.
    writer.write(try reader.option(BuildOptions.queryStepsOption, recorder))
    let description = try recorder.value(PackageKey())
    let package = description.package
    writer.write(package == nil)
    writer.write(description.isBroken)
    for resource in package?.resources ?? [] {
      writer.write(resource.name)
      writer.write(resource.schema.columns)
      writer.write(resource.knownOn)
      writer.write(resource.supersededOn)
      writer.write(resource.supersededBy)
      // A key becomes an index, which can change the order of rows that no ORDER BY sets.
      writer.write(list: resource.schema.primaryKey) { $0.write($1) }
      writer.write(resource.redistributable)
      writer.write(list: resource.schema.fields) { $0.write($1.redistributable) }
    }
    for table in package.map({ LedgerTables.of($0) }) ?? [] {
      writer.write(table.rawValue)
      writer.write(table.columns)
    }
    return ContentHash(of: writer.bytes)
  }

  private func table(_ key: TableKey, _ recorder: Recorder) throws -> TableContents {
    let package = try recorder.value(PackageKey()).package
    guard let package, let resource = package.resource(named: key.name) else {
      if let table = LedgerTables.named(key.name, in: package) {
        return try recorder.value(LedgerTableKey(table))
      }
      return TableContents(LoadedTable(name: key.name, table: Table(columns: [], rows: [])))
    }
    let loaded = try LoadedResource(resource, of: package) { try reader.bytes($0, recorder) }
    recorder.report(loaded.diagnostics)
    guard let day = try Self.today(package, reader, recorder) else {
      return TableContents(loaded.table)
    }
    let sealed = try recorder.value(SealedRowsKey()).rows[key.name] ?? []
    return TableContents(loaded.table.on(day, without: sealed, resource))
  }

  /// The day after which nothing leaves the house; nil where the build has no clock or the package
  /// does not say when its rows became known.
  private static func today(
    _ package: DataPackage, _ reader: InputReader, _ recorder: Recorder
  ) throws -> CalendarDate? {
    guard package.resources.contains(where: { $0.knownOn != nil || $0.supersededOn != nil }),
      try reader.option(BuildOptions.futureOption, recorder) == nil
    else { return nil }
    return try reader.option(BuildOptions.clockOption, recorder).flatMap { CalendarDate($0) }
  }

  /// The rows that are not known yet. All tables are read for it, as a row is sealed with those that
  /// refer to it.
  private func sealed(_: SealedRowsKey, _ recorder: Recorder) throws -> SealedRows {
    guard let package = try recorder.value(PackageKey()).package,
      let day = try Self.today(package, reader, recorder)
    else { return SealedRows() }
    let tables = try package.resources.map { resource in
      try LoadedResource(resource, of: package) { try reader.bytes($0, recorder) }.table.table
    }
    return SealedRows(after: day, of: package, tables)
  }

  private func load(_ key: LoadedTableKey, _ recorder: Recorder) throws -> TablePages {
    guard let package = try recorder.value(PackageKey()).package else { return TablePages() }
    let rows = try recorder.value(TableKey(key.name)).loaded.table
    guard let table = DatabaseTable(key.name, of: package, rows) else { return TablePages() }
    return TablePages(columns: rows.columns, part: try table.loaded())
  }

  private func column(_ key: ColumnKey, _ recorder: Recorder) throws -> ContentHash {
    let table = try recorder.value(TableKey(key.table)).loaded.table
    var writer = ByteWriter()
    Self.write(table, column: key.column, to: &writer)
    return ContentHash(of: writer.bytes)
  }

  private static func write(_ table: Table, column: String?, to writer: inout ByteWriter) {
    writer.write(table.rows.count)
    if let column, let index = table.index(of: column) {
      for row in table.rows { row[index].encode(to: &writer) }
    }
  }

  private func mistakenTables(_: MistakenTablesKey, _ recorder: Recorder) throws -> [String] {
    let names = try recorder.value(PackageKey()).package?.resources.map(\.name) ?? []
    let mistaken = try recorder.values(names.map { TableMistakenKey($0) })
    return zip(names, mistaken).filter(\.1).map(\.0)
  }

  private func unreadFiles(_: UnreadDataFilesKey, _ recorder: Recorder) throws -> Bool {
    let folder = SitePaths.data.dropFirst(SitePaths.content.count + 1) + "/"
    let files = try recorder.value(ContentFilesKey()).filter { $0.hasPrefix(folder) }
      .map { SitePaths.content + "/" + $0 }
    let package = try recorder.value(PackageKey()).package
    recorder.report(UnreadDataFiles.diagnostics(files, package: package))
    return true
  }

  private func check(_: DataCheckKey, _ recorder: Recorder) throws -> Bool {
    try recorder.require([UnreadDataFilesKey()])
    guard let package = try recorder.value(PackageKey()).package else { return true }
    // The database has all tables, also those that no query names: a key that no trace names would
    // be new in every build.
    let names = package.resources.map(\.name) + LedgerTables.of(package).map(\.rawValue)
    try recorder.require(names.map { LoadedTableKey($0) })
    if try !recorder.value(KeysHoldKey()) {
      // Places move with every edit of a file, also with one that leaves all cells as they were.
      for path in package.resources.flatMap(\.paths) {
        try recorder.input(Key(input: SiteInputs.file, SitePaths.data + "/" + path))
      }
      let tables = try recorder.values(package.resources.map { TableKey($0.name) })
      recorder.report(checkKeys(package, tables: tables.map(\.loaded)))
    }
    try recorder.require([ViewCheckKey()])
    try recorder.require(recorder.value(ViewNamesKey()).map { ViewWordsKey($0) })
    return true
  }

  private func keysHold(_: KeysHoldKey, _ recorder: Recorder) throws -> Bool {
    guard let package = try recorder.value(PackageKey()).package else { return true }
    try recorder.require(keyColumns(of: package).map { ColumnKey($0.table, $0.column) })
    let tables = try recorder.untrackedValues(package.resources.map { TableKey($0.name) })
      .map(\.loaded)
    // What refers to a broken table cannot be judged.
    return !tables.contains(where: \.hasMistakes) && checkKeys(package, tables: tables).isEmpty
  }

  /// Tries the views over tables without rows, so that no cell has a part in it.
  private func checkViews(_: ViewCheckKey, _ recorder: Recorder) throws -> [String] {
    guard let package = try recorder.value(PackageKey()).package else { return [] }
    var tables = package.resources.map {
      DatabaseTable($0, Table(columns: $0.schema.columns, rows: []))
    }
    tables += LedgerTables.of(package).map {
      LedgerTables.databaseTable($0, Table(columns: $0.columns, rows: []))
    }
    let views = try recorder.value(ViewNamesKey()).map { name in
      ViewDefinition(name: name, text: try recorder.value(ViewKey(name)))
    }
    let clock = try reader.option(BuildOptions.clockOption, recorder)
    let database = try SQLDatabase(
      tables: tables, views: FieldFormulas.views(beside: views, tables: tables),
      functions: SiteFunctions.all, clock: clock.flatMap { CalendarDate($0) })
    if !package.resources.contains(where: { !$0.hasSchema }) {
      recorder.report(database.diagnostics)
    }
    return database.brokenViews.map(\.name)
  }

  private func viewNames(_: ViewNamesKey, _ recorder: Recorder) throws -> [String] {
    try (reader.entries(SitePaths.views, recorder) ?? [])
      .filter { $0.kind == .file && $0.name.hasSuffix(".sql") }
      .map { String($0.name.dropLast(4)) }
  }

  private func view(_ key: ViewKey, _ recorder: Recorder) throws -> String {
    try reader.text(SitePaths.views + "/\(key.name).sql", recorder)?.text ?? ""
  }

  private func viewWords(_ key: ViewWordsKey, _ recorder: Recorder) throws -> Bool {
    // A view that compares with no word need not wait for rows.
    guard try recorder.value(ViewKey(key.name)).utf8.contains(UInt8(ascii: "'")) else {
      return true
    }
    _ = try recorder.value(SchemaKey())
    guard let database = try database.get(recorder, reader),
      let found = try database.slips(inView: key.name)
    else { return true }
    try require(found.readSet, of: database, asOf: nil, recorder)
    if try !isDoubtful(found.readSet, recorder) { recorder.report(found.diagnostics) }
    return true
  }

  private func viewResult(_ key: ViewResultKey, _ recorder: Recorder) throws -> ViewContents {
    _ = try recorder.value(SchemaKey())
    _ = try recorder.value(ViewKey(key.name))
    guard let database = try database.get(recorder, reader),
      let result = try database.result(ofView: key.name, asOf: key.asOf)
    else { return ViewContents(nil) }
    try require(result.readSet, of: database, asOf: key.asOf, recorder)
    return ViewContents(result.table)
  }

  private func viewColumn(_ key: ViewColumnKey, _ recorder: Recorder) throws -> ContentHash {
    let table = try recorder.value(ViewResultKey(key.view, asOf: key.asOf)).table
    var writer = ByteWriter()
    writer.write(table != nil)
    if let table {
      Self.write(table, column: key.column, to: &writer)
      if key.column == nil { writer.write(table.columns) }
    }
    return ContentHash(of: writer.bytes)
  }

  /// What a query or a view depends on, by what it read.
  private func require(
    _ read: ReadSet, of database: SQLDatabase, asOf: CalendarDate?, _ recorder: Recorder
  ) throws {
    func key(_ view: String, _ column: String?) -> ViewColumnKey {
      ViewColumnKey(view, column, asOf: database.edition(asOf, ofView: view))
    }
    for column in read.columns { _ = try recorder.value(ColumnKey(column.table, column.column)) }
    for column in read.viewColumns {
      _ = try recorder.value(key(column.table, column.column))
    }
    for view in read.views {
      _ = try recorder.value(ViewKey(view))
      // A view that is no longer too large is read as a table.
      _ = try recorder.value(key(view, nil))
    }
    if read.usesClock { _ = try reader.option(BuildOptions.clockOption, recorder) }
  }

  /// Whether a query read a table with mistakes, as far as it can be told: what a view read is not.
  private func isDoubtful(_ read: ReadSet, _ recorder: Recorder) throws -> Bool {
    let mistaken = try recorder.value(MistakenTablesKey())
    if mistaken.isEmpty { return false }
    let tables = read.columns.map(\.table)
    return !read.viewColumns.isEmpty || tables.contains(where: mistaken.contains)
      // Those that are computed from the ledger.
      || tables.contains { LedgerTable(rawValue: $0) != nil }
  }

  private func withheld(_ key: WithheldKey, _ recorder: Recorder) throws -> WithheldColumns {
    _ = try recorder.value(SchemaKey())
    let sql = SQLText(SourceText(path: "", text: key.sql))
    guard let found = try database.get(recorder, reader)?.withheld(sql) else {
      for view in try recorder.value(ViewNamesKey()) { _ = try recorder.value(ViewKey(view)) }
      return WithheldColumns(Withheld())
    }
    for view in found.views { _ = try recorder.value(ViewKey(view)) }
    return WithheldColumns(found.withheld)
  }

  private func query(_ key: QueryKey, _ recorder: Recorder) throws -> QueryOutcome {
    _ = try recorder.value(SchemaKey())
    guard let database = try database.get(recorder, reader) else {
      let isBroken = try recorder.value(PackageKey()).isBroken
      return QueryOutcome(
        table: nil, diagnostics: isBroken ? [] : [BuildMessages.noData()], isDoubtful: isBroken)
    }
    switch try self.database.result(of: key, in: database) {
    case .success(let result):
      try require(result.readSet, of: database, asOf: key.asOf, recorder)
      let isDoubtful = try isDoubtful(result.readSet, recorder)
      return QueryOutcome(
        table: result.table, diagnostics: isDoubtful ? [] : relative(result.diagnostics),
        isDoubtful: isDoubtful)
    case .failure(let error):
      // Why it failed can lie anywhere in what it might have read.
      for table in database.tables { _ = try recorder.value(TableKey(table.name)) }
      for view in try recorder.value(ViewNamesKey()) { _ = try recorder.value(ViewKey(view)) }
      _ = try reader.option(BuildOptions.clockOption, recorder)
      // A table whose columns are not known is no mistake of the query.
      // What is wrong with a view is said in its own file.
      let isDoubtful =
        try recorder.value(PackageKey()).lacksSchema
        || error.diagnostics.allSatisfy { $0.identifier == "BrokenView" }
      return QueryOutcome(
        table: nil, diagnostics: isDoubtful ? [] : relative(error.diagnostics),
        isDoubtful: isDoubtful)
    }
  }

  private func publishedViews(
    _: PublishedViewsKey, _ recorder: Recorder
  ) throws -> PublishedViews {
    _ = try recorder.value(SchemaKey())
    for view in try recorder.value(ViewNamesKey()) { _ = try recorder.value(ViewKey(view)) }
    _ = try reader.option(BuildOptions.clockOption, recorder)
    return PublishedViews(try database.get(recorder, reader)?.publishedViews() ?? [])
  }

  /// Diagnostics about the query's own text have no file yet: whoever wrote the query places them.
  private func relative(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if diagnostic.path == "" { diagnostic.path = nil }
      return diagnostic
    }
  }
}
