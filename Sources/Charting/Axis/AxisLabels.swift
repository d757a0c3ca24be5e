import Tables

/// The labels along an axis: aligned, turned, kept inside its ends and thinned where they touch.
struct AxisLabels {
  let component: AxisComponent
  let axis: Axis
  let scale: Scale
  let ticks: [AxisTick]
  let tickSize: Double
  let context: DrawingContext

  private var isX: Bool { component.channel == .x }

  func draw() -> (group: SceneGroup, bounds: Bounds) {
    let group = SceneGroup("axis-label")
    let (items, visible) = labels()
    var bounds = Bounds()
    let tolerance = axis.labels.bound
    for (item, isVisible) in zip(items, visible) where isVisible {
      if tolerance.map({ isInside(item.bounds, tolerance: $0) }) ?? true {
        bounds.union(item.bounds)
        group.add(item)
      }
    }
    group.bounds = bounds
    return (group, bounds)
  }

  /// The labels, and which of them are shown.
  private func labels() -> (items: [SceneItem], visible: [Bool]) {
    let items = items(angle: labelAngle)
    if let method = overlapMethod {
      return (
        items,
        LabelOverlap.visible(items, method: method, separation: axis.labels.separation)
      )
    }
    guard context.theme.isHouse else { return (items, items.map { _ in true }) }
    return DiscreteLabels(
      axis: component, ticks: ticks, fontSize: axis.labels.fontSize, context: context
    ).arranged(items, angle: labelAngle) { self.items(angle: $0) }
  }

  private func font(_ labels: Axis.Labels) -> SceneFont {
    SceneFont(
      size: labels.fontSize,
      family: labels.font ?? context.theme.fontFamily(context.configuration),
      weight: labels.fontWeight, style: labels.fontStyle)
  }

  private func items(angle: Double?) -> [SceneItem] {
    let orient = axis.orient
    let labels = axis.labels
    let sign: Double = orient == "top" || orient == "left" ? -1 : 1
    let distance = sign * (tickSize + labels.padding)
    let font = font(labels)
    let align = labels.align ?? defaultAlign(angle, orient)
    let baseline = labels.baseline ?? defaultBaseline(angle, orient)
    let flush = flushThreshold
    let flushOffset = labels.flushOffset
    var paint = SceneStyle()
    paint.fill = labels.color
    paint.opacity = labels.opacity
    let pixels = scale.pixels

    var items: [SceneItem] = []
    items.reserveCapacity(ticks.count)
    for tick in ticks {
      var text = SceneText(
        tick.label, x: isX ? tick.place : distance, y: isX ? distance : tick.place)
      text.font = font
      text.angle = angle ?? 0
      text.limit = labels.limit
      text.lineHeight = labels.lineHeight
      var side = 0
      if let flush {
        let low = min(pixels.first, pixels.last)
        let high = max(pixels.first, pixels.last)
        let raw = scale.number(tick.value) ?? tick.place
        if abs(raw - low) <= flush { side = -1 } else if abs(raw - high) <= flush { side = 1 }
      }
      if isX {
        text.align = align ?? (side < 0 ? "left" : side > 0 ? "right" : "center")
        text.baseline = baseline ?? (orient == "top" ? "bottom" : "top")
        if align == nil { text.dx = Double(side) * flushOffset }
      } else {
        text.align = align ?? (orient == "right" ? "left" : "right")
        text.baseline = baseline ?? (side < 0 ? "top" : side > 0 ? "bottom" : "middle")
        if baseline == nil { text.dy = Double(side) * flushOffset }
      }
      var own = paint
      if axis.hasConditions { dress(&text, &own, axis.at(tick, context).labels) }
      items.append(SceneItem(.text(text), own))
    }
    return items
  }

  /// A label whose tick passes a test.
  private func dress(_ text: inout SceneText, _ style: inout SceneStyle, _ labels: Axis.Labels) {
    style.fill = labels.color
    style.opacity = labels.opacity
    text.font = font(labels)
    if labels.align != axis.labels.align, let align = labels.align { text.align = align }
    if labels.baseline != axis.labels.baseline, let baseline = labels.baseline {
      text.baseline = baseline
    }
    if isX {
      text.x += labels.slide
      text.y += labels.shift
    } else {
      text.y += labels.slide
      text.x -= labels.shift
    }
  }

