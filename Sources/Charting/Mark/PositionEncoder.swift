import Tables

/// Where a row's mark stands in one dimension; nil where the row has no place.
typealias Place = (Row) -> Double?

/// Works out positions from channels, the mark's own properties and defaults.
struct PositionEncoder {
  let unit: UnitModel
  let scope: Scope
  let context: DrawingContext

  enum Default {
    case middle
    /// Zero where the scale has it, else the domain's start (or the side where it starts).
    case zeroOrMinimum
    case zeroOrMaximum
    case none
  }

  /// The scale of a channel that the unit itself encodes; a layer's other scales do not place it.
  func scale(_ channel: Channel) -> Scale? {
    guard
      unit.encoding.hasFieldOrDatum(channel)
        || channel.secondary.map(unit.encoding.hasFieldOrDatum) ?? false
    else { return nil }
    return unit.scales[channel].map { scope.scale($0, context) }
  }

  func length(_ channel: Channel) -> Double {
    let frame = FrameSize(scope: scope, context: context)
    switch channel {
    case .x, .x2: return frame.length(unit, .width)
    case .y, .y2: return frame.length(unit, .height)
    default: return frame.radius(unit) * 2
    }
  }

  /// The place of a channel; where the channel encodes nothing, of its default.
  func point(_ channel: Channel, default fallback: Default, bandPosition: Double? = nil) -> Place? {
    let offset = self.offset(channel, bandPosition: 0.5)
    let definition = unit.encoding[channel]
    if let definition, let stack = unit.stack, stack.fieldChannel == channel,
      definition.isFieldDefinition, let columns = unit.columns[channel],
      let scale = scale(channel), let start = columns.stackStart, let end = columns.stackEnd
    {
      var position = definition.bandPosition
      if position == nil, unit.mark.type == .text, channel.isPolar { position = 0.5 }
      let place: Place =
        if let position {
          { row in
            scale.number(start(row).measure * (1 - position) + end(row).measure * position)
          }
        } else {
          { row in scale.number(end(row).measure) }
        }
      return shifted(place, offset.place)
    }
    let band = offset.isEncoded ? 0 : bandPosition
    guard let place = middle(channel, definition, bandPosition: band) else {
      return self.fallback(channel, fallback).map { shifted($0, offset.place) }
    }
    return shifted(place, offset.place)
  }

  /// The place of what a definition encodes, in the middle of its bin or band.
  func middle(
    _ channel: Channel, _ definition: ChannelDefinition?, bandPosition: Double? = nil
  ) -> Place? {
    guard let definition else { return nil }
    let scaleChannel = channel.scaleChannel ?? channel
    let scale = scale(scaleChannel)
    if definition.isFieldDefinition, let columns = unit.columns[channel] {
      let secondary = channel.secondary.flatMap { unit.encoding[$0] }
      let position =
        bandPosition ?? unit.bandPosition(definition, hasSecondary: secondary != nil)
      let main = columns.main
      guard let scale else { return { row in main(row).finiteNumber } }
      if !scale.type.hasDiscreteDomain, !channel.isSecondary {
        if definition.isBinning
          || position != nil && definition.timeUnit != nil
            && definition.type == .temporal
        {
          if let position, position != 0, let end = columns.end {
            return { row in
              scale.number(main(row).measure * (1 - position) + end(row).measure * position)
            }
          }
        } else if definition.isBinned, let secondaryChannel = channel.secondary,
          let end = unit.columns[secondaryChannel]
        {
          let position = position ?? 0.5
          return { row in
            scale.number(main(row).measure * (1 - position) + end.main(row).measure * position)
          }
        }
      }
      if scale.type == .band {
        let band = position ?? 0.5
        return { row in scale.number(main(row), band: band) }
      }
      return { row in scale.number(main(row)) }
    }
    if let datum = definition.datum {
      let value = DatumValue(context: context).datum(datum, definition)
      guard let scale else { return { _ in value.finiteNumber } }
      let number = scale.number(
        value, band: scale.type == .band ? bandPosition ?? definition.bandPosition ?? 0.5 : 0)
      return { _ in number }
    }
    if let value = definition.value { return self.value(channel, value) }
    return nil
  }

  /// A constant place: a number, "width", "height" or an expression.
  func value(_ channel: Channel, _ value: StructuredValue) -> Place? {
    switch value.content {
    case .number(let number): return { _ in number }
    case .string("width"), .string("height"):
      let length = self.length(value.string == "width" ? .x : .y)
      return { _ in length }
    case .object:
      let frame = FrameSize(scope: scope, context: context)
      return ConstantExpression(unit: unit, frame: frame).place(value)
    default: return nil
    }
  }

