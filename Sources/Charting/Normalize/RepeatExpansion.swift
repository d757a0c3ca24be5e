/// Spells out a repeat: one view for each field, or for each pair of row and column.
struct RepeatExpansion {
  let normalizer: Normalizer

  func expand(
    _ view: ViewSpec, _ definition: RepeatDefinition, _ child: ViewSpec,
    _ context: Normalizer.Context
  ) -> ViewSpec? {
    if let layers = definition.layer {
      return layered(view, definition, layers, child, context)
    }
    let rows = definition.row ?? []
    let columns = definition.column ?? []
    let single = definition.single ?? []
    let count = max(1, rows.count) * max(1, columns.count) * max(1, single.count)
    guard count <= Normalizer.maximumViews else {
      normalizer.diagnostics.add(
        ChartMessage.tooLarge("repeated views", limit: Normalizer.maximumViews, at: view.range))
      return nil
    }
    var views: [ViewSpec] = []
    for one in optional(single) {
      for row in optional(rows) {
        for column in optional(columns) {
          var inner = context
          inner.encoding = nil
          if let one { inner.fields[.single] = one }
          if let row { inner.fields[.row] = row }
          if let column { inner.fields[.column] = column }
          guard let normalized = normalizer.normalize(child, inner) else { return nil }
          views.append(normalized)
        }
      }
    }
    var result = view
    result.data = view.data ?? child.data
    result.layout.columns =
      definition.single != nil ? view.layout.columns : max(1, columns.count)
    result.layout.rowAlign = view.layout.rowAlign ?? "all"
    result.layout.columnAlign = view.layout.columnAlign ?? "all"
    result.composition = .concat(.wrapped, views)
    return result
  }

  private func layered(
    _ view: ViewSpec, _ definition: RepeatDefinition, _ layers: [String], _ child: ViewSpec,
    _ context: Normalizer.Context
  ) -> ViewSpec? {
    if definition.row != nil || definition.column != nil {
      // A repeat by rows and columns of a repeat by layers.
      var inner = ViewSpec(
        range: view.range,
        composition: .repeated(RepeatDefinition(layer: layers), child))
      inner.width = child.width
      inner.height = child.height
      var outer = view
      let outerDefinition = RepeatDefinition(row: definition.row, column: definition.column)
      outer.composition = .repeated(outerDefinition, inner)
      return normalizer.normalize(outer, context)
    }
    var children: [ViewSpec] = []
    for layer in layers {
      var inner = context
      inner.fields[.layer] = layer
      guard let normalized = normalizer.normalize(child, inner) else { return nil }
      children.append(normalized)
    }
    var result = view
    result.composition = .layer(children)
    return result
  }

  private func optional(_ names: [String]) -> [String?] { names.isEmpty ? [nil] : names }
}
