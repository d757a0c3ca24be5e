import Tables

/// Entries of a symbol and a label for each value of a scale.
struct LegendSymbols {
  let drawing: LegendDrawing

  private var legend: LegendComponent { drawing.legend }
  private var unit: UnitModel { legend.unit }

  private struct Entry {
    var value: Datum
    var label: [String]
    var size: Double
  }

  func draw() -> SceneGroup? {
    let context = drawing.context
    let scale = drawing.scope.scale(legend.first.scale, context)
    var (values, areGiven) = symbolValues(scale)
    let label = drawing.labels(scale, count: 5)
    let style = LegendSymbolStyle(legend: legend, scope: drawing.scope, context: context)
    if !areGiven, legend.first.channel == .size || legend.part(.size) != nil,
      let first = values.first, style.area(first) == 0
    {
      values.removeFirst()
    }
    let limit = Int(legend.number("symbolLimit") ?? 30, within: 0...1_000_000)
    var rest = 0
    if limit > 0, values.count > limit {
      rest = values.count - (limit - 1)
      values = Array(values.prefix(limit - 1) + [values[limit - 1]])
    }
    let fontSize = drawing.labelFont.size
    var entries: [Entry] = values.enumerated().map { index, value in
      let side = (style.area(value).squareRoot() + style.strokeWidth(value)).rounded(.up)
      return Entry(value: value, label: label(value, index), size: max(side, fontSize))
    }
    if rest > 0, let last = entries.indices.last { entries[last].label = ["…\(rest) entries"] }
    let columnWidth = entries.map(\.size).max() ?? 0
    let isHorizontal = drawing.isHorizontal
    let columns =
      legend.number("columns").map { Int($0, within: 0...10_000) } ?? (isHorizontal ? 0 : 1)
    let symbolOffset = legend.number("symbolOffset") ?? 0
    let labelOffset = legend.number("labelOffset") ?? 4

    var groups: [SceneGroup] = []
    for entry in entries {
      let group = SceneGroup("legend-entry")
      let symbol = SceneGroup("legend-symbol")
      let width = columns > 0 ? columnWidth : entry.size
      symbol.add(
        SceneItem(
          .path(style.path(entry.value), x: width / 2 + symbolOffset, y: entry.size / 2, angle: 0),
          style.style(entry.value)))
      symbol.fitBounds()
      if style.hasTransparentStroke {
        symbol.bounds = symbol.bounds.expanded(style.strokeWidth(entry.value))
      }
      var text = SceneText(entry.label, x: width + symbolOffset + labelOffset, y: entry.size / 2)
      text.font = drawing.labelFont
      text.align = legend.string("labelAlign") ?? "left"
      text.baseline = legend.string("labelBaseline") ?? "middle"
      text.limit = legend.number("labelLimit") ?? 160
      let words = SceneGroup("legend-label")
      words.add(SceneItem(.text(text), drawing.labelStyle))
      words.fitBounds()
      group.add(symbol)
      group.add(words)
      group.fitBounds()
      groups.append(group)
    }
    if columns > 1, !isHorizontal { groups = columnMajor(groups, columns) }
    let layout = GridLayout(
      columns: columns > 0 ? columns : nil, rowPadding: legend.number("rowPadding") ?? 2,
      columnPadding: legend.number("columnPadding") ?? 10,
      rowAlignment: GridLayout.Alignment(rawValue: legend.string("gridAlign") ?? "each") ?? .each,
      columnAlignment: GridLayout.Alignment(rawValue: legend.string("gridAlign") ?? "each")
        ?? .each, centersRows: true)
    _ = layout.place(groups)
    let group = SceneGroup("legend-entries")
    for entry in groups { group.add(entry) }
    group.fitBounds()
    return group
  }

  /// Entries run down the columns of a vertical legend.
  private func columnMajor(_ groups: [SceneGroup], _ columns: Int) -> [SceneGroup] {
    let rows = (groups.count + columns - 1) / columns
    var ordered: [SceneGroup] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let index = column * rows + row
        if index < groups.count { ordered.append(groups[index]) }
      }
    }
    return ordered
  }

  private func symbolValues(_ scale: Scale) -> ([Datum], Bool) {
    if legend.value("values")?.elements != nil { return drawing.values(scale, count: 5) }
    if let bins = scale.bins { return (bins.dropLast().map(Datum.number), false) }
    if scale.type.isDiscretizing {
      return ([.number(-.infinity)] + scale.domain.map(Datum.number), false)
    }
    let values = drawing.values(scale, count: 5)
    if scale.type.hasDiscreteDomain {
      // A legend shared by channels shows the values of all of them.
      var all = values.values
      var seen = Set(all)
      for part in legend.parts.dropFirst() {
        let other = drawing.scope.scale(part.scale, drawing.context)
        for value in other.values where seen.insert(value).inserted { all.append(value) }
      }
      return (all, false)
    }
    return values
  }
}

