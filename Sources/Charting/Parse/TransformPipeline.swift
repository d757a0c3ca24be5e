import Basics
import Tables

/// Runs a view's transforms, one after the other.
struct TransformPipeline {
  let flow: DataFlow
  let diagnostics: DiagnosticCollector

  /// The rows after the transforms; inside a facet each cell's rows are transformed by themselves.
  func run(
    _ transforms: [StructuredValue], on data: Dataset, groupedBy facets: [String]
  ) -> Dataset { data }
}
