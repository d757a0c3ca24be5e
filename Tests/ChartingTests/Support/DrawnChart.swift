import Basics
import Charting
import Tables

/// Draws a spec that is written as JSON in a test.
func draw(
  _ json: String, theme: ChartTheme = .vega, requiresText: Bool = false, id: String = "t",
  data: [String: Table] = [:], width: Double? = nil
) -> (chart: RenderedChart?, diagnostics: [Diagnostic]) {
  switch StructuredValue.parseJSON(SourceText(path: "test.vl.json", text: json)) {
  case .failure(let error): (nil, error.diagnostics)
  case .success(let spec):
    renderChart(
      ChartRequest(
        spec: spec, data: data, id: id, theme: theme, requiresText: requiresText, width: width))
  }
}
