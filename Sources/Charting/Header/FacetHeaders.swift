import Tables

/// Puts headers and shared axes around the grid of a facet, as Vega's trellis layout does.
struct FacetHeaders {
  let layout: FacetLayout
  let cells: [(values: [Channel: Datum], group: SceneGroup, scope: Scope)]
  let columns: Int
  let covered: Bounds

  private var context: DrawingContext { layout.layout.context }
  private var rows: Int { (cells.count + columns - 1) / columns }

  /// Adds the headers to the group and returns what they cover.
  func draw(into group: SceneGroup, hidden: Set<Channel>) -> Bounds {
    var bounds = Bounds()
    let facet = layout.facet
    let rowPart = facet.part(.row)
    let columnPart = facet.part(.column)
    let wrapped = facet.part(.facet)

    // The outer edges of the grid's first and last rows and columns.
    var left = edge(column: 0) { $0.x1 }.map { min(0, $0.rounded(.down)) } ?? 0
    var top = edge(row: 0) { $0.y1 }.map { min(0, $0.rounded(.down)) } ?? 0
    var right = lastColumn.reduce(0.0) { max($0, $1.bounds.x2.rounded(.up)) }
    var bottom = lastRow.reduce(0.0) { max($0, $1.bounds.y2.rounded(.up)) }

    let sides = sideGroups(hidden, rowPart, columnPart)
    left = place(sides.left, group, &bounds, isRow: true, at: left, outward: -1)
    top = place(sides.top, group, &bounds, isRow: false, at: top, outward: -1)
    right = place(sides.right, group, &bounds, isRow: true, at: right, outward: 1)
    bottom = place(sides.bottom, group, &bounds, isRow: false, at: bottom, outward: 1)

    for part in [rowPart, columnPart, wrapped].compactMap({ $0 }) {
      let drawing = HeaderDrawing(part: part, context: context)
      let lines = drawing.titleLines
      guard !lines.isEmpty, lines != [""] else { continue }
      let orient =
        drawing.string("titleOrient") ?? drawing.string("orient")
        ?? (part.channel == .row ? "left" : "top")
      let title = drawing.title(lines, orient: orient)
      let gap: Double = part.channel == .facet ? 0 : 10
      let middleX = Ticks.roundHalfUp(covered.x1 + 0.5 * covered.width)
      let middleY = Ticks.roundHalfUp(covered.y1 + 0.5 * covered.height)
      let anchor = drawing.string("titleAnchor")
      let alongX =
        anchor == "start" ? covered.x1 : anchor == "end" ? covered.x2 : middleX
      let alongY =
        anchor == "start" ? covered.y2 : anchor == "end" ? covered.y1 : middleY
      switch orient {
      case "left": title.move(to: left - gap, alongY)
      case "right": title.move(to: right + gap, alongY)
      case "bottom": title.move(to: alongX, bottom + gap)
      default: title.move(to: alongX, top - gap)
      }
      group.add(title)
      bounds.union(title.bounds)
    }
    return bounds
  }

  // MARK: Edges

  private func cell(row: Int, column: Int) -> SceneGroup? {
    let index = row * columns + column
    return column < columns && index < cells.count ? cells[index].group : nil
  }

  private func edge(column: Int, _ read: (Bounds) -> Double) -> Double? {
    (0..<rows).compactMap { cell(row: $0, column: column).map { read($0.bounds) } }.min()
  }

  private func edge(row: Int, _ read: (Bounds) -> Double) -> Double? {
    (0..<columns).compactMap { cell(row: row, column: $0).map { read($0.bounds) } }.min()
  }

  private var lastColumn: [SceneGroup] {
    (0..<rows).compactMap { cell(row: $0, column: columns - 1) }
  }

  private var lastRow: [SceneGroup] {
    (0..<columns).compactMap { cell(row: rows - 1, column: $0) }
  }

  // MARK: Sides

