/// Stacked bars with round corners: each stack is clipped as a whole, its pieces stay square.
struct StackedCorners {
  private struct Stack {
    var items: [SceneItem] = []
    var box = Bounds()
    /// Where the first piece's value lies, which is the end that is rounded by `cornerRadiusEnd`.
    var endsRight = true
    var endsAbove = true
  }

  private let corners: RoundedCorners
  private let isVertical: Bool
  private var stacks: [Stack] = []
  private var places: [Double: Int] = [:]

  /// Nil where the unit's bars are not stacked.
  init?(unit: UnitModel, corners: RoundedCorners) {
    guard unit.mark.type == .bar, unit.stack != nil, corners.areRound else { return nil }
    self.corners = corners
    isVertical = unit.orientation != .horizontal
  }

  mutating func add(_ item: SceneItem, xa: Double, xb: Double, ya: Double, yb: Double) {
    let key = isVertical ? min(xa, xb) : min(ya, yb)
    let place = places[key] ?? stacks.count
    if place == stacks.count {
      places[key] = place
      stacks.append(Stack(endsRight: xa >= xb, endsAbove: ya <= yb))
    }
    stacks[place].items.append(item)
    stacks[place].box.add(xa, ya)
    stacks[place].box.add(xb, yb)
  }

  func draw(into group: SceneGroup, _ context: DrawingContext) {
    for stack in stacks {
      let box = stack.box
      let (left, right) = stack.endsRight ? (box.x2, box.x1) : (box.x1, box.x2)
      let (top, bottom) = stack.endsAbove ? (box.y1, box.y2) : (box.y2, box.y1)
      guard let radii = corners.radii(xa: left, xb: right, ya: top, yb: bottom) else { continue }
      let outline = SceneShape.path(
        Path.rectangle(x: box.x1, y: box.y1, width: box.width, height: box.height, radii: radii),
        x: 0, y: 0, angle: 0)
      let id = context.makeID("clip")
      context.definitions.append(.clip(id: id, outline))
      let pieces = SceneGroup("stack")
      pieces.clip = id
      for item in stack.items { pieces.add(item) }
      pieces.fitBounds()
      group.add(pieces)
      // The clip cuts strokes in half; the outline is drawn anew above it.
      guard var style = stack.items.first?.style, style.stroke != nil else { continue }
      style.fill = nil
      let foreground = SceneGroup("foreground")
      foreground.add(SceneItem(outline, style))
      foreground.fitBounds()
      group.add(foreground)
    }
  }
}