/// How a legend's symbols look: as the marks do, with what the legend explains from its scales.
struct LegendSymbolStyle {
  let legend: LegendComponent
  let scope: Scope
  let context: DrawingContext

  private var unit: UnitModel { legend.styleUnit }
  private func scale(_ channel: Channel) -> Scale? {
    legend.part(channel).map { scope.scale($0.scale, context) }
  }

  func area(_ value: Datum) -> Double {
    if let scale = scale(.size) { return scale.number(value) ?? 0 }
    return legend.number("symbolSize") ?? 100
  }

  func strokeWidth(_ value: Datum) -> Double {
    if let scale = scale(.strokeWidth) { return scale.number(value) ?? 0 }
    return legend.number("symbolStrokeWidth") ?? unit.mark.properties.number("strokeWidth") ?? 1.5
  }

  func path(_ value: Datum) -> Path {
    SymbolShape.path(scale(.shape)?.text(value) ?? symbolType, area: area(value))
  }

  private var symbolType: String {
    if let type = legend.string("symbolType") { return type }
    if legend.first.channel != .shape {
      if let shape = unit.encoding[.shape]?.value?.string { return shape }
      if let shape = unit.mark.properties.string("shape")
        ?? unit.configuration.mark(
          "shape", type: unit.mark.type, styles: unit.mark.styles)?.string
      {
        return shape
      }
    }
    switch unit.mark.type {
    case .bar, .rect, .image, .square: return "square"
    case .line, .trail, .rule: return "stroke"
    default: return "circle"
    }
  }

  /// Filled symbols of legends that do not explain a colour have a stroke that is not seen.
  var hasTransparentStroke: Bool {
    unit.isFilled && unit.mark.type != .rule && unit.mark.type != .trail
      && !legend.parts.contains { $0.channel.isColor } && !unit.encoding.has(.color)
      && !unit.encoding.has(.fill)
  }

  func style(_ value: Datum) -> SceneStyle {
    let encoder = StyleEncoder(
      encoder: ValueEncoder(unit: unit, scope: scope, context: context))
    let filled = unit.isFilled && unit.mark.type != .trail && unit.mark.type != .rule
    var style = SceneStyle()
    let colorIsField = unit.encoding.fieldOrDatum(.color) != nil
    style.fill = paint(.fill, filled, value, encoder.fillDefault(filled), colorIsField)
    style.stroke = paint(.stroke, filled, value, encoder.strokeDefault(filled), colorIsField)
    if style.fill == nil, style.stroke == nil, !legend.parts.contains(where: \.channel.isColor) {
      style.stroke = "#888"
    }
    if let color = legend.string("symbolFillColor") { style.fill = color }
    if let color = legend.string("symbolStrokeColor") { style.stroke = color }
    style.strokeWidth = strokeWidth(value)
    style.dashes =
      scale(.strokeDash)?.dashes(value)
      ?? legend.value("symbolDash")?.elements?.compactMap(\.number)
      ?? unit.mark.properties["strokeDash"]?.elements?.compactMap(\.number)
    if let scale = scale(.opacity) {
      style.opacity = scale.number(value)
    } else {
      style.opacity =
        legend.number("symbolOpacity") ?? constantOpacity ?? unit.number("opacity")
        ?? encoder.defaultOpacity
    }
    if let scale = scale(.fillOpacity) { style.fillOpacity = scale.number(value) }
    if let scale = scale(.strokeOpacity) { style.strokeOpacity = scale.number(value) }
    return style
  }

  /// The strongest opacity that the opacity channel gives as a value.
  private var constantOpacity: Double? {
    guard let definition = unit.encoding[.opacity], !definition.isFieldOrDatum else { return nil }
    let values =
      [definition.value?.number]
      + definition.conditions.map { $0.definition.definition.value?.number }
    return values.compactMap { $0 }.max()
  }

  private func paint(
    _ channel: Channel, _ filled: Bool, _ value: Datum, _ fallback: String?, _ colorIsField: Bool
  ) -> String? {
    if let scale = scale(channel) { return scale.color(value) }
    let isMain = (channel == .fill) == filled
    if isMain, let scale = scale(.color) { return scale.color(value) }
    if let definition = unit.encoding[channel] ?? (isMain ? unit.encoding[.color] : nil) {
      if definition.isFieldOrDatum {
        // The colour says something else; the symbol is shown without it.
        return channel == .fill
          ? context.configuration.string("legend", "symbolBaseFillColor") ?? "black" : nil
      }
      if let color = definition.value?.string { return color }
      if let color = definition.conditions.first?.definition.definition.value?.string {
        return color
      }
    }
    guard let fallback, fallback != "transparent" else { return nil }
    return fallback
  }
}
