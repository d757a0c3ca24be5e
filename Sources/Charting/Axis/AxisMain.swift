import Tables

/// The line, ticks, labels and title of an axis, with the places that Vega's layout gives them.
struct AxisMain {
  let component: AxisComponent
  let axis: Axis
  let scale: Scale
  let ticks: [AxisTick]
  let width: Double
  let height: Double
  let context: DrawingContext

  private var isX: Bool { component.channel == .x }
  private var orient: String { axis.orient }
  /// -1 towards top and left, 1 towards bottom and right.
  private var sign: Double { orient == "top" || orient == "left" ? -1 : 1 }
  private var length: Double { isX ? width : height }

  func draw() -> (group: SceneGroup, bounds: Bounds) {
    let group = SceneGroup("axis axis-\(component.channel.name)")
    var bounds = Bounds()
    let showsTicks = axis.tick.isShown ?? true
    let tickSize = showsTicks ? axis.ticks.size : 0
    if showsTicks {
      let lines = tickLines(tickSize)
      group.add(lines)
      bounds.union(lines.bounds)
    }
    if axis.labels.isShown {
      let labels = AxisLabels(
        component: component, axis: axis, scale: scale, ticks: ticks, tickSize: tickSize,
        context: context
      ).draw()
      group.add(labels.group)
      bounds.union(labels.bounds)
    }
    if axis.domain.isShown ?? true { group.add(domainLine()) }
    let offset = axis.offset
    let position = axis.position
    func clamped(_ extent: Double) -> Double {
      max(axis.minExtent, min(axis.maxExtent, extent))
    }
    let pixels = scale.pixels
    let range = max(pixels.first, pixels.last) - min(pixels.first, pixels.last)
    let extent: Double
    switch orient {
    case "top":
      extent = clamped(bounds.isEmpty ? 0 : -bounds.y1)
      bounds.add(0, -extent)
      bounds.add(range, 0)
    case "left":
      extent = clamped(bounds.isEmpty ? 0 : -bounds.x1)
      bounds.add(-extent, 0)
      bounds.add(0, range)
    case "right":
      extent = clamped(bounds.isEmpty ? 0 : bounds.x2)
      bounds.add(0, 0)
      bounds.add(extent, range)
    default:
      extent = clamped(bounds.isEmpty ? 0 : bounds.y2)
      bounds.add(0, 0)
      bounds.add(range, extent)
    }
    let lines = component.title.lines
    if !lines.isEmpty, lines != [""] {
      let title = self.title(lines, extent: extent)
      group.add(title)
      bounds.union(title.bounds)
    }
    let x: Double
    let y: Double
    switch orient {
    case "top": (x, y) = (position, -offset)
    case "left": (x, y) = (-offset, position)
    case "right": (x, y) = (width + offset, position)
    default: (x, y) = (position, height + offset)
    }
    group.x = x + axis.translate
    group.y = y + axis.translate
    group.bounds = bounds.translated(x, y)
    return (group, group.bounds)
  }

  private func tickLines(_ size: Double) -> SceneGroup {
    let group = SceneGroup("tick")
    let style = axis.tick.style
    for tick in ticks {
      guard let place = tick.tickPlace else { continue }
      var own = style
      var end = sign * size
      if axis.hasConditions {
        let here = axis.at(tick, context)
        own = here.tick.style
        end = sign * here.ticks.size
      }
      group.add(
        SceneItem(
          isX
            ? .line(x1: place, y1: 0, x2: place, y2: end)
            : .line(x1: 0, y1: place, x2: end, y2: place), own))
    }
    group.fitBounds()
    return group
  }

  private func domainLine() -> SceneGroup {
    let group = SceneGroup("domain")
    let pixels = scale.pixels
    group.add(
      SceneItem(
        isX
          ? .line(x1: pixels.first, y1: 0, x2: pixels.last, y2: 0)
          : .line(x1: 0, y1: pixels.first, x2: 0, y2: pixels.last), axis.domain.style))
    return group
  }

  private func title(_ lines: [String], extent: Double) -> SceneGroup {
    let group = SceneGroup("axis-title")
    let words = axis.title
    let pixels = scale.pixels
    let place: Double =
      switch words.anchor {
      case "start": pixels.first
      case "end": pixels.last
      default: (pixels.first + pixels.last) / 2
      }
    var text = SceneText(lines, x: 0, y: 0)
    text.font = SceneFont(
      size: words.fontSize,
      family: words.font ?? context.theme.fontFamily(context.configuration),
      weight: words.fontWeight, style: words.fontStyle)
    text.limit = words.limit
    text.lineHeight = words.lineHeight
    text.align =
      words.align
      ?? (words.anchor == "start" ? "left" : words.anchor == "end" ? "right" : "center")
    let further = Double(lines.count - 1) * text.actualLineHeight
    let distance = extent + words.padding
    switch orient {
    case "bottom":
      text.x = place
      text.y = distance
      text.baseline = "top"
    case "top":
      text.x = place
      text.y = -(distance + further)
      text.baseline = "bottom"
    case "left":
      text.x = -(distance + further)
      text.y = place
      text.angle = -90
      text.baseline = "bottom"
    default:
      text.x = distance + further
      text.y = place
      text.angle = 90
      text.baseline = "bottom"
    }
    if let angle = words.angle {
      text.angle = angle
      if !isX, angle == 0, words.align == nil {
        text.align = orient == "left" ? "right" : "left"
      }
    }
    if let baseline = words.baseline { text.baseline = baseline }
    if let x = words.x { text.x = x }
    if let y = words.y { text.y = y }
    var paint = SceneStyle()
    paint.fill = words.color
    paint.opacity = words.opacity
    group.add(SceneItem(.text(text), paint))
    group.fitBounds()
    return group
  }
}
