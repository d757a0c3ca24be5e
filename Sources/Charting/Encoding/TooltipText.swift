import Tables

/// What a mark's title says: the tooltip channel, or the encoded values where the mark asks so.
struct TooltipText {
  let values: ValueEncoder

  private var unit: UnitModel { values.unit }

  func reader() -> ((Row) -> String?)? {
    let channels = unit.encoding.tooltips
    if channels.count == 1, let only = channels.first {
      guard let words = values.wordsOf(only, .tooltip) else { return nil }
      return { row in
        guard let value = words(row), !value.isNull else { return nil }
        return value.coercedToString
      }
    }
    if !channels.isEmpty { return titled(channels) }
    guard let tooltip = unit.property("tooltip") else { return nil }
    switch tooltip.content {
    case .string(let text): return { _ in text }
    case .number(let number): return { _ in NumberText.shortest(number) }
    case .boolean(false), .null: return nil
    default:
      let shown: [Channel] = [.x, .y, .theta, .radius, .color, .fill, .stroke, .size, .shape]
      return titled(shown.compactMap { unit.encoding.field($0) })
    }
  }

  private func titled(_ definitions: [ChannelDefinition]) -> ((Row) -> String?)? {
    let titles = FieldTitle(configuration: unit.configuration)
    let guides = values.context.guideWords
    var parts: [(title: String, read: (Row) -> Datum?)] = []
    var seen: Set<String> = []
    for var definition in definitions {
      let guide = guides[definition.columnName()]
      let title: String
      if case .lines(let own) = definition.title {
        title = own.joined(separator: " ")
      } else {
        title = guide?.title ?? titles.lines(definition).joined(separator: " ")
      }
      if unit.configuration.usesWords { read(as: guide, &definition) }
      guard seen.insert(title).inserted, let read = values.wordsOf(definition, .tooltip) else {
        continue
      }
      parts.append((title, read))
    }
    guard !parts.isEmpty else { return nil }
    return { row in
      parts.compactMap { title, read in
        read(row).map { title.isEmpty ? $0.coercedToString : "\(title): \($0.coercedToString)" }
      }.joined(separator: "; ")
    }
  }

  /// Sets the format by which the axis or legend writes the values, else one that suits them.
  private func read(as guide: GuideWords?, _ definition: inout ChannelDefinition) {
    guard definition.format == nil else { return }
    if let format = guide?.format {
      definition.format = format
      definition.formatType = definition.formatType ?? guide?.formatType
    } else if definition.type == .quantitative, unit.stack?.offset != .normalize {
      let read = unit.data.accessor(for: definition.columnName())
      let numbers = unit.data.rows.lazy.map { read($0) }.compactMap(\.finiteNumber)
      definition.format = .made(NumberFormatSpecifier.forReading(numbers))
    }
  }
}

/// What axes and legends say of a column: its title, and how its values are written.
struct GuideWords {
  var title: String?
  var format: StructuredValue?
  var formatType: String?

  /// The words by column, from every layer; a layer of labels seldom repeats them.
  static func byColumn(_ model: ViewModel) -> [String: GuideWords] {
    var found: [String: GuideWords] = [:]
    for unit in model.units {
      for (channel, definition) in unit.encoding.allFields {
        let guide = channel.isXorY ? definition.axis : definition.legend
        var words = found[definition.columnName()] ?? GuideWords()
        words.title = words.title ?? given(definition, guide)
        // A format of parts is for ticks alone; a text's is for the text alone.
        if words.format == nil, let format = guide?.properties["format"], format.string != nil {
          words.format = format
          words.formatType = guide?.properties.string("formatType")
        }
        found[definition.columnName()] = words
      }
    }
    return found
  }

  /// The title an author gives in this place: that of the guide, else that of the field, which also
  /// names the column where the guide shows none.
  static func given(
    _ definition: ChannelDefinition, _ guide: ChannelDefinition.Guide?
  ) -> String? {
    if let title = guide?.properties["title"].flatMap(SpecDecoder.lines)?.joined(separator: " "),
      !title.isEmpty
    {
      return title
    }
    guard case .lines(let lines) = definition.title else { return nil }
    let title = lines.joined(separator: " ")
    return title.isEmpty ? nil : title
  }
}

extension NumberFormatSpecifier {
  /// A specifier that shows numbers in full where they are short, and else about four figures of
  /// the greatest: ",.2~f" for 61.8556701031.
  static func forReading(_ numbers: some Sequence<Double>) -> String {
    var greatest = 0.0
    for number in numbers { greatest = max(greatest, abs(number)) }
    guard greatest > 0, greatest.isFinite else { return "," }
    // The power of ten, without a logarithm that differs from machine to machine.
    var power = 0
    while greatest >= 10, power < 15 { (greatest, power) = (greatest / 10, power + 1) }
    while greatest < 1, power > -12 { (greatest, power) = (greatest * 10, power - 1) }
    if power <= -12 { return "" }
    return ",.\(max(1, 3 - power))~f"
  }
}
