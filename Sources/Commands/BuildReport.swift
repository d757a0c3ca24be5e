import Basics
import SiteBuild

/// What a build did, as JSON: outputs, rules run with reasons, diagnostics, time.
enum BuildReport {
  static func json(_ summary: BuildSummary, milliseconds: Int) -> String {
    func quoted(_ text: String) -> String { DiagnosticPrinter.quoted(text) }
    let outputs = summary.outputs.map {
      "    {\"path\": \(quoted($0.path)), \"hash\": \(quoted($0.hash)), \"size\": \($0.size)}"
    }
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
      \(outputs.joined(separator: ",\n"))
        ],
        "rules": [
      \(rules.joined(separator: ",\n"))
        ],
        "diagnostics": \(diagnostics)}

      """
  }
}
