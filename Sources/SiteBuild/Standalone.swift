package import Basics
import Charting
import Markup
import Tables

/// Work on single files, without a site around them.
package enum Standalone {
  /// Markdown as the GFM specification has it, raw HTML and all.
  package static func gfm(_ markdown: [UInt8], footnotes: Bool) -> String {
    String(decoding: renderGFM(markdown, footnotes: footnotes), as: UTF8.self)
  }

  /// Markdown in Assay's dialect as an HTML fragment.
  package static func markdown(
    _ source: SourceText
  ) -> (html: String, diagnostics: [Diagnostic]) {
    renderFragment(source, from: splitFrontMatter(source).bodyOffset)
  }

  /// How a chart looks: the site's way, or Vega-Lite's defaults.
  package enum Theme: String, CaseIterable, Sendable {
    case house, vega
  }

  /// A Vega-Lite specification as SVG, with what else is to be said; throws where it has errors.
  ///
  /// - Parameter data: CSV files by the names that the specification uses; a column whose cells
  ///   are all numbers is one of numbers.
  package static func chart(
    _ source: SourceText, isYAML: Bool, id: String, theme: Theme, data: [String: SourceText]
  ) throws(DiagnosticsError) -> (svg: String, diagnostics: [Diagnostic]) {
    let parsed =
      isYAML
      ? StructuredValue.parseYAML(source)
      : StructuredValue.parseJSON(source, recordMembers: chartRecordMembers)
    var tables: [String: Table] = [:]
    for (name, file) in data.sorted(by: { $0.key < $1.key }) {
      let (table, diagnostics) = Table.inferred(fromCSV: file)
      if diagnostics.contains(where: { $0.severity == .error }) {
        throw DiagnosticsError(diagnostics)
      }
      tables[name] = table
    }
    let (chart, diagnostics) = renderChart(
      ChartRequest(
        spec: try parsed.get(), data: tables, id: id, theme: theme == .vega ? .vega : .house,
        requiresText: false, needsTable: false))
    let placed = diagnostics.map { $0.path == nil ? $0.placed(in: source.path) : $0 }
    guard let chart, !placed.contains(where: { $0.severity == .error }) else {
      throw DiagnosticsError(placed)
    }
    return (PlainPaint.resolved(chart.svg) + "\n", placed)
  }
}
