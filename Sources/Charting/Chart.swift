package import Basics
package import Tables

/// The members of a spec that hold rows of data; see `StructuredValue.parseJSON`.
package let chartRecordMembers: Set<String> = ["values"]

/// A chart to be drawn: its spec, the data it names, and how it should look.
package struct ChartRequest: Sendable {
  /// A Vega-Lite spec.
  package var spec: StructuredValue
  /// The tables that `data: {name: ...}` can name.
  package var data: [String: Table]
  /// What ids inside the SVG begin with; unique in the page that holds the chart.
  package var id: String
  package var theme: ChartTheme
  /// Whether a title, a description and something to draw must be there, as in a page.
  package var requiresText: Bool
  /// What is to be said in place of a chart that has no rows; without it that is an error.
  package var empty: String?
  /// The width in px of a chart that does not say its own, and of `width: container`.
  package var width: Double?
  /// Whether the chart's rows are wanted as a table and in a sentence too.
  package var needsTable: Bool

  package init(
    spec: StructuredValue, data: [String: Table] = [:], id: String = "chart",
    theme: ChartTheme = .vega, requiresText: Bool = false, empty: String? = nil,
    width: Double? = nil, needsTable: Bool = true
  ) {
    self.spec = spec
    self.data = data
    self.id = id
    self.theme = theme
    self.requiresText = requiresText
    self.empty = empty
    self.width = width
    self.needsTable = needsTable
  }
}

/// A drawn chart with the words that belong to it.
package struct RenderedChart: Sendable {
  package var svg: String
  package var title: String
  package var subtitle: String
  /// The author's text alternative.
  package var description: String
  /// `usermeta.source`: what the chart's numbers rest on.
  package var sources: [String]
  /// `usermeta.note`: qualifiers, the basis, what was computed.
  package var note: String?
  /// Whether the chart shows no real figures (`usermeta.illustrative`).
  package var isIllustrative: Bool
  /// What stands in place of the picture, which is empty then, because there are no rows.
  package var emptyText: String?
  /// What the chart's rows say in a sentence or two: range, extremes, latest; empty where the
  /// request needs no table.
  package var summary: String
  /// The rows that were drawn, with titles and units: the chart as a table; empty likewise.
  package var dataTable: Table
  package var width: Double
  package var height: Double
}

/// Draws a chart; the chart is nil where an error stands among the diagnostics.
///
/// The same request always gives the same bytes. Diagnostics have the ranges of the spec and no
/// path; whoever knows the file places them there.
package func renderChart(
  _ request: ChartRequest
) -> (chart: RenderedChart?, diagnostics: [Diagnostic]) {
  let diagnostics = DiagnosticCollector()
  let chart = ChartCompiler(request: request, diagnostics: diagnostics).compile()
  return (diagnostics.hasErrors ? nil : chart, diagnostics.diagnostics)
}
