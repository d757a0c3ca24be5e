/// How a shape is painted. What few shapes have stands in a box of its own: scenes hold a style
/// for every mark.
struct SceneStyle: Equatable {
  var fill: String?
  var stroke: String?
  var opacity: Double?
  var strokeWidth: Double?
  private var box: Box?

  private struct Rare: Equatable {
    var fillOpacity: Double?
    var strokeOpacity: Double?
    var dashes: [Double]?
    var dashOffset: Double?
    var cap: String?
    var join: String?
    var miterLimit: Double?
    var blend: String?
  }

  private final class Box {
    var rare: Rare
    init(_ rare: Rare) { self.rare = rare }
  }

  var fillOpacity: Double? {
    get { box?.rare.fillOpacity }
    set { set(newValue) { $0.fillOpacity = $1 } }
  }
  var strokeOpacity: Double? {
    get { box?.rare.strokeOpacity }
    set { set(newValue) { $0.strokeOpacity = $1 } }
  }
  var dashes: [Double]? {
    get { box?.rare.dashes }
    set { set(newValue) { $0.dashes = $1 } }
  }
  var dashOffset: Double? {
    get { box?.rare.dashOffset }
    set { set(newValue) { $0.dashOffset = $1 } }
  }
  var cap: String? {
    get { box?.rare.cap }
    set { set(newValue) { $0.cap = $1 } }
  }
  var join: String? {
    get { box?.rare.join }
    set { set(newValue) { $0.join = $1 } }
  }
  var miterLimit: Double? {
    get { box?.rare.miterLimit }
    set { set(newValue) { $0.miterLimit = $1 } }
  }
  var blend: String? {
    get { box?.rare.blend }
    set { set(newValue) { $0.blend = $1 } }
  }

  @inline(__always)
  private mutating func set<Value>(_ value: Value?, _ change: (inout Rare, Value?) -> Void) {
    if value == nil, box == nil { return }
    if !isKnownUniquelyReferenced(&box) { box = Box(box?.rare ?? Rare()) }
    if let box { change(&box.rare, value) }
  }

  static func == (left: SceneStyle, right: SceneStyle) -> Bool {
    left.fill == right.fill && left.stroke == right.stroke && left.opacity == right.opacity
      && left.strokeWidth == right.strokeWidth
      && (left.box === right.box || (left.box?.rare ?? Rare()) == (right.box?.rare ?? Rare()))
  }
}
