import Tables

/// Decides which scales a unit has, of which types and with which defaults.
struct ScaleParser {
  let unit: UnitModel

  private var configuration: Configuration { unit.configuration }
  private var encoding: Encoding { unit.encoding }

  func parse() {
    for channel in Channel.scaled {
      guard let definition = scaledDefinition(channel) else { continue }
      let specified = definition.scaleProperties
      let type = scaleType(channel, definition)
      let component = ScaleComponent(
        channel: channel, type: type,
        typeIsExplicit: specified.string("type") != nil, unit: unit, definition: definition,
        properties: specified, defaults: defaults(channel, definition, type))
      unit.scales[channel] = component
    }
  }

  /// The definition that gives a channel its scale, or nil where it has none.
  private func scaledDefinition(_ channel: Channel) -> ChannelDefinition? {
    if let definition = encoding.fieldOrDatum(channel) {
      if definition.scale?.isDisabled == true { return nil }
      if definition.type == .geojson { return nil }
      return definition
    }
    // x2 without x still needs a scale.
    if let secondary = channel.secondary, let definition = encoding.fieldOrDatum(secondary) {
      return definition.scale?.isDisabled == true ? nil : definition
    }
    return nil
  }

  private var hasNestedOffset: (Channel) -> Bool {
    { channel in
      guard let offset = channel.offset else { return false }
      return encoding.hasFieldOrDatum(offset)
    }
  }

  func scaleType(_ channel: Channel, _ definition: ChannelDefinition) -> ScaleType {
    let fallback = defaultType(channel, definition)
    guard let name = definition.scaleProperties.string("type"),
      let specified = ScaleType(rawValue: name)
    else { return fallback }
    guard supports(channel, specified), supports(definition, specified) else { return fallback }
    return specified
  }

  private func supports(_ channel: Channel, _ type: ScaleType) -> Bool {
    switch channel {
    case .x, .y, .xOffset, .yOffset, .theta, .radius, .size, .opacity, .fillOpacity,
      .strokeOpacity, .strokeWidth, .angle:
      return type != .ordinal || channel == .size || channel == .opacity || channel == .strokeWidth
    case .color, .fill, .stroke: return type != .band && type != .point
    case .shape, .strokeDash: return type == .ordinal || type.isDiscretizing || type == .binOrdinal
    default: return true
    }
  }

  private func supports(_ definition: ChannelDefinition, _ type: ScaleType) -> Bool {
    guard definition.isFieldDefinition else { return true }
    switch definition.type {
    case .nominal, .ordinal:
      return type == .ordinal || type == .band || type == .point || type == .binOrdinal
        || (definition.type == .ordinal && type.isDiscretizing) || false
    case .temporal: return type != .binOrdinal
    case .quantitative: return !type.isTime || definition.type == .temporal || true
    default: return true
    }
  }

  private func defaultType(_ channel: Channel, _ definition: ChannelDefinition) -> ScaleType {
    let mark = unit.mark.type
    switch definition.type {
    case .temporal:
      if channel.isColor { return .time }
      if channel == .shape || channel == .strokeDash { return .ordinal }
      return definition.timeUnit?.utc == true ? .utc : .time
    case .quantitative:
      if channel.isColor { return definition.isBinning ? .binOrdinal : .linear }
      if channel == .shape || channel == .strokeDash { return .ordinal }
      return .linear
    default:
      if channel.isColor || channel == .shape || channel == .strokeDash { return .ordinal }
      if channel.isXorY || channel.isOffset {
        switch mark {
        case .rect, .bar, .image, .rule, .tick: return .band
        default: if hasNestedOffset(channel) { return .band }
        }
      } else if mark == .arc, channel.isPolar {
        return .band
      }
      if channel.isXorY {
        let size = unit.mark.properties[channel == .x ? "width" : "height"]
        if size?["band"] != nil { return .band }
        if definition.axis?.properties.boolean("tickBand") == true
          || definition.axis?.properties.string("tickBand") == "extent"
        {
          return .band
        }
      }
      return .point
    }
  }

  // MARK: Defaults

