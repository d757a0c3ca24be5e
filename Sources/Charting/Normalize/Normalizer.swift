import Basics
import Tables

/// Rewrites what the grammar offers for convenience into units, layers, facets and concats.
///
/// Repeats are spelled out, row and column channels become facets, a layer's encoding goes into
/// its children, composite marks become layers of simple ones, and lines with points two layers.
struct Normalizer {
  let configuration: Configuration
  let diagnostics: DiagnosticCollector
  /// More views than this in one chart are refused.
  static let maximumViews = 2_000

  /// What a view inherits: its parent's encoding, and the fields that repeats stand for.
  struct Context {
    var encoding: Encoding?
    var fields: [ChannelDefinition.Repeater: String] = [:]
    var depth = 0
  }

  func normalize(_ view: ViewSpec) -> ViewSpec? { normalize(view, Context()) }

  func normalize(_ view: ViewSpec, _ context: Context) -> ViewSpec? {
    guard context.depth < 64 else {
      diagnostics.add(ChartMessage.tooDeep(at: view.range))
      return nil
    }
    var context = context
    context.depth += 1
    var view = view
    view.encoding = substituted(view.encoding, context)
    switch view.composition {
    case .unit(let mark): return unit(view, mark, context)
    case .layer(let children): return layer(view, children, context)
    case .facet(let facet, let child):
      var inner = context
      inner.encoding = nil
      guard let child = normalize(child, inner) else { return nil }
      view.composition = .facet(substituted(facet, context), child)
      return view
    case .concat(let direction, let children):
      var inner = context
      inner.encoding = merged(view.encoding, into: context.encoding)
      view.encoding = Encoding()
      let normalized = children.compactMap { normalize($0, inner) }
      guard normalized.count == children.count else { return nil }
      view.composition = .concat(direction, normalized)
      return view
    case .repeated(let definition, let child):
      return RepeatExpansion(normalizer: self).expand(view, definition, child, context)
    }
  }

  private func unit(_ view: ViewSpec, _ mark: MarkDefinition, _ context: Context) -> ViewSpec? {
    var view = view
    view.encoding = merged(view.encoding, into: context.encoding)
    if view.encoding.has(.row) || view.encoding.has(.column) || view.encoding.has(.facet) {
      return facet(view, context)
    }
    view.encoding = view.encoding.withTypes()
    if mark.type.isComposite {
      guard let expanded = CompositeMarks(normalizer: self).expand(view, mark) else { return nil }
      var inner = context
      inner.encoding = nil
      return normalize(expanded, inner)
    }
    if let overlaid = PathOverlay(configuration: configuration).expand(view, mark) {
      var inner = context
      inner.encoding = nil
      return normalize(overlaid, inner)
    }
    if mark.type == .line, view.encoding.has(.x2) || view.encoding.has(.y2) {
      var rule = mark
      rule.type = .rule
      view.composition = .unit(rule)
    }
    return view
  }

  private func layer(
    _ view: ViewSpec, _ children: [ViewSpec], _ context: Context
  ) -> ViewSpec? {
    var view = view
    view.encoding = merged(view.encoding, into: context.encoding)
    if view.encoding.has(.row) || view.encoding.has(.column) || view.encoding.has(.facet) {
      return facet(view, context)
    }
    var inner = context
    inner.encoding = view.encoding
    view.encoding = Encoding()
    let normalized = children.compactMap { normalize($0, inner) }
    guard normalized.count == children.count else { return nil }
    view.composition = .layer(normalized)
    return view
  }

  /// A view with row, column or facet channels as a facet of the view without them.
  private func facet(_ view: ViewSpec, _ context: Context) -> ViewSpec? {
    var child = ViewSpec(range: view.range, composition: view.composition)
    child.encoding = view.encoding
    for channel in [Channel.row, .column, .facet] { child.encoding[channel] = nil }
    child.width = view.width
    child.height = view.height
    child.view = view.view
    var outer = view
    outer.encoding = Encoding()
    outer.width = nil
    outer.height = nil
    outer.view = .empty
    var definition = FacetDefinition(
      row: view.encoding[.row], column: view.encoding[.column], wrapped: view.encoding[.facet])
    if definition.row != nil || definition.column != nil { definition.wrapped = nil }
    outer.composition = .facet(definition, child)
    outer.layout = facetLayout(view, definition)
    var inner = context
    inner.encoding = nil
    return normalize(outer, inner)
  }

