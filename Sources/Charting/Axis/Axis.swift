import Tables

/// An axis as it is drawn: what its author, its sections of the configuration and the theme say of
/// it, put together once.
struct Axis: Sendable {
  /// A line of an axis, or its ticks, or its grid.
  struct Line: Sendable {
    /// nil where the author says nothing of a grid, which then depends on the scale.
    var isShown: Bool?
    var color = ""
    var width = 1.0
    var opacity: Double?
    var dashes: [Double]?
    var dashOffset = 0.0
    var cap: String?

    var style: SceneStyle {
      var style = SceneStyle()
      style.stroke = color
      style.strokeWidth = width
      style.opacity = opacity
      if let dashes { style.dashes = dashes }
      if dashOffset != 0 { style.dashOffset = dashOffset }
      if let cap { style.cap = cap }
      return style
    }
  }

  /// The words at the ticks.
  struct Labels: Sendable {
    var isShown = true
    var align: String?
    var angle: Double?
    var baseline: String?
    /// How far a label may reach beyond the axis; nil where it may reach anywhere.
    var bound: Double?
    var color = ""
    var expression: String?
    /// How near to an end labels are pushed inwards; nil within nil where nobody says.
    var flush: Double??
    var flushOffset = 0.0
    var font: String?
    var fontSize = 10.0
    var fontStyle: String?
    var fontWeight: String?
    var format: StructuredValue?
    var formatType: String?
    var limit = 180.0
    var lineHeight: Double?
    var offset = 0.0
    var opacity: Double?
    var overlap: Overlap?
    var padding = 2.0
    var separation = 0.0
    /// Further away from the axis and along it, where a condition says so of a tick.
    var shift = 0.0
    var slide = 0.0
  }

  enum Overlap: Sendable { case allowed, parity, greedy }

  /// The words beside the axis; which words is the business of `AxisTitle`.
  struct Title: Sendable {
    var align: String?
    var anchor = "middle"
    var angle: Double?
    var baseline: String?
    var color = ""
    var font: String?
    var fontSize = 11.0
    var fontStyle: String?
    var fontWeight: String?
    var limit = 0.0
    var lineHeight: Double?
    var opacity: Double?
    var padding = 4.0
    var x: Double?
    var y: Double?
  }

  /// Where ticks stand.
  struct Ticks: Sendable {
    var values: [StructuredValue]?
    var count: StructuredValue?
    var minimumStep: Double?
    var bandPosition = 0.5
    /// Whether ticks stand at the edges of bands.
    var marksExtent = false
    var offset = 0.0
    var areRounded = true
    var size = 5.0
  }

  var orient = ""
  var offset = 0.0
  var position = 0.0
  var translate = 0.5
  var zindex: Double?
  var minExtent = 0.0
  var maxExtent = 200.0
  var domain = Line()
  var grid = Line()
  var tick = Line()
  var labels = Labels()
  var title = Title()
  var ticks = Ticks()
  /// Properties that hold for some ticks only.
  private var conditions: [Condition] = []

  private struct Condition: Sendable {
    var name: String
    var value: StructuredValue
  }

  private init() {}

  /// An axis of which only the theme says something.
  static func standard(_ theme: ChartTheme) -> Axis { theme.isHouse ? house : vega }

  private static let vega = Axis(standardOf: .vega)
  private static let house = Axis(standardOf: .house)

  private init(standardOf theme: ChartTheme) {
    for property in PropertyTable.axis.properties {
      if let value = property.standard(in: theme)?.value { read(property.name, value) }
    }
  }

  /// Takes a property as it is written; one that the grammar does not take changes nothing.
  mutating func read(_ name: String, _ value: StructuredValue) {
    if value["condition"] != nil {
      conditions.append(Condition(name: name, value: value))
    } else {
      AxisReader.readers[name]?(&self, value)
    }
  }

  /// Whether any property holds for some ticks only.
  var hasConditions: Bool { !conditions.isEmpty }

  /// The axis as it is at one tick.
  func at(_ tick: AxisTick, _ context: DrawingContext) -> Axis {
    var axis = self
    for condition in conditions {
      guard let value = Self.value(condition.value, tick, context) else { continue }
      switch condition.name {
      // The grammar moves the label of such a tick from where the others stand.
      case "labelPadding": axis.labels.shift = value.number ?? 0
      case "labelOffset": axis.labels.slide = value.number ?? 0
      default: axis.read(condition.name, value)
      }
    }
    return axis
  }

  private static func value(
    _ value: StructuredValue, _ tick: AxisTick, _ context: DrawingContext
  ) -> StructuredValue? {
    guard let condition = value["condition"] else { return nil }
    // Tests read `datum.value`, `datum.label` and `datum.index`.
    let data = Dataset(
      fields: ["value", "label", "index"],
      rows: [[tick.value, .string(tick.label.joined(separator: " ")), .number(Double(tick.index))]])
    for entry in condition.elements ?? [condition] {
      guard let test = entry["test"] else { continue }
      if RowTest(context: context).test(test, in: data)(0) { return entry["value"] }
    }
    return value["value"]
  }
}
