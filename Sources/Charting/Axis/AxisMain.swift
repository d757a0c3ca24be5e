import Tables

/// The line, ticks, labels and title of an axis, with the places that Vega's layout gives them.
struct AxisMain {
  let axis: AxisComponent
  let scale: Scale
  let ticks: [AxisTick]
  let width: Double
  let height: Double
  let context: DrawingContext

  private var isX: Bool { axis.channel == .x }
  private var orient: String { axis.orient }
  /// -1 towards top and left, 1 towards bottom and right.
  private var sign: Double { orient == "top" || orient == "left" ? -1 : 1 }
  private var length: Double { isX ? width : height }

  func draw() -> (group: SceneGroup, bounds: Bounds) {
    let group = SceneGroup("axis axis-\(axis.channel.name)")
    var bounds = Bounds()
    let showsTicks = axis.boolean("ticks") ?? true
    let tickSize = showsTicks ? axis.number("tickSize", 5) : 0
    if showsTicks {
      let lines = tickLines(tickSize)
      group.add(lines)
      bounds.union(lines.bounds)
    }
    if axis.boolean("labels") ?? true {
      let labels = AxisLabels(
        axis: axis, scale: scale, ticks: ticks, tickSize: tickSize, context: context
      ).draw()
      group.add(labels.group)
      bounds.union(labels.bounds)
    }
    if axis.boolean("domain") ?? true { group.add(domainLine()) }
    let offset = axis.number("offset") ?? 0
    let position = axis.number("position") ?? 0
    let least = axis.number("minExtent", 0)
    let most = axis.number("maxExtent", 200)
    func clamped(_ extent: Double) -> Double { max(least, min(most, extent)) }
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
    let lines = axis.title.lines
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
    let translate = axis.number("translate", 0.5)
    group.x = x + translate
    group.y = y + translate
    group.bounds = bounds.translated(x, y)
    return (group, group.bounds)
  }

  private func tickLines(_ size: Double) -> SceneGroup {
    let group = SceneGroup("tick")
    var style = SceneStyle()
    style.stroke = axis.string("tickColor") ?? context.theme.axisColor
    style.strokeWidth = axis.number("tickWidth", 1)
    style.opacity = axis.number("tickOpacity")
    style.dashes = axis.value("tickDash")?.elements?.compactMap(\.number)
    style.cap = axis.string("tickCap")
    let conditional = ConditionalAxisStyle(axis: axis, context: context)
    for tick in ticks {
      guard let place = tick.tickPlace else { continue }
      var own = style
      var ownSize = size
      conditional.apply("tick", tick, &own)
      if let given = conditional.number("tickSize", tick) { ownSize = given }
      let end = sign * ownSize
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
    var style = SceneStyle()
    style.stroke = axis.string("domainColor") ?? context.theme.axisColor
    style.strokeWidth = axis.number("domainWidth", 1)
    style.opacity = axis.number("domainOpacity")
    style.dashes = axis.value("domainDash")?.elements?.compactMap(\.number)
    style.cap = axis.string("domainCap")
    let pixels = scale.pixels
    group.add(
      SceneItem(
        isX
          ? .line(x1: pixels.first, y1: 0, x2: pixels.last, y2: 0)
          : .line(x1: 0, y1: pixels.first, x2: 0, y2: pixels.last), style))
    return group
  }

  private func title(_ lines: [String], extent: Double) -> SceneGroup {
    let group = SceneGroup("axis-title")
    let padding = axis.number("titlePadding", 4)
    let anchor = axis.string("titleAnchor") ?? "middle"
    let pixels = scale.pixels
    let place: Double =
      switch anchor {
      case "start": isX ? pixels.first : pixels.first
      case "end": pixels.last
      default: (pixels.first + pixels.last) / 2
      }
    var text = SceneText(lines, x: 0, y: 0)
    text.font = SceneFont(
      size: axis.number("titleFontSize") ?? style("fontSize")?.number ?? 11,
      family: axis.string("titleFont") ?? context.theme.fontFamily(context.configuration),
      weight: FontWeight.title(axis.value("titleFontWeight")),
      style: axis.string("titleFontStyle"))
    text.limit = axis.number("titleLimit") ?? 0
    text.lineHeight = axis.number("titleLineHeight")
    text.align =
      axis.string("titleAlign")
      ?? (anchor == "start" ? "left" : anchor == "end" ? "right" : "center")
    let further = Double(lines.count - 1) * text.actualLineHeight
    let distance = extent + padding
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
    if let angle = axis.number("titleAngle") {
      text.angle = angle
      if !isX, angle == 0, axis.value("titleAlign") == nil {
        text.align = orient == "left" ? "right" : "left"
      }
    }
    if let baseline = axis.string("titleBaseline") { text.baseline = baseline }
    if let x = axis.number("titleX") { text.x = x }
    if let y = axis.number("titleY") { text.y = y }
    var paint = SceneStyle()
    paint.fill = axis.string("titleColor") ?? style("color")?.string ?? context.theme.titleColor
    paint.opacity = axis.number("titleOpacity")
    group.add(SceneItem(.text(text), paint))
    group.fitBounds()
    return group
  }

  private func style(_ name: String) -> StructuredValue? {
    context.configuration.style("guide-title", name)
  }
}
