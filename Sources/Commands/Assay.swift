package import ArgumentParser
import SiteBuild

/// The command line: `assay SUBCOMMAND`.
package struct Assay: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Builds sites of briefings in which every figure is computed and cited.",
    version: toolVersion,
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, PreviewCommand.self,
      CheckCommand.self, VerifyCommand.self, ExplainCommand.self, PublishCommand.self,
      QueryCommand.self, TablesCommand.self,
      DescribeCommand.self, DiffCommand.self, ChartCommand.self, MarkdownCommand.self,
      CleanCommand.self, ExportCommand.self, CompletionCommand.self,
    ])

  package init() {}
}

extension Assay {
  /// Runs the command that the process's arguments name, and ends the process.
  package static func start() { main() }
}
