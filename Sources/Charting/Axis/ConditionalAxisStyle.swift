import Tables

/// Axis properties that hold for some ticks only: `{condition: {test, value}, value}`.
struct ConditionalAxisStyle {
  let axis: AxisComponent
  let context: DrawingContext
  /// Most axes have no conditions; for them nothing is looked up at each tick.
  private let isActive: Bool

  init(axis: AxisComponent, context: DrawingContext) {
    self.axis = axis
    self.context = context
    isActive = axis.hasConditions
  }

  /// The value of a property for one tick, where the author writes a condition.
  private func value(_ name: String, _ tick: AxisTick) -> StructuredValue? {
    guard isActive, let value = axis.value(name), let condition = value["condition"] else {
      return nil
    }
    for entry in condition.elements ?? [condition] {
      guard let test = entry["test"] else { continue }
      if holds(test, tick) { return entry["value"] }
    }
    return value["value"]
  }

  func number(_ name: String, _ tick: AxisTick) -> Double? { value(name, tick)?.number }

  func apply(_ part: String, _ tick: AxisTick, _ style: inout SceneStyle) {
    if let color = value(part + "Color", tick)?.string { style.stroke = color }
    if let width = value(part + "Width", tick)?.number { style.strokeWidth = width }
    if let opacity = value(part + "Opacity", tick)?.number { style.opacity = opacity }
    if let dashes = value(part + "Dash", tick)?.elements {
      style.dashes = dashes.compactMap(\.number)
    }
  }

  func applyLabel(_ tick: AxisTick, _ style: inout SceneStyle, _ text: inout SceneText) {
    if let color = value("labelColor", tick)?.string { style.fill = color }
    if let opacity = value("labelOpacity", tick)?.number { style.opacity = opacity }
    if let size = value("labelFontSize", tick)?.number { text.font.size = size }
    if let weight = FontWeight.text(value("labelFontWeight", tick)) { text.font.weight = weight }
    if let align = value("labelAlign", tick)?.string { text.align = align }
    if let baseline = value("labelBaseline", tick)?.string { text.baseline = baseline }
    if let padding = value("labelPadding", tick)?.number {
      if axis.channel == .x { text.y += padding } else { text.x -= padding }
    }
  }

  /// Tests read `datum.value`, `datum.label` and `datum.index`.
  private func holds(_ test: StructuredValue, _ tick: AxisTick) -> Bool {
    let data = Dataset(
      fields: ["value", "label", "index"],
      rows: [[tick.value, .string(tick.label.joined(separator: " ")), .number(Double(tick.index))]])
    return RowTest(context: context).test(test, in: data)(0)
  }
}
