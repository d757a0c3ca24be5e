/// Points, circles and squares.
struct SymbolMark {
  let builder: MarkBuilder

  func draw(_ rows: [Row], into group: SceneGroup) {
    let unit = builder.unit
    let positions = builder.positions
    guard let x = positions.point(.x, default: .middle),
      let y = positions.point(.y, default: .middle)
    else { return }
    let values = builder.values
    let size =
      unit.encoding.has(.size) ? values.number(.size, fallback: unit.number("size")) : nil
    let markSize = values.property("size")
    let angle = values.number(.angle, fallback: unit.number("angle") ?? 0)
    let fixedShape: String? =
      switch unit.mark.type {
      case .circle: "circle"
      case .square: "square"
      default: nil
      }
    let markShape = unit.string("shape") ?? "circle"
    let shape = values.text(.shape, fallback: markShape)
    let style = builder.style(defaultStrokeWidth: 2)
    let annotate = builder.annotate()
    var cache = SymbolCache()
    group.nodes.reserveCapacity(rows.count)
    for row in rows {
      guard let px = x(row), let py = y(row) else { continue }
      let area: Double?
      if let size { area = size(row) } else { area = markSize?(row) ?? 30 }
      guard let area, area >= 0 else { continue }
      let path = cache.path(fixedShape ?? shape(row) ?? "circle", area: area)
      var item = SceneItem(.path(path, x: px, y: py, angle: angle(row) ?? 0), style(row))
      annotate(row, &item)
      group.add(item)
    }
  }
}

/// Paths of symbols that were drawn before.
struct SymbolCache {
  private var paths: [Key: Path] = [:]

  private struct Key: Hashable {
    var shape: String
    var area: Double
  }

  mutating func path(_ shape: String, area: Double) -> Path {
    let key = Key(shape: shape, area: area)
    if let path = paths[key] { return path }
    let path = SymbolShape.path(shape, area: area)
    if paths.count < 1000 { paths[key] = path }
    return path
  }
}

/// The outlines of symbols about the origin; the area is that of the square around a circle.
enum SymbolShape {
  private static let halfRootThree = 0.8660254037844386

  static func path(_ shape: String, area: Double) -> Path {
    var path = Path()
    let side = max(0, area).squareRoot()
    let r = side / 2
    switch shape {
    case "circle":
      path.move(to: r, 0)
      path.arc(centerX: 0, 0, radius: r, from: 0, to: 2 * .pi)
    case "square":
      polygon(&path, [(-r, -r), (r, -r), (r, r), (-r, r)])
    case "cross":
      let s = side / 2.5
      let h = r
      let q = s / 2
      polygon(
        &path,
        [
          (-h, -q), (-h, q), (-q, q), (-q, h), (q, h), (q, q), (h, q), (h, -q), (q, -q), (q, -h),
          (-q, -h), (-q, -q),
        ])
    case "diamond":
      polygon(&path, [(-r, 0), (0, -r), (r, 0), (0, r)])
    case "triangle-up", "triangle":
      let h = halfRootThree * r
      polygon(&path, [(0, -h), (-r, h), (r, h)])
    case "triangle-down":
      let h = halfRootThree * r
      polygon(&path, [(0, h), (-r, -h), (r, -h)])
    case "triangle-right":
      let h = halfRootThree * r
      polygon(&path, [(h, 0), (-h, -r), (-h, r)])
    case "triangle-left":
      let h = halfRootThree * r
      polygon(&path, [(-h, 0), (h, -r), (h, r)])
    case "arrow":
      let s = r
      polygon(
        &path,
        [
          (s / 7, s), (s / 7, s * 0.4 - s), (s / 2.5, s * 0.4 - s), (0, -s),
          (-s / 2.5, s * 0.4 - s),
          (-s / 7, s * 0.4 - s), (-s / 7, s),
        ])
    case "wedge":
      let h = halfRootThree * r
      let o = h - r * 0.5773502691896257
      let b = r / 4
      polygon(&path, [(0, -h - o), (-b, h - o), (b, h - o)])
    case "stroke":
      path.move(to: -r, 0)
      path.line(to: r, 0)
    default:
      return SVGPathText.scaled(shape, by: side / 2) ?? SymbolShape.path("circle", area: area)
    }
    return path
  }

  private static func polygon(_ path: inout Path, _ points: [(Double, Double)]) {
    for (index, point) in points.enumerated() {
      if index == 0 { path.move(to: point.0, point.1) } else { path.line(to: point.0, point.1) }
    }
    path.close()
  }
}
