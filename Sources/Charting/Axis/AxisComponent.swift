import Tables

/// An axis before its scale is known: what the author says of it, and what it stands for.
final class AxisComponent {
  let channel: Channel
  let unit: UnitModel
  let definition: ChannelDefinition
  /// The author's properties; where layers share an axis, the first that sets one wins.
  var properties: Properties
  /// nil where no author says whether there is an axis.
  var isDisabled: Bool?
  var title: AxisTitle
  let scale: ScaleComponent

  init(
    channel: Channel, unit: UnitModel, definition: ChannelDefinition, scale: ScaleComponent
  ) {
    self.channel = channel
    self.unit = unit
    self.definition = definition
    self.scale = scale
    properties = definition.axis?.properties ?? .empty
    isDisabled = definition.axis.map(\.isDisabled)
    title = AxisTitle(channel: channel, unit: unit, definition: definition)
  }

  var orient: String {
    properties.string("orient") ?? configured("orient")?.string
      ?? (channel == .x ? "bottom" : "left")
  }

  /// Whether two layers' axes can be drawn as one: not where authors put them on different sides.
  func canMerge(_ other: AxisComponent) -> Bool {
    guard let own = properties.string("orient"), let others = other.properties.string("orient")
    else { return true }
    return own == others
  }

  func merge(_ other: AxisComponent) {
    if isDisabled == nil { isDisabled = other.isDisabled }
    properties = properties.over(other.properties)
    title.merge(other.title)
  }

  /// The sections of the configuration that speak of this axis, the strongest first.
  var sections: [String] {
    let xy = channel == .x ? "axisX" : "axisY"
    var sections: [String] = []
    let kinds: [String] =
      switch scale.type {
      case .band: ["Band", "Discrete"]
      case .point: ["Point", "Discrete"]
      case .time, .utc: ["Temporal"]
      default: scale.type.isContinuous ? ["Quantitative"] : []
      }
    for kind in kinds { sections.append(xy + kind) }
    for kind in kinds { sections.append("axis" + kind) }
    return sections + [xy]
  }

  func configured(_ name: String) -> StructuredValue? {
    let configuration = unit.configuration
    for style in (properties.strings("style") ?? []).reversed() {
      if let value = configuration.style(style, name) { return value }
    }
    for section in sections {
      if let value = configuration.value(section, name) { return value }
    }
    if name != "orient" {
      let orient = self.orient
      let side = "axis" + orient.prefix(1).uppercased() + orient.dropFirst()
      if let value = configuration.value(side, name) { return value }
    }
    return configuration.value("axis", name)
  }

  func value(_ name: String) -> StructuredValue? { properties[name] ?? configured(name) }
  func number(_ name: String, _ fallback: Double) -> Double { number(name) ?? fallback }
  func boolean(_ name: String) -> Bool? { value(name)?.boolean }
  func string(_ name: String) -> String? { value(name)?.string }

  func number(_ name: String) -> Double? {
    guard let value = value(name) else { return nil }
    return value.number ?? ConstantExpression.datum(value)?.finiteNumber
  }
}

/// The words beside an axis: the author's, or the titles of all fields that it shows.
struct AxisTitle {
  /// The author's words; an empty list where the author wants none.
  var explicit: [String]?
  var implicit: [String] = []

  init(channel: Channel, unit: UnitModel, definition: ChannelDefinition) {
    if let title = definition.axis?.properties["title"] {
      explicit = title.isNull ? [] : SpecDecoder.lines(title) ?? []
      return
    }
    let section = unit.configuration
    let xy = channel == .x ? "axisX" : "axisY"
    if let configured = section.value(xy, "title") ?? section.value("axis", "title") {
      explicit = configured.isNull ? [] : SpecDecoder.lines(configured) ?? []
      return
    }
    let secondary = channel.secondary.flatMap { unit.encoding[$0] }
    if definition.title != nil || secondary?.title != nil {
      var words: [String] = []
      for title in [definition.title, secondary?.title] {
        guard case .lines(let lines) = title else { continue }
        if words.isEmpty {
          words = lines
        } else if words != lines {
          words = [(words + lines).joined(separator: ", ")]
        }
      }
      explicit = words
      return
    }
    for candidate in [definition, secondary] {
      if let candidate, candidate.isFieldDefinition {
        let title = FieldTitle(configuration: unit.configuration).text(candidate)
        if !implicit.contains(title) { implicit.append(title) }
      }
    }
  }

  mutating func merge(_ other: AxisTitle) {
    switch (explicit, other.explicit) {
    case (let own?, let others?):
      if own != others, !others.isEmpty {
        explicit = own.isEmpty ? others : [(own + others).joined(separator: ", ")]
      }
    case (nil, let others?): explicit = others
    case (_?, nil): break
    case (nil, nil):
      for title in other.implicit where !implicit.contains(title) { implicit.append(title) }
    }
  }

  var lines: [String] {
    if let explicit { return explicit }
    return implicit.isEmpty ? [] : [implicit.joined(separator: ", ")]
  }
}
