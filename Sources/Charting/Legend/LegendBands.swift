/// Bands of a discretizing scale's colours, with labels where they meet.
struct LegendBands {
  let drawing: LegendDrawing

  private var legend: LegendComponent { drawing.legend }

  func draw() -> SceneGroup? {
    let scale = drawing.scope.scale(legend.first.scale, drawing.context)
    guard case .colors(let colors) = scale.range else { return nil }
    let isHorizontal = drawing.isHorizontal
    let thickness = legend.number("gradientThickness") ?? 16
    let length = legend.number("gradientLength") ?? 200
    let edges = self.edges(scale)
    guard edges.count >= 2, let first = edges.first, let last = edges.last, last > first else {
      return nil
    }
    func fraction(_ edge: Double) -> Double { (edge - first) / (last - first) }

    let group = SceneGroup("legend-entries")
    let bands = SceneGroup("legend-gradient")
    for index in 0..<(edges.count - 1) {
      var style = SceneStyle()
      style.fill = colors.color(at: index)
      style.opacity = legend.number("gradientOpacity") ?? legend.unit.number("opacity")
      let from = fraction(edges[index]) * length
      let to = fraction(edges[index + 1]) * length
      bands.add(
        SceneItem(
          isHorizontal
            ? .rectangle(x: from, y: 0, width: to - from, height: thickness)
            : .rectangle(x: 0, y: length - to, width: thickness, height: to - from), style))
    }
    bands.fitBounds()
    group.add(bands)

    let format = drawing.labels(scale, count: 5)
    let offset = legend.number("labelOffset") ?? legend.number("gradientLabelOffset") ?? 2
    let labels = SceneGroup("legend-label")
    for (index, edge) in edges.enumerated().dropFirst().dropLast() {
      var text = SceneText(format(.number(edge), index), x: 0, y: 0)
      text.font = drawing.labelFont
      text.limit = legend.number("labelLimit") ?? 0
      if isHorizontal {
        (text.x, text.y) = (fraction(edge) * length, thickness + offset)
        text.align = "center"
        text.baseline = "top"
      } else {
        (text.x, text.y) = (thickness + offset, (1 - fraction(edge)) * length)
        text.baseline = "middle"
      }
      labels.add(SceneItem(.text(text), drawing.labelStyle))
    }
    labels.fitBounds()
    group.add(labels)
    group.fitBounds()
    return group
  }

  /// The edges of the classes; outer classes of a threshold scale are as wide as the others.
  private func edges(_ scale: Scale) -> [Double] {
    if let bins = scale.bins { return bins }
    let breaks = scale.domain
    guard let first = breaks.first, let last = breaks.last else { return [] }
    if scale.type == .threshold {
      let width = breaks.count > 1 ? (last - first) / Double(breaks.count - 1) : 0.1
      return [first - width] + breaks + [last + width]
    }
    return [scale.extent.low] + breaks + [scale.extent.high]
  }
}
