/// Slices of pies and rings.
struct ArcMark {
  let builder: MarkBuilder

  func draw(_ rows: [Row], into group: SceneGroup) {
    let unit = builder.unit
    let positions = builder.positions
    guard let x = positions.point(.x, default: .middle),
      let y = positions.point(.y, default: .middle)
    else { return }
    let values = builder.values
    let angles = self.angles(positions)
    let outer = self.outerRadius(positions, values)
    let inner = self.innerRadius(positions, values)
    let padAngle = values.property("padAngle")
    let style = builder.style(defaultStrokeWidth: nil)
    let annotate = builder.annotate()
    for row in rows {
      guard let px = x(row), let py = y(row), let (start, end) = angles(row),
        let outerRadius = outer(row), let innerRadius = inner(row)
      else { continue }
      let path = ArcPath.path(
        inner: innerRadius, outer: outerRadius, start: start, end: end,
        pad: padAngle?(row) ?? 0, cornerRadius: unit.number("cornerRadius") ?? 0)
      var item = SceneItem(.path(path, x: px, y: py, angle: 0), style(row))
      annotate(row, &item)
      group.add(item)
    }
  }

  private func angles(_ positions: PositionEncoder) -> Extent {
    let unit = builder.unit
    if let definition = unit.encoding[.theta], definition.isFieldOrDatum,
      let scale = positions.scale(.theta), scale.type.hasDiscreteDomain,
      !unit.encoding.has(.theta2), let columns = unit.columns[.theta]
    {
      let width = scale.bandwidth
      return { row in scale.number(columns.main(row)).map { ($0, $0 + width) } }
    }
    let first = positions.point(.theta, default: .zeroOrMaximum)
    let second = positions.secondary(.theta, default: .zeroOrMinimum)
    return { row in
      guard let a = first?(row), let b = second?(row) else { return nil }
      return (a, b)
    }
  }

  private func outerRadius(
    _ positions: PositionEncoder, _ values: ValueEncoder
  ) -> Place {
    let unit = builder.unit
    if unit.encoding.has(.radius), let place = positions.point(.radius, default: .zeroOrMaximum) {
      if let scale = positions.scale(.radius), scale.type == .band,
        let columns = unit.columns[.radius]
      {
        return { row in scale.number(columns.main(row), band: 1) }
      }
      return place
    }
    if let given = values.property("outerRadius") ?? values.property("radius") { return given }
    let radius = FrameSize(scope: builder.scope, context: builder.context).radius(unit)
    return { _ in radius }
  }

  private func innerRadius(
    _ positions: PositionEncoder, _ values: ValueEncoder
  ) -> Place {
    let unit = builder.unit
    if unit.encoding.has(.radius2) || unit.stack?.fieldChannel == .radius,
      let place = positions.secondary(.radius, default: .zeroOrMinimum)
    {
      return place
    }
    if let scale = positions.scale(.radius), scale.type == .band,
      let columns = unit.columns[.radius]
    {
      return { row in scale.number(columns.main(row), band: 0) }
    }
    if let given = values.property("innerRadius") ?? values.property("radius2") { return given }
    if unit.encoding.has(.radius),
      let place = positions.secondary(.radius, default: .zeroOrMinimum)
    {
      return place
    }
    return { _ in 0 }
  }
}

/// The outline of a ring's slice; angles are radians clockwise from the top.
enum ArcPath {
  static func path(
    inner: Double, outer: Double, start: Double, end: Double, pad: Double, cornerRadius: Double
  ) -> Path {
    var path = Path()
    var inside = abs(inner)
    var outside = abs(outer)
    if outside < inside { (inside, outside) = (outside, inside) }
    guard outside > 1e-9 else {
      path.move(to: 0, 0)
      path.close()
      return path
    }
    let sweep = end - start
    let clockwise = sweep >= 0
    let a = start - .pi / 2
    let b = end - .pi / 2
    if abs(sweep) > 2 * .pi - 1e-9 {
      path.arc(
        centerX: 0, 0, radius: outside, from: a, to: a + 2 * .pi, clockwise: true)
      if inside > 1e-9 {
        path.arc(
          centerX: 0, 0, radius: inside, from: a + 2 * .pi, to: a, clockwise: false,
          connects: false)
      }
      path.close()
      return path
    }
    // Padding keeps the gap's width the same at both radii, as d3-shape does.
    var outerInset = 0.0
    var innerInset = 0.0
    if pad > 0 {
      let padRadius = (inside * inside + outside * outside).squareRoot()
      outerInset = Elementary.asin(min(1, padRadius / outside * Elementary.sin(pad / 2)))
      innerInset =
        inside > 1e-9 ? Elementary.asin(min(1, padRadius / inside * Elementary.sin(pad / 2))) : 0
    }
    let sign: Double = clockwise ? 1 : -1
    let middle = (a + b) / 2
    var a0 = a + sign * outerInset
    var b0 = b - sign * outerInset
    if (b0 - a0) * sign < 0 {
      a0 = middle
      b0 = middle
    }
    path.arc(centerX: 0, 0, radius: outside, from: a0, to: b0, clockwise: clockwise)
    if inside > 1e-9 {
      var a1 = a + sign * innerInset
      var b1 = b - sign * innerInset
      if (b1 - a1) * sign < 0 {
        a1 = middle
        b1 = middle
      }
      path.arc(centerX: 0, 0, radius: inside, from: b1, to: a1, clockwise: !clockwise)
    } else {
      path.line(to: 0, 0)
    }
    path.close()
    return path
  }
}
