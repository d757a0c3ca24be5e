import Tables

/// Draws views from the inside out: each becomes a group whose box is known.
struct ViewLayout {
  let context: DrawingContext

  /// Draws a view; `hidden` names the axes that a facet draws for all its cells.
  func draw(_ view: ViewModel, _ scope: Scope, hidden: Set<Channel> = [], isRoot: Bool = false)
    -> SceneGroup
  {
    switch view.content {
    case .unit, .layer: frame(view, scope, hidden: hidden, isRoot: isRoot)
    case .facet(let facet, let child):
      FacetLayout(layout: self, view: view, facet: facet, child: child, scope: scope).draw()
    case .concat(let direction, let children): concat(view, direction, children, scope)
    }
  }

  // MARK: Units and layers

  private func frame(
    _ view: ViewModel, _ scope: Scope, hidden: Set<Channel>, isRoot: Bool
  ) -> SceneGroup {
    let group = SceneGroup("view")
    guard let unit = view.units.first else { return group }
    let size = FrameSize(scope: scope, context: context)
    group.width = frameLength(view, unit, .width, size)
    group.height = frameLength(view, unit, .height, size)
    let hasStroke = background(view, group)

    var around = GroupLayout.Surroundings(width: group.width, height: group.height)
    var behind: [SceneGroup] = []
    var front: [SceneGroup] = []
    for axis in axes(view) {
      let result = AxisDrawing(
        component: axis, scope: scope, context: context, width: group.width,
        height: group.height
      ).draw()
      if let grid = result.grid { group.add(grid) }
      guard let main = result.main, !hidden.contains(axis.channel) else { continue }
      if axis.orient == "left" || axis.orient == "right" {
        around.xBounds.union(result.bounds)
      } else {
        around.yBounds.union(result.bounds)
      }
      if result.isInFront { front.append(main) } else { behind.append(main) }
    }
    for axis in behind { group.add(axis) }
    marks(view, scope, group, &around)
    for axis in front { group.add(axis) }
    around.legends = legends(view)
    around.title = view.spec.title
    if context.theme.isHouse, isRoot { around.title = nil }
    var bounds = GroupLayout(context: context, scope: scope).place(around, in: group)
    if hasStroke, !isRoot { bounds = bounds.expanded(1) }
    group.bounds = bounds
    return group
  }

  private func frameLength(
    _ view: ViewModel, _ unit: UnitModel, _ dimension: FrameSize.Dimension, _ size: FrameSize
  ) -> Double {
    // The unit that has the scale knows the frame best.
    let owner =
      view.units.first { size.specified($0, dimension) != nil }
      ?? view.units.first { $0.scales[dimension.channel] != nil }
      ?? view.units.first { $0.mark.type == .arc } ?? unit
    return size.length(owner, dimension)
  }

  /// The frame's fill and stroke; returns whether there is a stroke.
  private func background(_ view: ViewModel, _ group: SceneGroup) -> Bool {
    let own = view.spec.view
    let styles = own.strings("style") ?? [hasPositions(view) ? "cell" : "view"]
    func value(_ name: String) -> StructuredValue? {
      if let value = own[name] { return value }
      for style in styles.reversed() {
        if let value = context.configuration.style(style, name) { return value }
      }
      return context.configuration.value("view", name)
    }
    var style = SceneStyle()
    style.fill = value("fill")?.string
    if let stroke = value("stroke") {
      style.stroke = stroke.string
    } else {
      style.stroke = styles.contains("cell") ? context.theme.frameColor : nil
    }
    // A transparent frame is not seen, but takes its room.
    let hasStroke = style.stroke != nil && (value("strokeWidth")?.number ?? 1) > 0
    if style.stroke == "transparent" { style.stroke = nil }
    if style.fill == "transparent" { style.fill = nil }
    style.strokeWidth = value("strokeWidth")?.number
    style.opacity = value("opacity")?.number
    style.fillOpacity = value("fillOpacity")?.number
    style.strokeOpacity = value("strokeOpacity")?.number
    style.dashes = value("strokeDash")?.elements?.compactMap(\.number)
    style.dashOffset = value("strokeDashOffset")?.number
    style.cap = value("strokeCap")?.string
    style.join = value("strokeJoin")?.string
    style.miterLimit = value("strokeMiterLimit")?.number
    guard style.fill != nil || style.stroke != nil else { return hasStroke }
    let radius = value("cornerRadius")?.number ?? 0
    let holder = SceneGroup("background")
    let shape: SceneShape =
      radius > 0
      ? .path(
        Path.rectangle(
          x: 0.5, y: 0.5, width: group.width, height: group.height,
          radii: (radius, radius, radius, radius)), x: 0, y: 0, angle: 0)
      : .rectangle(x: 0.5, y: 0.5, width: group.width, height: group.height)
    holder.add(SceneItem(shape, style))
    group.add(holder)
    return hasStroke
  }

