import Tables

extension Encoding {
  /// The same channels with a type for each field and datum, as the grammar infers it.
  func withTypes() -> Encoding {
    var typed = self
    typed.update { channel, definition in definition.inferType(channel) }
    for channel in [Channel.x2, .y2, .theta2, .radius2] where typed.has(channel) {
      if let type = typed[channel.primary]?.type, typed[channel]?.isFieldOrDatum == true {
        typed[channel]?.type = type
      }
    }
    return typed
  }
}

extension ChannelDefinition {
  mutating func inferType(_ channel: Channel) {
    if isFieldDefinition {
      if isCount { type = .quantitative }
      if type == nil {
        type = defaultFieldType(channel)
        isTypeInferred = true
      }
    } else if let datum, type == nil {
      type = Self.type(ofDatum: datum)
    }
    for index in conditions.indices {
      var inner = conditions[index].definition.definition
      inner.inferType(channel)
      conditions[index].definition = .definition(inner)
    }
  }

  private func defaultFieldType(_ channel: Channel) -> MeasurementType {
    switch channel {
    case .row, .column, .facet, .shape, .strokeDash: return .nominal
    case .order: return .ordinal
    default: break
    }
    if case .values = sort { return .ordinal }
    if timeUnit != nil { return .temporal }
    if bin != nil { return .quantitative }
    if case .operation = aggregate { return .quantitative }
    if let name = scaleProperties.string("type"), let scale = ScaleType(rawValue: name) {
      if scale.isTime { return .temporal }
      if scale.isContinuous || scale.isDiscretizing { return .quantitative }
    }
    return .nominal
  }

  static func type(ofDatum datum: StructuredValue) -> MeasurementType {
    switch datum.content {
    case .number: .quantitative
    case .object(let members):
      members.contains { $0.name == "expr" || $0.name == "signal" } ? .quantitative : .temporal
    default: .nominal
    }
  }
}
