import Tables

/// Draws an axis: its grid behind the marks, and its line, ticks, labels and title.
struct AxisDrawing {
  let axis: AxisComponent
  let scope: Scope
  let context: DrawingContext
  /// The size of the frame that the axis stands beside.
  let width: Double
  let height: Double

  private var isX: Bool { axis.channel == .x }

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
    guard axis.isDisabled != true else { return result }
    let scale = scope.scale(axis.scale, context)
    let ticks = AxisTicks(axis: axis, scale: scale, length: isX ? width : height)
      .make(context)
    if showsGrid { result.grid = grid(ticks) }
    let main = AxisMain(
      axis: axis, scale: scale, ticks: ticks, width: width, height: height, context: context)
    let drawn = main.draw()
    result.main = drawn.group
    result.bounds = drawn.bounds
    result.isInFront = (axis.value("zindex")?.number ?? defaultLevel) > 0
    return result
  }

  private var defaultLevel: Double {
    axis.unit.mark.type == .rect && axis.definition.type?.isDiscrete == true ? 1 : 0
  }

  private var showsGrid: Bool {
    if let grid = axis.boolean("grid") { return grid }
    return !axis.scale.type.hasDiscreteDomain && axis.definition.isFieldDefinition
      && axis.definition.bin == nil
  }

  private func grid(_ ticks: [AxisTick]) -> SceneGroup {
    let group = SceneGroup("grid grid-\(axis.channel.name)")
    var style = SceneStyle()
    style.stroke = axis.string("gridColor") ?? context.theme.gridColor
    style.strokeWidth = axis.number("gridWidth", 1)
    style.opacity = axis.number("gridOpacity")
    style.dashes = axis.value("gridDash")?.elements?.compactMap(\.number)
    style.dashOffset = axis.number("gridDashOffset")
    style.cap = axis.string("gridCap")
    let conditional = ConditionalAxisStyle(axis: axis, context: context)
    for tick in ticks {
      guard let place = tick.tickPlace else { continue }
      var own = style
      conditional.apply("grid", tick, &own)
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
  let axis: AxisComponent
  let scale: Scale
  let length: Double

  private var definition: ChannelDefinition { axis.definition }

  func make(_ context: DrawingContext) -> [AxisTick] {
    let count = tickCount
    let minimumStep = axis.number("tickMinStep") ?? defaultMinimumStep
    let ticks = ScaleTicks(scale: scale)
    let values: [Datum]
    if let given = axis.value("values")?.elements {
      let reader = DatumValue(context: context)
      values = given.map { reader.datum($0, definition) }
    } else {
      values = ticks.values(count, minimumStep: minimumStep)
    }
    let formatted = GuideLabels(
      definition: definition, configuration: axis.unit.configuration, unit: axis.unit,
      channel: axis.channel)
    let text = formatted.formatter(
      scale,
      count: ticks.limited(count, minimumStep)
        ?? (axis.value("values")?.elements).map { Double($0.count) },
      format: axis.properties["format"],
      formatType: axis.properties.string("formatType"),
      expression: axis.value("labelExpr")?.string, context: context, isLegend: false)
    let isBand = scale.type == .band
    let bandPosition = axis.number("bandPosition") ?? 0.5
    let extends = axis.string("tickBand") == "extent" && isBand
    let bandOffset = isBand && !extends ? -0.5 : 0
    let tickOffset = axis.number("tickOffset") ?? 0
    let labelOffset = axis.number("labelOffset") ?? 0
    let rounds = axis.boolean("tickRound") ?? true
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
    if let count = ScaleTicks.Count(axis.value("tickCount")) { return count }
    if let value = axis.value("tickCount"),
      let number = ConstantExpression(
        unit: axis.unit, width: axis.channel == .x ? length : 0,
        height: axis.channel == .y ? length : 0
      ).number(value)
    {
      return .number(number)
    }
    guard axis.value("values") == nil, !scale.type.hasDiscreteDomain, scale.type != .log else {
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
    if axis.value("format")?.string == "d" { return 1 }
    guard let timeUnit = definition.timeUnit else { return nil }
    return timeUnit.resolved?.duration
  }
}
