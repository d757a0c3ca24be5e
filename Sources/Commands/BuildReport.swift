import Basics
import SiteBuild

/// What a build did, as JSON: outputs, rules run with reasons, diagnostics, time.
enum BuildReport {
  /// What lasts of a report: nothing of when and how quickly the site was built, or of what an
  /// earlier build had left to do.
  static func lasting(_ summary: BuildSummary) -> String {
    """
    {
      "tool": \(DiagnosticPrinter.quoted("Assay " + toolVersion)),
      "outputs": [
    \(outputs(summary))
      ],
      "diagnostics": \(DiagnosticPrinter.json(summary.diagnostics))}

    """
  }

  private static func outputs(_ summary: BuildSummary) -> String {
    func quoted(_ text: String) -> String { DiagnosticPrinter.quoted(text) }
    return summary.outputs.map {
      "    {\"path\": \(quoted($0.path)), \"hash\": \(quoted($0.hash)), \"size\": \($0.size)}"
    }.joined(separator: ",\n")
  }

  static func json(_ summary: BuildSummary, milliseconds: Int) -> String {
    func quoted(_ text: String) -> String { DiagnosticPrinter.quoted(text) }
    let rules = summary.ran.map {
      "    {\"key\": \(quoted($0.key)), \"reason\": \(quoted($0.reason))}"
    }
    let diagnostics = DiagnosticPrinter.json(summary.diagnostics)
    return """
      {
        "tool": \(quoted("Assay " + toolVersion)),
        "published": \(summary.isPublished),
        "written": \(summary.written),
        "unchanged": \(summary.unchanged),
        "removed": \(summary.removed),
        "milliseconds": \(milliseconds),
        "outputs": [
      \(outputs(summary))
        ],
        "rules": [
      \(rules.joined(separator: ",\n"))
        ],
        "diagnostics": \(diagnostics)}

      """
  }
}
