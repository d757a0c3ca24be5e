import ArgumentParser
import Basics
import Database
import SiteBuild
import Tables

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Runs a query on the site's data.")

  @Option(help: "The site's folder.")
  var root = "."

  @Option(help: "Show what was known on this day, as an edition of that day would.")
  var asOf: String?

  @Option(help: "The day to take for today.")
  var clock: String?

  @Option(help: "How to print the rows: table, csv or json.")
  var format = TableFormat.table

  @Argument(help: "One SELECT.")
  var sql: String

  func validate() throws {
    for date in [asOf, clock].compactMap({ $0 }) where CalendarDate(date) == nil {
      throw ValidationError("'\(date)' is no date such as 2026-02-05")
    }
  }

  func run() throws {
    let site = try SiteOptions.parse(["--root", root])
    try Runner(site: site).guarded {
      let data = try SiteData(
        root: site.buildOptions.root,
        clock: clock.flatMap { CalendarDate($0) } ?? Environment.sourceDate)
      try Runner(site: site).report(data.diagnostics)
      let result = try data.database.query(
        SQLText(sql), asOf: asOf.flatMap { CalendarDate($0) }
      ).get()
      try Runner(site: site).report(result.diagnostics)
      Console.result(format.text(result.table))
    }
  }
}

extension TableFormat {
  func text(_ table: Table) -> String {
    switch self {
    case .table: TextTableWriter().text(table)
    case .csv: CSVWriter().text(table)
    case .json: JSONTableWriter().text(table)
    }
  }
}

struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables", abstract: "Lists the tables and views of the site's data.")

  @Option(help: "The site's folder.")
  var root = "."

  @Option(help: "How to print the list: table, csv or json.")
  var format = TableFormat.table

  func run() throws {
    let site = try SiteOptions.parse(["--root", root])
    try Runner(site: site).guarded {
      let data = try SiteData(root: site.buildOptions.root, clock: Environment.sourceDate)
      var rows: [[Value]] = []
      for (resource, loaded) in zip(data.package.resources, data.tables) {
        rows.append([
          .text(resource.name), .text("table"), .integer(Int64(loaded.table.rows.count)),
          .integer(Int64(loaded.table.columns.count)),
          .text(resource.title ?? resource.description ?? ""),
        ])
      }
      for view in data.database.views {
        let columns = data.database.viewColumns[view.name]?.count
        rows.append([
          .text(view.name), .text("view"), .null, columns.map { .integer(Int64($0)) } ?? .null,
          .text(view.description ?? ""),
        ])
      }
      let columns = ["name", "kind", "rows", "columns", "description"].map { Column($0) }
      Console.result(format.text(Table(columns: columns, rows: rows)))
      try Runner(site: site).report(data.diagnostics)
    }
  }
}

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Describes a table or view: columns, types, units.")

  @Option(help: "The site's folder.")
  var root = "."

  @Option(help: "How to print the columns: table, csv or json.")
  var format = TableFormat.table

  @Argument(help: "The table's or view's name.")
  var table: String

  func run() throws {
    let site = try SiteOptions.parse(["--root", root])
    try Runner(site: site).guarded {
      let data = try SiteData(root: site.buildOptions.root, clock: Environment.sourceDate)
      guard let (columns, rules) = columns(data) else {
        let known = data.package.resources.map(\.name) + data.database.views.map(\.name)
        throw DiagnosticsError(CommandMessages.unknownTable(table, known: known))
      }
      let rows = columns.map { column -> [Value] in
        [
          .text(column.name), .text(column.type.rawValue), .text(column.unit ?? ""),
          .text(column.basis ?? ""), .text(rules[column.name] ?? ""),
          .text(column.description ?? column.title ?? ""),
        ]
      }
      let names = ["column", "type", "unit", "basis", "rules", "description"]
      Console.result(format.text(Table(columns: names.map { Column($0) }, rows: rows)))
    }
  }

  private func columns(_ data: SiteData) -> ([Column], [String: String])? {
    if let columns = data.database.viewColumns[table] { return (columns, [:]) }
    guard let resource = data.package.resource(named: table) else { return nil }
    var rules: [String: String] = [:]
    for field in resource.schema.fields {
      var words: [String] = []
      if resource.schema.primaryKey.contains(field.name) { words.append("primary key") }
      if field.constraints.required { words.append("required") }
      if field.constraints.unique { words.append("unique") }
      for key in resource.schema.foreignKeys where key.fields.contains(field.name) {
        words.append("refers to \(key.resource)")
      }
      rules[field.name] = words.joined(separator: ", ")
    }
    return (resource.schema.columns, rules)
  }
}

/// Every sentence of the commands that is no other module's.
enum CommandMessages {
  static func unknownTable(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTable", "there is no table or view '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" }
        ?? "assay tables lists them")
  }

  static func missingFile(_ path: String) -> EnvironmentError {
    EnvironmentError(.input, "there is no file \(path)")
  }

  static func notUTF8(_ path: String) -> EnvironmentError {
    EnvironmentError(.input, "\(path) is not UTF-8")
  }
}
