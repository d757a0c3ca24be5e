import Tables

/// Places axes, legends and a title around a group, as Vega's view layout does.
struct GroupLayout {
  let context: DrawingContext
  let scope: Scope

  /// What stands around a group's content.
  struct Surroundings {
    var width: Double
    var height: Double
    /// Axes at left and right, and what else widens the legends' distance.
    var xBounds = Bounds()
    /// Axes at top and bottom.
    var yBounds = Bounds()
    var content = Bounds()
    var legends: [LegendComponent] = []
    var title: TitleDefinition?
    var isComposition = false
  }

  /// Draws legends and title into the group and returns what all of it covers.
  func place(_ around: Surroundings, in group: SceneGroup) -> Bounds {
    var bounds = Bounds(x1: 0, y1: 0, x2: around.width, y2: around.height)
    var xBounds = bounds
    var yBounds = bounds
    xBounds.union(around.xBounds)
    yBounds.union(around.yBounds)
    bounds.union(around.content)
    bounds.union(legends(around, xBounds, yBounds, in: group))
    bounds.union(xBounds)
    bounds.union(yBounds)
    if let title = around.title, !title.lines.isEmpty {
      bounds.union(
        TitleLayout(context: context).draw(
          title, width: around.width, height: around.height, around: bounds,
          isComposition: around.isComposition, in: group))
    }
    return bounds
  }

  private func legends(
    _ around: Surroundings, _ xBounds: Bounds, _ yBounds: Bounds, in group: SceneGroup
  ) -> Bounds {
    var byOrient: [(orient: String, groups: [SceneGroup], offset: Double?)] = []
    var result = Bounds()
    for legend in mergedLegends(around.legends) {
      guard
        let drawn = LegendDrawing(
          legend: legend, scope: scope, context: context, width: around.width,
          height: around.height
        ).draw()
      else { continue }
      let orient = legend.orient
      if orient == "none" {
        drawn.move(to: legend.number("legendX") ?? 0, legend.number("legendY") ?? 0)
        group.add(drawn)
        result.union(drawn.bounds)
        continue
      }
      let offset = legend.number("offset")
      if let index = byOrient.firstIndex(where: { $0.orient == orient }) {
        byOrient[index].groups.append(drawn)
        if let offset { byOrient[index].offset = max(offset, byOrient[index].offset ?? offset) }
      } else {
        byOrient.append((orient, [drawn], offset))
      }
    }
    for (orient, groups, offset) in byOrient {
      let layout = layout(
        orient, count: groups.count, offset: offset, xBounds, yBounds, around)
      _ = layout.place(groups)
      for legend in groups {
        group.add(legend)
        result.union(legend.bounds)
      }
    }
    return result
  }

  /// Legends of one field are drawn as one.
  private func mergedLegends(_ legends: [LegendComponent]) -> [LegendComponent] {
    var merged: [LegendComponent] = []
    for legend in legends where legend.isDisabled != true {
      if let first = merged.first(where: { $0.canMerge(channel: legend) }) {
        if first.part(legend.first.channel) == nil { first.merge(channel: legend) }
      } else {
        merged.append(legend)
      }
    }
    return merged
  }

  private func configured(_ orient: String, _ name: String) -> StructuredValue? {
    let layout = context.configuration.value("legend", "layout")
    return layout?[orient]?[name] ?? layout?[name]
  }

  private func layout(
    _ orient: String, count: Int, offset specified: Double?, _ xBounds: Bounds,
    _ yBounds: Bounds, _ around: Surroundings
  ) -> GridLayout {
    let isVertical: Bool
    switch configured(orient, "direction")?.string {
    case "vertical": isVertical = true
    case "horizontal": isVertical = false
    default: isVertical = orient == "left" || orient == "right"
    }
    let offset = specified ?? configured(orient, "offset")?.number ?? 18
    let margin = configured(orient, "margin")?.number ?? 8
    let anchor: GridLayout.Anchor =
      switch configured(orient, "anchor")?.string {
      case "middle": .middle
      case "end": .end
      default: .start
      }
    let part: Double =
      switch anchor {
      case .start: 0
      case .middle: 0.5
      case .end: 1
      }
    var grid = GridLayout(
      columns: isVertical ? 1 : nil, rowPadding: margin, columnPadding: margin, isFlush: true)
    let width = around.width > 0 ? around.width : yBounds.width + 2 * yBounds.x1
    let height = around.height > 0 ? around.height : xBounds.height + 2 * xBounds.y1
    let usesBounds = configured(orient, "frame")?.string == "bounds"
    let alongX = usesBounds ? xBounds.x1 + part * xBounds.width : part * width
    let alongY = usesBounds ? yBounds.y1 + part * yBounds.height : part * height
    switch orient {
    case "left":
      grid.anchorX = xBounds.x1.rounded(.down) - offset
      grid.columnAnchor = .end
      grid.anchorY = alongY
      grid.rowAnchor = anchor
    case "top":
      grid.anchorY = yBounds.y1.rounded(.down) - offset
      grid.rowAnchor = .end
      grid.anchorX = alongX
      grid.columnAnchor = anchor
    case "bottom":
      grid.anchorY = yBounds.y2.rounded(.up) + offset
      grid.anchorX = alongX
      grid.columnAnchor = anchor
    case "top-left": (grid.anchorX, grid.anchorY) = (offset, offset)
    case "top-right":
      (grid.anchorX, grid.anchorY) = (around.width - offset, offset)
      grid.columnAnchor = .end
    case "bottom-left":
      (grid.anchorX, grid.anchorY) = (offset, around.height - offset)
      grid.rowAnchor = .end
    case "bottom-right":
      (grid.anchorX, grid.anchorY) = (around.width - offset, around.height - offset)
      grid.columnAnchor = .end
      grid.rowAnchor = .end
    default:
      grid.anchorX = xBounds.x2.rounded(.up) + offset
      grid.anchorY = alongY
      grid.rowAnchor = anchor
    }
    return grid
  }
}
