/// Whether and how a unit's values are stacked.
struct StackPlan: Sendable {
  /// The channel whose values are stacked: x, y, theta or radius.
  var fieldChannel: Channel
  /// The channels that separate one stack from the next.
  var groupingChannels: [Channel]
  /// What splits a stack, in the order of channels.
  var splitting: [(channel: Channel, definition: ChannelDefinition)]
  var offset: ChannelDefinition.Stacking
  /// Whether missing combinations are filled in (paths, so that areas meet).
  var imputes: Bool

  init?(mark: MarkDefinition, encoding: Encoding, orientation: Orientation?) {
    switch mark.type {
    case .arc, .bar, .area, .rule, .point, .circle, .square, .line, .text, .tick: break
    default: return nil
    }
    guard
      let channel = Self.stackedChannel(.x, mark.type, encoding, orientation)
        ?? Self.stackedChannel(.theta, mark.type, encoding, orientation),
      let stacked = encoding[channel]
    else { return nil }
    if stacked.stack == nil {
      if channel == .x, !encoding.has(.y), encoding[.yOffset]?.type == .quantitative { return nil }
      if channel == .y, !encoding.has(.x), encoding[.xOffset]?.type == .quantitative { return nil }
    }
    let stackedName = stacked.isFieldDefinition ? stacked.columnName() : nil
    var grouping: [Channel] = []
    var groupingNames: Set<String> = []
    let dimension: Channel =
      switch channel {
      case .x: .y
      case .y: .x
      case .theta: .radius
      default: .theta
      }
    for candidate in [dimension, dimension == .x ? .xOffset : .yOffset] {
      guard let definition = encoding[candidate], definition.isFieldDefinition else { continue }
      let name = definition.columnName()
      if name != stackedName {
        grouping.append(candidate)
        groupingNames.insert(name)
      }
    }
    var splitting: [(Channel, ChannelDefinition)] = []
    for candidate in Channel.nonPositions where candidate != .tooltip {
      for definition in encoding.definitions(candidate)
      where definition.isFieldDefinition && definition.aggregate == nil {
        if !groupingNames.contains(definition.columnName()) {
          splitting.append((candidate, definition))
        }
      }
    }
    if let stack = stacked.stack {
      if stack == .none { return nil }
      offset = stack
    } else if mark.type == .bar || mark.type == .area || mark.type == .arc {
      offset = .zero
    } else {
      return nil
    }
    if encoding.isAggregate, splitting.isEmpty { return nil }
    if let secondary = channel.secondary, encoding[secondary]?.isFieldOrDatum == true {
      return nil
    }
    fieldChannel = channel
    groupingChannels = grouping
    self.splitting = splitting
    imputes = mark.type.isPath
  }

  private static func stackedChannel(
    _ first: Channel, _ mark: MarkType, _ encoding: Encoding, _ orientation: Orientation?
  ) -> Channel? {
    let second: Channel = first == .x ? .y : .radius
    let isBarOrArea = first == .x && mark.isBarOrArea
    let xDefinition = encoding[first].flatMap { $0.isFieldDefinition ? $0 : nil }
    let yDefinition = encoding[second].flatMap { $0.isFieldDefinition ? $0 : nil }
    func isMeasure(_ definition: ChannelDefinition?) -> Bool {
      definition?.type == .quantitative && definition?.bin == nil
    }
    if let xDefinition, let yDefinition {
      if isMeasure(xDefinition), isMeasure(yDefinition) {
        if let stack = xDefinition.stack, stack != .none { return first }
        if let stack = yDefinition.stack, stack != .none { return second }
        let xAggregates = xDefinition.aggregate != nil
        if xAggregates != (yDefinition.aggregate != nil) { return xAggregates ? first : second }
        if isBarOrArea {
          if orientation == .vertical { return second }
          if orientation == .horizontal { return first }
        }
        return nil
      }
      if isMeasure(xDefinition) { return first }
      return isMeasure(yDefinition) ? second : nil
    }
    if isMeasure(xDefinition) {
      return isBarOrArea && orientation == .vertical ? nil : first
    }
    if isMeasure(yDefinition) {
      return isBarOrArea && orientation == .horizontal ? nil : second
    }
    return nil
  }
}

extension Encoding {
  /// All definitions of a channel, those inside conditions and of lists included.
  func definitions(_ channel: Channel) -> [ChannelDefinition] {
    switch channel {
    case .detail: details
    case .order: orders
    case .tooltip: tooltips
    default: fieldOrDatum(channel).map { [$0] } ?? []
    }
  }
}
