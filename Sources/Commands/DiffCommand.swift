import ArgumentParser
import Basics
import SiteBuild

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says what changed from one edition to another.",
    discussion: """
      An edition is named by its day (2026-02-05), by its id in the table 'edition', or by its \
      page: the file below Content, or the file's name without ending.
      """)

  @Option(help: "The site's folder.")
  var root = "."

  @Option(help: "How to print: text, json or csv.")
  var format = SiteData.DiffFormat.text

  @Argument(help: "The earlier edition.")
  var first: String

  @Argument(help: "The later edition.")
  var second: String

  func run() throws {
    let folder = FileSystem.canonical(root) ?? root
    let runner = Runner(root: folder)
    try runner.guarded {
      let data = try SiteData(root: folder, clock: Environment.sourceMoment?.day)
      try runner.report(data.diagnostics)
      Console.result(
        try data.difference(from: first, to: second, root: folder, format: format))
    }
  }
}

extension SiteData.DiffFormat: ExpressibleByArgument {}
