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
    var parts: [(title: String, read: (Row) -> Datum?)] = []
    var seen: Set<String> = []
    for definition in definitions {
      let title = titles.lines(definition).joined(separator: " ")
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
}
