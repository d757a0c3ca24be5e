import Tables

/// The width and height of the frame that a unit is drawn in.
struct FrameSize {
  let scope: Scope
  let context: DrawingContext

  enum Dimension {
    case width, height

    var channel: Channel { self == .width ? .x : .y }
    var name: String { self == .width ? "width" : "height" }
    var discreteName: String { self == .width ? "discreteWidth" : "discreteHeight" }
    var continuousName: String { self == .width ? "continuousWidth" : "continuousHeight" }
  }

  private var configuration: Configuration { context.configuration }

  func radius(_ unit: UnitModel) -> Double {
    min(length(unit, .width), length(unit, .height)) / 2
  }

  /// The length in pixels, never negative.
  func length(_ unit: UnitModel, _ dimension: Dimension) -> Double {
    if unit.facetDepth == 0 {
      if dimension == .width, let fitted = context.fittedWidth { return fitted }
      if dimension == .height, let fitted = context.fittedHeight { return fitted }
    }
    let component = unit.scales[dimension.channel]
    switch specified(unit, dimension) {
    case .fixed(let number): return min(max(0, number), 100_000)
    case .container:
      return dimension == .width ? context.containerWidth : context.containerHeight
    case .step, nil:
      if let component {
        if component.type.hasDiscreteDomain {
          if let step = bandStep(component) {
            let scale = scope.scale(component, context)
            _ = step
            let pixels = scale.pixels
            return abs(pixels.last - pixels.first)
          }
          return configuration.number("view", dimension.discreteName) ?? 200
        }
        return continuous(dimension)
      }
      if unit.mark.type == .arc { return continuous(dimension) }
      return configuration.number("view", dimension.discreteName) ?? defaultStep(dimension)
    }
  }

  private func continuous(_ dimension: Dimension) -> Double {
    configuration.number("view", dimension.continuousName) ?? 300
  }

  func specified(_ unit: UnitModel, _ dimension: Dimension) -> SizeDefinition? {
    dimension == .width ? unit.frameWidth ?? unit.width : unit.frameHeight ?? unit.height
  }

  func defaultStep(_ dimension: Dimension) -> Double {
    configuration.value("view", dimension.discreteName)?["step"]?.number
      ?? configuration.number("view", "step") ?? 20
  }

  /// The step of a band or point scale of x or y in pixels, or nil where its size is given.
  func bandStep(_ component: ScaleComponent) -> Double? {
    guard let unit = component.members.first?.unit else { return nil }
    let dimension: Dimension = component.channel == .x ? .width : .height
    if unit.facetDepth == 0 {
      if dimension == .width, context.fittedWidth != nil { return nil }
      if dimension == .height, context.fittedHeight != nil { return nil }
    }
    let base: Double
    var isForPosition = false
    switch specifiedStep(component, dimension) {
    case .step(let step, let forPosition):
      base = step
      isForPosition = forPosition
    case .fixed, .container: return nil
    case nil:
      if configuration.number("view", dimension.discreteName) != nil { return nil }
      base = defaultStep(dimension)
    }
    guard !isForPosition, let offset = offsetComponent(component), offset.type.hasDiscreteDomain
    else { return base }
    // A step is that of the offset bands; the outer band holds them all.
    let count = DiscreteDomain(scope: scope).values(offset).count
    var space = Double(count)
    if offset.type == .band {
      let padding = offset.properties.number("padding")
      let inner =
        offset.properties.number("paddingInner") ?? padding ?? offset.defaults.paddingInner ?? 0
      let outer =
        offset.properties.number("paddingOuter") ?? padding ?? offset.defaults.paddingOuter ?? 0
      space = BandLayout(count: count, inner: inner, outer: outer).space(atLeast: 0)
    }
    let inner =
      component.properties.number("paddingInner") ?? component.properties.number("padding")
      ?? component.defaults.paddingInner ?? 0
    return base * space / (1 - inner)
  }

  private func specifiedStep(
    _ component: ScaleComponent, _ dimension: Dimension
  ) -> SizeDefinition? {
    for (unit, _) in component.members {
      if let size = specified(unit, dimension) { return size }
    }
    return nil
  }

  private func offsetComponent(_ component: ScaleComponent) -> ScaleComponent? {
    guard let offset = component.channel.offset else { return nil }
    for (unit, _) in component.members {
      if let found = unit.scales[offset] { return found }
    }
    return nil
  }

  /// The step of an offset scale, where the author's step is that of the offset.
  func offsetStep(_ component: ScaleComponent) -> Double? {
    guard let unit = component.members.first?.unit else { return nil }
    let dimension: Dimension = component.channel == .xOffset ? .width : .height
    guard let position = unit.scales[dimension.channel], position.type == .band,
      component.type.hasDiscreteDomain
    else { return nil }
    switch specifiedStep(position, dimension) {
    case .step(let step, let forPosition): return forPosition ? nil : step
    case .fixed, .container: return nil
    case nil:
      if configuration.number("view", dimension.discreteName) != nil { return nil }
      return defaultStep(dimension)
    }
  }
}
