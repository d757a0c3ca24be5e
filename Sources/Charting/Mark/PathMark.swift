import Tables

/// Lines, areas and trails: one path for each group of rows.
struct PathMark {
  let builder: MarkBuilder

  private var unit: UnitModel { builder.unit }

  func draw(_ rows: [Row], into group: SceneGroup) {
    let positions = builder.positions
    let orientation = unit.orientation
    let isArea = unit.mark.type == .area
    let isHorizontal = orientation == .horizontal
    guard let x = positions.point(.x, default: isArea && isHorizontal ? .zeroOrMinimum : .middle),
      let y = positions.point(.y, default: isArea && !isHorizontal ? .zeroOrMinimum : .middle)
    else { return }
    let base: Place? =
      isArea ? positions.secondary(isHorizontal ? .x : .y, default: .zeroOrMinimum) : nil
    let style = builder.style(defaultStrokeWidth: 2)
    let width: ((Row) -> Double?)? =
      unit.mark.type == .trail
      ? builder.values.number(.size, fallback: unit.number("size") ?? 2) : nil
    let annotate = builder.annotate()
    let isValid = validity()
    let curve = Curve(
      name: unit.string("interpolate") ?? "linear", tension: unit.number("tension") ?? 0,
      isHorizontal: isHorizontal)
    let ordersByPlace =
      unit.encoding.orders.isEmpty && unit.property("order")?.isNull != true
      && unit.encoding[isHorizontal ? .y : .x]?.isFieldDefinition == true

    for members in groups(rows) {
      var points: [PathPoint] = []
      points.reserveCapacity(members.count)
      for row in members {
        var point = PathPoint(row: row, x: x(row) ?? .nan, y: y(row) ?? .nan)
        point.base = base?(row) ?? (base == nil ? 0 : .nan)
        point.width = width?(row) ?? 2
        point.isDefined =
          isValid(row) && !point.x.isNaN && !point.y.isNaN && !point.base.isNaN
        points.append(point)
      }
      if ordersByPlace {
        points = points.stablySorted { left, right in
          // Points without a place come first, so that they break no path in its middle.
          let a = isHorizontal ? left.y : left.x
          let b = isHorizontal ? right.y : right.x
          return a.isNaN ? !b.isNaN : a < b
        }
      }
      guard let first = points.first else { continue }
      var path = Path()
      for run in runs(points) {
        if unit.mark.type == .trail {
          trail(run, into: &path)
        } else {
          line(run, curve, isArea: isArea, isHorizontal, into: &path)
        }
      }
      guard !path.isEmpty else { continue }
      var paints = style(first.row)
      if unit.mark.type == .line {
        paints.fill =
          unit.property("fill") == nil && unit.encoding[.fill] == nil ? nil : paints.fill
      }
      if unit.mark.type == .area, paints.stroke == nil { paints.strokeWidth = nil }
      var item = SceneItem(.path(path, x: 0, y: 0, angle: 0), paints)
      annotate(first.row, &item)
      group.add(item)
    }
  }

  private struct PathPoint {
    var row: Row
    var x: Double
    var y: Double
    var base = 0.0
    var width = 2.0
    var isDefined = true
  }

  /// Rows by the fields that split paths, in the order of their first row.
  private func groups(_ rows: [Row]) -> [[Row]] {
    var readers: [FieldAccessor] = []
    for channel in [
      Channel.color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size,
      .strokeDash, .detail, .key,
    ] {
      if channel == .size, unit.mark.type == .trail { continue }
      for definition in unit.encoding.definitions(channel)
      where definition.isFieldDefinition && definition.aggregate == nil {
        readers.append(unit.data.accessor(for: definition.columnName()))
      }
    }
    let ordered = unit.stack == nil ? builder.ordered(rows) : rows
    guard !readers.isEmpty else { return rows.isEmpty ? [] : [ordered] }
    var places: [[Datum]: Int] = [:]
    var groups: [[Row]] = []
    for row in ordered {
      let key = readers.map { $0(row) }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  /// Whether every continuous channel of a row has a number to show.
  private func validity() -> (Row) -> Bool {
    switch unit.invalidMode {
    case .breakPathsFilterDomains, .breakPathsShowDomains:
      let readers = unit.continuousFields(builder.scope, builder.context)
      return { row in readers.allSatisfy { $0(row).measure.isFinite } }
    case .filter, .show: return { _ in true }
    }
  }

  private func runs(_ points: [PathPoint]) -> [[PathPoint]] {
    var runs: [[PathPoint]] = []
    var current: [PathPoint] = []
    for point in points {
      if point.isDefined {
        current.append(point)
      } else if !current.isEmpty {
        runs.append(current)
        current = []
      }
    }
    if !current.isEmpty { runs.append(current) }
    return runs
  }

  private func line(
    _ points: [PathPoint], _ curve: Curve, isArea: Bool, _ isHorizontal: Bool,
    into path: inout Path
  ) {
    let outline: [Curve.Point] = points.map { ($0.x, $0.y) }
    curve.draw(outline, into: &path)
    if isArea {
      let back: [Curve.Point] = points.reversed().map {
        isHorizontal ? ($0.base, $0.y) : ($0.x, $0.base)
      }
      curve.draw(back, into: &path, continues: true)
      path.close()
    } else if points.count == 1 || curve.name.hasSuffix("-closed") {
      path.close()
    }
  }

  /// A band whose width changes from point to point, with round joints.
  private func trail(_ points: [PathPoint], into path: inout Path) {
    for index in points.indices.dropFirst() {
      let a = points[index - 1]
      let b = points[index]
      let ra = a.width / 2
      let rb = b.width / 2
      var ux = a.y - b.y
      var uy = b.x - a.x
      let length = (ux * ux + uy * uy).squareRoot()
      if length > 0 {
        ux /= length
        uy /= length
        let turn = Elementary.atan2(uy, ux)
        path.move(to: a.x - ux * ra, a.y - uy * ra)
        path.line(to: b.x - ux * rb, b.y - uy * rb)
        path.arc(centerX: b.x, b.y, radius: rb, from: turn - .pi, to: turn)
        path.line(to: a.x + ux * ra, a.y + uy * ra)
        path.arc(centerX: a.x, a.y, radius: ra, from: turn, to: turn + .pi)
      } else {
        path.arc(centerX: b.x, b.y, radius: rb, from: 0, to: 2 * .pi, connects: false)
      }
      path.close()
    }
  }
}

extension UnitModel {
  /// Readers of the fields that continuous scales place, counts left out.
  func continuousFields(_ scope: Scope, _ context: DrawingContext) -> [FieldAccessor] {
    var readers: [FieldAccessor] = []
    for channel in Channel.allCases {
      guard let scaleChannel = channel.scaleChannel, let component = scales[scaleChannel],
        component.type.isContinuous || component.type.isDiscretizing,
        let definition = encoding.field(channel), !definition.isCount,
        let columns = columns[channel]
      else { continue }
      if context.configuration.value("scale", "invalid")?[scaleChannel.name] != nil { continue }
      readers.append(columns.main)
    }
    return readers
  }
}
