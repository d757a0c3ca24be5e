import Tables

/// Both ends of a rectangle in one dimension.
typealias Extent = (Row) -> (Double, Double)?

/// Works out the extents of bars, cells and ticks: a bin, a band, a size or a range.
struct RectangleExtent {
  let position: PositionEncoder

  private var unit: UnitModel { position.unit }

  func extent(_ channel: Channel) -> Extent? {
    let definition = unit.encoding[channel]
    let hasSecondary = channel.secondary.map { unit.encoding.has($0) } ?? false
    let scale = position.scale(channel)
    let isDiscrete = scale?.type.hasDiscreteDomain ?? false
    let hasOffset = channel.offset.map { unit.encoding.has($0) } ?? false
    if let definition, definition.isFieldDefinition, !isDiscrete, !hasOffset, let scale,
      definition.bin != nil || definition.timeUnit != nil && !hasSecondary,
      !hasFixedSize(channel), let extent = bin(channel, definition, scale)
    {
      return extent
    }
    if unit.hasRangedOffset(channel) { return range(channel) }
    let orientation = unit.orientation
    let isBandOfBar =
      unit.mark.type == .bar
      && (channel == .x ? orientation == .vertical : orientation == .horizontal)
      || unit.mark.type == .tick
        && (channel == .y ? orientation == .vertical : orientation == .horizontal)
    if definition?.isFieldOrDatum == true && isDiscrete || isBandOfBar, !hasSecondary {
      return sized(channel, definition, scale)
    }
    return range(channel)
  }

  // MARK: Bins

  private func hasFixedSize(_ channel: Channel) -> Bool {
    if unit.encoding.has(.size) { return true }
    let name = channel == .x ? "width" : "height"
    guard let size = unit.property(name) ?? unit.property("size") else { return false }
    return size["band"] == nil
  }

  private func bin(
    _ channel: Channel, _ definition: ChannelDefinition, _ scale: Scale
  ) -> Extent? {
    guard let columns = unit.columns[channel] else { return nil }
    var start = columns.main
    var end: FieldAccessor
    var addedStep: Double?
    if definition.isBinning || definition.timeUnit != nil {
      guard let found = columns.end else { return nil }
      end = found
      if definition.timeUnit != nil, let position = unit.bandPosition(definition), position != 0.5,
        let offsetStart = columns.offsetStart, let offsetEnd = columns.offsetEnd
      {
        start = offsetStart
        end = offsetEnd
      }
    } else if let secondary = channel.secondary, let other = unit.columns[secondary] {
      end = other.main
    } else if case .binned(let step?) = definition.bin {
      end = columns.main
      addedStep = step
    } else {
      return nil
    }
    let band = relativeSize(channel, definition, scale.type) ?? 1
    let inset = (1 - band) / 2
    let spacing =
      unit.number("binSpacing") ?? (unit.mark.type == .bar ? 1 : 0)
    let minimum = unit.number("minBandSize") ?? 0.25
    let pixels = scale.pixels
    let isReversed = channel == .y ? pixels.last > pixels.first : pixels.last < pixels.first
    let sign: Double = isReversed ? -1 : 1
    let offset = position.offset(channel, bandPosition: 0).place
    let isX = channel == .x
    return { row in
      let from = start(row).measure
      let to = addedStep.map { from + $0 } ?? end(row).measure
      guard let low = scale.number(from * (1 - inset) + to * inset),
        let high = scale.number(from * inset + to * (1 - inset))
      else { return nil }
      let shift = offset?(row) ?? 0
      let width = abs((scale.number(to) ?? 0) - (scale.number(from) ?? 0))
      // The gap between bars lies before each; a bar too thin to see is widened instead.
      let endOffset = width < minimum ? 0.5 * (minimum - width) : -spacing / 2
      let startOffset = width < minimum ? -0.5 * (minimum - width) : spacing / 2
      if isX {
        return (low + 0.5 + sign * (shift + startOffset), high + 0.5 + sign * (shift + endOffset))
      }
      return (low + 0.5 + sign * (shift + endOffset), high + 0.5 + sign * (shift + startOffset))
    }
  }

  // MARK: Sizes

  private enum BandSize {
    case relative(Double)
    case pixels(Double)
    case none
  }

  private func relativeSize(
    _ channel: Channel, _ definition: ChannelDefinition, _ type: ScaleType
  ) -> Double? {
    if case .relative(let band) = bandSize(channel, definition, type, usesSize: false) {
      return band
    }
    return nil
  }

  private func bandSize(
    _ channel: Channel, _ definition: ChannelDefinition?, _ type: ScaleType?, usesSize: Bool
  ) -> BandSize {
    let name = channel == .x ? "width" : "height"
    let hasSecondary = channel.secondary.map { unit.encoding.has($0) } ?? false
    if let size = unit.property(name) ?? (usesSize ? unit.property("size") : nil) {
      if let band = size["band"]?.number { return .relative(band) }
      if let pixels = size.number { return .pixels(pixels) }
      if let pixels = position.value(channel, size)?(Dataset.noRow) { return .pixels(pixels) }
    }
    if let definition, definition.isFieldDefinition {
      if definition.timeUnit != nil, !hasSecondary {
        return .relative(unit.number("timeUnitBandSize") ?? 1)
      }
      if definition.isBinning, type?.hasDiscreteDomain != true { return .relative(1) }
    }
    let section = unit.mark.type.rawValue
    if let type {
      if type.hasDiscreteDomain {
        let configured = unit.mark.property("discreteBandSize", unit.configuration)
        if let band = configured?["band"]?.number { return .relative(band) }
        if let pixels = configured?.number { return .pixels(pixels) }
        return .relative(1)
      }
      return .pixels(
        unit.mark.number("continuousBandSize", unit.configuration)
          ?? unit.configuration.number(section, "continuousBandSize") ?? 5)
    }
    if let configured = unit.configuration.value(section, "discreteBandSize") {
      if let band = configured["band"]?.number { return .relative(band) }
      if let pixels = configured.number { return .pixels(pixels) }
    }
    return .none
  }

