/// How a path runs from point to point; the curves are those of d3-shape.
struct Curve {
  var name: String
  var tension: Double
  /// Monotone curves run along x, or along y where the path is horizontal.
  var isHorizontal = false

  typealias Point = (x: Double, y: Double)

  /// Draws the points; a continued path goes on from where it is, with steps turned about.
  func draw(_ points: [Point], into path: inout Path, continues: Bool = false) {
    guard let first = points.first else { return }
    switch name {
    case "basis-closed" where points.count > 2: return basisClosed(points, &path)
    case "cardinal-closed" where points.count > 2: return cardinalClosed(points, &path)
    case "basis-open", "cardinal-open", "catmull-rom-open":
      if points.count > 3 { return open(points, &path) }
    default: break
    }
    if continues { path.line(to: first.x, first.y) } else { path.move(to: first.x, first.y) }
    guard points.count > 1 else { return }
    switch name {
    case "step": step(points, continues ? 0.5 : 0.5, &path)
    case "step-before": step(points, continues ? 1 : 0, &path)
    case "step-after": step(points, continues ? 0 : 1, &path)
    case "monotone": monotone(points, &path)
    case "basis": basis(points, &path)
    case "bundle": basis(bundled(points), &path)
    case "cardinal": cardinal(points, &path)
    case "catmull-rom": catmullRom(points, &path)
    case "natural": natural(points, &path)
    default:
      for point in points.dropFirst() { path.line(to: point.x, point.y) }
    }
  }

  private func step(_ points: [Point], _ t: Double, _ path: inout Path) {
    for index in 1..<points.count {
      let a = points[index - 1]
      let b = points[index]
      if t <= 0 {
        path.line(to: a.x, b.y)
        path.line(to: b.x, b.y)
      } else if t >= 1 {
        path.line(to: b.x, a.y)
        path.line(to: b.x, b.y)
      } else {
        let middle = a.x * (1 - t) + b.x * t
        path.line(to: middle, a.y)
        path.line(to: middle, b.y)
        if index == points.count - 1 { path.line(to: b.x, b.y) }
      }
    }
  }

  private func monotone(_ given: [Point], _ path: inout Path) {
    var points: [Point] = isHorizontal ? given.map { ($0.y, $0.x) } : given
    // Points that fall together would make the slope infinite.
    points = points.enumerated().filter { index, point in
      index == 0 || point.x != points[index - 1].x || point.y != points[index - 1].y
    }.map(\.element)
    let count = points.count
    guard count > 1 else { return }
    func emit(_ a: Point, _ b: Point, _ c: Point, _ path: inout Path) {
      if isHorizontal {
        path.curve(a.y, a.x, b.y, b.x, to: c.y, c.x)
      } else {
        path.curve(a.x, a.y, b.x, b.y, to: c.x, c.y)
      }
    }
    if count == 2 {
      let end = given[given.count - 1]
      path.line(to: end.x, end.y)
      return
    }
    func sign(_ x: Double) -> Double { x < 0 ? -1 : 1 }
    func slope3(_ a: Point, _ b: Point, _ c: Point) -> Double {
      let h0 = b.x - a.x
      let h1 = c.x - b.x
      let s0 = (b.y - a.y) / (h0 != 0 ? h0 : (h1 < 0 ? -0.0 : 0))
      let s1 = (c.y - b.y) / (h1 != 0 ? h1 : (h0 < 0 ? -0.0 : 0))
      let p = (s0 * h1 + s1 * h0) / (h0 + h1)
      let slope = (sign(s0) + sign(s1)) * min(abs(s0), abs(s1), 0.5 * abs(p))
      return slope.isNaN ? 0 : slope
    }
    func slope2(_ a: Point, _ b: Point, _ t: Double) -> Double {
      let h = b.x - a.x
      return h != 0 ? (3 * (b.y - a.y) / h - t) / 2 : t
    }
    var slopes = [Double](repeating: 0, count: count)
    for index in 1..<(count - 1) {
      slopes[index] = slope3(points[index - 1], points[index], points[index + 1])
    }
    slopes[0] = slope2(points[0], points[1], slopes[1])
    slopes[count - 1] = slope2(points[count - 2], points[count - 1], slopes[count - 2])
    for index in 1..<count {
      let a = points[index - 1]
      let b = points[index]
      let dx = (b.x - a.x) / 3
      emit(
        (a.x + dx, a.y + dx * slopes[index - 1]), (b.x - dx, b.y - dx * slopes[index]), b, &path)
    }
  }

