import Tables

/// A scale's range: pixels from the view's size, or what the channel's default or author says.
struct RangeBuilder {
  let scope: Scope
  let context: DrawingContext

  private var configuration: Configuration { context.configuration }

  // MARK: Positions

  /// The pixels of a band or point scale.
  func positions(
    _ component: ScaleComponent, bands: BandLayout
  ) -> (first: Double, last: Double) {
    guard let unit = component.members.first?.unit else { return (0, 0) }
    if let numbers = specifiedPositions(component, unit), numbers.count >= 2 {
      return (numbers[0], numbers[numbers.count - 1])
    }
    let frame = FrameSize(scope: scope, context: context)
    switch component.channel {
    case .x, .y:
      if let step = frame.bandStep(component) {
        return (0, step * bands.space(atLeast: 0))
      }
      return (0, frame.length(unit, component.channel == .x ? .width : .height))
    case .xOffset, .yOffset:
      if let step = frame.offsetStep(component) { return (0, step * bands.space(atLeast: 0)) }
      return offsetRange(component, unit)
    case .theta: return (0, 2 * .pi)
    case .radius: return (0, frame.radius(unit))
    case .size, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth:
      if case .numbers(let numbers) = continuous(component), let first = numbers.first,
        let last = numbers.last
      {
        return (first, last)
      }
      return (0, 1)
    case .angle: return (0, 360)
    default: return (0, 1)
    }
  }

  private func specifiedPositions(_ component: ScaleComponent, _ unit: UnitModel) -> [Double]? {
    let properties = component.properties
    guard let elements = properties["range"]?.elements else { return nil }
    let frame = FrameSize(scope: scope, context: context)
    return elements.compactMap { element in
      switch element.content {
      case .number(let number): number
      case .string("width"): frame.length(unit, .width)
      case .string("height"): frame.length(unit, .height)
      case .object: ConstantExpression(unit: unit, frame: frame).number(element)
      default: nil
      }
    }
  }

  private func offsetRange(_ component: ScaleComponent, _ unit: UnitModel) -> (Double, Double) {
    let channel: Channel = component.channel == .xOffset ? .x : .y
    let frame = FrameSize(scope: scope, context: context)
    guard let position = unit.scales[channel] else {
      let length = frame.length(unit, channel == .x ? .width : .height)
      let isContinuousY = channel == .y && component.type.isContinuous
      return isContinuousY ? (length / 2, -length / 2) : (-length / 2, length / 2)
    }
    let scale = scope.scale(position, context)
    if scale.type == .band {
      if channel == .y, component.type.isContinuous { return (scale.bandwidth, 0) }
      return (0, scale.bandwidth)
    }
    if let definition = unit.encoding[channel], definition.timeUnit != nil,
      let columns = unit.columns[channel], let end = columns.end,
      let row = unit.data.rows.first, let from = scale.number(columns.main(row)),
      let to = scale.number(end(row))
    {
      let padding = configuration.number("scale", "bandWithNestedOffsetPaddingInner") ?? 0.2
      let shift = (unit.bandPosition(definition) ?? 0) - 0.5
      let length = to - from
      return ((padding / 2 + shift) * length, (1 - padding / 2 + shift) * length)
    }
    return (0, 0)
  }

  // MARK: Continuous

  func continuous(_ component: ScaleComponent) -> ScaleRange {
    guard let unit = component.members.first?.unit else { return .numbers([0, 1]) }
    let properties = component.properties
    if component.channel.isColor { return colors(component, count: 0) }
    let frame = FrameSize(scope: scope, context: context)
    if let numbers = specifiedPositions(component, unit), numbers.count >= 2 {
      return .numbers(numbers)
    }
    var numbers: [Double]
    switch component.channel {
    case .x: numbers = [0, frame.length(unit, .width)]
    case .y: numbers = [frame.length(unit, .height), 0]
    case .xOffset, .yOffset:
      let range = offsetRange(component, unit)
      numbers = [range.0, range.1]
    case .size: numbers = sizeRange(unit)
    case .theta: numbers = [0, 2 * .pi]
    case .angle: numbers = [0, 360]
    case .radius: numbers = [0, frame.radius(unit)]
    case .strokeWidth:
      numbers = [number("minStrokeWidth", 1), number("maxStrokeWidth", 4)]
    case .opacity, .fillOpacity, .strokeOpacity:
      numbers = [number("minOpacity", 0.3), number("maxOpacity", 0.8)]
    default: numbers = [0, 1]
    }
    if let low = properties.number("rangeMin") { numbers[0] = low }
    if let high = properties.number("rangeMax") { numbers[1] = high }
    return .numbers(numbers)
  }

