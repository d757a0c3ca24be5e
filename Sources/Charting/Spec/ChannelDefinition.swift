import Basics
import Tables

/// What a channel encodes: a field, a datum or a value, with its conditions.
struct ChannelDefinition: Sendable {
  var range: SourceRange
  /// Where the field's name is written, or nil where the definition was made.
  var fieldRange: SourceRange?
  /// The field, or nil for a count, a datum or a value.
  var field: String?
  var repeater: Repeater?
  var type: MeasurementType?
  /// Whether the author says nothing of the type.
  var isTypeInferred = false
  var bin: Binning?
  var timeUnit: TimeUnitReference?
  var aggregate: Aggregation?
  var title: Title?
  var stack: Stacking?
  var sort: Sorting?
  /// nil where the author says nothing.
  var scale: Guide?
  var axis: Guide?
  var legend: Guide?
  var header: Guide?
  var format: StructuredValue?
  var formatType: String?
  var labelExpression: String?
  var impute: Properties?
  var bandPosition: Double?
  /// Spacing, alignment and columns that a row, column or facet channel sets for its grid.
  var layoutProperties: Properties?
  var datum: StructuredValue?
  var value: StructuredValue?
  var conditions: [Condition] = []

  init(range: SourceRange) { self.range = range }

  /// Where a message about the field points.
  var placeOfField: SourceRange { fieldRange ?? range }

  var isFieldDefinition: Bool { field != nil || aggregate != nil && datum == nil && value == nil }
  var isDatum: Bool { datum != nil }
  var isFieldOrDatum: Bool { isFieldDefinition || isDatum }
  var isBinning: Bool { if case .parameters = bin { true } else { false } }
  var isBinned: Bool { if case .binned = bin { true } else { false } }
  var isCount: Bool { aggregate == .operation("count") }

  var scaleProperties: Properties { scale?.properties ?? .empty }

  /// A repeat's field, before the repeat is spelled out.
  enum Repeater: String, Sendable, CaseIterable {
    case row, column, layer
    case single = "repeat"
  }

  enum Binning: Sendable {
    case parameters(Properties)
    case binned(step: Double?)
  }

  enum Aggregation: Hashable, Sendable {
    case operation(String)
    case argmin(String)
    case argmax(String)
  }

  enum Title: Sendable {
    case none
    case lines([String])
  }

  enum Stacking: String, Sendable {
    case zero, center, normalize
    case none
  }

  enum Sorting: Sendable {
    case none
    case ascending, descending
    case values([StructuredValue])
    case byField(field: String?, operation: String?, descending: Bool)
    case byChannel(Channel, descending: Bool)
  }

  /// A scale, axis, legend or header: absent by `null`, or with properties.
  enum Guide: Sendable {
    case disabled
    case properties(Properties)

    var properties: Properties {
      if case .properties(let properties) = self { properties } else { .empty }
    }
    var isDisabled: Bool { if case .disabled = self { true } else { false } }
  }

  struct Condition: Sendable {
    var test: StructuredValue
    /// What holds where the test does: a value, or a field with its scale.
    var definition: IndirectDefinition
  }

  /// A box around a definition, since a definition holds conditions that hold definitions.
  indirect enum IndirectDefinition: Sendable {
    case definition(ChannelDefinition)

    var definition: ChannelDefinition {
      switch self {
      case .definition(let definition): definition
      }
    }
  }
}

/// A time unit as it is written: its parts, step and clock.
struct TimeUnitReference: Hashable, Sendable {
  /// The name without prefixes ("yearmonth"), or nil where only `maxbins` is given.
  var unit: String?
  var utc = false
  /// The field holds starts of units already.
  var binned = false
  var step: Double = 1
  var maxbins: Double?

  init(unit: String?) { self.unit = unit }

  /// Reads "binnedutcyearmonth" and the like.
  init(name: String) {
    var rest = Substring(name)
    if rest.hasPrefix("binned") {
      binned = true
      rest = rest.dropFirst(6)
    }
    if rest.hasPrefix("utc") {
      utc = true
      rest = rest.dropFirst(3)
    }
    unit = String(rest)
  }

  /// The name as fields computed from it carry it.
  var fieldName: String {
    (utc ? "utc" : "") + (unit ?? "timeunit")
      + (step != 1 ? "_step_\(Int(step, within: 0...1_000_000))" : "")
      + (maxbins.map { "_maxbins_\(Int($0, within: 0...1_000_000))" } ?? "")
  }
}

/// The channels of a view, each at most once (detail, order and tooltip may be lists).
struct Encoding: Sendable {
  private var single: [ChannelDefinition?] = Array(
    repeating: nil, count: Channel.allCases.count)
  /// The further entries of channels that take lists.
  var details: [ChannelDefinition] = []
  var orders: [ChannelDefinition] = []
  var tooltips: [ChannelDefinition] = []
  /// Channels set to null: what an enclosing layer encodes there does not hold here.
  var removed: Set<Channel> = []

  init() {}

  subscript(_ channel: Channel) -> ChannelDefinition? {
    get { single[Self.index(channel)] }
    set { single[Self.index(channel)] = newValue }
  }

  private static func index(_ channel: Channel) -> Int { channel.ordinal }

  var channels: [Channel] {
    Channel.allCases.filter { single[Self.index($0)] != nil }
  }

  func has(_ channel: Channel) -> Bool { single[Self.index(channel)] != nil }

  func hasFieldOrDatum(_ channel: Channel) -> Bool {
    fieldOrDatum(channel) != nil
  }

  /// The field or datum of the channel, also where only its condition has one.
  func fieldOrDatum(_ channel: Channel) -> ChannelDefinition? {
    guard let definition = self[channel] else { return nil }
    if definition.isFieldOrDatum { return definition }
    for condition in definition.conditions where condition.definition.definition.isFieldOrDatum {
      return condition.definition.definition
    }
    return nil
  }

  func field(_ channel: Channel) -> ChannelDefinition? {
    guard let definition = fieldOrDatum(channel), definition.isFieldDefinition else { return nil }
    return definition
  }

  /// Every field definition with its channel, lists included.
  var allFields: [(channel: Channel, definition: ChannelDefinition)] {
    var all: [(Channel, ChannelDefinition)] = []
    for channel in Channel.allCases {
      switch channel {
      case .detail: all += details.map { (.detail, $0) }
      case .order: all += orders.filter(\.isFieldDefinition).map { (.order, $0) }
      case .tooltip: all += tooltips.filter(\.isFieldDefinition).map { (.tooltip, $0) }
      default: if let definition = field(channel) { all.append((channel, definition)) }
      }
    }
    return all
  }

  var isAggregate: Bool {
    func aggregates(_ definition: ChannelDefinition) -> Bool {
      definition.aggregate != nil && definition.isFieldDefinition
    }
    for index in single.indices {
      guard let definition = single[index] else { continue }
      if aggregates(definition) { return true }
      for condition in definition.conditions
      where !definition.isFieldOrDatum && aggregates(condition.definition.definition) {
        return true
      }
    }
    return details.contains(where: aggregates) || orders.contains(where: aggregates)
      || tooltips.contains(where: aggregates)
  }

  mutating func update(_ change: (Channel, inout ChannelDefinition) -> Void) {
    for channel in Channel.allCases {
      let index = Self.index(channel)
      if single[index] != nil { change(channel, &single[index]!) }
    }
    for index in details.indices { change(.detail, &details[index]) }
    for index in orders.indices { change(.order, &orders[index]) }
    for index in tooltips.indices { change(.tooltip, &tooltips[index]) }
  }
}
