/// Bars, cells of a heat map and ticks.
struct RectangleMark {
  let builder: MarkBuilder

  private var unit: UnitModel { builder.unit }

  func draw(_ rows: [Row], into group: SceneGroup) {
    let extents = RectangleExtent(position: builder.positions)
    let horizontal: Extent?
    let vertical: Extent?
    if unit.mark.type == .tick {
      let isHorizontal = unit.orientation == .horizontal
      let thickness = thicknessExtent(isHorizontal ? .y : .x)
      horizontal = isHorizontal ? extents.extent(.x) : thickness
      vertical = isHorizontal ? thickness : extents.extent(.y)
    } else {
      horizontal = extents.extent(.x)
      vertical = extents.extent(.y)
    }
    guard let horizontal, let vertical else { return }
    let style = builder.style(defaultStrokeWidth: nil)
    let annotate = builder.annotate()
    let corners = RoundedCorners(unit: unit)
    var stacks = StackedCorners(unit: unit, corners: corners)
    group.nodes.reserveCapacity(rows.count)
    for row in rows {
      guard let (xa, xb) = horizontal(row), let (ya, yb) = vertical(row) else { continue }
      let x = min(xa, xb)
      let y = min(ya, yb)
      let width = abs(xb - xa)
      let height = abs(yb - ya)
      let shape: SceneShape
      if stacks == nil, let radii = corners.radii(xa: xa, xb: xb, ya: ya, yb: yb) {
        shape = .path(
          Path.rectangle(x: x, y: y, width: width, height: height, radii: radii), x: 0, y: 0,
          angle: 0)
      } else {
        shape = .rectangle(x: x, y: y, width: width, height: height)
      }
      var item = SceneItem(shape, style(row))
      annotate(row, &item)
      if stacks != nil {
        stacks?.add(item, xa: xa, xb: xb, ya: ya, yb: yb)
      } else {
        group.add(item)
      }
    }
    stacks?.draw(into: group, builder.context)
  }

  private func thicknessExtent(_ channel: Channel) -> Extent? {
    let thickness = unit.number("thickness") ?? 1
    guard let center = builder.positions.point(channel, default: .middle) else { return nil }
    return { row in center(row).map { ($0 - thickness / 2, $0 + thickness / 2) } }
  }
}

/// The rounded corners of a bar: all of them, each by itself, or those at the end of its value.
struct RoundedCorners {
  private let all: Double
  private let each: [Double?]
  private let end: Double?
  private let orientation: Orientation?

  init(unit: UnitModel) {
    all = unit.number("cornerRadius") ?? 0
    each = [
      "cornerRadiusTopLeft", "cornerRadiusTopRight", "cornerRadiusBottomRight",
      "cornerRadiusBottomLeft",
    ].map { unit.number($0) }
    end = unit.number("cornerRadiusEnd")
    orientation = unit.orientation
  }

  /// Whether any corner has a radius.
  var areRound: Bool {
    all > 0 || (end ?? 0) > 0 || each.contains { ($0 ?? 0) > 0 }
  }

  /// The radii, or nil where all corners are square. `a` is where the value lies, `b` the base.
  func radii(xa: Double, xb: Double, ya: Double, yb: Double) -> (
    topLeft: Double, topRight: Double, bottomRight: Double, bottomLeft: Double
  )? {
    var radii = each.map { $0 ?? all }
    if let end {
      let ends: [Int]
      if orientation == .horizontal {
        ends = xa >= xb ? [1, 2] : [0, 3]
      } else {
        ends = ya <= yb ? [0, 1] : [2, 3]
      }
      for corner in ends { radii[corner] = end }
    }
    guard radii.contains(where: { $0 > 0 }) else { return nil }
    return (radii[0], radii[1], radii[2], radii[3])
  }
}