  /// What stands at a side: one group for each row or column.
  private struct Sides {
    var left: [SceneGroup?] = []
    var right: [SceneGroup?] = []
    var top: [SceneGroup?] = []
    var bottom: [SceneGroup?] = []
  }

  private func sideGroups(
    _ hidden: Set<Channel>, _ rowPart: FacetModel.Part?, _ columnPart: FacetModel.Part?
  ) -> Sides {
    var sides = Sides()
    for row in 0..<rows {
      let owner = row * columns
      sides.left.append(side("left", owner, rowPart, .row, hidden, isRow: true))
      sides.right.append(side("right", owner, rowPart, .row, hidden, isRow: true))
    }
    for column in 0..<columns {
      sides.top.append(side("top", column, columnPart, .column, hidden, isRow: false))
      let last =
        stride(from: rows - 1, through: 0, by: -1)
        .map { $0 * columns + column }.first { $0 < cells.count } ?? column
      sides.bottom.append(side("bottom", last, columnPart, .column, hidden, isRow: false))
    }
    return sides
  }

  /// A label and shared axes at one side of a row or column; nil where there is neither.
  private func side(
    _ orient: String, _ owner: Int, _ part: FacetModel.Part?, _ channel: Channel,
    _ hidden: Set<Channel>, isRow: Bool
  ) -> SceneGroup? {
    guard owner < cells.count else { return nil }
    let (values, cell, scope) = cells[owner]
    let holder = SceneGroup("")
    var box = Bounds()
    let axisChannel: Channel = isRow ? .y : .x
    if hidden.contains(axisChannel) {
      for axis in layout.layout.axes(layout.child)
      where axis.channel == axisChannel && axis.orient == orient {
        let size = FrameSize(scope: scope, context: context)
        // Axes of a side stand on its edge: the frame has no depth there.
        let drawn = AxisDrawing(
          component: axis, scope: scope, context: context, width: isRow ? 0 : cell.width,
          height: isRow ? cell.height : 0
        ).draw()
        _ = size
        if let main = drawn.main {
          holder.add(main)
          box.union(drawn.bounds)
        }
      }
    }
    if let part, HeaderDrawing(part: part, context: context).showsLabels {
      let drawing = HeaderDrawing(part: part, context: context)
      let labelOrient =
        drawing.string("labelOrient") ?? drawing.string("orient") ?? (isRow ? "left" : "top")
      if labelOrient == orient {
        let label = drawing.label(
          values[channel] ?? .null, orient: orient, length: isRow ? cell.height : cell.width)
        // Labels stand outside of the axes at their side.
        if !box.isEmpty {
          switch orient {
          case "left": label.move(to: min(0, box.x1), 0)
          case "right": label.move(to: max(0, box.x2), 0)
          case "top": label.move(to: 0, min(0, box.y1))
          default: label.move(to: 0, max(0, box.y2))
          }
        }
        holder.add(label)
        box.union(label.bounds)
      }
    }
    guard !holder.nodes.isEmpty else { return nil }
    holder.bounds = box
    holder.width = isRow ? 0 : cell.width
    holder.height = isRow ? cell.height : 0
    return holder
  }

  /// Moves a side's groups to their rows or columns; returns the side's new outer edge.
  private func place(
    _ groups: [SceneGroup?], _ parent: SceneGroup, _ bounds: inout Bounds, isRow: Bool,
    at edge: Double, outward: Double
  ) -> Double {
    guard groups.contains(where: { $0 != nil }) else { return edge }
    var outer = edge
    for (index, group) in groups.enumerated() {
      guard let group else { continue }
      let beside = cells[min(isRow ? index * columns : index, cells.count - 1)].group
      if isRow { group.move(to: edge, beside.y) } else { group.move(to: beside.x, edge) }
      parent.add(group)
      bounds.union(group.bounds)
      if outward < 0 {
        outer = min(outer, (isRow ? group.bounds.x1 : group.bounds.y1).rounded(.down))
      } else {
        outer = max(outer, (isRow ? group.bounds.x2 : group.bounds.y2).rounded(.up))
      }
    }
    return outer
  }
}
