import Basics
import Tables

/// Names that are drawn in an order or in colours that tell them wrongly.
extension BlankCheck {
  private static let series: [[String]] = [
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  ]

  /// Months and days of the week by their names, which no author wants by the alphabet.
  func monthsByAlphabet(_ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel) {
    guard [.x, .y, .row, .column, .facet].contains(channel), let field = definition.field,
      definition.type == .nominal || definition.type == .ordinal, definition.sort == nil,
      definition.timeUnit == nil, definition.scaleProperties["domain"] == nil
    else { return }
    let names = Set(
      unit.raw.values(of: field).filter { !$0.isNull }.map { $0.coercedToString.lowercased() })
    guard names.count > 2 else { return }
    let isSeries = Self.series.contains { series in
      names.allSatisfy { name in series.contains { $0 == name || $0.prefix(3) == name } }
    }
    guard isSeries, let first = names.min() else { return }
    diagnostics.add(
      ChartMessage.monthsByAlphabet(
        field, first: first.prefix(1).uppercased() + first.dropFirst(),
        at: definition.placeOfField))
  }

  /// Fewer colours or shapes than names: two of them look the same.
  func shortRange(_ channel: Channel, _ definition: ChannelDefinition, of unit: UnitModel) {
    guard [.color, .fill, .stroke, .shape].contains(channel), let field = definition.field,
      definition.type == .nominal || definition.type == .ordinal, definition.bin == nil,
      let range = definition.scaleProperties["range"], let colours = range.elements
    else { return }
    let values = Set(
      unit.raw.values(of: field).filter { !$0.isNull }.map(\.coercedToString))
    let shown = definition.scaleProperties["domain"]?.elements?.count ?? values.count
    guard !colours.isEmpty, shown > colours.count else { return }
    diagnostics.add(
      ChartMessage.shortRange(colours.count, values: shown, on: channel.name, at: range.range))
  }
}
