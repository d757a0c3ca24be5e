package import Basics
package import Tables

package enum ChartTheme: Sendable { case vega, house }
package struct ChartRequest: Sendable {
  package init(
    spec: StructuredValue, data: [String: Table], id: String, theme: ChartTheme, requiresText: Bool
  ) {}
}
package struct RenderedChart: Sendable {
  package var svg = ""
  package var title: String?
  package var subtitle: String?
  package var note: String?
  package var sources: [String] = []
  package var isIllustrative = false
  package var dataTable = Table(columns: [], rows: [])
}
/// Draws nothing yet: the drawing is written on another branch.
package func renderChart(_ request: ChartRequest) -> (
  chart: RenderedChart?, diagnostics: [Diagnostic]
) { (nil, []) }
extension StructuredValue {
  package static func parseJSON(_ s: SourceText) -> Result<StructuredValue, DiagnosticsError> {
    parseYAML(s)
  }
}
