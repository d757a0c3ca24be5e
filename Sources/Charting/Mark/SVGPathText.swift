/// Paths that authors write as SVG path data, for symbols of their own.
enum SVGPathText {
  /// The path with every coordinate multiplied; nil where the text is no path data.
  static func scaled(_ text: String, by factor: Double) -> Path? {
    var reader = PathReader(bytes: Array(text.utf8), factor: factor)
    return reader.read()
  }
}

private struct PathReader {
  let bytes: [UInt8]
  let factor: Double
  var offset = 0
  var path = Path()
  var x = 0.0
  var y = 0.0
  var startX = 0.0
  var startY = 0.0
  var controlX: Double?
  var controlY: Double?
  var isQuadratic = false

  mutating func read() -> Path? {
    var command: UInt8 = 0
    var isFirst = true
    while true {
      skip()
      guard offset < bytes.count else { return isFirst ? nil : path }
      let byte = bytes[offset]
      if byte >= 65, byte <= 90 || byte >= 97 && byte <= 122 {
        command = byte
        offset += 1
      } else if isFirst {
        return nil
      }
      if isFirst, command | 0x20 != UInt8(ascii: "m") { return nil }
      isFirst = false
      guard step(command) else { return nil }
      if command == UInt8(ascii: "M") { command = UInt8(ascii: "L") }
      if command == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
    }
  }

