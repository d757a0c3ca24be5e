import Tables

/// Turns a unit's rows into shapes.
struct MarkBuilder {
  let unit: UnitModel
  let scope: Scope
  let context: DrawingContext

  /// A group with the class "mark" that holds the unit's shapes, in reading order.
  func build() -> SceneGroup {
    let group = SceneGroup("mark mark-\(unit.mark.type.rawValue)")
    let rows = self.rows
    guard unit.mark.type.isPath || context.admits(marks: rows.count, at: unit.range) else {
      return group
    }
    switch unit.mark.type {
    case .bar, .rect, .tick: RectangleMark(builder: self).draw(rows, into: group)
    case .point, .circle, .square: SymbolMark(builder: self).draw(rows, into: group)
    case .line, .area, .trail: PathMark(builder: self).draw(rows, into: group)
    case .rule: RuleMark(builder: self).draw(rows, into: group)
    case .text: TextMark(builder: self).draw(rows, into: group)
    case .arc: ArcMark(builder: self).draw(rows, into: group)
    case .image, .geoshape, .boxplot, .errorbar, .errorband: break
    }
    group.fitBounds()
    if unit.property("clip")?.boolean == true {
      let frame = FrameSize(scope: scope, context: context)
      let id = context.makeID("clip")
      let width = frame.length(unit, .width)
      let height = frame.length(unit, .height)
      context.definitions.append(
        .clip(id: id, .rectangle(x: 0, y: 0, width: width, height: height)))
      group.clip = id
      group.bounds = Bounds(x1: 0, y1: 0, x2: width, y2: height)
    }
    return group
  }

  var positions: PositionEncoder { PositionEncoder(unit: unit, scope: scope, context: context) }
  var values: ValueEncoder { ValueEncoder(unit: unit, scope: scope, context: context) }

  func style(defaultStrokeWidth: Double?) -> (Row) -> SceneStyle {
    StyleEncoder(encoder: values).reader(defaultStrokeWidth: defaultStrokeWidth)
  }

  /// The rows in scope, in the order that an order channel gives them.
  private var rows: [Row] {
    let rows = scope.rows(of: unit)
    guard unit.stack == nil, !unit.mark.type.isPath else { return rows }
    return ordered(rows)
  }

  func ordered(_ rows: [Row]) -> [Row] {
    let orders = unit.encoding.orders.filter(\.isFieldDefinition)
    guard !orders.isEmpty else { return rows }
    let keys = orders.map { definition in
      var descends = false
      if case .descending = definition.sort { descends = true }
      return (unit.data.accessor(for: definition.columnName()), descends)
    }
    return rows.stablySorted { left, right in
      for (read, descends) in keys {
        let comparison = read(left).ascendingOrder(read(right))
        if comparison != 0 { return descends ? comparison > 0 : comparison < 0 }
      }
      return false
    }
  }

  /// The tooltip and link of a row's mark.
  func annotate() -> (Row, inout SceneItem) -> Void {
    let tooltip = TooltipText(values: values).reader()
    let link = values.words(.href)
    let markLink = unit.string("href")
    if tooltip == nil, link == nil, markLink == nil { return { _, _ in } }
    return { row, item in
      item.tooltip = tooltip?(row)
      if let target = link?(row)?.coercedToString ?? markLink, LinkTarget.isSafe(target) {
        item.link = target
      }
    }
  }
}

/// Links lead to pages; schemes that run code are left out.
enum LinkTarget {
  static func isSafe(_ target: String) -> Bool {
    let lowered = target.lowercased()
    guard let colon = lowered.firstIndex(of: ":") else { return true }
    let scheme = lowered[..<colon]
    if scheme.contains(where: { $0 == "/" || $0 == "?" || $0 == "#" }) { return true }
    return ["http", "https", "mailto", "ftp"].contains(scheme)
  }
}
