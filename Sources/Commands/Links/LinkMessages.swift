import Basics
import SiteBuild

/// Every sentence about addresses of other sites.
enum LinkMessages {
  static func dead(_ link: ExternalLink, _ answer: LinkAnswer) -> Diagnostic {
    Diagnostic(
      .error, "DeadLink", path: link.path, range: link.range,
      "'\(link.address)' is not there: the server answers \(answer.status)",
      hint: "find where it has gone, or name an archived copy")
  }

  static func unreachable(_ link: ExternalLink, _ answer: LinkAnswer) -> Diagnostic {
    Diagnostic(
      .warning, "UnreachableLink", path: link.path, range: link.range,
      "'\(link.address)' could not be checked: \(answer.words)",
      hint: "open it in a browser; servers may refuse programs or be down for a while")
  }

  static func moved(_ link: ExternalLink, to target: String) -> Diagnostic {
    Diagnostic(
      .note, "MovedLink", path: link.path, range: link.range,
      "'\(link.address)' leads on to '\(target)'",
      hint: "write that address if it is meant to last")
  }

  static func noCurl() -> EnvironmentError {
    EnvironmentError(
      .unavailable,
      "checking external links needs curl, and none is installed; install the package 'curl', or "
        + "name the program in ASSAY_CURL")
  }

  static func curlFailed(_ program: String, _ output: String) -> EnvironmentError {
    EnvironmentError(.unavailable, "\(program) could not ask for links: \(output)")
  }

  static func summary(asked: Int, known: Int, unknown: Int) -> String {
    var text = "external links: \(asked) asked, \(known) from the cache"
    if unknown > 0 { text += ", \(unknown) not in the cache and not checked" }
    return text
  }
}
