/// Places groups in rows and columns, as Vega's grid layout does.
struct GridLayout {
  enum Alignment: String { case all, each, none }
  enum Anchor { case start, middle, end }

  /// Columns in a row; nil for all groups in one row.
  var columns: Int?
  var rowPadding = 0.0
  var columnPadding = 0.0
  var rowAlignment = Alignment.each
  var columnAlignment = Alignment.each
  var centersRows = false
  var centersColumns = false
  /// Whether the groups' own width and height count, rather than all they draw.
  var isFlush = false
  var anchorX = 0.0
  var anchorY = 0.0
  var columnAnchor = Anchor.start
  var rowAnchor = Anchor.start

  /// Moves the groups and returns the box around them.
  func place(_ groups: [SceneGroup]) -> Bounds {
    let count = groups.count
    guard count > 0 else { return Bounds() }
    let columns = self.columns.map { $0 > 0 ? $0 : count } ?? count
    let rows = Int((Double(count) / Double(columns)).rounded(.up))
    var boxes: [Bounds] = []
    var xExtent = [Double](repeating: 0, count: columns)
    var yExtent = [Double](repeating: 0, count: rows)
    var xMax = 0.0
    var yMax = 0.0
    var xOffset = [Double](repeating: 0, count: count)
    var yOffset = [Double](repeating: 0, count: count)
    func overhang(_ value: Double) -> Double { value < 0 ? (-value).rounded(.up) : 0 }
    for (index, group) in groups.enumerated() {
      var box =
        isFlush
        ? Bounds(x1: 0, y1: 0, x2: group.width, y2: group.height)
        : group.bounds.translated(-group.x, -group.y)
      if box.isEmpty { box = Bounds(x1: 0, y1: 0, x2: 0, y2: 0) }
      boxes.append(box)
      let column = index % columns
      let row = index / columns
      let right = box.x2.rounded(.up)
      let bottom = box.y2.rounded(.up)
      xMax = max(xMax, right)
      yMax = max(yMax, bottom)
      xExtent[column] = max(xExtent[column], right)
      yExtent[row] = max(yExtent[row], bottom)
      xOffset[index] = column == 0 ? 0 : columnPadding + overhang(box.x1)
      yOffset[index] = row == 0 ? 0 : rowPadding + overhang(box.y1)
    }
    alignColumns(&xOffset, columns, count, xExtent, xMax)
    alignRows(&yOffset, columns, rows, count, yExtent, yMax)

    var dx = [Double](repeating: 0, count: count)
    var dy = [Double](repeating: 0, count: count)
    var x = 0.0
    for index in 0..<count {
      x = xOffset[index] + (index % columns == 0 ? 0 : x)
      dx[index] = x - groups[index].x
    }
    for column in 0..<min(columns, count) {
      var y = 0.0
      for index in stride(from: column, to: count, by: columns) {
        y += yOffset[index]
        dy[index] = y - groups[index].y
      }
    }
    if columnAlignment != .none, centersColumns, rows > 1 {
      for index in 0..<count {
        let extent = columnAlignment == .all ? xMax : xExtent[index % columns]
        let free = extent - boxes[index].x2 - groups[index].x - dx[index]
        if free > 0 { dx[index] += free / 2 }
      }
    }
    if rowAlignment != .none, centersRows, columns != 1 {
      for index in 0..<count {
        let extent = rowAlignment == .all ? yMax : yExtent[index / columns]
        let free = extent - boxes[index].y2 - groups[index].y - dy[index]
        if free > 0 { dy[index] += free / 2 }
      }
    }
    var bounds = Bounds(x1: 0, y1: 0, x2: 0, y2: 0)
    for index in 0..<count {
      bounds.union(
        boxes[index].translated(groups[index].x + dx[index], groups[index].y + dy[index]))
    }
    var originX = anchorX
    var originY = anchorY
    switch columnAnchor {
    case .end: originX -= bounds.width
    case .middle: originX -= bounds.width / 2
    case .start: break
    }
    switch rowAnchor {
    case .end: originY -= bounds.height
    case .middle: originY -= bounds.height / 2
    case .start: break
    }
    originX = Ticks.roundHalfUp(originX)
    originY = Ticks.roundHalfUp(originY)
    var placed = Bounds()
    for (index, group) in groups.enumerated() {
      group.move(to: group.x + dx[index] + originX, group.y + dy[index] + originY)
      placed.union(group.bounds)
    }
    return placed
  }

  private func alignColumns(
    _ xOffset: inout [Double], _ columns: Int, _ count: Int, _ xExtent: [Double], _ xMax: Double
  ) {
    switch columnAlignment {
    case .each:
      for column in stride(from: 1, to: columns, by: 1) {
        var offset = 0.0
        for index in stride(from: column, to: count, by: columns) {
          offset = max(offset, xOffset[index])
        }
        for index in stride(from: column, to: count, by: columns) {
          xOffset[index] = offset + xExtent[column - 1]
        }
      }
    case .all:
      var offset = 0.0
      for index in 0..<count where index % columns != 0 { offset = max(offset, xOffset[index]) }
      for index in 0..<count where index % columns != 0 { xOffset[index] = offset + xMax }
    case .none:
      for index in 0..<count where index % columns != 0 {
        xOffset[index] += xExtent[index % columns - 1]
      }
    }
  }

  private func alignRows(
    _ yOffset: inout [Double], _ columns: Int, _ rows: Int, _ count: Int, _ yExtent: [Double],
    _ yMax: Double
  ) {
    switch rowAlignment {
    case .each:
      for row in 0..<rows where row > 0 {
        let range = (row * columns)..<min(count, (row + 1) * columns)
        let offset = range.reduce(0.0) { max($0, yOffset[$1]) }
        for index in range { yOffset[index] = offset + yExtent[row - 1] }
      }
    case .all:
      var offset = 0.0
      for index in 0..<count where index >= columns { offset = max(offset, yOffset[index]) }
      for index in 0..<count where index >= columns { yOffset[index] = offset + yMax }
    case .none:
      for index in 0..<count where index >= columns {
        yOffset[index] += yExtent[index / columns - 1]
      }
    }
  }
}
