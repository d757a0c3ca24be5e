import ArgumentParser
import Basics
import SiteBuild

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Freezes the figures of an edition: later builds compare with them.")

  @OptionGroup var site: SiteOptions

  @Argument(help: "The edition's Markdown file, its slug, or the date of its as_of.")
  var edition: String

  func run() throws {
    try site.runner.guarded {
      let publication = try SiteBuilder(site.buildOptions).publish(edition)
      try site.runner.report(publication.diagnostics)
      if site.strict, publication.diagnostics.contains(where: { $0.severity == .warning }) {
        throw ExitCode(1)
      }
      guard !site.quiet else { return }
      let figures = Words.count(publication.figureCount, "figure")
      Console.say(
        publication.isUnchanged
          ? "\(publication.path) stands: \(figures)" : "wrote \(publication.path): \(figures)")
    }
  }
}