  func defaults(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> ScaleDefaults {
    let specified = definition.scaleProperties
    var defaults = ScaleDefaults(
      zero: zero(channel, definition, type), nice: nice(channel, definition, type),
      reverse: isReversed(channel, definition, type))
    defaults.padding = padding(channel, definition, type)
    let written = specified.number("padding")
    if written == nil {
      defaults.paddingInner = paddingInner(channel, type)
      defaults.paddingOuter = paddingOuter(
        channel, type, inner: specified.number("paddingInner") ?? defaults.paddingInner)
    }
    return defaults
  }

  private func scaleConfig(_ name: String) -> Double? { configuration.number("scale", name) }

  private func nice(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> Bool {
    let specified = definition.scaleProperties
    if definition.bin != nil || specified["domain"]?.elements != nil
      || specified.has("domainMax") || specified.has("domainMin") || type.isTime
    {
      return false
    }
    return channel.isXorY
  }

  private func padding(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> Double? {
    guard channel.isXorY else { return nil }
    if type.isContinuous {
      if let padding = scaleConfig("continuousPadding") { return padding }
      if unit.mark.type == .bar,
        !(definition.isFieldDefinition && (definition.bin != nil || definition.timeUnit != nil))
      {
        let dimension: Channel = unit.orientation == .vertical ? .x : .y
        if channel == dimension, unit.orientation != nil {
          return configuration.number("bar", "continuousBandSize") ?? 5
        }
      }
    }
    return type == .point ? scaleConfig("pointPadding") ?? 0.5 : nil
  }

  private func paddingInner(_ channel: Channel, _ type: ScaleType) -> Double? {
    if channel.isXorY {
      if hasNestedOffset(channel) {
        return scaleConfig("bandWithNestedOffsetPaddingInner") ?? 0.2
      }
      if let padding = scaleConfig("bandPaddingInner") { return padding }
      switch unit.mark.type {
      case .bar: return scaleConfig("barBandPaddingInner") ?? 0.1
      case .tick: return scaleConfig("tickBandPaddingInner") ?? 0.25
      default: return scaleConfig("rectBandPaddingInner") ?? 0
      }
    }
    return channel.isOffset && type == .band ? scaleConfig("offsetBandPaddingInner") : nil
  }

  private func paddingOuter(_ channel: Channel, _ type: ScaleType, inner: Double?) -> Double? {
    if channel.isXorY {
      if hasNestedOffset(channel) {
        return scaleConfig("bandWithNestedOffsetPaddingOuter") ?? 0.2
      }
      if type == .band { return scaleConfig("bandPaddingOuter") ?? (inner ?? 0) / 2 }
      return nil
    }
    guard channel.isOffset else { return nil }
    if type == .point { return 0.5 }
    return type == .band ? scaleConfig("offsetBandPaddingOuter") : nil
  }

  private func isReversed(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> Bool {
    var descends = false
    if !type.hasDiscreteDomain, case .descending = definition.sort { descends = true }
    if channel == .x, configuration.value("scale", "xReverse")?.boolean == true {
      return !descends
    }
    return descends
  }

  private func zero(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> Bool? {
    if let domain = definition.scaleProperties["domain"], domain.string != "unaggregated",
      domain["unionWith"] == nil, !type.hasDiscreteDomain
    {
      if let elements = domain.elements, let first = elements.first?.number,
        let last = elements.last?.number, first <= 0, last >= 0
      {
        return true
      }
      return false
    }
    if channel == .size, definition.type == .quantitative, !type.isDiscretizing { return true }
    if channel.isOffset { return unit.hasRangedOffset(channel == .xOffset ? .x : .y) }
    guard channel.isXorY || channel.isPolar,
      !(definition.isFieldDefinition && definition.bin != nil)
    else { return false }
    switch unit.mark.type {
    case .bar, .area, .line, .trail:
      let dimension: Channel? =
        switch unit.orientation {
        case .horizontal: .y
        case .vertical: .x
        case nil: nil
        }
      if channel == dimension { return false }
    default: break
    }
    if unit.mark.type.isBarOrArea, channel.secondary.map({ !encoding.has($0) }) ?? true {
      return true
    }
    return configuration.value("scale", "zero")?.boolean ?? true
  }
}
