import ArgumentParser
import Basics
import SiteBuild

/// What the commands that ask about the data have in common.
struct DataOptions: ParsableArguments {
  @Option(help: "The site's folder.", completion: .directory)
  var root = "."

  @Option(help: "The day to take for today (default: SOURCE_DATE_EPOCH's day).")
  var clock: String?

  @Option(help: "How to print: table, csv or json.")
  var format = SiteData.Format.table

  func validate() throws {
    if let clock, CalendarDate(clock) == nil, Moment(clock) == nil {
      throw ValidationError("--clock takes a date such as 2026-02-05, not '\(clock)'")
    }
    try Environment.checkSourceDate()
  }

  /// Loads the data and does the work with it; the data's own mistakes are said first.
  func run(_ work: (SiteData, Runner) throws -> Void) throws {
    let folder = FileSystem.canonical(root) ?? root
    let runner = Runner(root: folder)
    try runner.guarded {
      let data = try SiteData(
        root: folder,
        clock: clock.flatMap { CalendarDate($0) ?? Moment($0)?.day }
          ?? Environment.sourceMoment?.day)
      try runner.report(data.diagnostics)
      try work(data, runner)
    }
  }
}

extension SiteData.Format: ExpressibleByArgument {}

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Runs a query on the site's data.")

  @OptionGroup var options: DataOptions

  @Option(help: "Show what was known on this day, as an edition of that day would.")
  var asOf: String?

  @Argument(help: "One SELECT.")
  var sql: String

  func validate() throws {
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("--as-of takes a date such as 2026-02-05, not '\(asOf)'")
    }
  }

  func run() throws {
    try options.run { data, runner in
      let result = try data.query(
        sql, asOf: asOf.flatMap { CalendarDate($0) }, format: options.format)
      try runner.report(result.diagnostics)
      Console.result(result.text)
    }
  }
}

struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables", abstract: "Lists the tables and views of the site's data.")

  @OptionGroup var options: DataOptions

  func run() throws {
    try options.run { data, _ in Console.result(data.tableList(format: options.format)) }
  }
}

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Describes a table or view: columns, types, units.")

  @OptionGroup var options: DataOptions

  @Argument(help: "The table's or view's name.")
  var table: String

  func run() throws {
    try options.run { data, _ in
      Console.result(try data.description(of: table, format: options.format))
    }
  }
}
