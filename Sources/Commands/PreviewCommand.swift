import ArgumentParser
import Basics
import Preview
import SiteBuild

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serves the site to a browser, and builds and reloads it whenever a file is saved.")

  @OptionGroup var site: SiteOptions

  @Option(help: "The port to listen on; 0 for any (default: 8080 or the next free one).")
  var port: UInt16?

  @Option(
    help: "The address to listen on; other machines reach the preview only if it is theirs too.")
  var host = "localhost"

  @Flag(help: "Open the site in a browser.")
  var open = false

  @Flag(help: "Look for changes every so often, for file systems that notify nobody.")
  var poll = false

  func validate() throws {
    if let problem = PreviewOptions.problem(withHost: host) { throw ValidationError(problem) }
  }

  func run() throws {
    var build = site.buildOptions
    build.includesDrafts = true
    var options = PreviewOptions(
      output: build.output,
      sources: WatchedSources(root: build.root, names: SiteSession.watchedFolders))
    options.host = host
    options.port = port
    options.opensBrowser = open
    options.isPolling = poll
    try site.runner.guarded {
      // Later the folder may come and go while somebody edits; without one there is nothing to show.
      guard FileSystem.stamp(build.root + "/Content")?.kind == .folder else {
        throw CommandMessages.noContent(build.root)
      }
    }
    let builds = PreviewBuilds(site: SiteSession(build), runner: site.runner, quiet: site.quiet)
    let runner = PreviewRunner(
      options,
      .init(
        build: { builds.build($0) }, idle: { builds.keep() }, cancel: { builds.cancel() },
        say: { Console.say("assay: \($0)") }))
    try site.runner.guarded { try runner.run() }
  }
}