  private func basis(_ points: [Point], _ path: inout Path) {
    let count = points.count
    guard count > 2 else {
      path.line(to: points[count - 1].x, points[count - 1].y)
      return
    }
    let first = points[0]
    let second = points[1]
    path.line(to: (5 * first.x + second.x) / 6, (5 * first.y + second.y) / 6)
    func segment(_ a: Point, _ b: Point, _ c: Point) {
      path.curve(
        (2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3, (a.x + 2 * b.x) / 3, (a.y + 2 * b.y) / 3,
        to: (a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
    }
    for index in 2..<count { segment(points[index - 2], points[index - 1], points[index]) }
    let last = points[count - 1]
    segment(points[count - 2], last, last)
    path.line(to: last.x, last.y)
  }

  private func bundled(_ points: [Point]) -> [Point] {
    let beta = tension == 0 ? 0.85 : tension
    guard let first = points.first, let last = points.last, points.count > 1 else { return points }
    return points.enumerated().map { index, point in
      let t = Double(index) / Double(points.count - 1)
      return (
        beta * point.x + (1 - beta) * (first.x + t * (last.x - first.x)),
        beta * point.y + (1 - beta) * (first.y + t * (last.y - first.y))
      )
    }
  }

  private func basisClosed(_ points: [Point], _ path: inout Path) {
    let count = points.count
    func at(_ index: Int) -> Point { points[index % count] }
    let start = points[0]
    let (b, c) = (points[1], points[2])
    path.move(to: (start.x + 4 * b.x + c.x) / 6, (start.y + 4 * b.y + c.y) / 6)
    for index in 3..<(count + 3) {
      let p0 = at(index - 2)
      let p1 = at(index - 1)
      let p2 = at(index)
      path.curve(
        (2 * p0.x + p1.x) / 3, (2 * p0.y + p1.y) / 3, (p0.x + 2 * p1.x) / 3,
        (p0.y + 2 * p1.y) / 3, to: (p0.x + 4 * p1.x + p2.x) / 6, (p0.y + 4 * p1.y + p2.y) / 6)
    }
  }

  private func cardinal(_ points: [Point], _ path: inout Path) {
    let k = (1 - tension) / 6
    let count = points.count
    guard count > 2 else {
      path.line(to: points[count - 1].x, points[count - 1].y)
      return
    }
    for index in 1..<count {
      let p0 = index >= 2 ? points[index - 2] : points[0]
      let p1 = points[index - 1]
      let p2 = points[index]
      let p3 = index + 1 < count ? points[index + 1] : p2
      let a: Point = index == 1 ? p1 : (p1.x + k * (p2.x - p0.x), p1.y + k * (p2.y - p0.y))
      let b: Point =
        index == count - 1 ? p2 : (p2.x + k * (p1.x - p3.x), p2.y + k * (p1.y - p3.y))
      if index == 1 {
        path.curve(
          p1.x, p1.y, p2.x + k * (p1.x - p3.x), p2.y + k * (p1.y - p3.y), to: p2.x, p2.y)
      } else {
        path.curve(a.x, a.y, b.x, b.y, to: p2.x, p2.y)
      }
    }
  }

  private func cardinalClosed(_ points: [Point], _ path: inout Path) {
    let k = (1 - tension) / 6
    let count = points.count
    path.move(to: points[1].x, points[1].y)
    for index in 0..<count {
      let p0 = points[index]
      let p1 = points[(index + 1) % count]
      let p2 = points[(index + 2) % count]
      let p3 = points[(index + 3) % count]
      path.curve(
        p1.x + k * (p2.x - p0.x), p1.y + k * (p2.y - p0.y), p2.x + k * (p1.x - p3.x),
        p2.y + k * (p1.y - p3.y), to: p2.x, p2.y)
    }
  }

  /// Curves that leave out the stretch before the second and after the last but one point.
  private func open(_ points: [Point], _ path: inout Path) {
    let k = (1 - tension) / 6
    if name == "basis-open" {
      let (a, b, c) = (points[0], points[1], points[2])
      path.move(to: (a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
    } else {
      path.move(to: points[1].x, points[1].y)
    }
    for index in 3..<points.count {
      let p0 = points[index - 3]
      let p1 = points[index - 2]
      let p2 = points[index - 1]
      let p3 = points[index]
      if name == "basis-open" {
        path.curve(
          (2 * p1.x + p2.x) / 3, (2 * p1.y + p2.y) / 3, (p1.x + 2 * p2.x) / 3,
          (p1.y + 2 * p2.y) / 3, to: (p1.x + 4 * p2.x + p3.x) / 6, (p1.y + 4 * p2.y + p3.y) / 6)
      } else {
        path.curve(
          p1.x + k * (p2.x - p0.x), p1.y + k * (p2.y - p0.y), p2.x + k * (p1.x - p3.x),
          p2.y + k * (p1.y - p3.y), to: p2.x, p2.y)
      }
    }
  }

  private func catmullRom(_ points: [Point], _ path: inout Path) {
    let alpha = 0.5
    let count = points.count
    guard count > 2 else {
      path.line(to: points[count - 1].x, points[count - 1].y)
      return
    }
    func distances(_ a: Point, _ b: Point) -> (half: Double, full: Double) {
      let dx = a.x - b.x
      let dy = a.y - b.y
      let full = Elementary.pow(dx * dx + dy * dy, alpha)
      return (full.squareRoot(), full)
    }
    for index in 1..<count {
      let p0 = index >= 2 ? points[index - 2] : points[index - 1]
      let p1 = points[index - 1]
      let p2 = points[index]
      let p3 = index + 1 < count ? points[index + 1] : p2
      let l01 = distances(p0, p1)
      let l12 = distances(p1, p2)
      let l23 = distances(p2, p3)
      var a = p1
      var b = p2
      if l01.half > 1e-12 {
        let weight = 2 * l01.full + 3 * l01.half * l12.half + l12.full
        let n = 3 * l01.half * (l01.half + l12.half)
        a.x = (p1.x * weight - p0.x * l12.full + p2.x * l01.full) / n
        a.y = (p1.y * weight - p0.y * l12.full + p2.y * l01.full) / n
      }
      if l23.half > 1e-12 {
        let weight = 2 * l23.full + 3 * l23.half * l12.half + l12.full
        let m = 3 * l23.half * (l23.half + l12.half)
        b.x = (p2.x * weight + p1.x * l23.full - p3.x * l12.full) / m
        b.y = (p2.y * weight + p1.y * l23.full - p3.y * l12.full) / m
      }
      path.curve(a.x, a.y, b.x, b.y, to: p2.x, p2.y)
    }
  }

  private func natural(_ points: [Point], _ path: inout Path) {
    let count = points.count
    guard count > 2 else {
      path.line(to: points[count - 1].x, points[count - 1].y)
      return
    }
    let (ax, bx) = naturalControls(points.map(\.x))
    let (ay, by) = naturalControls(points.map(\.y))
    for index in 0..<(count - 1) {
      path.curve(
        ax[index], ay[index], bx[index], by[index], to: points[index + 1].x, points[index + 1].y)
    }
  }

  /// Control points of a natural cubic spline (Thomas's algorithm).
  private func naturalControls(_ x: [Double]) -> ([Double], [Double]) {
    let n = x.count - 1
    var a = [Double](repeating: 0, count: n)
    var b = [Double](repeating: 0, count: n)
    var r = [Double](repeating: 0, count: n)
    a[0] = 0
    b[0] = 2
    r[0] = x[0] + 2 * x[1]
    for i in 1..<(n - 1) {
      a[i] = 1
      b[i] = 4
      r[i] = 4 * x[i] + 2 * x[i + 1]
    }
    a[n - 1] = 2
    b[n - 1] = 7
    r[n - 1] = 8 * x[n - 1] + x[n]
    for i in 1..<n {
      let m = a[i] / b[i - 1]
      b[i] -= m
      r[i] -= m * r[i - 1]
    }
    a[n - 1] = r[n - 1] / b[n - 1]
    for i in stride(from: n - 2, through: 0, by: -1) { a[i] = (r[i] - a[i + 1]) / b[i] }
    b[n - 1] = (x[n] + a[n - 1]) / 2
    for i in 0..<(n - 1) { b[i] = 2 * x[i + 1] - a[i + 1] }
    return (a, b)
  }
}
