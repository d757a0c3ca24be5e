import Tables

/// The chart as a table: the rows that were drawn, a column for each encoded field.
struct DataTwin {
  let model: ViewModel
  let tables: [String: Table]
  let configuration: Configuration

  private struct Entry {
    var unit: UnitModel
    var columns: [TwinColumn]

    /// Of a box plot's layers the boxes say most.
    var isBox: Bool { unit.mark.styles.contains("boxplot-box") }
  }

  private struct TwinColumn {
    var title: String
    var name: String
    var definition: ChannelDefinition
    var read: FieldAccessor
  }

  func table() -> Table {
    // Layers that show the same fields make one table; the fullest stands for the chart.
    let entries = model.units.map(entry).filter { !$0.columns.isEmpty }
    guard
      let fullest = entries.max(by: { left, right in
        (left.columns.count, left.isBox ? 1 : 0, -left.unit.data.rows.count)
          < (right.columns.count, right.isBox ? 1 : 0, -right.unit.data.rows.count)
      })
    else { return Table(columns: [], rows: []) }
    let columns = fullest.columns.map { column in
      var result = Column(column.name, type: type(column, fullest.unit), title: column.title)
      if let source = sourceColumn(column.definition) {
        result.unit = source.unit
        result.basis = source.basis
        result.decimals = column.definition.aggregate == nil ? source.decimals : nil
      }
      return result
    }
    let rows = fullest.unit.data.rows.map { row in
      fullest.columns.map { cell($0.read(row), $0.definition) }
    }
    return Table(columns: columns, rows: rows)
  }

  /// The title an author gives in this place: that of the guide, else that of the field, which also
  /// names the column where the guide shows none.
  private func given(_ definition: ChannelDefinition, _ guide: ChannelDefinition.Guide?) -> String?
  {
    if let title = guide?.properties["title"].flatMap(SpecDecoder.lines)?.joined(separator: " "),
      !title.isEmpty
    {
      return title
    }
    if case .lines(let lines) = definition.title { return lines.joined(separator: " ").nonEmpty }
    return nil
  }

  /// The title of the data's own column, unless the chart computes something from it.
  private func sourceTitle(_ definition: ChannelDefinition) -> String? {
    guard definition.aggregate == nil, definition.timeUnit == nil else { return nil }
    return sourceColumn(definition)?.title
  }

  /// Titles that any layer gives for a column; a layer of labels seldom repeats them.
  private var titlesOfLayers: [String: String] {
    var found: [String: String] = [:]
    for unit in model.units {
      for (channel, definition) in unit.encoding.allFields {
        let guide = channel.isXorY ? definition.axis : definition.legend
        let name = definition.columnName()
        if found[name] == nil { found[name] = given(definition, guide) }
      }
    }
    return found
  }

  /// Whether the chart made the column itself, to stack by the order of colours.
  private func isDerived(_ name: String) -> Bool {
    name.hasPrefix("_") && name.hasSuffix("_sort_index")
  }

  private func entry(_ unit: UnitModel) -> Entry {
    let titles = FieldTitle(configuration: configuration)
    let elsewhere = titlesOfLayers
    var columns: [TwinColumn] = []
    func add(
      _ definition: ChannelDefinition, guide: ChannelDefinition.Guide?, within main: String? = nil
    ) {
      let name = definition.columnName()
      guard unit.data.index(of: name) != nil, !columns.contains(where: { $0.name == name }),
        !isDerived(name)
      else { return }
      var title =
        given(definition, guide) ?? sourceTitle(definition) ?? elsewhere[name]
        ?? titles.lines(definition, guide: guide).joined(separator: " ").nonEmpty
        ?? titles.text(definition)
      if let part = CompositeColumn.words(name, unit) {
        title = [main ?? title, part].filter { !$0.isEmpty }.joined(separator: ", ")
      }
      columns.append(
        TwinColumn(
          title: title, name: name, definition: definition, read: unit.data.accessor(for: name)))
    }
    for part in facets { add(part.definition, guide: part.definition.header) }
    for (channel, definition) in unit.encoding.allFields where channel != .tooltip {
      // Orders that the grammar itself adds are no data.
      if channel == .order, definition.field?.hasPrefix("_") == true { continue }
      let main = channel.isSecondary ? unit.encoding.field(channel.primary) : nil
      add(
        definition, guide: channel.isXorY ? definition.axis : definition.legend,
        within: main.map { titles.lines($0, guide: $0.axis).joined(separator: " ") })
    }
    return Entry(unit: unit, columns: columns)
  }

  private var facets: [FacetModel.Part] {
    model.descendants.flatMap { view -> [FacetModel.Part] in
      if case .facet(let facet, _) = view.content { facet.parts } else { [] }
    }
  }

  private func sourceColumn(_ definition: ChannelDefinition) -> Column? {
    guard let field = definition.field else { return nil }
    for name in tables.keys.sorted() {
      if let table = tables[name], let index = table.index(of: field) {
        return table.columns[index]
      }
    }
    return nil
  }

  private func type(_ column: TwinColumn, _ unit: UnitModel) -> ColumnType {
    if column.definition.type == .temporal || column.definition.timeUnit != nil { return .date }
    var isNumeric = true
    var isWhole = true
    for row in unit.data.rows {
      switch column.read(row) {
      case .null: continue
      case .number(let number): if number != number.rounded() { isWhole = false }
      default: isNumeric = false
      }
    }
    return isNumeric ? (isWhole ? .integer : .number) : .string
  }

  private func cell(_ value: Datum, _ definition: ChannelDefinition) -> Value {
    switch value {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let number):
      number.isFinite
        ? (number == number.rounded() && abs(number) < 9e15
          ? .integer(Int64(number)) : .number(number)) : .null
    case .date(let instant):
      instant.isFinite ? .text(String(DateText.iso(instant).prefix(10))) : .null
    default: .text(value.coercedToString)
    }
  }
}

/// What the columns mean that box plots, error bars and error bands are drawn from.
private enum CompositeColumn {
  private static let parts = [
    ("lower_box_", "lower quartile"), ("upper_box_", "upper quartile"), ("mid_box_", "median"),
    ("lower_whisker_", "lower whisker"), ("upper_whisker_", "upper whisker"),
    ("lower_", "lower end"), ("upper_", "upper end"),
  ]

  /// The words for a column, or nil where it is no such column.
  static func words(_ name: String, _ unit: UnitModel) -> String? {
    guard
      unit.mark.styles.contains(where: { style in
        ["boxplot-", "errorbar-", "errorband-"].contains { style.hasPrefix($0) }
      })
    else { return nil }
    return parts.first { name.hasPrefix($0.0) }?.1
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
