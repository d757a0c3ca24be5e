import Tables

/// A sentence on what the chart's numbers are: their range, where its ends lie, and the latest.
struct ChartSummary {
  let model: ViewModel
  let configuration: Configuration

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
    let rows = unit.data.rows.filter { columns.main($0).measure.isFinite }
    guard
      let lowest = rows.min(by: { columns.main($0).measure < columns.main($1).measure }),
      let highest = rows.max(by: { columns.main($0).measure < columns.main($1).measure })
    else { return nil }
    let title = FieldTitle(configuration: configuration).lines(measure, guide: measure.axis)
      .joined(separator: " ")
    let format =
      NumberFormat(measure.format?.string ?? measure.axis?.properties.string("format") ?? ",~r")
      ?? NumberFormat(NumberFormatSpecifier())
    func number(_ row: Row) -> String {
      let value = columns.main(row).measure
      return measure.format == nil ? SVGNumber.text(value) : format(value)
    }
    let subject = title.isEmpty ? "The value" : title
    if rows.count == 1 { return "\(subject): \(number(rows[0]))\(place(rows[0], unit, channel))." }
    var text =
      "\(subject) ranges from \(number(lowest))\(place(lowest, unit, channel)) to "
      + "\(number(highest))\(place(highest, unit, channel))."
    if let latest = latest(unit, rows) {
      text += " Latest: \(number(latest))\(place(latest, unit, channel))."
    }
    return text
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

  /// " (Gallium)": the values of the other axis and of the series.
  private func place(_ row: Row, _ unit: UnitModel, _ measure: Channel) -> String {
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

  private func latest(_ unit: UnitModel, _ rows: [Row]) -> Row? {
    for channel in [Channel.x, .y] {
      guard let definition = unit.encoding.field(channel), definition.type == .temporal,
        let columns = unit.columns[channel]
      else { continue }
      return rows.max { columns.main($0).measure < columns.main($1).measure }
    }
    return nil
  }
}
