package import Basics
import Database
import Ledger
import Tables

/// The site's data for questions from the command line, without a build.
package struct SiteData: Sendable {
  private let package: DataPackage
  private let tables: [LoadedTable]
  private let database: SQLDatabase
  /// The claims of the data.
  let ledger: ClaimLedger
  private let computed: [LedgerTable]
  /// What is wrong with the data.
  package let diagnostics: [Diagnostic]

  /// How rows are printed.
  package enum Format: String, CaseIterable, Sendable {
    case table, csv, json
  }

  /// Loads the data package of the site at a root.
  /// - Throws: a `DiagnosticsError` where there is no data or its description cannot be read.
  package init(root: String, clock: CalendarDate?) throws {
    let sources = SourceFolders(root: root)
    let (description, problems) = try PackageFile(sources).description()
    guard let described = description.package else {
      throw DiagnosticsError(problems.isEmpty ? [BuildMessages.noData()] : problems)
    }
    package = described
    var diagnostics = problems + description.diagnostics
    var tables: [LoadedTable] = []
    for resource in package.resources {
      let loaded = try LoadedResource(resource, of: package) { try sources.read($0) }
      tables.append(loaded.table)
      diagnostics += loaded.diagnostics
    }
    if let clock {
      let sealed = SealedRows(after: clock, of: package, tables.map(\.table))
      tables = zip(package.resources, tables).map { resource, loaded in
        loaded.on(clock, without: sealed.rows[resource.name] ?? [], resource)
      }
    }
    diagnostics += checkKeys(package, tables: tables)
    let views = try (FileSystem.list(root + "/" + SitePaths.views) ?? [])
      .filter { $0.kind == .file && $0.name.hasSuffix(".sql") }
      .compactMap { entry -> ViewDefinition? in
        let file = SitePaths.views + "/" + entry.name
        return try sources.read(file).map {
          ViewDefinition(
            name: String(entry.name.dropLast(4)), sql: SourceText(path: file, utf8: $0))
        }
      }
    self.tables = tables
    let ledger = ClaimLedger(tables)
    self.ledger = ledger
    let archive = try Self.archive(sources)
    let computed = LedgerTables.of(package)
    self.computed = computed
    let databaseTables =
      zip(package.resources, tables).map { DatabaseTable($0, $1.table) }
      + computed.map { LedgerTables.databaseTable($0, $0.table(ledger, archive: archive)) }
    database = try SQLDatabase(
      tables: databaseTables, views: FieldFormulas.views(beside: views, tables: databaseTables),
      functions: SiteFunctions.all, clock: clock)
    self.diagnostics = try CheckSettings(root: root).set(
      diagnostics + (description.lacksSchema ? [] : database.diagnostics))
  }

  /// A table of the package as it was loaded.
  func loaded(_ name: String) -> Table? { tables.first { $0.name == name }?.table }

  /// The stored texts of sources, by their archive numbers.
  private static func archive(_ sources: SourceFolders) throws -> [String: String] {
    let folder = SitePaths.archive
    var texts: [String: String] = [:]
    for entry in try FileSystem.list(sources.fullPath(folder)) ?? []
    where entry.name.hasSuffix(".txt") {
      texts[String(entry.name.dropLast(4))] = try sources.read(folder + "/" + entry.name)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    return texts
  }

  /// The rows of a query, as an edition of a day would see them.
  package func query(
    _ sql: String, asOf: CalendarDate?, format: Format
  ) throws -> (text: String, diagnostics: [Diagnostic]) {
    let result = try database.query(SQLText(sql), asOf: asOf).get()
    return (format.text(result.table), result.diagnostics)
  }

  /// All tables and views, with how much is in them and what they mean.
  package func tableList(format: Format) -> String {
    var rows: [[Value]] = []
    for (resource, loaded) in zip(package.resources, tables) {
      rows.append([
        .text(resource.name), .text("table"), .integer(Int64(loaded.table.rows.count)),
        .integer(Int64(loaded.table.columns.count)),
        .text(resource.title ?? resource.description ?? ""),
      ])
    }
    for table in computed {
      rows.append([
        .text(table.rawValue), .text("computed"),
        .integer(Int64(table.table(ledger).rows.count)),
        .integer(Int64(table.columns.count)), .text(table.title),
      ])
    }
    for view in database.views {
      let columns = database.viewColumns[view.name]?.count
      rows.append([
        .text(view.name), .text("view"), .null, columns.map { .integer(Int64($0)) } ?? .null,
        .text(view.description ?? ""),
      ])
    }
    return format.text(["name", "kind", "rows", "columns", "description"], rows)
  }

  /// The columns of a table or view: types, units, rules, sources.
  package func description(of name: String, format: Format) throws -> String {
    let columns: [Column]
    var rules: [String: String] = [:]
    if let resource = package.resource(named: name) {
      columns = resource.schema.columns
      rules = self.rules(of: resource.schema)
    } else if let table = computed.first(where: { $0.rawValue == name }) {
      columns = table.columns
    } else if let view = database.viewColumns[name] {
      columns = view
    } else {
      let known =
        package.resources.map(\.name) + computed.map(\.rawValue) + database.views.map(\.name)
      throw DiagnosticsError(BuildMessages.unknownTable(name, known: known))
    }
    return format.text(
      ["column", "type", "unit", "basis", "rules", "description"],
      columns.map { column in
        [
          .text(column.name), .text(column.type.rawValue), .text(column.unit ?? ""),
          .text(column.basis ?? ""), .text(rules[column.name] ?? ""),
          .text(column.description ?? column.title ?? ""),
        ]
      })
  }

  private func rules(of schema: TableSchema) -> [String: String] {
    var rules: [String: String] = [:]
    for field in schema.fields {
      var words: [String] = []
      if schema.primaryKey.contains(field.name) { words.append("primary key") }
      if field.constraints.required { words.append("required") }
      if field.constraints.unique { words.append("unique") }
      for key in schema.foreignKeys where key.fields.contains(field.name) {
        words.append("refers to \(key.resource.isEmpty ? "itself" : key.resource)")
      }
      rules[field.name] = words.joined(separator: ", ")
    }
    return rules
  }
}

extension SiteData.Format {
  fileprivate func text(_ table: Table) -> String {
    switch self {
    case .table: TextTableWriter().text(table)
    case .csv: CSVWriter().text(table)
    case .json: JSONTableWriter().text(table)
    }
  }

  fileprivate func text(_ names: [String], _ rows: [[Value]]) -> String {
    text(Table(columns: names.map { Column($0) }, rows: rows))
  }
}
