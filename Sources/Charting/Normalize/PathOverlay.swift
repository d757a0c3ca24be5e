import Tables

/// Draws lines with points, and areas with a line or points, as layers of each.
struct PathOverlay {
  let configuration: Configuration

  func expand(_ view: ViewSpec, _ mark: MarkDefinition) -> ViewSpec? {
    guard mark.type == .line || mark.type == .area || mark.type == .trail else { return nil }
    let point = overlay("point", mark, view.encoding)
    let line = mark.type == .area ? overlay("line", mark, view.encoding) : nil
    guard point != nil || line != nil else { return nil }

    var base = MarkDefinition(type: mark.type, properties: mark.properties, range: mark.range)
    base.properties.set("point", .made(false))
    base.properties.set("line", .made(false))
    if mark.type == .area, !mark.properties.has("opacity"), !mark.properties.has("fillOpacity") {
      base.properties.set("opacity", .made(0.7))
    }
    var baseView = ViewSpec(range: view.range, composition: .unit(base))
    baseView.encoding = view.encoding
    baseView.encoding[.shape] = nil

    var encoding = view.encoding
    let orientation = mark.orientation(encoding, configuration)
    if let plan = StackPlan(mark: mark, encoding: encoding, orientation: orientation) {
      encoding[plan.fieldChannel]?.stack = plan.offset
    }
    encoding[.x2] = nil
    encoding[.y2] = nil
    var layers = [baseView]
    if let line {
      let inherited = picked(mark, ["clip", "interpolate", "tension", "tooltip"])
      layers.append(
        layer(.line, line.over(inherited), encoding, view))
    }
    if let point {
      var defaults = picked(mark, ["clip", "tooltip"])
      defaults.set("opacity", .made(1))
      defaults.set("filled", .made(true))
      layers.append(layer(.point, point.over(defaults), encoding, view))
    }
    var result = view
    result.encoding = Encoding()
    result.composition = .layer(layers)
    return result
  }

  private func layer(
    _ type: MarkType, _ properties: Properties, _ encoding: Encoding, _ view: ViewSpec
  ) -> ViewSpec {
    var layer = ViewSpec(
      range: view.range,
      composition: .unit(MarkDefinition(type: type, properties: properties, range: view.range)))
    layer.encoding = encoding
    return layer
  }

  private func picked(_ mark: MarkDefinition, _ names: [String]) -> Properties {
    Properties(mark.properties.members.filter { names.contains($0.name) })
  }

  /// The overlay's properties, or nil where there is none.
  private func overlay(
    _ name: String, _ mark: MarkDefinition, _ encoding: Encoding
  ) -> Properties? {
    func read(_ value: StructuredValue) -> Properties? {
      switch value.content {
      case .boolean(true): .empty
      case .string("transparent"):
        Properties([.init(name: "opacity", nameRange: value.range, value: .made(0))])
      case .object(let members): Properties(members)
      default: nil
      }
    }
    if let value = mark.properties[name] { return read(value) }
    if let value = configuration.value(mark.type.rawValue, name), let overlay = read(value) {
      return overlay
    }
    return name == "point" && encoding.has(.shape) ? .empty : nil
  }
}