  private func facetLayout(_ view: ViewSpec, _ facet: FacetDefinition) -> LayoutDefinition {
    var layout = view.layout
    for (channel, definition) in facet.definitions {
      guard let properties = definition.layoutProperties else { continue }
      let spacing = properties.number("spacing")
      if channel != .column, let spacing { layout.rowSpacing = spacing }
      if channel != .row, let spacing { layout.columnSpacing = spacing }
      if channel == .facet, let both = properties.properties("spacing") {
        layout.rowSpacing = both.number("row")
        layout.columnSpacing = both.number("column")
      }
      if let align = properties.string("align") {
        if channel != .column { layout.rowAlign = align }
        if channel != .row { layout.columnAlign = align }
      }
      if let center = properties.boolean("center") {
        if channel != .column { layout.rowCenter = center }
        if channel != .row { layout.columnCenter = center }
      }
      if let columns = properties.number("columns") {
        layout.columns = Int(max(0, min(columns, 1e6)))
      }
    }
    return layout
  }

  // MARK: Inheritance

  /// The encoding of a view inside a layer: its own channels over those of the layer.
  private func merged(_ encoding: Encoding, into parent: Encoding?) -> Encoding {
    guard let parent else { return encoding }
    var merged = encoding
    for channel in parent.channels {
      guard let inherited = parent[channel], !encoding.removed.contains(channel) else { continue }
      if let own = encoding[channel] {
        if own.isFieldOrDatum { merged[channel] = own.inheriting(inherited) }
      } else {
        merged[channel] = inherited
      }
    }
    if merged.details.isEmpty, !encoding.removed.contains(.detail) {
      merged.details = parent.details
    }
    if merged.orders.isEmpty, !encoding.removed.contains(.order) { merged.orders = parent.orders }
    if merged.tooltips.isEmpty, !encoding.removed.contains(.tooltip) {
      merged.tooltips = parent.tooltips
    }
    return merged
  }

  // MARK: Repeats

  private func substituted(_ encoding: Encoding, _ context: Context) -> Encoding {
    guard !context.fields.isEmpty else { return encoding }
    var result = encoding
    result.update { _, definition in definition = substituted(definition, context) }
    return result
  }

  private func substituted(
    _ definition: ChannelDefinition, _ context: Context
  ) -> ChannelDefinition {
    var result = definition
    if let repeater = definition.repeater {
      guard let field = context.fields[repeater] else {
        diagnostics.add(
          ChartMessage.unsupported(
            "a field that repeats '\(repeater.rawValue)' outside such a repeat",
            at: definition.range))
        return result
      }
      if definition.datum != nil {
        result.datum = StructuredValue(.string(field), range: definition.range)
      } else {
        result.field = field
      }
      result.repeater = nil
    }
    if case .byField(let name?, let operation, let descending) = result.sort, name.isEmpty,
      let field = result.field
    {
      result.sort = .byField(field: field, operation: operation, descending: descending)
    }
    for index in result.conditions.indices {
      let inner = result.conditions[index].definition.definition
      result.conditions[index].definition = .definition(substituted(inner, context))
    }
    return result
  }

  private func substituted(_ facet: FacetDefinition, _ context: Context) -> FacetDefinition {
    var result = facet
    result.row = facet.row.map { substituted($0, context) }
    result.column = facet.column.map { substituted($0, context) }
    result.wrapped = facet.wrapped.map { substituted($0, context) }
    result.row?.inferType(.row)
    result.column?.inferType(.column)
    result.wrapped?.inferType(.facet)
    return result
  }
}

extension ChannelDefinition {
  /// This definition, with what it does not say taken from the layer's.
  func inheriting(_ parent: ChannelDefinition) -> ChannelDefinition {
    var result = self
    if field == nil, datum == nil, aggregate != .operation("count") {
      result.field = parent.field
      result.fieldRange = parent.fieldRange ?? parent.range
    }
    result.type = type ?? parent.type
    result.bin = bin ?? parent.bin
    result.timeUnit = timeUnit ?? parent.timeUnit
    result.aggregate = aggregate ?? parent.aggregate
    result.title = title ?? parent.title
    result.stack = stack ?? parent.stack
    result.sort = sort ?? parent.sort
    result.scale = scale ?? parent.scale
    result.axis = axis ?? parent.axis
    result.legend = legend ?? parent.legend
    result.format = format ?? parent.format
    result.formatType = formatType ?? parent.formatType
    result.impute = impute ?? parent.impute
    result.bandPosition = bandPosition ?? parent.bandPosition
    if datum != nil { result.field = nil }
    return result
  }
}
