import Tables

/// An axis before it is drawn: what the author says of it, and what it stands for.
final class AxisComponent {
  let channel: Channel
  let unit: UnitModel
  let definition: ChannelDefinition
  /// The author's properties; where layers share an axis, the first that sets one wins.
  var properties: Properties {
    didSet {
      found = nil
      assembled = nil
    }
  }
  /// nil where no author says whether there is an axis.
  var isDisabled: Bool?
  var title: AxisTitle
  let scale: ScaleComponent
  private var found: Cascade?
  private var assembled: Axis?

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

  var orient: String { cascade.orient }

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
  private var sections: [String] {
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

  /// All that is said of this axis, the strongest first, and the side that it stands on.
  private struct Cascade {
    var layers: [Properties]
    var orient: String
  }

  private var cascade: Cascade {
    if let found { return found }
    let configuration = unit.configuration
    var layers = properties.isEmpty ? [] : [properties]
    for style in (properties.strings("style") ?? []).reversed() {
      layers += configuration.layers("style", style)
    }
    for section in sections { layers += configuration.layers(section) }
    let general = configuration.layers("axis")
    let orient =
      (layers + general).lazy.compactMap { $0.string("orient") }.first
      ?? (channel == .x ? "bottom" : "left")
    if !configuration.isEmpty {
      layers += configuration.layers("axis" + orient.prefix(1).uppercased() + orient.dropFirst())
    }
    let cascade = Cascade(layers: layers + general, orient: orient)
    found = cascade
    return cascade
  }

  /// The axis with every property that somebody sets; worked out once.
  func axis(_ theme: ChartTheme) -> Axis {
    if let assembled { return assembled }
    let configuration = unit.configuration
    var axis = Axis.standard(theme)
    if !configuration.isEmpty {
      if let size = configuration.style("guide-label", "fontSize") {
        axis.read("labelFontSize", size)
      }
      if let color = configuration.style("guide-label", "color") { axis.read("labelColor", color) }
      if let size = configuration.style("guide-title", "fontSize") {
        axis.read("titleFontSize", size)
      }
      if let color = configuration.style("guide-title", "color") { axis.read("titleColor", color) }
    }
    // The strongest comes first, and what it says is not said again.
    var seen: Set<String> = []
    for layer in cascade.layers {
      for member in layer.members where seen.insert(member.name).inserted {
        axis.read(member.name, member.value)
      }
    }
    axis.orient = orient
    assembled = axis
    return axis
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
