import Tables

/// A gradient as a paint: defined once, named by `url(#id)`.
struct GradientPaint {
  let context: DrawingContext

  func paint(_ properties: Properties) -> String? {
    let stops = (properties["stops"]?.elements ?? []).compactMap {
      stop -> SceneDefinition.GradientStop? in
      guard let offset = stop["offset"]?.number, let color = stop["color"]?.string else {
        return nil
      }
      return SceneDefinition.GradientStop(offset: offset, color: color)
    }
    guard !stops.isEmpty else { return nil }
    let id = context.makeID("gradient")
    if properties.string("gradient") == "radial" {
      context.definitions.append(.radial(id: id, stops: stops))
    } else {
      context.definitions.append(
        .gradient(
          id: id, x1: properties.number("x1") ?? 0, y1: properties.number("y1") ?? 0,
          x2: properties.number("x2") ?? 1, y2: properties.number("y2") ?? 0, stops: stops))
    }
    return "url(#\(id))"
  }
}