  private var labelAngle: Double? {
    if let angle = axis.labels.angle {
      let turned = angle.truncatingRemainder(dividingBy: 360)
      return turned < 0 ? turned + 360 : turned
    }
    let definition = component.definition
    if isX, definition.type?.isDiscrete == true,
      !(definition.isFieldDefinition && definition.timeUnit != nil)
    {
      return 270
    }
    return nil
  }

  private func defaultAlign(_ angle: Double?, _ orient: String) -> String? {
    guard let angle else { return nil }
    let start: Double = isX ? 0 : 90
    if (angle + start).truncatingRemainder(dividingBy: 180) == 0 { return isX ? nil : "center" }
    let isMain = orient == (isX ? "bottom" : "left")
    return (start < angle && angle < 180 + start) == isMain ? "left" : "right"
  }

  private func defaultBaseline(_ angle: Double?, _ orient: String) -> String? {
    guard let angle else { return nil }
    if isX {
      if 45 < angle && angle < 135 || 225 < angle && angle < 315 { return "middle" }
      return (angle <= 45 || 315 <= angle) == (orient == "top") ? "bottom" : "top"
    }
    if angle <= 45 || 315 <= angle || 135 <= angle && angle <= 225 { return nil }
    return (45 <= angle && angle <= 135) == (orient == "left") ? "top" : "bottom"
  }

  /// How near to the axis' end a label is pushed inwards; nil where none is.
  private var flushThreshold: Double? {
    if let flush = axis.labels.flush { return flush }
    let type = component.definition.type
    return isX && (type == .quantitative || type == .temporal) ? 1 : nil
  }

  private var overlapMethod: LabelOverlap.Method? {
    switch axis.labels.overlap {
    case .allowed: return nil
    case .greedy: return .greedy
    case .parity: return .parity
    case nil: break
    }
    let definition = component.definition
    var hasOrder = false
    switch definition.sort {
    case .values, .byField, .byChannel: hasOrder = true
    default: break
    }
    let hasTimeUnit = definition.isFieldDefinition && definition.timeUnit != nil
    guard hasTimeUnit && !hasOrder || definition.type?.isDiscrete != true else { return nil }
    return scale.type == .log || scale.type == .symlog ? .greedy : .parity
  }

  private func isInside(_ box: Bounds, tolerance: Double) -> Bool {
    let pixels = scale.pixels
    let low = min(pixels.first, pixels.last) - tolerance
    let high = max(pixels.first, pixels.last) + tolerance
    return isX ? box.x1 >= low && box.x2 <= high : box.y1 >= low && box.y2 <= high
  }
}

/// Hides labels until none touch: every other one, or each that touches the one before.
enum LabelOverlap {
  enum Method { case parity, greedy }

  static func visible(_ items: [SceneItem], method: Method?, separation: Double) -> [Bool] {
    var visible = [Bool](repeating: true, count: items.count)
    guard let method else { return visible }
    var shown = items.indices.filter { items[$0].bounds.width > 1 && items[$0].bounds.height > 1 }
    guard shown.count >= 3 else { return visible }
    func touch(_ a: Int, _ b: Int) -> Bool {
      let a = items[a].bounds
      let b = items[b].bounds
      return separation > max(b.x1 - a.x2, a.x1 - b.x2, b.y1 - a.y2, a.y1 - b.y2)
    }
    func overlap() -> Bool { zip(shown, shown.dropFirst()).contains { touch($0, $1) } }
    let all = shown
    while shown.count >= 3, overlap() {
      switch method {
      case .parity:
        shown = shown.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      case .greedy:
        var kept: [Int] = []
        for index in shown {
          if let last = kept.last, touch(last, index) { continue }
          kept.append(index)
        }
        if kept.count == shown.count { break }
        shown = kept
      }
    }
    if shown.count < 3, let last = all.last, shown.last != last {
      if shown.count > 1 { shown.removeLast() }
      shown.append(last)
    }
    let keep = Set(shown)
    for index in all where !keep.contains(index) { visible[index] = false }
    return visible
  }
}
