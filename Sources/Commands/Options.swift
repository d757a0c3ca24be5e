import ArgumentParser
import Basics
import SiteBuild

/// Where the site is and how work on it is done: what every command about a site understands.
struct CommonOptions: ParsableArguments {
  @Option(help: "The site's folder, with Content and Templates.", completion: .directory)
  var root = "."

  @Option(help: "How many threads may work.")
  var jobs: Int?

  @Option(
    help: """
      The day to take for today, as 2026-02-05, or the moment, as 2026-02-05T09:00+01:00 \
      (default: that of SOURCE_DATE_EPOCH).
      """)
  var clock: String?

  @Option(help: "How many million steps of the database a query may take (default: 300).")
  var querySteps: Int?

  @Option(help: "How many seconds of the processor's time a query may take (default: 10).")
  var querySeconds: Int?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Option(help: "How to print diagnostics: text, json, sarif, junit or github.")
  var format = DiagnosticFormat.text

  @Flag(help: "Print nothing but diagnostics and results.")
  var quiet = false

  func validate() throws {
    if let clock, CalendarDate(clock) == nil, Moment(clock) == nil {
      throw ValidationError(
        "--clock takes a date such as 2026-02-05, or a moment with its zone such as "
          + "2026-02-05T09:00+01:00, not '\(clock)'")
    }
    for (name, limit) in [("steps", querySteps), ("seconds", querySeconds)] {
      if let limit, !(1...1_000_000).contains(limit) {
        throw ValidationError("--query-\(name) takes a number from 1 to 1,000,000")
      }
    }
    try Environment.checkSourceDate()
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
  }

  func buildOptions(output: String? = nil) -> BuildOptions {
    let folder = FileSystem.canonical(root) ?? root
    var options = BuildOptions(
      root: folder,
      output: output.map { $0.hasPrefix("/") ? $0 : FileSystem.currentFolder + "/" + $0 })
    options.jobs = jobs ?? Environment.processorCount
    options.clock = date
    options.moment = moment
    options.querySteps = querySteps.map { $0 * 1_000_000 }
    options.querySeconds = querySeconds
    options.isStrict = strict
    return options
  }

  var date: CalendarDate? {
    clock.flatMap { CalendarDate($0) } ?? moment?.day
  }

  /// Nil where a day was given, which is taken from its beginning.
  private var moment: Moment? {
    guard let clock else { return Environment.sourceMoment }
    return Moment(clock)
  }
}

/// The options of commands that build a site or read what was built.
struct SiteOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions

  @Option(help: "The folder to write to (default: ROOT/Output).", completion: .directory)
  var output: String?

  var strict: Bool { common.strict }
  var format: DiagnosticFormat { common.format }
  var quiet: Bool { common.quiet }
  var buildOptions: BuildOptions { common.buildOptions(output: output) }
}

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, junit, github
}
