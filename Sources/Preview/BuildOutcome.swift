package import Basics

/// What a build came to, as far as a reader of the preview is told.
package struct BuildOutcome: Sendable {
  package var diagnostics: [Diagnostic]
  /// Whether the output is that of the sources as they are now; if not, the last good site stays.
  package var isPublished: Bool
  /// The pages that diagnostics are about, by the diagnostics' paths: where a reader can jump to.
  package var pages: [String: String]
  /// What stopped the build, where it was no author's mistake: a full disk, for example.
  package var failure: String?
  /// The path under which the site stands at its address, `/` or `/reports/`; nil where a failed
  /// build does not know it.
  package var home: String?

  package init(
    diagnostics: [Diagnostic] = [], isPublished: Bool, pages: [String: String] = [:],
    failure: String? = nil, home: String? = nil
  ) {
    self.diagnostics = diagnostics
    self.isPublished = isPublished
    self.pages = pages
    self.failure = failure
    self.home = home
  }
}