  private mutating func step(_ command: UInt8) -> Bool {
    let relative = command >= 97
    let dx = relative ? x : 0
    let dy = relative ? y : 0
    var keepsControl = false
    switch command | 0x20 {
    case UInt8(ascii: "z"):
      path.close()
      (x, y) = (startX, startY)
    case UInt8(ascii: "m"):
      guard let p = numbers(2) else { return false }
      (x, y) = (p[0] + dx, p[1] + dy)
      (startX, startY) = (x, y)
      path.move(to: x, y)
    case UInt8(ascii: "l"):
      guard let p = numbers(2) else { return false }
      (x, y) = (p[0] + dx, p[1] + dy)
      path.line(to: x, y)
    case UInt8(ascii: "h"):
      guard let p = numbers(1) else { return false }
      x = p[0] + dx
      path.line(to: x, y)
    case UInt8(ascii: "v"):
      guard let p = numbers(1) else { return false }
      y = p[0] + dy
      path.line(to: x, y)
    case UInt8(ascii: "c"), UInt8(ascii: "s"):
      let isShort = command | 0x20 == UInt8(ascii: "s")
      guard let p = numbers(isShort ? 4 : 6) else { return false }
      let ax = isShort ? (isQuadratic ? x : 2 * x - (controlX ?? x)) : p[0] + dx
      let ay = isShort ? (isQuadratic ? y : 2 * y - (controlY ?? y)) : p[1] + dy
      let rest = isShort ? p[...] : p[2...]
      let values = Array(rest)
      let (bx, by) = (values[0] + dx, values[1] + dy)
      (x, y) = (values[2] + dx, values[3] + dy)
      path.curve(ax, ay, bx, by, to: x, y)
      (controlX, controlY) = (bx, by)
      isQuadratic = false
      keepsControl = true
    case UInt8(ascii: "q"), UInt8(ascii: "t"):
      let isShort = command | 0x20 == UInt8(ascii: "t")
      guard let p = numbers(isShort ? 2 : 4) else { return false }
      let cx = isShort ? (isQuadratic ? 2 * x - (controlX ?? x) : x) : p[0] + dx
      let cy = isShort ? (isQuadratic ? 2 * y - (controlY ?? y) : y) : p[1] + dy
      let (ex, ey) = (p[p.count - 2] + dx, p[p.count - 1] + dy)
      path.curve(
        x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey),
        to: ex, ey)
      (x, y) = (ex, ey)
      (controlX, controlY) = (cx, cy)
      isQuadratic = true
      keepsControl = true
    case UInt8(ascii: "a"):
      guard let radii = numbers(3), let large = flag(), let sweep = flag(), let p = numbers(2)
      else { return false }
      let end = (p[0] + dx, p[1] + dy)
      ellipticalArc(radii[0], radii[1], radii[2], large, sweep, end.0, end.1)
      (x, y) = end
    default: return false
    }
    if !keepsControl {
      controlX = nil
      controlY = nil
      isQuadratic = false
    }
    return true
  }

  /// An arc as cubic curves of at most a quarter turn (SVG 1.1, implementation notes F.6).
  private mutating func ellipticalArc(
    _ rx0: Double, _ ry0: Double, _ rotation: Double, _ large: Bool, _ sweep: Bool, _ ex: Double,
    _ ey: Double
  ) {
    var rx = abs(rx0)
    var ry = abs(ry0)
    guard rx > 0, ry > 0, x != ex || y != ey else {
      path.line(to: ex, ey)
      return
    }
    let phi = rotation * .pi / 180
    let c = Elementary.cos(phi)
    let s = Elementary.sin(phi)
    let px = c * (x - ex) / 2 + s * (y - ey) / 2
    let py = -s * (x - ex) / 2 + c * (y - ey) / 2
    let lambda = px * px / (rx * rx) + py * py / (ry * ry)
    if lambda > 1 {
      rx *= lambda.squareRoot()
      ry *= lambda.squareRoot()
    }
    let numerator = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px
    let denominator = rx * rx * py * py + ry * ry * px * px
    let q = max(0, numerator / denominator).squareRoot() * (large == sweep ? -1 : 1)
    let cxp = q * rx * py / ry
    let cyp = -q * ry * px / rx
    let cx = c * cxp - s * cyp + (x + ex) / 2
    let cy = s * cxp + c * cyp + (y + ey) / 2
    let start = Elementary.atan2((py - cyp) / ry, (px - cxp) / rx)
    var turn = Elementary.atan2((-py - cyp) / ry, (-px - cxp) / rx) - start
    if sweep, turn < 0 { turn += 2 * .pi }
    if !sweep, turn > 0 { turn -= 2 * .pi }
    let pieces = Int((abs(turn) / (.pi / 2)).rounded(.up), within: 1...8)
    let step = turn / Double(pieces)
    let k = 4 / 3 * Elementary.tan(step / 4)
    func point(_ u: Double, _ v: Double) -> (Double, Double) {
      (cx + c * rx * u - s * ry * v, cy + s * rx * u + c * ry * v)
    }
    for piece in 0..<pieces {
      let a = start + Double(piece) * step
      let b = a + step
      let (ca, sa) = (Elementary.cos(a), Elementary.sin(a))
      let (cb, sb) = (Elementary.cos(b), Elementary.sin(b))
      let p1 = point(ca - k * sa, sa + k * ca)
      let p2 = point(cb + k * sb, sb - k * cb)
      let p3 = point(cb, sb)
      path.curve(p1.0, p1.1, p2.0, p2.1, to: p3.0, p3.1)
    }
  }

  private mutating func skip() {
    while offset < bytes.count, bytes[offset] <= 0x20 || bytes[offset] == UInt8(ascii: ",") {
      offset += 1
    }
  }

  private mutating func flag() -> Bool? {
    skip()
    guard offset < bytes.count, bytes[offset] == 48 || bytes[offset] == 49 else { return nil }
    offset += 1
    return bytes[offset - 1] == 49
  }

  /// So many numbers, scaled; an arc's rotation is scaled back by its reader's own use.
  private mutating func numbers(_ count: Int) -> [Double]? {
    var found: [Double] = []
    for index in 0..<count {
      skip()
      let start = offset
      if offset < bytes.count, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
      var seenDot = false
      while offset < bytes.count {
        let byte = bytes[offset]
        if byte == 0x2E {
          if seenDot { break }
          seenDot = true
        } else if byte | 0x20 == 0x65 {
          if offset + 1 < bytes.count, bytes[offset + 1] == 0x2D || bytes[offset + 1] == 0x2B {
            offset += 1
          }
        } else if byte < 48 || byte > 57 {
          break
        }
        offset += 1
      }
      let number = NumberText.parse(String(decoding: bytes[start..<offset], as: UTF8.self))
      guard offset > start, number.isFinite else { return nil }
      found.append(count == 3 && index == 2 ? number : number * factor)
    }
    return found
  }
}