  /// A frame is drawn around layers, and around marks that stand along x or y.
  private func hasPositions(_ view: ViewModel) -> Bool {
    guard case .unit(let unit) = view.content else { return true }
    return unit.encoding.has(.x) || unit.encoding.has(.y)
  }

  func axes(_ view: ViewModel) -> [AxisComponent] {
    let own = (view.axes[.x] ?? []) + (view.axes[.y] ?? [])
    guard case .layer(let children) = view.content else { return own }
    return own + children.flatMap(axes)
  }

  private func legends(_ view: ViewModel) -> [LegendComponent] {
    guard case .layer(let children) = view.content else { return view.legends }
    return view.legends + children.flatMap(legends)
  }

  private func marks(
    _ view: ViewModel, _ scope: Scope, _ group: SceneGroup,
    _ around: inout GroupLayout.Surroundings
  ) {
    for unit in view.units {
      let marks = MarkBuilder(unit: unit, scope: scope, context: context).build()
      group.add(marks)
      if drawsInGroups(unit) {
        // Vega draws each series in a group of the frame's size, which counts for both sides.
        let box = marks.bounds
        around.xBounds.union(box)
        around.yBounds.union(box)
      } else {
        around.content.union(marks.bounds)
      }
    }
    // Layers inside layers may carry titles of their own; the grammar draws none of them.
  }

  private func drawsInGroups(_ unit: UnitModel) -> Bool {
    guard unit.mark.type.isPath else { return false }
    for channel in [
      Channel.color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size,
      .strokeDash, .detail, .key,
    ] {
      if channel == .size, unit.mark.type == .trail { continue }
      for definition in unit.encoding.definitions(channel)
      where definition.isFieldDefinition && definition.aggregate == nil {
        return true
      }
    }
    return false
  }

  // MARK: Concats

  private func concat(
    _ view: ViewModel, _ direction: ConcatDirection, _ children: [ViewModel], _ scope: Scope
  ) -> SceneGroup {
    let group = SceneGroup("concat")
    let cells = children.map { draw($0, scope) }
    let layout = view.spec.layout
    let spacing = context.configuration.number("concat", "spacing") ?? 20
    var grid = GridLayout()
    grid.rowPadding = layout.rowSpacing ?? spacing
    grid.columnPadding = layout.columnSpacing ?? spacing
    switch direction {
    case .vertical: grid.columns = 1
    case .horizontal: grid.columns = nil
    case .wrapped:
      grid.columns =
        layout.columns
        ?? context.configuration.number("concat", "columns").map { Int($0, within: 0...100_000) }
    }
    grid.rowAlignment = GridLayout.Alignment(rawValue: layout.rowAlign ?? "each") ?? .each
    grid.columnAlignment = GridLayout.Alignment(rawValue: layout.columnAlign ?? "each") ?? .each
    grid.centersRows = layout.rowCenter ?? false
    grid.centersColumns = layout.columnCenter ?? false
    grid.isFlush = layout.bounds == "flush"
    let covered = grid.place(cells)
    for cell in cells { group.add(cell) }
    finish(group, view, covered, scope)
    return group
  }

  /// Adds legends and title around a composition's cells.
  func finish(_ group: SceneGroup, _ view: ViewModel, _ covered: Bounds, _ scope: Scope) {
    var around = GroupLayout.Surroundings(width: 0, height: 0)
    around.xBounds = covered
    around.yBounds = covered
    around.legends = view.legends
    around.title = context.theme.isHouse && scope.depth == 0 ? nil : view.spec.title
    around.isComposition = true
    group.bounds = GroupLayout(context: context, scope: scope).place(around, in: group)
  }
}
