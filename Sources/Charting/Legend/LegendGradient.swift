import Tables

/// A band of a continuous scale's colours with labels beside it.
struct LegendGradient {
  let drawing: LegendDrawing

  private var legend: LegendComponent { drawing.legend }

  func draw() -> SceneGroup? {
    let context = drawing.context
    let scale = drawing.scope.scale(legend.first.scale, context)
    guard case .colors(let colors) = scale.range else { return nil }
    let isHorizontal = drawing.isHorizontal
    let thickness = legend.number("gradientThickness") ?? 16
    let length = self.length(isHorizontal)
    let group = SceneGroup("legend-entries")

    let id = context.makeID("gradient")
    context.definitions.append(
      .gradient(
        id: id, x1: 0, y1: isHorizontal ? 0 : 1, x2: isHorizontal ? 1 : 0, y2: 0,
        stops: stops(colors, scale)))
    var style = SceneStyle()
    style.fill = "url(#\(id))"
    style.opacity = legend.number("gradientOpacity") ?? legend.unit.number("opacity")
    let strokeWidth = legend.number("gradientStrokeWidth") ?? 0
    if strokeWidth > 0 {
      style.stroke = legend.string("gradientStrokeColor") ?? "#ddd"
      style.strokeWidth = strokeWidth
    }
    let band = SceneGroup("legend-gradient")
    band.add(
      SceneItem(
        .rectangle(
          x: 0, y: 0, width: isHorizontal ? length : thickness,
          height: isHorizontal ? thickness : length), style))
    band.fitBounds()
    group.add(band)

    let count = max(2, 2 * (length / 100).rounded(.down))
    var (values, areGiven) = drawing.values(scale, count: count)
    if values.count < 3, !areGiven, scale.firstOfDomain != scale.lastOfDomain {
      let make: (Double) -> Datum = scale.type.isTime ? { .date($0) } : { .number($0) }
      values = [make(scale.firstOfDomain), make(scale.lastOfDomain)]
    }
    let format = drawing.labels(scale, count: count)
    let offset = legend.number("labelOffset") ?? legend.number("gradientLabelOffset") ?? 2
    var items: [SceneItem] = []
    for (index, value) in values.enumerated() {
      let fraction = span(value.measure, scale)
      guard fraction.isFinite else { continue }
      var text = SceneText(format(value, index), x: 0, y: 0)
      text.font = drawing.labelFont
      text.limit = legend.number("labelLimit") ?? legend.number("gradientLabelLimit") ?? 0
      if isHorizontal {
        text.x = fraction * length
        text.y = thickness + offset
        text.align = fraction <= 0 ? "left" : fraction >= 1 ? "right" : "center"
        text.baseline = "top"
      } else {
        text.x = thickness + offset
        text.y = (1 - fraction) * length
        text.baseline = fraction <= 0 ? "bottom" : fraction >= 1 ? "top" : "middle"
      }
      items.append(SceneItem(.text(text), drawing.labelStyle))
    }
    let method: LabelOverlap.Method? =
      switch legend.value("labelOverlap")?.content {
      case .boolean(false): nil
      case .string("greedy"): .greedy
      case nil where scale.type == .log || scale.type == .symlog: .greedy
      default: .parity
      }
    let visible = LabelOverlap.visible(
      items, method: method, separation: legend.number("labelSeparation") ?? 0)
    let labels = SceneGroup("legend-label")
    for (item, isVisible) in zip(items, visible) where isVisible { labels.add(item) }
    labels.fitBounds()
    group.add(labels)
    group.fitBounds()
    return group
  }

  private func length(_ isHorizontal: Bool) -> Double {
    if let length = legend.number("gradientLength") { return max(0, length) }
    func clamped(_ value: Double, _ low: Double, _ high: Double) -> Double {
      max(low, min(high, value))
    }
    // Beside a composition the band is as long as the frame of the marks that it explains.
    let frame = FrameSize(scope: drawing.scope, context: drawing.context)
    let width = drawing.width > 0 ? drawing.width : frame.length(legend.unit, .width)
    let height = drawing.height > 0 ? drawing.height : frame.length(legend.unit, .height)
    if isHorizontal {
      let low = legend.number("gradientHorizontalMinLength") ?? 100
      guard legend.orient == "top" || legend.orient == "bottom" else { return low }
      return clamped(width, low, legend.number("gradientHorizontalMaxLength") ?? 200)
    }
    return clamped(
      height, legend.number("gradientVerticalMinLength") ?? 64,
      legend.number("gradientVerticalMaxLength") ?? 200)
  }

  /// Where a value lies between the first and last of the domain, as the scale bends it.
  private func span(_ value: Double, _ scale: Scale) -> Double {
    let transform = scale.transform
    let low = transform.apply(scale.firstOfDomain)
    let high = transform.apply(scale.lastOfDomain)
    return high == low ? 0 : (transform.apply(value) - low) / (high - low)
  }

  private func stops(_ colors: ColorRange, _ scale: Scale) -> [SceneDefinition.GradientStop] {
    let transform = scale.transform
    let low = transform.apply(scale.firstOfDomain)
    let high = transform.apply(scale.lastOfDomain)
    let number = 10 * max(1, scale.domain.count - 1)
    return (0...number).compactMap { index in
      let offset = Double(index) / Double(number)
      let value = transform.invert(low + (high - low) * offset)
      guard let color = colors.color(atFraction: scale.fraction(value)) else { return nil }
      return SceneDefinition.GradientStop(offset: offset, color: color)
    }
  }
}
