import Tables

/// A scale before its domain is known: its type, and the channels whose values it takes in.
final class ScaleComponent {
  let channel: Channel
  var type: ScaleType
  /// Whether an author named the type.
  var typeIsExplicit: Bool
  var members: [(unit: UnitModel, definition: ChannelDefinition)]
  /// The author's properties; where scales are merged, the first that sets one wins.
  var properties: Properties
  /// What the grammar sets where the author does not, as the first member has it.
  var defaults: ScaleDefaults
  /// How many facets stand around the views that share the scale.
  var facetDepth: Int

  init(
    channel: Channel, type: ScaleType, typeIsExplicit: Bool, unit: UnitModel,
    definition: ChannelDefinition, properties: Properties, defaults: ScaleDefaults
  ) {
    self.channel = channel
    self.type = type
    self.typeIsExplicit = typeIsExplicit
    self.properties = properties
    self.defaults = defaults
    members = [(unit, definition)]
    facetDepth = unit.facetDepth
  }

  /// Takes in another scale of the same channel, which the views share from now on.
  func merge(_ other: ScaleComponent) {
    if typeIsExplicit == other.typeIsExplicit {
      if other.type.precedence > type.precedence { type = other.type }
    } else if other.typeIsExplicit {
      type = other.type
      typeIsExplicit = true
    }
    if let own = properties["domain"]?.elements, let others = other.properties["domain"]?.elements {
      properties.set("domain", .made(own + others))
    }
    properties = properties.over(other.properties)
    defaults.merge(other.defaults)
    members += other.members
  }

  /// Works the defaults out anew for the type that all members now have.
  func refreshDefaults() {
    var merged: ScaleDefaults?
    for (unit, definition) in members {
      let own = ScaleParser(unit: unit).defaults(channel, definition, type)
      if merged == nil { merged = own } else { merged?.merge(own) }
    }
    if let merged { defaults = merged }
  }

  /// Whether two scales can be one.
  func isCompatible(with other: ScaleComponent) -> Bool {
    if type == other.type { return true }
    let a = type.category
    let b = other.type.category
    return a == b
  }
}

/// Scale properties that follow from channel, mark and type.
struct ScaleDefaults: Sendable {
  var zero: Bool?
  var nice: Bool
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var reverse: Bool

  mutating func merge(_ other: ScaleDefaults) {
    zero = zero ?? other.zero
    nice = nice || other.nice
    padding = padding ?? other.padding
    paddingInner = paddingInner ?? other.paddingInner
    paddingOuter = paddingOuter ?? other.paddingOuter
  }
}

extension ScaleType {
  /// Which type wins where scales without explicit type are merged.
  fileprivate var precedence: Int {
    switch self {
    case .linear, .time, .utc, .binOrdinal, .quantile, .quantize, .threshold: 0
    case .log, .pow, .sqrt, .symlog, .identity, .sequential: 1
    case .point: 10
    case .band: 11
    case .ordinal: 0
    }
  }

  /// Types of one category can share a scale.
  fileprivate var category: Int {
    switch self {
    case .linear, .log, .pow, .sqrt, .symlog, .identity, .sequential: 0
    case .time, .utc: 1
    case .ordinal: 2
    case .binOrdinal: 3
    case .point, .band: 4
    case .quantile, .quantize, .threshold: 5
    }
  }
}
