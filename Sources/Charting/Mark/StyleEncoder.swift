import Tables

/// The paints and lines of a unit's marks.
struct StyleEncoder {
  let encoder: ValueEncoder

  private var unit: UnitModel { encoder.unit }

  /// A reader of a row's style. Channels that all rows share are worked out once.
  func reader(defaultStrokeWidth: Double?) -> (Row) -> SceneStyle {
    let filled = unit.isFilled && !(unit.mark.type == .rule)
    let defaultFill = fillDefault(filled)
    let defaultStroke = strokeDefault(filled)
    var fill: ((Row) -> String?)?
    var stroke: ((Row) -> String?)?
    if unit.encoding.has(.color) {
      if filled {
        fill = encoder.color(.color, fallback: defaultFill)
      } else {
        stroke = encoder.color(.color, fallback: defaultStroke)
      }
    }
    if unit.encoding.has(.fill) { fill = encoder.color(.fill, fallback: defaultFill) }
    if unit.encoding.has(.stroke) { stroke = encoder.color(.stroke, fallback: defaultStroke) }
    let isLine = unit.mark.type == .line || unit.mark.type == .rule
    let width =
      isLine && unit.encoding.has(.size) && !unit.encoding.has(.strokeWidth)
      ? encoder.number(.size, fallback: nil)
      : encoder.number(.strokeWidth, fallback: nil)
    let markWidth = encoder.property("strokeWidth") ?? (isLine ? encoder.property("size") : nil)
    let opacity = encoder.number(.opacity, fallback: nil)
    let markOpacity = encoder.property("opacity")
    let fillOpacity = encoder.number(.fillOpacity, fallback: unit.number("fillOpacity"))
    let strokeOpacity = encoder.number(.strokeOpacity, fallback: unit.number("strokeOpacity"))
    let dashes = encoder.dashes(
      fallback: unit.property("strokeDash")?.elements?.compactMap(\.number))
    let defaultOpacity = self.defaultOpacity

    var base = SceneStyle()
    base.cap = unit.string("strokeCap")
    base.join = unit.string("strokeJoin")
    base.miterLimit = unit.number("strokeMiterLimit")
    base.dashOffset = unit.number("strokeDashOffset")
    base.blend = unit.string("blend")
    let hasOpacity = unit.encoding.has(.opacity)
    let read = { (row: Row) -> SceneStyle in
      var style = base
      style.fill = visible(fill.map { $0(row) } ?? defaultFill)
      style.stroke = visible(stroke.map { $0(row) } ?? defaultStroke)
      style.strokeWidth = width(row) ?? markWidth?(row) ?? defaultStrokeWidth
      style.opacity =
        (hasOpacity ? opacity(row) : nil) ?? markOpacity?(row) ?? defaultOpacity
      style.fillOpacity = fillOpacity(row)
      style.strokeOpacity = strokeOpacity(row)
      style.dashes = dashes(row)
      return style
    }
    if variesByRow { return read }
    let style = read(Dataset.noRow)
    return { _ in style }
  }

  private var variesByRow: Bool {
    let channels: [Channel] = [
      .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .strokeDash,
      .size,
    ]
    return channels.contains(where: unit.encoding.has)
      || ["opacity", "strokeWidth", "size"].contains { name in
        unit.property(name).map { $0["expr"] != nil || $0["signal"] != nil } ?? false
      }
  }

  private func visible(_ paint: String?) -> String? {
    guard let paint, paint != "transparent", paint != "none", paint != "null" else { return nil }
    return paint
  }

  /// Symbols and ticks of single rows are see-through, so that overlaps show.
  var defaultOpacity: Double? {
    switch unit.mark.type {
    case .point, .circle, .square, .tick:
      if unit.property("opacity") != nil || unit.property("fillOpacity") != nil { return nil }
      return unit.encoding.isAggregate ? nil : 0.7
    default: return nil
    }
  }

  var defaultColor: String {
    switch unit.mark.type {
    case .text, .rule: encoder.context.theme.textColor
    default: encoder.context.theme.markColor
    }
  }

  private func paint(_ value: StructuredValue?) -> String? {
    guard let value else { return nil }
    if let properties = Properties(value), properties.has("gradient") {
      return GradientPaint(context: encoder.context).paint(properties)
    }
    if value["expr"] != nil || value["signal"] != nil {
      let frame = FrameSize(scope: encoder.scope, context: encoder.context)
      return ConstantExpression(unit: unit, frame: frame).reader(value)(Dataset.noRow)?
        .coercedToString
    }
    return value.string
  }

  func fillDefault(_ filled: Bool) -> String? {
    let mark = unit.mark.properties
    if let fill = mark["fill"] { return paint(fill) }
    if filled, let color = mark["color"] { return paint(color) }
    let configured =
      unit.configuration.mark("fill", type: unit.mark.type, styles: unit.mark.styles)
    if let configured { return paint(configured) }
    guard filled else { return nil }
    return paint(
      unit.configuration.mark("color", type: unit.mark.type, styles: unit.mark.styles))
      ?? defaultColor
  }

  func strokeDefault(_ filled: Bool) -> String? {
    let mark = unit.mark.properties
    if let stroke = mark["stroke"] { return paint(stroke) }
    if !filled, let color = mark["color"] { return paint(color) }
    let configured =
      unit.configuration.mark("stroke", type: unit.mark.type, styles: unit.mark.styles)
    if let configured { return paint(configured) }
    guard !filled else { return nil }
    return paint(
      unit.configuration.mark("color", type: unit.mark.type, styles: unit.mark.styles))
      ?? defaultColor
  }
}
