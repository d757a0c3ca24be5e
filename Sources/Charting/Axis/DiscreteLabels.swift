import Tables

/// Keeps the labels of discrete values apart in the site's look, where the grammar lets them
/// overprint: they are turned, and left out only where not even that gives them room.
struct DiscreteLabels {
  let axis: AxisComponent
  let ticks: [AxisTick]
  let fontSize: Double
  let context: DrawingContext

  /// Lines of text that stand nearer than this, in parts of their size, touch.
  private static let lineHeight = 1.1

  func arranged(
    _ items: [SceneItem], angle: Double?, turned: (Double) -> [SceneItem]
  ) -> (items: [SceneItem], visible: [Bool]) {
    guard items.count > 1, touch(items) else { return (items, items.map { _ in true }) }
    let gap = leastGap
    let line = fontSize * Self.lineHeight
    if axis.channel == .x, angle ?? 0 == 0, !isAngleGiven {
      // Slanted text is easier to read than upright text, and takes more room.
      if gap * 0.7071 >= line { return all(turned(315)) }
      return thinned(turned(270), gap)
    }
    // Slanted lines are apart where their distance is, whatever the boxes around them.
    let slant = (angle ?? 0).truncatingRemainder(dividingBy: 90)
    if slant != 0 {
      let sine = Elementary.sin((angle ?? 0) * .pi / 180)
      let distance = gap * abs(axis.channel == .x ? sine : (1 - sine * sine).squareRoot())
      if distance >= line { return all(items) }
      return thinned(items, distance)
    }
    let visible = LabelOverlap.visible(items, method: .greedy, separation: 1)
    report(visible)
    return (items, visible)
  }

  private func all(_ items: [SceneItem]) -> (items: [SceneItem], visible: [Bool]) {
    (items, items.map { _ in true })
  }

  /// Every second, third ... label, so that those that stay are a line apart.
  private func thinned(
    _ items: [SceneItem], _ distance: Double
  ) -> (items: [SceneItem], visible: [Bool]) {
    let line = fontSize * Self.lineHeight
    guard distance > 0 else { return all(items) }
    // A little less than a line apart is still legible.
    let every = max(1, Int((line * 0.9 / distance).rounded(.up), within: 1...1_000_000))
    let visible = items.indices.map { $0 % every == 0 }
    report(visible)
    return (items, visible)
  }

  private func report(_ visible: [Bool]) {
    let hidden = visible.count { !$0 }
    guard hidden > 0 else { return }
    context.diagnostics.add(
      ChartMessage.labelsLeftOut(
        hidden, of: visible.count, on: axis.channel.name, at: axis.definition.range))
  }

  private var isAngleGiven: Bool {
    axis.definition.axis?.properties["labelAngle"] != nil
      || ["axis", "axisX", "axisDiscrete", "axisXDiscrete", "axisBand", "axisXBand"].contains {
        context.configuration.author[$0]?["labelAngle"] != nil
      }
  }

  private func touch(_ items: [SceneItem]) -> Bool {
    zip(items, items.dropFirst()).contains { left, right in
      let a = left.bounds
      let b = right.bounds
      guard a.width > 1, b.width > 1 else { return false }
      return 1 > max(b.x1 - a.x2, a.x1 - b.x2, b.y1 - a.y2, a.y1 - b.y2)
    }
  }

  private var leastGap: Double {
    zip(ticks, ticks.dropFirst()).map { abs($0.place - $1.place) }.min() ?? 0
  }
}