  private func number(_ name: String, _ fallback: Double) -> Double {
    configuration.number("scale", name) ?? fallback
  }

  private func sizeRange(_ unit: UnitModel) -> [Double] {
    switch unit.mark.type {
    case .bar, .tick:
      return [
        number("minBandSize", 2),
        configuration.number("scale", "maxBandSize") ?? smallestStep(unit) - 1,
      ]
    case .line, .trail, .rule:
      return [number("minStrokeWidth", 1), number("maxStrokeWidth", 4)]
    case .text: return [number("minFontSize", 8), number("maxFontSize", 40)]
    default:
      let side = 0.95 * smallestStep(unit)
      return [number("minSize", 4), configuration.number("scale", "maxSize") ?? side * side]
    }
  }

  private func smallestStep(_ unit: UnitModel) -> Double {
    let frame = FrameSize(scope: scope, context: context)
    var steps: [Double] = []
    for channel in [Channel.x, .y] {
      if let component = unit.scales[channel], component.type.hasDiscreteDomain,
        let step = frame.bandStep(component)
      {
        steps.append(step)
      } else if let edges = unit.bins[channel], edges.count > 0,
        unit.encoding[channel]?.isBinning == true
      {
        steps.append(
          frame.length(unit, channel == .x ? .width : .height) / Double(edges.count))
      } else {
        steps.append(frame.defaultStep(channel == .x ? .width : .height))
      }
    }
    return steps.min() ?? 20
  }

  // MARK: Lists

  func discretizedCount(_ component: ScaleComponent, fallback: Int) -> Int {
    if let range = component.properties["range"]?.elements { return max(range.count, 1) }
    if let count = component.properties["scheme"]?["count"]?.number {
      return Int(count, within: 1...1000)
    }
    // Vega samples a scheme five times where no count is given.
    if component.channel.isColor { return 5 }
    let name = component.type == .quantile ? "quantileCount" : "quantizeCount"
    return Int(number(name, Double(fallback)), within: 1...1000)
  }

  func discrete(_ component: ScaleComponent, count: Int, values: [Datum]) -> ScaleRange {
    switch component.channel {
    case .color, .fill, .stroke: return colors(component, count: count, values: values)
    case .shape:
      if let shapes = component.properties.strings("range") { return .texts(shapes) }
      return .texts(
        configuration.value("range", "symbol")?.elements?.compactMap(\.string)
          ?? [
            "circle", "square", "triangle-up", "cross", "diamond", "triangle-right",
            "triangle-down", "triangle-left",
          ])
    case .strokeDash:
      if let elements = component.properties["range"]?.elements {
        return .dashes(elements.map { $0.elements?.compactMap(\.number) ?? [] })
      }
      return .dashes([[1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]])
    default:
      if let elements = component.properties["range"]?.elements {
        let numbers = elements.compactMap(\.number)
        if !numbers.isEmpty { return .numbers(numbers) }
      }
      guard case .numbers(let ends) = continuous(component), count > 0 else { return .numbers([]) }
      if count == 1 { return .numbers([ends[0]]) }
      return .numbers(
        (0..<count).map { Scale.interpolate(ends, Double($0) / Double(count - 1)) })
    }
  }

  func reversed(_ range: ScaleRange) -> ScaleRange {
    switch range {
    case .numbers(let numbers): return .numbers(numbers.reversed())
    case .texts(let texts): return .texts(texts.reversed())
    case .dashes(let dashes): return .dashes(dashes.reversed())
    case .colors(let colors):
      switch colors.kind {
      case .list(let list): return .colors(ColorRange(kind: .list(list.reversed())))
      case .ramp(let ramp): return .colors(ColorRange(kind: .ramp(ramp.reversed)))
      }
    }
  }

  private func colors(
    _ component: ScaleComponent, count: Int, values: [Datum] = []
  ) -> ScaleRange {
    .colors(
      ColorRangeBuilder(context: context, component: component, count: count, values: values)
        .build())
  }
}
