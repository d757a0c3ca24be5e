import Basics
import Tables

/// A transform as it stands in a view, before there are rows.
struct TransformStep: Sendable {
  var transform: Transform
  var range: SourceRange
  /// Where a lookup's rows are; they are found when the view's own are.
  var foreign: DataDefinition?

  init(_ transform: Transform, range: SourceRange, foreign: DataDefinition? = nil) {
    self.transform = transform
    self.range = range
    self.foreign = foreign
  }
}

extension [TransformStep] {
  /// The steps of transforms that no author wrote.
  static func made(_ values: [StructuredValue]) -> [TransformStep] {
    TransformDecoder(diagnostics: DiagnosticCollector()).steps(values)
  }
}
