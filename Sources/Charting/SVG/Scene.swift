/// What is drawn: groups of shapes with their places, paints and boxes.
final class SceneGroup {
  /// The classes by which styles and readers know what the group is.
  var name: String
  var x = 0.0
  var y = 0.0
  var width = 0.0
  var height = 0.0
  var nodes: [SceneNode] = []
  /// What the group covers, in the coordinates of its parent.
  var bounds = Bounds()
  var clip: String?
  /// An accessible name, for groups that readers may want to skip or visit.
  var label: String?

  init(_ name: String) { self.name = name }

  func move(to x: Double, _ y: Double) {
    bounds = bounds.translated(x - self.x, y - self.y)
    self.x = x
    self.y = y
  }

  /// Adds a shape and takes its box in.
  func add(_ item: SceneItem) { nodes.append(.item(item)) }

  func add(_ group: SceneGroup) { nodes.append(.group(group)) }

  /// The box around the shapes and groups inside, in the group's own coordinates.
  var contentBounds: Bounds {
    var result = Bounds()
    for node in nodes { result.union(node.bounds) }
    return result
  }

  func fitBounds() { bounds = contentBounds.translated(x, y) }
}

enum SceneNode {
  case group(SceneGroup)
  case item(SceneItem)

  var bounds: Bounds {
    switch self {
    case .group(let group): group.bounds
    case .item(let item): item.bounds
    }
  }
}

struct SceneItem {
  var shape: SceneShape
  var style: SceneStyle
  /// Shown by browsers where the pointer rests, and read out by some readers.
  var tooltip: String?
  var link: String?
  var bounds: Bounds

  init(_ shape: SceneShape, _ style: SceneStyle) {
    self.shape = shape.fitted
    self.style = style
    bounds = self.shape.bounds
    if style.stroke != nil, style.opacity != 0, style.strokeOpacity != 0 {
      bounds = bounds.expanded(style.strokeWidth ?? 1)
    }
  }
}

enum SceneShape {
  case rectangle(x: Double, y: Double, width: Double, height: Double)
  case path(Path, x: Double, y: Double, angle: Double)
  case line(x1: Double, y1: Double, x2: Double, y2: Double)
  indirect case text(SceneText)

  /// The shape with its text cut and measured.
  fileprivate var fitted: SceneShape {
    if case .text(let text) = self { .text(text.fitted) } else { self }
  }

  var bounds: Bounds {
    switch self {
    case .rectangle(let x, let y, let width, let height):
      return Bounds(x1: x, y1: y, x2: x + width, y2: y + height)
    case .path(let path, let x, let y, let angle):
      let box = path.bounds
      let turned = angle == 0 ? box : box.rotated(degrees: angle, aboutX: 0, y: 0)
      return turned.translated(x, y)
    case .line(let x1, let y1, let x2, let y2):
      return Bounds(x1: x1, y1: y1, x2: x2, y2: y2)
    case .text(let text): return text.bounds
    }
  }
}

/// A gradient or a clip that shapes refer to by id.
enum SceneDefinition {
  case gradient(id: String, x1: Double, y1: Double, x2: Double, y2: Double, stops: [GradientStop])
  case radial(id: String, stops: [GradientStop])
  case clip(id: String, SceneShape)

  struct GradientStop {
    var offset: Double
    var color: String
  }
}
