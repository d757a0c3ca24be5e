import ArgumentParser
import Basics
import SiteBuild

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", _superCommandName: Assay.name, abstract: "Builds the site.")

  @OptionGroup var site: SiteOptions

  @Option(name: .customLong("base-url"), help: "The site's address, not the one in site.yaml.")
  var baseURL: String?

  @Flag(help: "Build drafts too.")
  var drafts = false

  @Flag(help: "Build pages whose publish_on is yet to come, and those that have expired.")
  var future = false

  @Flag(help: "Compute everything anew.")
  var clean = false

  @Flag(help: "Read every file, whatever its time stamp says.")
  var paranoid = false

  @Flag(help: "Use no network. No build does.")
  var offline = false

  @Option(help: "Write what the build did to a JSON file.", completion: .file())
  var report: String?

  func validate() throws {
    guard let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") else { return }
    throw ValidationError("--base-url takes an address that begins with https:// or http://")
  }

  func run() throws {
    var options = site.buildOptions
    options.baseURL = baseURL
    options.includesDrafts = drafts
    options.includesFuture = future
    options.isClean = clean
    options.isParanoid = paranoid
    try site.build(options, report: report)
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks everything a build checks, and writes nothing.")

  @OptionGroup var site: SiteOptions
  @OptionGroup var links: LinkOptions

  func run() throws {
    var options = site.buildOptions
    options.isCheckOnly = true
    options.today = Environment.today
    try site.build(options) { try links.check(options) }
  }
}

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Deletes the state folder and what Assay wrote in the output.")

  @OptionGroup var site: SiteOptions

  func run() throws {
    try site.runner.guarded {
      let count = try SiteBuilder(site.buildOptions).clean()
      if !site.quiet { Console.say("removed \(count) files and the state") }
    }
  }
}

extension SiteOptions {
  var runner: Runner { Runner(root: buildOptions.root, format: format) }

  /// Builds, prints what came of it, and ends with the exit code for it.
  func build(
    _ options: BuildOptions, report: String? = nil,
    also further: () throws -> LinkChecker.Outcome = { LinkChecker.Outcome() }
  ) throws {
    let start = ContinuousClock.now
    let line = ProgressLine()
    var options = options
    if !quiet, Environment.canRedraw { options.progress = { line.show($0) } }
    try runner.guarded {
      defer { line.clear() }
      var summary = try SiteBuilder(options).build()
      line.clear()
      let outcome = try further()
      let build = summary
      summary.diagnostics += outcome.findings.compactMap {
        build.set($0.diagnostic, concerning: [$0.address])
      }
      if !outcome.remark.isEmpty, !quiet { summary.remarks.append(outcome.remark) }
      let elapsed = ContinuousClock.now - start
      if let report {
        let json = BuildReport.json(summary, milliseconds: Words.wholeMilliseconds(elapsed))
        try FileSystem.write(Array(json.utf8), to: report)
      }
      // The process ends soon, and with it all that the build has in memory: giving it back piece by
      // piece would only take time.
      defer { _ = Unmanaged.passRetained(Kept(summary)) }
      for remark in summary.remarks { Console.say("assay: \(remark)") }
      runner.say(summary.diagnostics)
      let errors = summary.diagnostics.count { $0.severity == .error }
      let warnings = summary.diagnostics.count { $0.severity == .warning }
      if !quiet {
        if errors + warnings > 0 {
          Console.say("\(Words.count(errors, "error")), \(Words.count(warnings, "warning"))")
        }
        if summary.isPublished {
          Console.say(
            "\(summary.written) written, \(summary.unchanged) unchanged, "
              + "\(summary.removed) removed; \(Words.count(summary.ranCount, "rule")) run; "
              + "\(Words.wholeMilliseconds(elapsed)) ms")
          if summary.unchanged == 0, summary.outputs.contains(where: { $0.path.hasPrefix("data/") })
          {
            Console.say(
              "the site's tables are published under /data/; 'data: {publish: false}' in site.yaml "
                + "keeps them")
          }
        } else if !options.isCheckOnly {
          Console.say("nothing was published; the last good site stays")
        }
      }
      if errors > 0 || (strict && warnings > 0) { throw ExitCode(1) }
    }
  }
}

private final class Kept {
  let summary: BuildSummary
  init(_ summary: BuildSummary) { self.summary = summary }
}

/// Numbers with their nouns.
enum Words {
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func wholeMilliseconds(_ duration: Duration) -> Int {
    let parts = duration.components
    return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}
