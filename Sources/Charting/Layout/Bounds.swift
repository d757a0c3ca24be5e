/// A box around what is drawn; empty until something is added.
struct Bounds: Equatable {
  var x1 = Double.infinity
  var y1 = Double.infinity
  var x2 = -Double.infinity
  var y2 = -Double.infinity

  init() {}

  init(x1: Double, y1: Double, x2: Double, y2: Double) {
    self.x1 = min(x1, x2)
    self.y1 = min(y1, y2)
    self.x2 = max(x1, x2)
    self.y2 = max(y1, y2)
  }

  var isEmpty: Bool { x1 > x2 || y1 > y2 }
  var width: Double { isEmpty ? 0 : x2 - x1 }
  var height: Double { isEmpty ? 0 : y2 - y1 }

  mutating func add(_ x: Double, _ y: Double) {
    x1 = min(x1, x)
    y1 = min(y1, y)
    x2 = max(x2, x)
    y2 = max(y2, y)
  }

  mutating func union(_ other: Bounds) {
    guard !other.isEmpty else { return }
    x1 = min(x1, other.x1)
    y1 = min(y1, other.y1)
    x2 = max(x2, other.x2)
    y2 = max(y2, other.y2)
  }

  func translated(_ dx: Double, _ dy: Double) -> Bounds {
    guard !isEmpty else { return self }
    var result = self
    result.x1 += dx
    result.x2 += dx
    result.y1 += dy
    result.y2 += dy
    return result
  }

  func expanded(_ by: Double) -> Bounds {
    guard !isEmpty else { return self }
    return Bounds(x1: x1 - by, y1: y1 - by, x2: x2 + by, y2: y2 + by)
  }

  /// The box around this box turned by an angle about a point.
  func rotated(degrees: Double, aboutX x: Double, y: Double) -> Bounds {
    guard !isEmpty else { return self }
    let angle = degrees * .pi / 180
    let c = Elementary.cos(angle)
    let s = Elementary.sin(angle)
    var result = Bounds()
    for (px, py) in [(x1, y1), (x1, y2), (x2, y1), (x2, y2)] {
      result.add(c * (px - x) - s * (py - y) + x, s * (px - x) + c * (py - y) + y)
    }
    return result
  }

  func intersects(_ other: Bounds) -> Bool {
    !isEmpty && !other.isEmpty
      && !(x2 < other.x1 || x1 > other.x2 || y2 < other.y1 || y1 > other.y2)
  }
}
