import ArgumentParser
import Basics
import SiteBuild

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Builds the site.")

  @OptionGroup var site: SiteOptions

  @Option(help: "The site's address, instead of the one in site.yaml.")
  var baseURL: String?

  @Flag(help: "Build drafts too.")
  var drafts = false

  @Flag(help: "Build pages whose publish_on is yet to come, and those that have expired.")
  var future = false

  @Flag(help: "Compute everything anew.")
  var clean = false

  @Flag(help: "Read every file, whatever its time stamp says.")
  var paranoid = false

  func run() throws {
    var options = site.buildOptions
    options.baseURL = baseURL
    options.includesDrafts = drafts
    options.includesFuture = future
    options.isClean = clean
    options.isParanoid = paranoid
    try Runner(site: site).build(options)
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks everything a build checks, and writes nothing.")

  @OptionGroup var site: SiteOptions

  func run() throws {
    var options = site.buildOptions
    options.isCheckOnly = true
    try Runner(site: site).build(options)
  }
}

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Deletes the state folder and what Assay wrote in the output.")

  @OptionGroup var site: SiteOptions

  func run() throws {
    try Runner(site: site).guarded {
      let count = try SiteBuilder(site.buildOptions).clean()
      if !site.quiet { Console.say("removed \(count) files and the state") }
    }
  }
}

/// Runs a piece of work and turns what goes wrong into messages and exit codes.
struct Runner {
  let site: SiteOptions

  /// The exit codes of failures of the environment, from sysexits.
  private static func code(_ kind: EnvironmentError.Kind) -> Int32 {
    switch kind {
    case .input: 66
    case .unavailable: 69
    case .output: 73
    case .temporary: 75
    case .configuration: 78
    }
  }

  func guarded(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as EnvironmentError {
      Console.say("assay: \(error.description)")
      throw ExitCode(Runner.code(error.kind))
    } catch let error as DiagnosticsError {
      try report(error.diagnostics)
    }
  }

  func build(_ options: BuildOptions) throws {
    let start = ContinuousClock.now
    try guarded {
      let summary = try SiteBuilder(options).build()
      let elapsed = ContinuousClock.now - start
      for remark in summary.remarks { Console.say("assay: \(remark)") }
      printDiagnostics(summary.diagnostics)
      let errors = summary.diagnostics.count { $0.severity == .error }
      let warnings = summary.diagnostics.count { $0.severity == .warning }
      let fails = errors > 0 || (site.strict && warnings > 0)
      if !site.quiet {
        if errors + warnings > 0 {
          Console.say("\(Runner.count(errors, "error")), \(Runner.count(warnings, "warning"))")
        }
        if summary.isPublished {
          Console.say(
            "\(summary.written) written, \(summary.unchanged) unchanged, \(summary.removed) removed; "
              + "\(Runner.count(summary.ran.count, "rule")) run; \(Runner.milliseconds(elapsed)) ms")
        } else if fails, !options.isCheckOnly {
          Console.say("nothing was published; the last good site stays")
        }
      }
      if fails { throw ExitCode(1) }
    }
  }

  func report(_ diagnostics: [Diagnostic]) throws {
    printDiagnostics(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  private func printDiagnostics(_ diagnostics: [Diagnostic]) {
    switch site.format {
    case .json: Console.result(DiagnosticPrinter.json(diagnostics))
    case .text:
      let printer = DiagnosticPrinter(
        root: site.buildOptions.root, usesColour: Environment.usesColour)
      let text = printer.text(diagnostics)
      if !text.isEmpty { Console.say(String(text.dropLast())) }
    }
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func milliseconds(_ duration: Duration) -> Int {
    let parts = duration.components
    return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}
