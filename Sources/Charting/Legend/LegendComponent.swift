import Tables

/// A legend before its scale is known: the channels it explains and what the author says of it.
final class LegendComponent {
  final class Part {
    let channel: Channel
    let unit: UnitModel
    let definition: ChannelDefinition
    let scale: ScaleComponent

    init(
      channel: Channel, unit: UnitModel, definition: ChannelDefinition, scale: ScaleComponent
    ) {
      self.channel = channel
      self.unit = unit
      self.definition = definition
      self.scale = scale
    }
  }

  /// One part for each channel; those of one field share a legend.
  var parts: [Part]
  var properties: Properties
  var isDisabled: Bool?
  var title: LegendTitle

  init(channel: Channel, unit: UnitModel, definition: ChannelDefinition, scale: ScaleComponent) {
    parts = [Part(channel: channel, unit: unit, definition: definition, scale: scale)]
    properties = definition.legend?.properties ?? .empty
    isDisabled = definition.legend.map(\.isDisabled)
    title = LegendTitle(definition, unit.configuration)
  }

  /// The part whose scale gives the values: Vega asks size first, then shape, then colours.
  var first: Part {
    for channel in [Channel.size, .shape] {
      if let part = part(channel) { return part }
    }
    return parts[0]
  }
  var unit: UnitModel { first.unit }

  func part(_ channel: Channel) -> Part? { parts.first { $0.channel == channel } }

  /// Takes in the same channel's legend of another layer.
  func merge(layer other: LegendComponent) {
    if isDisabled == nil { isDisabled = other.isDisabled }
    properties = properties.over(other.properties)
    title.merge(other.title)
    for part in other.parts where self.part(part.channel) == nil { parts.append(part) }
    if let unit = other.unit.showsPlainLine ? nil : other.unit, styleUnit.showsPlainLine {
      layerUnit = unit
    }
  }

  /// The unit whose marks the symbols look like: the first that is more than a plain line.
  var styleUnit: UnitModel { layerUnit ?? unit }
  private var layerUnit: UnitModel?

  /// Whether another channel's legend says the same and can be drawn in one with this.
  func canMerge(channel other: LegendComponent) -> Bool {
    guard let field = fieldKey, field == other.fieldKey else { return false }
    let a = first.scale.type
    let b = other.first.scale.type
    guard a.hasDiscreteDomain == b.hasDiscreteDomain else { return false }
    if let orient = properties.string("orient"), let others = other.properties.string("orient"),
      orient != others
    {
      return false
    }
    if let own = title.explicit, let others = other.title.explicit, own != others { return false }
    return isDisabled != true && other.isDisabled != true
  }

  func merge(channel other: LegendComponent) {
    properties = properties.over(other.properties)
    if title.explicit == nil { title = other.title.explicit == nil ? title : other.title }
    parts += other.parts
  }

  private var fieldKey: String? {
    first.definition.isFieldDefinition ? first.definition.columnName() : nil
  }

  func value(_ name: String) -> StructuredValue? {
    properties[name] ?? unit.configuration.value("legend", name)
  }
  func number(_ name: String) -> Double? {
    guard let value = value(name) else { return nil }
    return value.number ?? ConstantExpression.datum(value)?.finiteNumber
  }
  func string(_ name: String) -> String? { value(name)?.string }
  var orient: String { string("orient") ?? "right" }
}

/// The words over a legend.
struct LegendTitle {
  var explicit: [String]?
  var implicit: [String] = []

  init(_ definition: ChannelDefinition, _ configuration: Configuration) {
    if let title = definition.legend?.properties["title"] {
      explicit = title.isNull ? [] : SpecDecoder.lines(title) ?? []
      return
    }
    switch definition.title {
    case .some(ChannelDefinition.Title.none): explicit = []
    case .lines(let lines): explicit = lines
    case nil:
      if definition.isFieldDefinition {
        implicit = [FieldTitle(configuration: configuration).text(definition)]
      }
    }
    if configuration.value("legend", "title")?.isNull == true { explicit = [] }
  }

  mutating func merge(_ other: LegendTitle) {
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

extension UnitModel {
  /// A line or rule with no style of its own, beside which a point's symbol says more.
  fileprivate var showsPlainLine: Bool {
    (mark.type == .line || mark.type == .rule)
      && !["opacity", "strokeWidth", "strokeDash"].contains { mark.properties.has($0) }
  }
}
