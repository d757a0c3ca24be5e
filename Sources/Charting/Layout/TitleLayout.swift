import Tables

/// Draws a view's title and subtitle beside everything else of the view.
struct TitleLayout {
  let context: DrawingContext

  func draw(
    _ title: TitleDefinition, width: Double, height: Double, around bounds: Bounds,
    isComposition: Bool, in group: SceneGroup
  ) -> Bounds {
    let orient = string(title, "orient") ?? "top"
    let specified = string(title, "anchor")
    let anchor = specified ?? (isComposition ? "start" : "middle")
    var frame = string(title, "frame") ?? "bounds"
    if !isComposition, specified == nil || specified == "middle", string(title, "frame") == nil {
      frame = "group"
    }
    let isVertical = orient == "left" || orient == "right"
    var start = 0.0
    var end = isVertical ? height : width
    if frame != "group" {
      switch orient {
      case "left": (start, end) = (bounds.y2, bounds.y1)
      case "right": (start, end) = (bounds.y1, bounds.y2)
      default: (start, end) = (bounds.x1, bounds.x2)
      }
    } else if orient == "left" {
      (start, end) = (height, 0)
    }
    let place = anchor == "start" ? start : anchor == "end" ? end : (start + end) / 2
    let align =
      string(title, "align") ?? (anchor == "start" ? "left" : anchor == "end" ? "right" : "center")
    let angle = number(title, "angle") ?? (orient == "left" ? -90 : orient == "right" ? 90 : 0)
    var text = text(title.lines, title, align, angle)
    text.font = SceneFont.title(context, "group-title", size: 13, weight: "bold")
    text.font.size = number(title, "fontSize") ?? text.font.size
    if let weight = value(title, "fontWeight") { text.font.weight = FontWeight.text(weight) }
    text.font.style = string(title, "fontStyle") ?? text.font.style
    text.font.family = string(title, "font") ?? text.font.family
    text.lineHeight = number(title, "lineHeight")
    text.limit = number(title, "limit") ?? 0
    var paint = SceneStyle()
    paint.fill =
      string(title, "color") ?? context.configuration.style("group-title", "fill")?.string
      ?? context.theme.titleColor
    var subtitle: SceneText?
    if !title.subtitle.isEmpty {
      var words = self.text(title.subtitle, title, align, angle)
      words.font = SceneFont.title(context, "group-subtitle", size: 12, weight: nil)
      words.font.size = number(title, "subtitleFontSize") ?? words.font.size
      if let weight = value(title, "subtitleFontWeight") {
        words.font.weight = FontWeight.text(weight)
      }
      words.font.style = string(title, "subtitleFontStyle")
      words.font.family = string(title, "subtitleFont") ?? words.font.family
      words.lineHeight = number(title, "subtitleLineHeight")
      let padding = number(title, "subtitlePadding") ?? 3
      switch orient {
      case "left": words.x = text.bounds.width + padding
      case "right": words.x = -text.bounds.width - padding
      default: words.y = text.bounds.height + padding
      }
      subtitle = words
    }
    var box = text.bounds
    if let subtitle { box.union(subtitle.bounds) }
    let offset = number(title, "offset") ?? 4
    let x: Double
    let y: Double
    switch orient {
    case "left": (x, y) = (bounds.x1 - box.width - offset, place)
    case "right": (x, y) = (bounds.x2 + box.width + offset, place)
    case "bottom": (x, y) = (place, bounds.y2 + offset)
    default: (x, y) = (place, bounds.y1 - box.height - offset)
    }
    let holder = SceneGroup("title")
    holder.add(SceneItem(.text(text), paint))
    if let subtitle {
      var own = paint
      own.fill = string(title, "subtitleColor") ?? own.fill
      holder.add(SceneItem(.text(subtitle), own))
    }
    holder.x = x
    holder.y = y
    holder.fitBounds()
    group.add(holder)
    return holder.bounds
  }

  private func text(
    _ lines: [String], _ title: TitleDefinition, _ align: String, _ angle: Double
  ) -> SceneText {
    var text = SceneText(lines, x: 0, y: 0)
    text.align = align
    text.angle = angle
    text.baseline = string(title, "baseline") ?? "top"
    text.dx = number(title, "dx") ?? 0
    text.dy = number(title, "dy") ?? 0
    return text
  }

  private func value(_ title: TitleDefinition, _ name: String) -> StructuredValue? {
    if let value = title.properties[name] { return value }
    for style in (title.properties.strings("style") ?? []).reversed() {
      if let value = context.configuration.style(style, name) { return value }
    }
    return context.configuration.value("title", name)
  }

  private func number(_ title: TitleDefinition, _ name: String) -> Double? {
    value(title, name)?.number
  }

  private func string(_ title: TitleDefinition, _ name: String) -> String? {
    value(title, name)?.string
  }
}
