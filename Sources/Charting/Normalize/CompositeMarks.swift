import Tables

/// Draws box plots, error bars and error bands as layers of simple marks.
struct CompositeMarks {
  let normalizer: Normalizer

  func expand(_ view: ViewSpec, _ mark: MarkDefinition) -> ViewSpec? {
    normalizer.diagnostics.add(
      ChartMessage.unsupported("the mark '\(mark.type.rawValue)'", at: mark.range))
    return nil
  }
}
