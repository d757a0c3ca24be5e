extension MarkDefinition {
  /// Which way the mark runs, as the grammar infers it from x and y; nil where it runs no way.
  func orientation(_ encoding: Encoding, _ configuration: Configuration) -> Orientation? {
    let specified = string("orient", configuration).flatMap(Orientation.init)
    switch type {
    case .point, .circle, .square, .rect, .image: return nil
    case .text, .bar:
      if let found = barOrientation(encoding, specified) { return found }
      return ruleOrientation(encoding, specified)
    case .rule: return ruleOrientation(encoding, specified)
    case .area: return areaOrientation(encoding, specified)
    case .line, .tick: return lineOrientation(encoding, specified)
    default: return .vertical
    }
  }

  private func barOrientation(_ encoding: Encoding, _ specified: Orientation?) -> Orientation? {
    if !encoding.has(.y), encoding[.yOffset]?.type == .quantitative {
      return specified ?? .vertical
    }
    if !encoding.has(.x), encoding[.xOffset]?.type == .quantitative {
      return specified ?? .horizontal
    }
    let x = fieldDefinition(encoding, .x)
    let y = fieldDefinition(encoding, .y)
    if let x {
      if x.isBinned { return .vertical }
      if let y, y.aggregate != nil, x.aggregate == nil { return .vertical }
    }
    if let y {
      if y.isBinned { return .horizontal }
      if let x, x.aggregate != nil, y.aggregate == nil { return .horizontal }
    }
    guard encoding.has(.x2) || encoding.has(.y2) else { return nil }
    if let specified { return specified }
    if !encoding.has(.x2) {
      if isPlainMeasure(encoding[.x]), let y, y.isBinned { return .horizontal }
      return .vertical
    }
    if !encoding.has(.y2) {
      if isPlainMeasure(encoding[.y]), let x, x.isBinned { return .vertical }
      return .horizontal
    }
    return nil
  }

  private func ruleOrientation(_ encoding: Encoding, _ specified: Orientation?) -> Orientation? {
    if encoding.has(.x2), encoding[.x]?.isBinned != true, encoding.has(.y2),
      encoding[.y]?.isBinned != true
    {
      return nil
    }
    return areaOrientation(encoding, specified)
  }

  private func areaOrientation(_ encoding: Encoding, _ specified: Orientation?) -> Orientation? {
    if encoding.has(.y2) {
      return encoding[.y]?.isBinned == true ? .horizontal : .vertical
    }
    if encoding.has(.x2) {
      return encoding[.x]?.isBinned == true ? .vertical : .horizontal
    }
    if type == .rule {
      if encoding.has(.x), !encoding.has(.y) { return .vertical }
      if encoding.has(.y), !encoding.has(.x) { return .horizontal }
    }
    return lineOrientation(encoding, specified)
  }

  private func lineOrientation(_ encoding: Encoding, _ specified: Orientation?) -> Orientation? {
    if let specified { return specified }
    let x = isMeasure(encoding[.x])
    let y = isMeasure(encoding[.y])
    if x, !y { return type == .tick ? .vertical : .horizontal }
    if y, !x { return type == .tick ? .horizontal : .vertical }
    if x, y { return .vertical }
    let xTemporal = encoding[.x]?.type == .temporal
    let yTemporal = encoding[.y]?.type == .temporal
    if xTemporal, !yTemporal { return .vertical }
    if yTemporal, !xTemporal { return .horizontal }
    return nil
  }

  private func fieldDefinition(_ encoding: Encoding, _ channel: Channel) -> ChannelDefinition? {
    guard let definition = encoding[channel], definition.isFieldDefinition else { return nil }
    return definition
  }

  private func isMeasure(_ definition: ChannelDefinition?) -> Bool {
    guard let definition, definition.isFieldOrDatum else { return false }
    return definition.type == .quantitative && definition.bin == nil
  }

  private func isPlainMeasure(_ definition: ChannelDefinition?) -> Bool {
    guard let definition, definition.isFieldOrDatum else { return false }
    return definition.type == .quantitative && !definition.isBinning
  }
}
