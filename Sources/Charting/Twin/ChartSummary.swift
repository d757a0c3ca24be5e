import Tables

/// A sentence on what the chart's numbers are: their range, where its ends lie, and the latest.
///
/// The range is that of every layer on the axis, both ends of what reaches from one value to
/// another included.
struct ChartSummary {
  let model: ViewModel
  let configuration: Configuration

  /// A number of the chart: where it stands in which layer.
  private struct Place {
    var unit: UnitModel
    var row: Row
    var value: Double
  }

  func text() -> String {
    for unit in model.units {
      if let text = text(unit) { return text }
    }
    return ""
  }

  private func text(_ unit: UnitModel) -> String? {
    guard let (channel, measure) = measure(unit), let columns = unit.columns[channel] else {
      return nil
    }
    let own = places(unit, columns.main)
    let layers = layers(with: unit, channel)
    var all = own
    for layer in layers {
      for end in [channel, channel.secondary].compactMap({ $0 }) {
        guard let definition = layer.encoding.field(end), let columns = layer.columns[end],
          definition.bin == nil, layer !== unit || end != channel
        else { continue }
        all += places(layer, columns.main)
      }
    }
    guard !own.isEmpty, let lowest = all.min(by: { $0.value < $1.value }),
      let highest = all.max(by: { $0.value < $1.value })
    else { return nil }
    let written =
      measure.format?.string
      ?? (configuration.usesWords
        ? measure.axis?.properties.string("format")
          ?? NumberFormatSpecifier.forReading(all.map(\.value)) : nil)
    let format = written.flatMap(NumberFormat.init)
    func told(_ place: Place) -> String {
      (format?(place.value) ?? SVGNumber.text(place.value)) + words(place.row, place.unit, channel)
    }
    let title = title(of: measure, channel, layers)
    let subject = title.isEmpty ? "The value" : title
    if all.count == 1 { return "\(subject): \(told(lowest))." }
    var text = "\(subject) ranges from \(told(lowest)) to \(told(highest))."
    if let latest = latest(unit, own) { text += " Latest: \(told(latest))." }
    return text
  }

  private func places(_ unit: UnitModel, _ read: FieldAccessor) -> [Place] {
    unit.data.rows.compactMap { row in
      let value = read(row).measure
      return value.isFinite ? Place(unit: unit, row: row, value: value) : nil
    }
  }

  /// The unit and those that share its scale.
  private func layers(with unit: UnitModel, _ channel: Channel) -> [UnitModel] {
    guard channel.isXorY, let scale = unit.scales[channel] else { return [unit] }
    return model.units.filter { $0 === unit || $0.scales[channel] === scale }
  }

  private func measure(_ unit: UnitModel) -> (Channel, ChannelDefinition)? {
    for channel in [Channel.y, .x, .theta, .size, .color] {
      if let definition = unit.encoding.field(channel), definition.type == .quantitative,
        definition.bin == nil
      {
        return (channel, definition)
      }
    }
    return nil
  }

  /// The title that the layers give their axis, or the measure's own.
  private func title(
    of measure: ChannelDefinition, _ channel: Channel, _ layers: [UnitModel]
  ) -> String {
    let titles = FieldTitle(configuration: configuration)
    if measure.title == nil, measure.axis?.properties["title"] == nil {
      for layer in layers {
        guard let definition = layer.encoding.field(channel),
          definition.title != nil || definition.axis?.properties["title"] != nil
        else { continue }
        return titles.lines(definition, guide: definition.axis).joined(separator: " ")
      }
    }
    return titles.lines(measure, guide: measure.axis).joined(separator: " ")
  }

  /// " (Gallium)": the values of the other axis and of the series.
  private func words(_ row: Row, _ unit: UnitModel, _ measure: Channel) -> String {
    var words: [String] = []
    for channel in [Channel.x, .y, .color, .row, .column] where channel != measure {
      guard let definition = unit.encoding.field(channel), let columns = unit.columns[channel],
        definition.type != .quantitative
      else { continue }
      let word = ValueText.text(columns.main(row), definition, configuration).coercedToString
      if !words.contains(word) { words.append(word) }
    }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private func latest(_ unit: UnitModel, _ places: [Place]) -> Place? {
    for channel in [Channel.x, .y] {
      guard let definition = unit.encoding.field(channel), definition.type == .temporal,
        let columns = unit.columns[channel]
      else { continue }
      return places.max { columns.main($0.row).measure < columns.main($1.row).measure }
    }
    return nil
  }
}