  private func shifted(_ place: @escaping Place, _ offset: Place?) -> Place {
    guard let offset else { return place }
    return { row in
      guard let base = place(row), let shift = offset(row) else { return nil }
      return base + shift
    }
  }

  // MARK: Offsets

  struct Offset {
    var place: Place?
    /// Whether an offset channel gives it, so that bands are counted from their start.
    var isEncoded: Bool
  }

  func offset(_ channel: Channel, bandPosition: Double?) -> Offset {
    if let offsetChannel = channel.offset, let definition = unit.encoding[offsetChannel] {
      if let place = middle(offsetChannel, definition, bandPosition: bandPosition) {
        return Offset(place: place, isEncoded: true)
      }
    }
    if let value = unit.mark.properties[channel.name + "Offset"],
      let place = self.value(channel, value)
    {
      return Offset(place: place, isEncoded: false)
    }
    return Offset(place: nil, isEncoded: false)
  }

  // MARK: Defaults

  func fallback(_ channel: Channel, _ fallback: Default) -> Place? {
    let main = channel.primary
    if let value = unit.property(channel.name), let place = self.value(main, value) {
      return place
    }
    switch fallback {
    case .none: return nil
    case .middle:
      let half = length(main) / 2
      return { _ in half }
    case .zeroOrMinimum, .zeroOrMaximum:
      let isMinimum = fallback == .zeroOrMinimum
      let number = base(main, isMinimum: isMinimum)
      return { _ in number }
    }
  }

  private func base(_ channel: Channel, isMinimum: Bool) -> Double {
    if let scale = scale(channel) {
      if scale.type.isContinuous {
        let first = scale.firstOfDomain
        let last = scale.lastOfDomain
        let hasZero =
          scale.type != .log && !scale.type.isTime && min(first, last) <= 0 && max(first, last) >= 0
        let number = hasZero ? 0 : (isMinimum ? first : last)
        return scale.number(number) ?? 0
      }
    }
    // A discrete scale has no zero: the mark goes from one side of the frame to the other.
    switch channel {
    case .x: return isMinimum ? 0 : length(.x)
    case .y: return isMinimum ? length(.y) : 0
    case .theta: return isMinimum ? 0 : 2 * .pi
    case .radius: return isMinimum ? 0 : length(.radius) / 2
    default: return 0
    }
  }

  // MARK: Ranges

  /// Both ends of a range: x and x2, or y and y2, with their defaults.
  func range(
    _ channel: Channel, default first: Default, second: Default
  ) -> (Place?, Place?) {
    (point(channel, default: first), secondary(channel, default: second))
  }

  /// The place of x2 and the like: the stack's start, the channel, the mark, the default.
  func secondary(_ channel: Channel, default fallback: Default) -> Place? {
    guard let secondary = channel.secondary else { return nil }
    let shift =
      unit.mark.properties.has(secondary.name + "Offset")
      ? offset(secondary, bandPosition: nil) : offset(channel, bandPosition: 0)
    if let stack = unit.stack, stack.fieldChannel == channel,
      let start = unit.columns[channel]?.stackStart, let scale = scale(channel)
    {
      return shifted({ row in scale.number(start(row).measure) }, shift.place)
    }
    if let definition = unit.encoding[secondary],
      let place = middle(secondary, definition)
    {
      return shifted(place, shift.place)
    }
    if let value = unit.property(secondary.name), let place = self.value(channel, value) {
      return place
    }
    if unit.hasRangedOffset(channel), let offsetChannel = channel.offset,
      let zero = scale(offsetChannel)?.number(0), let definition = unit.encoding[channel],
      let base = middle(channel, definition, bandPosition: 0)
    {
      return { row in base(row).map { $0 + zero } }
    }
    return self.fallback(secondary, fallback)
  }
}

/// Reads a datum of a channel: a date where the channel is temporal.
struct DatumValue {
  let context: DrawingContext

  func datum(_ value: StructuredValue, _ definition: ChannelDefinition) -> Datum {
    if definition.type == .temporal || definition.timeUnit != nil {
      return DateTimeValue.datum(value, timeUnit: definition.timeUnit)
    }
    if value["expr"] != nil || value["signal"] != nil {
      return ConstantExpression.datum(value) ?? .null
    }
    return Datum(value)
  }
}