  private func sized(
    _ channel: Channel, _ definition: ChannelDefinition?, _ scale: Scale?
  ) -> Extent? {
    let offsetScale = channel.offset.flatMap { unit.encoding.has($0) ? position.scale($0) : nil }
    let orientation = unit.orientation
    let usesSize =
      unit.mark.type == .tick || orientation == .horizontal && channel == .y
      || orientation == .vertical && channel == .x
    let outer = scale ?? offsetScale
    let size = bandSize(channel, definition, outer?.type, usesSize: usesSize)
    var width: (Row) -> Double?
    var isSizeGiven = false
    if usesSize, unit.encoding.has(.size) || unit.mark.properties.has("size") {
      let encoder = ValueEncoder(unit: unit, scope: position.scope, context: position.context)
      width = encoder.number(.size, fallback: unit.number("size"))
      isSizeGiven = true
    } else {
      let fixed = defaultSize(channel, size, offsetScale ?? scale, hasField: definition != nil)
      width = { _ in fixed }
    }
    var isRelative = false
    if case .relative = size { isRelative = true }
    let fillsBand = (outer?.type == .band) && isRelative && !isSizeGiven
    let alignment = self.alignment(channel, defaultStart: fillsBand)
    let isCentered = alignment == 0.5
    let offset = position.offset(channel, bandPosition: isCentered ? 0.5 : 0)
    var bandPosition: Double
    if isCentered, !offset.isEncoded, let definition, definition.timeUnit != nil,
      let timeUnitPosition = unit.bandPosition(definition)
    {
      bandPosition = timeUnitPosition
    } else if isCentered {
      bandPosition = offset.isEncoded ? 0 : 0.5
    } else if case .relative(let band) = size {
      bandPosition = (1 - band) / 2
    } else {
      bandPosition = 0
    }
    if !isCentered, offset.isEncoded { bandPosition = 0 }
    let base =
      position.middle(channel, definition, bandPosition: bandPosition)
      ?? position.fallback(channel, .middle)
    guard let base else { return nil }
    let shift = offset.place
    return { row in
      guard let start = base(row), let width = width(row) else { return nil }
      var place = start
      if let shift {
        guard let amount = shift(row) else { return nil }
        place += amount
      }
      return (place - alignment * width, place + (1 - alignment) * width)
    }
  }

  /// How much of the size lies before the position: 0 for left, 0.5 for centred, 1 for right.
  private func alignment(_ channel: Channel, defaultStart: Bool) -> Double {
    switch unit.string(channel == .x ? "align" : "baseline") {
    case "left", "top": 0
    case "right", "bottom": 1
    case "center", "middle": 0.5
    default: defaultStart ? 0 : 0.5
    }
  }

  private func defaultSize(
    _ channel: Channel, _ size: BandSize, _ scale: Scale?, hasField: Bool
  ) -> Double {
    switch size {
    case .relative(let band):
      if let scale {
        if scale.type == .band {
          let minimum = unit.number("minBandSize") ?? 0.25
          return max(minimum, band * scale.bandwidth)
        }
      } else {
        return band * position.length(channel)
      }
    case .pixels(let pixels): return pixels
    case .none: break
    }
    if let scale, scale.type == .point, scale.step > 0 { return scale.step - 2 }
    let frame = FrameSize(scope: position.scope, context: position.context)
    if scale == nil, !hasField {
      let name =
        switch unit.mark.type {
        case .tick: "tickBandPaddingInner"
        case .bar: "barBandPaddingInner"
        default: "rectBandPaddingInner"
        }
      let fallback: Double =
        switch unit.mark.type {
        case .tick: 0.25
        case .bar: 0.1
        default: 0
        }
      let padding =
        unit.configuration.number("scale", "bandPaddingInner")
        ?? unit.configuration.number("scale", name) ?? fallback
      return (1 - padding) * position.length(channel)
    }
    return frame.defaultStep(channel == .x ? .width : .height) - 2
  }

  // MARK: Ranges

  private func range(_ channel: Channel) -> Extent? {
    let size = unit.mark.properties[channel == .x ? "width" : "height"]
    let hasSecondary =
      channel.secondary.map {
        unit.encoding.has($0) || unit.property($0.name) != nil
      } ?? false
    if let size, !hasSecondary, unit.stack?.fieldChannel != channel,
      let width = position.value(channel, size)
    {
      let alignment = self.alignment(channel, defaultStart: false)
      guard let base = position.point(channel, default: .zeroOrMaximum) else { return nil }
      return { row in
        guard let start = base(row), let width = width(row) else { return nil }
        return (start - alignment * width, start + (1 - alignment) * width)
      }
    }
    let (first, second) = position.range(channel, default: .zeroOrMaximum, second: .zeroOrMinimum)
    guard let first, let second else { return nil }
    return { row in
      guard let a = first(row), let b = second(row) else { return nil }
      return (a, b)
    }
  }
}
