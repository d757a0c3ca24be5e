import ArgumentParser
import SiteBuild

/// What `assay check` understands about addresses of other sites.
struct LinkOptions: ParsableArguments {
  @Flag(help: "Ask the servers of other sites whether what pages and tables link to is there.")
  var externalLinks = false

  @Flag(help: "With --external-links: ask no server, only the cache.")
  var offline = false

  @Option(help: "How many addresses are asked at once.")
  var linkParallel = LinkLimits().parallel

  @Option(help: "How many of them of one host.")
  var linkPerHost = LinkLimits().perHost

  @Option(help: "How many seconds one address may take.")
  var linkTimeout = LinkLimits().seconds

  @Option(help: "How often a failure that may pass is tried again.")
  var linkRetries = LinkLimits().retries

  @Option(help: "How many days a good answer is believed.")
  var linkMaxAge = LinkLimits().maximumAge

  func validate() throws {
    if offline, !externalLinks {
      throw ValidationError("--offline goes with --external-links")
    }
    for (name, number) in [
      ("--link-parallel", linkParallel), ("--link-per-host", linkPerHost),
      ("--link-timeout", linkTimeout),
    ] where number < 1 || number > 300 {
      throw ValidationError("\(name) takes a number from 1 to 300")
    }
    if linkRetries < 0 || linkRetries > 10 {
      throw ValidationError("--link-retries takes a number from 0 to 10")
    }
    if linkMaxAge < 0 || linkMaxAge > 3650 {
      throw ValidationError("--link-max-age takes a number from 0 to 3650")
    }
  }

  func check(_ options: BuildOptions) throws -> LinkChecker.Outcome {
    guard externalLinks else { return LinkChecker.Outcome() }
    var limits = LinkLimits()
    limits.parallel = linkParallel
    limits.perHost = linkPerHost
    limits.seconds = linkTimeout
    limits.retries = linkRetries
    limits.maximumAge = linkMaxAge
    let checker = LinkChecker(
      limits: limits, isOffline: offline, cachePath: options.state + "/links")
    return try checker.check(SiteBuilder(options).externalLinks())
  }
}
