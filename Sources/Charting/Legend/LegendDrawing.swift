import Tables

/// Draws one legend with its own corner at the origin.
struct LegendDrawing {
  let legend: LegendComponent
  let scope: Scope
  let context: DrawingContext
  /// The size of the view that the legend stands beside, for gradients.
  let width: Double
  let height: Double

  func draw() -> SceneGroup? {
    guard legend.isDisabled != true else { return nil }
    let padding = legend.number("padding") ?? 0
    let group = SceneGroup("legend")
    let entries =
      isDiscreteGradient
      ? LegendBands(drawing: self).draw()
      : isGradient
        ? LegendGradient(drawing: self).draw() : LegendSymbols(drawing: self).draw()
    guard let entries else { return nil }
    let lines = legend.title.lines
    var title: SceneItem?
    var entryX = padding
    var entryY = padding
    if !lines.isEmpty, lines != [""] {
      var text = SceneText(lines, x: padding, y: padding)
      text.baseline = "top"
      text.font = SceneFont(
        size: legend.number("titleFontSize") ?? style("guide-title", "fontSize")?.number ?? 11,
        family: legend.string("titleFont") ?? context.theme.fontFamily(context.configuration),
        weight: FontWeight.title(legend.value("titleFontWeight")),
        style: legend.string("titleFontStyle"))
      text.limit = legend.number("titleLimit") ?? 180
      text.lineHeight = legend.number("titleLineHeight")
      if let align = legend.string("titleAlign") { text.align = align }
      if let baseline = legend.string("titleBaseline") { text.baseline = baseline }
      let between = legend.number("titlePadding") ?? 5
      let size = text.bounds
      switch legend.string("titleOrient") {
      case "left":
        entryX += size.width.rounded(.up) + between
        text.y = padding + Ticks.roundHalfUp((entries.bounds.y2 - entries.y) / 2 - size.height / 2)
      default: entryY += size.height + between
      }
      let anchor = legend.string("titleAnchor")
      if anchor == "middle" || anchor == "end" {
        let room = entries.bounds.x2 - entries.bounds.x1
        text.align = anchor == "middle" ? "center" : "right"
        text.x = padding + (anchor == "middle" ? room / 2 : room)
      }
      var paint = SceneStyle()
      paint.fill =
        legend.string("titleColor") ?? style("guide-title", "color")?.string
        ?? context.theme.titleColor
      paint.opacity = legend.number("titleOpacity")
      title = SceneItem(.text(text), paint)
    }
    entries.move(to: entryX, entryY)
    var bounds = Bounds(x1: padding, y1: padding, x2: padding, y2: padding)
    bounds.union(entries.bounds)
    if let title { bounds.union(title.bounds) }
    group.width = (bounds.x2 - padding + 2 * padding).rounded(.up)
    group.height = (bounds.y2 - padding + 2 * padding).rounded(.up)
    frame(group)
    if let title {
      let holder = SceneGroup("legend-title")
      holder.add(title)
      group.add(holder)
    }
    group.add(entries)
    group.bounds = Bounds(x1: 0, y1: 0, x2: group.width, y2: group.height)
    if legend.string("strokeColor") != nil {
      group.bounds = group.bounds.expanded(legend.number("strokeWidth") ?? 1)
    }
    return group
  }

  private func frame(_ group: SceneGroup) {
    let fill = legend.string("fillColor")
    let stroke = legend.string("strokeColor")
    guard fill != nil || stroke != nil else { return }
    var style = SceneStyle()
    style.fill = fill
    style.stroke = stroke
    style.strokeWidth = legend.number("strokeWidth")
    style.dashes = legend.value("strokeDash")?.elements?.compactMap(\.number)
    let radius = legend.number("cornerRadius") ?? 0
    let shape: SceneShape =
      radius > 0
      ? .path(
        Path.rectangle(
          x: 0, y: 0, width: group.width, height: group.height,
          radii: (radius, radius, radius, radius)), x: 0, y: 0, angle: 0)
      : .rectangle(x: 0, y: 0, width: group.width, height: group.height)
    let holder = SceneGroup("legend-background")
    holder.add(SceneItem(shape, style))
    group.add(holder)
  }

  func style(_ style: String, _ name: String) -> StructuredValue? {
    context.configuration.style(style, name)
  }

  /// Colours of a continuous scale are shown as a band, unless another channel shares the legend.
  private var isGradient: Bool {
    guard legend.parts.count == 1, legend.first.channel.isColor else { return false }
    switch legend.string("type") {
    case "symbol": return false
    case "gradient": return true
    default: break
    }
    switch legend.first.definition.timeUnit?.unit {
    case "quarter", "month", "day": return false
    default: return legend.first.scale.type.isContinuous
    }
  }

  /// Classes of a discretizing colour scale are shown as bands that meet.
  private var isDiscreteGradient: Bool {
    guard legend.parts.count == 1, legend.first.channel.isColor,
      legend.string("type") != "symbol"
    else { return false }
    let type = legend.first.scale.type
    return type == .binOrdinal || type.isDiscretizing
  }

  var isHorizontal: Bool {
    if let direction = legend.string("direction") { return direction == "horizontal" }
    let configured = legend.string(
      isGradient || isDiscreteGradient ? "gradientDirection" : "symbolDirection")
    if let configured { return configured == "horizontal" }
    switch legend.orient {
    case "top", "bottom": return true
    case "left", "right", "none": return false
    default: return isGradient
    }
  }

  var labelFont: SceneFont {
    SceneFont(
      size: legend.number("labelFontSize") ?? style("guide-label", "fontSize")?.number ?? 10,
      family: legend.string("labelFont") ?? context.theme.fontFamily(context.configuration),
      weight: FontWeight.text(legend.value("labelFontWeight")),
      style: legend.string("labelFontStyle"))
  }

  var labelStyle: SceneStyle {
    var style = SceneStyle()
    style.fill =
      legend.string("labelColor") ?? self.style("guide-label", "color")?.string
      ?? context.theme.labelColor
    style.opacity = legend.number("labelOpacity")
    return style
  }

  /// The author's values, or the ticks of the scale.
  func values(_ scale: Scale, count: Double) -> (values: [Datum], areGiven: Bool) {
    if let given = legend.value("values")?.elements {
      let reader = DatumValue(context: context)
      return (given.map { reader.datum($0, legend.first.definition) }, true)
    }
    let tickCount = ScaleTicks.Count(legend.value("tickCount")) ?? .number(count)
    let step = legend.number("tickMinStep")
    return (ScaleTicks(scale: scale).values(tickCount, minimumStep: step), false)
  }

  func labels(_ scale: Scale, count: Double) -> (Datum, Int) -> [String] {
    GuideLabels(
      definition: legend.first.definition, configuration: context.configuration,
      unit: legend.unit, channel: legend.first.channel, isDiscreteGradient: isDiscreteGradient
    ).formatter(
      scale, count: legend.number("tickCount") ?? count, format: legend.properties["format"],
      formatType: legend.properties.string("formatType"),
      expression: legend.value("labelExpr")?.string, context: context, isLegend: true)
  }
}
