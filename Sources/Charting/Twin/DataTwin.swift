import Tables

/// The chart as a table: the rows that were drawn, a column for each encoded field.
struct DataTwin {
  let model: ViewModel
  let tables: [String: Table]
  let configuration: Configuration
  /// What axes and legends say of the columns, in whichever layer.
  private let guides: [String: GuideWords]

  init(model: ViewModel, tables: [String: Table], configuration: Configuration) {
    self.model = model
    self.tables = tables
    self.configuration = configuration
    guides = GuideWords.byColumn(model)
  }

  func table() -> Table {
    let entries = entries(of: model).filter { !$0.columns.isEmpty && $0.data.count > 0 }
    // The fullest layer comes first; what others show beside it is joined to its rows.
    guard
      let fullest = entries.indices.max(by: { left, right in
        (entries[left].columns.count, entries[left].isBox ? 1 : 0, -left)
          < (entries[right].columns.count, entries[right].isBox ? 1 : 0, -right)
      })
    else { return Table(columns: [], rows: []) }
    var rows = TwinRows(entries[fullest])
    for (index, entry) in entries.enumerated() where index != fullest { rows.join(TwinRows(entry)) }
    let titles = rows.distinctTitles()
    let columns = zip(rows.columns, titles).enumerated().map { index, pair in
      let (column, title) = pair
      var result = Column(
        column.name, type: rows.type(of: index, column.definition), title: title)
      if let source = sourceColumn(column.definition) {
        result.unit = source.unit
        result.basis = source.basis
        result.decimals = column.definition.aggregate == nil ? source.decimals : nil
      }
      let isGrouped = guides[column.name]?.format?.string.map { $0.contains(",") } ?? true
      if isGrouped, column.definition.type == .quantitative {
        result.format = groupedFormat(result.decimals, rows.rows.lazy.map { $0[index] })
      }
      return result
    }
    return Table(columns: columns, rows: rows.rows)
  }

  /// Thousands stand apart as on the chart's own axis; nil where there are none.
  private func groupedFormat(_ decimals: Int?, _ cells: some Sequence<Value>) -> String? {
    guard cells.contains(where: { abs($0.numeric ?? 0) >= 1000 }) else { return nil }
    let digits = decimals.map { String(repeating: "0", count: $0) } ?? "#########"
    return digits.isEmpty ? "#,##0" : "#,##0.\(digits)"
  }

  /// What each layer shows; a composite mark whose ends are given counts as the one it is.
  private func entries(of view: ViewModel) -> [TwinEntry] {
    if let composite = view.spec.composite, composite.keepsRows,
      let fullest = view.units.max(by: { $0.data.count < $1.data.count })
    {
      return [entry(fullest, composite.encoding)]
    }
    if case .unit(let unit) = view.content { return [entry(unit, unit.encoding)] }
    return view.children.flatMap(entries)
  }

  /// The title of the data's own column, unless the chart computes something from it.
  private func sourceTitle(_ definition: ChannelDefinition) -> String? {
    guard definition.aggregate == nil, definition.timeUnit == nil else { return nil }
    return sourceColumn(definition)?.title
  }

  /// The name of the data's own column in words: its unit stands in the table's head by itself.
  private func sourceWords(_ definition: ChannelDefinition) -> String? {
    guard configuration.usesWords, definition.aggregate == nil, definition.timeUnit == nil else {
      return nil
    }
    return sourceColumn(definition).map { FieldTitle.words($0.name) }
  }

  /// Whether the chart made the column itself, to stack by the order of colours.
  private func isDerived(_ name: String) -> Bool {
    name.hasPrefix("_") && name.hasSuffix("_sort_index")
  }

  private func entry(_ unit: UnitModel, _ encoding: Encoding) -> TwinEntry {
    let titles = FieldTitle(configuration: configuration)
    var columns: [TwinColumn] = []
    func add(
      _ definition: ChannelDefinition, guide: ChannelDefinition.Guide?,
      within main: String? = nil, isEnd: Bool = false, isText: Bool = false
    ) {
      let name = definition.columnName()
      guard unit.data.index(of: name) != nil, !columns.contains(where: { $0.name == name }),
        !isDerived(name)
      else { return }
      var title =
        GuideWords.given(definition, guide) ?? sourceTitle(definition) ?? guides[name]?.title
        ?? sourceWords(definition)
        ?? titles.lines(definition, guide: guide).joined(separator: " ").nonEmpty
        ?? titles.text(definition)
      if let part = CompositeColumn.words(name, definition, unit) {
        title = [main ?? title, part].filter { !$0.isEmpty }.joined(separator: ", ")
      } else if isEnd {
        // The axis' title is that of both ends.
        let own = main == nil ? nil : GuideWords.given(definition, guide)
        title =
          sourceTitle(definition) ?? own
          ?? [main ?? title, FieldTitle.words(name).lowercasedFirst].filter { !$0.isEmpty }
          .joined(separator: ", ")
      }
      columns.append(
        TwinColumn(
          title: title, name: name, definition: definition, read: unit.data.accessor(for: name),
          isText: isText))
    }
    for part in facets { add(part.definition, guide: part.definition.header) }
    // What names a row comes before what is measured of it.
    func isName(_ channel: Channel, _ definition: ChannelDefinition) -> Bool {
      channel.isXorY && !channel.isSecondary && definition.type?.isDiscrete == true
    }
    let fields = encoding.allFields.filter { $0.channel != .tooltip }
    let names = fields.filter { isName($0.channel, $0.definition) }
    let others = fields.filter { !isName($0.channel, $0.definition) }
    for (channel, definition) in names + others {
      // Orders that the grammar itself adds are no data.
      if channel == .order, definition.field?.hasPrefix("_") == true { continue }
      let main = channel.isSecondary ? encoding.field(channel.primary) : nil
      let isEnd =
        channel.isSecondary || channel.secondary.map { encoding.field($0) != nil } ?? false
      add(
        definition, guide: channel.isXorY ? definition.axis : definition.legend,
        within: main.map { titles.lines($0, guide: $0.axis).joined(separator: " ") },
        isEnd: isEnd, isText: channel == .text)
    }
    return TwinEntry(
      data: unit.data, columns: columns, isBox: unit.mark.styles.contains("boxplot-box"))
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
}

/// What the columns mean that box plots, error bars and error bands are drawn from.
private enum CompositeColumn {
  private static let parts = [
    ("lower_box_", "lower quartile"), ("upper_box_", "upper quartile"), ("mid_box_", "median"),
    ("lower_whisker_", "lower whisker"), ("upper_whisker_", "upper whisker"),
    ("lower_", "lower end"), ("upper_", "upper end"),
  ]

  /// The words for a column, or nil where it is no such column.
  static func words(
    _ name: String, _ definition: ChannelDefinition, _ unit: UnitModel
  ) -> String? {
    if unit.mark.styles.contains("boxplot-outliers"), definition.type == .quantitative {
      return "outlier"
    }
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
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
