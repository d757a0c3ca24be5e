import Tables

/// Draws an axis: its grid behind the marks, and its line, ticks, labels and title.
struct AxisDrawing {
  let component: AxisComponent
  let scope: Scope
  let context: DrawingContext
  /// The size of the frame that the axis stands beside.
  let width: Double
  let height: Double

  private var isX: Bool { component.channel == .x }

  struct Result {
    /// Grid lines, in the frame's coordinates.
    var grid: SceneGroup?
    /// Line, ticks, labels and title.
    var main: SceneGroup?
    /// What the main part covers as layout counts it, in the frame's coordinates.
    var bounds = Bounds()
    var isInFront = false
  }

  func draw() -> Result {
    var result = Result()
    guard component.isDisabled != true else { return result }
    let axis = component.axis(context.theme)
    let scale = scope.scale(component.scale, context)
    let ticks = AxisTicks(
      component: component, axis: axis, scale: scale, length: isX ? width : height
    ).make(context)
    if axis.grid.isShown ?? showsGrid { result.grid = grid(axis, ticks) }
    let main = AxisMain(
      component: component, axis: axis, scale: scale, ticks: ticks, width: width, height: height,
      context: context)
    let drawn = main.draw()
    result.main = drawn.group
    result.bounds = drawn.bounds
    result.isInFront = (axis.zindex ?? defaultLevel) > 0
    return result
  }

  private var defaultLevel: Double {
    component.unit.mark.type == .rect && component.definition.type?.isDiscrete == true ? 1 : 0
  }

  private var showsGrid: Bool {
    !component.scale.type.hasDiscreteDomain && component.definition.isFieldDefinition
      && component.definition.bin == nil
  }

  private func grid(_ axis: Axis, _ ticks: [AxisTick]) -> SceneGroup {
    let group = SceneGroup("grid grid-\(component.channel.name)")
    let style = axis.grid.style
    for tick in ticks {
      guard let place = tick.tickPlace else { continue }
      let own = axis.hasConditions ? axis.at(tick, context).grid.style : style
      let shape: SceneShape =
        isX
        ? .line(x1: place, y1: 0, x2: place, y2: height)
        : .line(x1: 0, y1: place, x2: width, y2: place)
      group.add(SceneItem(shape, own))
    }
    group.x = 0.5
    group.y = 0.5
    return group
  }
}

/// A mark of an axis: its value, its words and where it stands along the axis.
struct AxisTick {
  var value: Datum
  var label: [String]
  var index: Int
  /// The place of the label, unrounded.
  var place: Double
  /// The place of the tick and grid line, rounded to whole pixels where the axis asks for it.
  var tickPlace: Double?
}

/// Chooses an axis' ticks and writes their labels.
struct AxisTicks {
  let component: AxisComponent
  let axis: Axis
  let scale: Scale
  let length: Double

  private var definition: ChannelDefinition { component.definition }

  func make(_ context: DrawingContext) -> [AxisTick] {
    let count = tickCount
    let minimumStep = axis.ticks.minimumStep ?? defaultMinimumStep
    let ticks = ScaleTicks(scale: scale)
    let values: [Datum]
    if let given = axis.ticks.values {
      let reader = DatumValue(context: context)
      values = given.map { reader.datum($0, definition) }
    } else {
      values = ticks.values(count, minimumStep: minimumStep)
    }
    let formatted = GuideLabels(
      definition: definition, configuration: component.unit.configuration, unit: component.unit,
      channel: component.channel)
    let text = formatted.formatter(
      scale,
      count: ticks.limited(count, minimumStep)
        ?? axis.ticks.values.map { Double($0.count) },
      format: component.properties["format"],
      formatType: component.properties.string("formatType"),
      expression: axis.labels.expression, context: context, isLegend: false)
    let isBand = scale.type == .band
    let bandPosition = axis.ticks.bandPosition
    let extends = axis.ticks.marksExtent && isBand
    let bandOffset = isBand && !extends ? -0.5 : 0
    let tickOffset = axis.ticks.offset
    let labelOffset = axis.labels.offset
    let rounds = axis.ticks.areRounded
    var result: [AxisTick] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      // Labels stand at the middle of their band, wherever its tick is.
      guard let center = scale.number(value, band: isBand ? 0.5 : 0) else { continue }
      var tick =
        (isBand ? scale.number(value, band: extends ? 0 : bandPosition) ?? center : center)
        + bandOffset + tickOffset
      if extends, isBand { tick -= scale.step * bandGap / 2 }
      if rounds { tick = Ticks.roundHalfUp(tick) }
      let last = extends && index == values.count - 1
      result.append(
        AxisTick(
          value: value, label: text(value, index), index: index,
          place: center + bandOffset + labelOffset, tickPlace: tick))
      if last {
        var end = center + bandOffset + scale.bandwidth / 2 + scale.step * bandGap / 2
        if rounds { end = Ticks.roundHalfUp(end) }
        result.append(
          AxisTick(value: value, label: [""], index: index + 1, place: center, tickPlace: end))
      }
    }
    return result
  }

  private var bandGap: Double { scale.step > 0 ? 1 - scale.bandwidth / scale.step : 0 }

  private var tickCount: ScaleTicks.Count? {
    if let count = ScaleTicks.Count(axis.ticks.count) { return count }
    if let value = axis.ticks.count,
      let number = ConstantExpression(
        unit: component.unit, width: component.channel == .x ? length : 0,
        height: component.channel == .y ? length : 0
      ).number(value)
    {
      return .number(number)
    }
    guard axis.ticks.values == nil, !scale.type.hasDiscreteDomain, scale.type != .log else {
      return nil
    }
    if definition.isFieldDefinition {
      if definition.isBinning { return .number((length / 10).rounded(.up)) }
      switch definition.timeUnit?.unit {
      case "month", "hours", "day", "quarter": return nil
      default: break
      }
    }
    return .number((length / 40).rounded(.up))
  }

  private var defaultMinimumStep: Double? {
    if axis.labels.format?.string == "d" { return 1 }
    guard let timeUnit = definition.timeUnit else { return nil }
    return timeUnit.resolved?.duration
  }
}
