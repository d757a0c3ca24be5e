/// Straight lines: across the frame, or from one place to another.
struct RuleMark {
  let builder: MarkBuilder

  func draw(_ rows: [Row], into group: SceneGroup) {
    let unit = builder.unit
    guard
      unit.encoding.has(.x) || unit.encoding.has(.y) || unit.encoding.has(.x2)
        || unit.encoding.has(.y2)
    else { return }
    let positions = builder.positions
    let orientation = unit.orientation
    let x = ends(.x, positions, isRange: orientation != .vertical)
    let y = ends(.y, positions, isRange: orientation != .horizontal)
    guard let x, let y else { return }
    let style = builder.style(defaultStrokeWidth: 1)
    let annotate = builder.annotate()
    for row in rows {
      guard let (x1, x2) = x(row), let (y1, y2) = y(row) else { continue }
      var item = SceneItem(.line(x1: x1, y1: y1, x2: x2, y2: y2), style(row))
      annotate(row, &item)
      group.add(item)
    }
  }

  private func ends(_ channel: Channel, _ positions: PositionEncoder, isRange: Bool) -> Extent? {
    let orientation = builder.unit.orientation
    let fallback: PositionEncoder.Default =
      orientation == (channel == .x ? .horizontal : .vertical) ? .zeroOrMaximum : .middle
    if isRange {
      guard let first = positions.point(channel, default: fallback),
        let second = positions.secondary(channel, default: .zeroOrMinimum)
      else { return nil }
      return { row in
        guard let a = first(row), let b = second(row) else { return nil }
        return (a, b)
      }
    }
    guard let place = positions.point(channel, default: fallback) else { return nil }
    return { row in place(row).map { ($0, $0) } }
  }
}
