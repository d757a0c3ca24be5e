import Basics
import Preview
import SiteBuild

/// The builds of a preview, told on the terminal as they end.
struct PreviewBuilds: Sendable {
  let site: SiteSession
  let runner: Runner
  let quiet: Bool

  func build(_ change: SourceChange) -> BuildOutcome {
    let start = ContinuousClock.now
    do {
      let files: Set<String>? = if case .files(let files) = change { files } else { nil }
      let summary = try site.build(files)
      say(summary, ContinuousClock.now - start)
      let facts = try facts(summary, files)
      return BuildOutcome(
        diagnostics: summary.diagnostics, isPublished: summary.isPublished, pages: facts.pages,
        home: facts.home)
    } catch is CancellationError {
      return BuildOutcome(isPublished: false)
    } catch let error as DiagnosticsError {
      runner.say(error.diagnostics)
      return BuildOutcome(diagnostics: error.diagnostics, isPublished: false)
    } catch {
      // The disk may have room again at the next save: the preview goes on.
      Console.say("assay: \(error)")
      return BuildOutcome(isPublished: false, failure: "\(error)")
    }
  }

  /// What is read from the traces is read only where it may be new: it has to be kept first, while
  /// the reader of a page that has changed waits for it.
  private func facts(_ summary: BuildSummary, _ files: Set<String>?) throws -> SiteSession.Facts {
    let mayHaveMoved = files?.contains { $0.hasSuffix("/site.yaml") } ?? true
    guard mayHaveMoved || !summary.diagnostics.isEmpty else { return SiteSession.Facts() }
    try site.keep()
    return site.facts(about: Set(summary.diagnostics.compactMap(\.path)))
  }

  func keep() {
    do { try site.keep() } catch { Console.say("assay: \(error)") }
  }

  func cancel() { site.cancel() }

  private func say(_ summary: BuildSummary, _ elapsed: Duration) {
    for remark in summary.remarks { Console.say("assay: \(remark)") }
    runner.say(summary.diagnostics)
    guard !quiet else { return }
    let time = "\(Words.wholeMilliseconds(elapsed)) ms"
    guard summary.isPublished else {
      Console.say("nothing was published; the last good site stays; \(time)")
      return
    }
    let changes = [(summary.written, "written"), (summary.removed, "removed")]
    let words = changes.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    Console.say((words.isEmpty ? "no file changed" : words.joined(separator: ", ")) + "; \(time)")
  }
}
