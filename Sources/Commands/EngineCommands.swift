import ArgumentParser
import Basics
import SiteBuild

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Proves that the incremental output is the clean build's, byte for byte.")

  @OptionGroup var site: SiteOptions

  func run() throws {
    try site.runner.guarded {
      let result = try SiteBuilder(site.buildOptions).verify()
      try site.runner.report(result.diagnostics)
      if site.strict, !result.diagnostics.isEmpty { throw ExitCode(1) }
      for difference in result.differences {
        switch difference {
        case .missing(let path): Console.result("missing: \(path)\n")
        case .surplus(let path): Console.result("not in the clean build: \(path)\n")
        case .different(let path, let offset):
          Console.result("differs at byte \(offset): \(path)\n")
        }
      }
      guard result.differences.isEmpty else {
        Console.say("\(Words.count(result.differences.count, "file")) of the output differ")
        throw ExitCode(1)
      }
      if !site.quiet {
        Console.say(
          "\(Words.count(result.fileCount, "file")): the output is the clean build's, byte for byte"
        )
      }
    }
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a page or output file was made from, and why it was made last.")

  @OptionGroup var site: SiteOptions

  @Argument(
    help: "A Markdown file, an address such as /briefings/, or an output file.",
    completion: .file())
  var name: String

  func run() throws {
    try site.runner.guarded {
      let explanation = try SiteBuilder(site.buildOptions).explain(name)
      var text = explanation.subject + "\n"
      text += section("writes", explanation.outputs)
      text += section("why it ran last", explanation.reasons)
      text += section("files", explanation.files)
      text += section("looked for and missing", explanation.missingFiles)
      text += section("folders", explanation.folders)
      text += section(
        "tables",
        explanation.columns.map { table in
          table.columns.isEmpty
            ? "\(table.table) (its rows)"
            : "\(table.table): \(table.columns.joined(separator: ", "))"
        })
      text += section("views", explanation.views)
      text += section("templates", explanation.templates)
      text += section("settings", explanation.settings)
      Console.result(text)
    }
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\(title)\n" + lines.map { "  \($0)\n" }.joined()
  }
}
