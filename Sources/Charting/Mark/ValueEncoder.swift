import Tables

/// What a channel gives a row's mark besides its place: numbers, colours, shapes and words.
struct ValueEncoder {
  let unit: UnitModel
  let scope: Scope
  let context: DrawingContext

  private func scale(_ channel: Channel) -> Scale? {
    unit.scales[channel].map { scope.scale($0, context) }
  }

  /// A channel's output with its conditions: the first whose test holds, else the main definition.
  private func encoded<Output>(
    _ channel: Channel, _ output: (ChannelDefinition, Bool) -> ((Row) -> Output?)?,
    fallback: @escaping (Row) -> Output?
  ) -> (Row) -> Output? {
    guard let definition = unit.encoding[channel] else { return fallback }
    let main = output(definition, false) ?? fallback
    guard !definition.conditions.isEmpty else { return main }
    var cases: [(test: (Row) -> Bool, value: (Row) -> Output?)] = []
    for condition in definition.conditions {
      guard let value = output(condition.definition.definition, true) else { continue }
      cases.append((RowTest(context: context).test(condition.test, in: unit.testedData), value))
    }
    return { row in
      for (test, value) in cases where test(row) { return value(row) }
      return main(row)
    }
  }

  /// A reader of the field that a definition names; conditions share their channel's columns.
  private func reader(
    _ definition: ChannelDefinition, _ channel: Channel, isCondition: Bool
  ) -> FieldAccessor? {
    guard definition.isFieldDefinition else { return nil }
    if let columns = unit.columns[channel] { return columns.main }
    return unit.data.accessor(for: definition.columnName())
  }

  func number(_ channel: Channel, fallback: Double?) -> (Row) -> Double? {
    encoded(
      channel,
      { definition, isCondition in
        if let read = reader(definition, channel, isCondition: isCondition) {
          guard let scale = scale(channel) else { return { row in read(row).finiteNumber } }
          let band = scale.type == .band ? 0.5 : 0
          let invalid = invalidOutput(channel)?.number
          return { row in
            scale.number(read(row), band: band) ?? invalid
          }
        }
        if let datum = definition.datum {
          let value = DatumValue(context: context).datum(datum, definition)
          let number = scale(channel).map { $0.number(value) } ?? value.finiteNumber
          return { _ in number }
        }
        guard let value = definition.value else { return nil }
        return constant(value) { $0.finiteNumber }
      }, fallback: { _ in fallback })
  }

  func color(_ channel: Channel, fallback: String?) -> (Row) -> String? {
    encoded(
      channel,
      { definition, isCondition in
        if let read = reader(definition, channel, isCondition: isCondition) {
          guard let scale = scale(channel) else {
            return { row in read(row).isNull ? nil : read(row).coercedToString }
          }
          let invalid = invalidOutput(channel)?.string
          return { row in
            let value = read(row)
            if let invalid, !value.isValid { return invalid }
            return scale.color(value)
          }
        }
        if let datum = definition.datum {
          let value = DatumValue(context: context).datum(datum, definition)
          let color = scale(channel)?.color(value) ?? value.coercedToString
          return { _ in color }
        }
        guard let value = definition.value else { return nil }
        if value.isNull { return { _ in nil } }
        if let properties = Properties(value), properties.has("gradient") {
          let paint = GradientPaint(context: context).paint(properties)
          return { _ in paint }
        }
        return constant(value) { $0.isNull ? nil : $0.coercedToString }
      }, fallback: { _ in fallback })
  }

  func text(_ channel: Channel, fallback: String?) -> (Row) -> String? {
    encoded(
      channel,
      { definition, isCondition in
        if let read = reader(definition, channel, isCondition: isCondition) {
          guard let scale = scale(channel) else { return { row in read(row).coercedToString } }
          return { row in scale.text(read(row)) }
        }
        if let datum = definition.datum {
          let value = DatumValue(context: context).datum(datum, definition)
          let text = scale(channel)?.text(value) ?? value.coercedToString
          return { _ in text }
        }
        guard let value = definition.value else { return nil }
        return constant(value) { $0.isNull ? nil : $0.coercedToString }
      }, fallback: { _ in fallback })
  }

  func dashes(fallback: [Double]?) -> (Row) -> [Double]? {
    encoded(
      .strokeDash,
      { definition, isCondition in
        if let read = reader(definition, .strokeDash, isCondition: isCondition) {
          guard let scale = scale(.strokeDash) else { return nil }
          return { row in scale.dashes(read(row)) }
        }
        guard let value = definition.value else { return nil }
        let dashes = value.elements?.compactMap(\.number)
        return { _ in dashes }
      }, fallback: { _ in fallback })
  }

  /// The words of a text, tooltip or link channel.
  func words(_ channel: Channel) -> ((Row) -> Datum?)? {
    guard unit.encoding.has(channel) else { return nil }
    return encoded(
      channel,
      { definition, _ in wordsOf(definition, channel) }, fallback: { _ in nil })
  }

  func wordsOf(
    _ definition: ChannelDefinition, _ channel: Channel
  ) -> ((Row) -> Datum?)? {
    if definition.isFieldDefinition {
      return ValueText(unit: unit, context: context).reader(definition, channel)
    }
    if let datum = definition.datum {
      let value = DatumValue(context: context).datum(datum, definition)
      let text = ValueText(unit: unit, context: context).text(value, definition)
      return { _ in text }
    }
    guard let value = definition.value else { return nil }
    return constant(value) { $0 }
  }

  /// A constant, or an expression of the row.
  private func constant<Output>(
    _ value: StructuredValue, _ convert: @escaping (Datum) -> Output?
  ) -> (Row) -> Output? {
    if value["expr"] != nil || value["signal"] != nil {
      let frame = FrameSize(scope: scope, context: context)
      let evaluate = ConstantExpression(unit: unit, frame: frame).reader(value)
      return { row in evaluate(row).flatMap(convert) }
    }
    let output = convert(Datum(value))
    return { _ in output }
  }

  /// What a channel shows for values that its scale cannot place, by `config.scale.invalid`.
  private func invalidOutput(_ channel: Channel) -> StructuredValue? {
    guard let value = context.configuration.value("scale", "invalid")?[channel.name] else {
      return nil
    }
    return value["value"] ?? value
  }

  /// A word of the mark that may be an expression of the row.
  func wordProperty(_ name: String) -> ((Row) -> String?)? {
    guard let value = unit.property(name) else { return nil }
    return constant(value) { $0.isNull ? nil : $0.coercedToString }
  }

  /// A property of the mark that may be an expression of the row.
  func property(_ name: String) -> ((Row) -> Double?)? {
    guard let value = unit.property(name) else { return nil }
    return constant(value) { $0.finiteNumber }
  }
}
