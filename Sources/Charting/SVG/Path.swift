/// An outline of straight lines, curves and arcs, with the box around it.
struct Path {
  private(set) var data: [UInt8] = []
  private(set) var bounds = Bounds()
  private(set) var current: (x: Double, y: Double) = (0, 0)

  var isEmpty: Bool { data.isEmpty }

  mutating func move(to x: Double, _ y: Double) {
    data.append(UInt8(ascii: "M"))
    append(x, y)
  }

  mutating func line(to x: Double, _ y: Double) {
    data.append(UInt8(ascii: "L"))
    append(x, y)
  }

  mutating func curve(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, to x: Double, _ y: Double
  ) {
    data.append(UInt8(ascii: "C"))
    number(ax)
    comma()
    number(ay)
    comma()
    number(bx)
    comma()
    number(by)
    comma()
    number(x)
    comma()
    number(y)
    addExtremes(current.x, ax, bx, x) { bounds, value in
      bounds.x1 = min(bounds.x1, value)
      bounds.x2 = max(bounds.x2, value)
    }
    addExtremes(current.y, ay, by, y) { bounds, value in
      bounds.y1 = min(bounds.y1, value)
      bounds.y2 = max(bounds.y2, value)
    }
    bounds.add(x, y)
    current = (x, y)
  }

  mutating func close() { data.append(UInt8(ascii: "Z")) }

  /// A circular arc about a centre, from one angle to another (radians, clockwise from the right).
  mutating func arc(
    centerX: Double, _ centerY: Double, radius: Double, from start: Double, to end: Double,
    clockwise: Bool = true, connects: Bool = true
  ) {
    let startX = centerX + radius * Elementary.cos(start)
    let startY = centerY + radius * Elementary.sin(start)
    if data.isEmpty || !connects {
      move(to: startX, startY)
    } else if abs(current.x - startX) > 1e-6 || abs(current.y - startY) > 1e-6 {
      line(to: startX, startY)
    }
    guard radius > 0 else { return }
    var sweep = clockwise ? end - start : start - end
    if sweep < 0 { sweep = sweep.truncatingRemainder(dividingBy: 2 * .pi) + 2 * .pi }
    if sweep > 2 * .pi - 1e-6 {
      arcSegment(
        radius, large: true, clockwise, centerX - (startX - centerX), centerY - (startY - centerY))
      arcSegment(radius, large: true, clockwise, startX, startY)
      bounds.union(
        Bounds(
          x1: centerX - radius, y1: centerY - radius, x2: centerX + radius, y2: centerY + radius))
    } else if sweep > 1e-6 {
      let endX = centerX + radius * Elementary.cos(end)
      let endY = centerY + radius * Elementary.sin(end)
      arcSegment(radius, large: sweep >= .pi, clockwise, endX, endY)
      let from = clockwise ? start : start - sweep
      var quarter = (from / (.pi / 2)).rounded(.up) * (.pi / 2)
      while quarter <= from + sweep {
        bounds.add(
          centerX + radius * Elementary.cos(quarter), centerY + radius * Elementary.sin(quarter))
        quarter += .pi / 2
      }
    }
  }

  private mutating func arcSegment(
    _ radius: Double, large: Bool, _ clockwise: Bool, _ x: Double, _ y: Double
  ) {
    data.append(UInt8(ascii: "A"))
    number(radius)
    comma()
    number(radius)
    data.append(contentsOf: ",0,".utf8)
    data.append(large ? 49 : 48)
    comma()
    data.append(clockwise ? 49 : 48)
    comma()
    append(x, y)
  }

  private mutating func append(_ x: Double, _ y: Double) {
    number(x)
    comma()
    number(y)
    bounds.add(x, y)
    current = (x, y)
  }

  private mutating func comma() { data.append(UInt8(ascii: ",")) }
  private mutating func number(_ value: Double) { SVGNumber.append(value, to: &data) }

  /// The turning points of a cubic Bézier curve in one dimension.
  private mutating func addExtremes(
    _ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double, _ take: (inout Bounds, Double) -> Void
  ) {
    let a = 3 * p3 - 9 * p2 + 9 * p1 - 3 * p0
    let b = 6 * p0 - 12 * p1 + 6 * p2
    let c = 3 * p1 - 3 * p0
    func value(_ t: Double) -> Double {
      let u = 1 - t
      return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
    }
    func consider(_ t: Double) { if t > 0, t < 1 { take(&bounds, value(t)) } }
    if abs(a) < 1e-12 {
      if abs(b) > 1e-12 { consider(-c / b) }
      return
    }
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0 else { return }
    let root = discriminant.squareRoot()
    consider((-b + root) / (2 * a))
    consider((-b - root) / (2 * a))
  }

  static func rectangle(
    x: Double, y: Double, width: Double, height: Double,
    radii: (topLeft: Double, topRight: Double, bottomRight: Double, bottomLeft: Double)
  ) -> Path {
    let limit = min(abs(width), abs(height)) / 2
    func clamped(_ radius: Double) -> Double { max(0, min(radius, limit)) }
    let tl = clamped(radii.topLeft)
    let tr = clamped(radii.topRight)
    let br = clamped(radii.bottomRight)
    let bl = clamped(radii.bottomLeft)
    // The share of a radius that makes a cubic curve run like a quarter circle.
    let k = 0.448084975506
    var path = Path()
    path.move(to: x + tl, y)
    path.line(to: x + width - tr, y)
    if tr > 0 { path.curve(x + width - k * tr, y, x + width, y + k * tr, to: x + width, y + tr) }
    path.line(to: x + width, y + height - br)
    if br > 0 {
      path.curve(
        x + width, y + height - k * br, x + width - k * br, y + height, to: x + width - br,
        y + height)
    }
    path.line(to: x + bl, y + height)
    if bl > 0 { path.curve(x + k * bl, y + height, x, y + height - k * bl, to: x, y + height - bl) }
    path.line(to: x, y + tl)
    if tl > 0 { path.curve(x, y + k * tl, x + k * tl, y, to: x + tl, y) }
    path.close()
    return path
  }
}
