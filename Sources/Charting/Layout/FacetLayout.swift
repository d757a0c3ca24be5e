import Tables

/// Draws a facet: a grid of cells, the axes they share, and headers beside them.
struct FacetLayout {
  let layout: ViewLayout
  let view: ViewModel
  let facet: FacetModel
  let child: ViewModel
  let scope: Scope

  private var context: DrawingContext { layout.context }
  private var configuration: Configuration { context.configuration }

  private struct Cell {
    var values: [Channel: Datum]
    var group: SceneGroup
    var scope: Scope
  }

  func draw() -> SceneGroup {
    let group = SceneGroup("facet")
    let domains = facet.parts.map {
      FacetDomain(part: $0, data: facet.data, rows: facetRows).values()
    }
    let combinations = self.combinations(domains)
    let index = RowIndex(child.units, columns: facet.parts.map(\.column), scope: scope)
    let hidden = sharedAxes
    let isWrapped = facet.part(.facet) != nil

    var cells: [Cell] = []
    for values in combinations {
      var byChannel: [Channel: Datum] = [:]
      for (part, value) in zip(facet.parts, values) { byChannel[part.channel] = value }
      var byColumn = scope.facetColumns
      for (part, value) in zip(facet.parts, values) { byColumn[part.column] = value }
      let inner = Scope(parent: scope, rows: index.rows(values), facetColumns: byColumn)
      let cell = layout.draw(child, inner, hidden: hidden)
      cells.append(Cell(values: byChannel, group: cell, scope: inner))
    }
    let columns = columnCount(cells.count, domains)
    if isWrapped, let part = facet.part(.facet) {
      for cell in cells {
        HeaderDrawing(part: part, context: context).addCellLabel(
          cell.values[.facet] ?? .null, to: cell.group)
      }
    }
    let covered = place(cells.map(\.group), columns)
    for cell in cells { group.add(cell.group) }
    var bounds = covered
    if !cells.isEmpty {
      let headers = FacetHeaders(
        layout: self, cells: cells.map { ($0.values, $0.group, $0.scope) }, columns: columns,
        covered: covered)
      bounds.union(headers.draw(into: group, hidden: hidden))
    }
    layout.finish(group, view, bounds, scope)
    return group
  }

  /// The facet's own rows in scope: those of the outer facets' cell, and with marks to show.
  private var facetRows: [Int] {
    var indices = Array(facet.data.rows)
    for (column, value) in scope.facetColumns {
      let read = facet.data.accessor(for: column)
      guard read.column != nil else { continue }
      indices.removeAll { read($0) != value }
    }
    guard case .unit(let unit) = child.content else { return indices }
    let columns = facet.parts.map(\.column)
    let readers = columns.map { unit.data.accessor(for: $0) }
    guard readers.allSatisfy({ $0.column != nil }) else { return indices }
    let shown = Set(scope.rows(of: unit).map { index in readers.map { $0(index) } })
    let own = columns.map { facet.data.accessor(for: $0) }
    return indices.filter { index in shown.contains(own.map { $0(index) }) }
  }

  private func combinations(_ domains: [[Datum]]) -> [[Datum]] {
    var result: [[Datum]] = [[]]
    for domain in domains {
      result = result.flatMap { prefix in domain.map { prefix + [$0] } }
      if result.count > 5_000 {
        context.diagnostics.add(
          ChartMessage.tooLarge("cells", limit: 5_000, at: view.spec.range))
        return []
      }
    }
    return result
  }

  private func columnCount(_ count: Int, _ domains: [[Datum]]) -> Int {
    if facet.part(.facet) != nil {
      let columns =
        view.spec.layout.columns
        ?? configuration.number("facet", "columns").map { Int($0, within: 0...100_000) }
      return max(1, columns.map { $0 > 0 ? min($0, max(count, 1)) : count } ?? count)
    }
    if let index = facet.parts.firstIndex(where: { $0.channel == .column }) {
      return max(1, domains[index].count)
    }
    return 1
  }

  private func place(_ cells: [SceneGroup], _ columns: Int) -> Bounds {
    let layout = view.spec.layout
    let spacing = configuration.number("facet", "spacing") ?? 20
    var grid = GridLayout(columns: columns)
    grid.rowPadding = layout.rowSpacing ?? spacing
    grid.columnPadding = layout.columnSpacing ?? spacing
    grid.rowAlignment = GridLayout.Alignment(rawValue: layout.rowAlign ?? "all") ?? .all
    grid.columnAlignment = GridLayout.Alignment(rawValue: layout.columnAlign ?? "all") ?? .all
    grid.centersRows = layout.rowCenter ?? false
    grid.centersColumns = layout.columnCenter ?? false
    grid.isFlush = layout.bounds == "flush"
    return grid.place(cells)
  }

  /// The axes that all cells share and that stand at the edge of the grid.
  private var sharedAxes: Set<Channel> {
    guard isFrame(child) else { return [] }
    let parser = GuideParser(configuration: configuration)
    return Set([Channel.x, .y].filter { parser.axisMode(view, $0) == .shared })
  }

  private func isFrame(_ view: ViewModel) -> Bool {
    switch view.content {
    case .unit, .layer: true
    default: false
    }
  }
}

/// The values of a facet's field, in the order of its sort.
struct FacetDomain {
  let part: FacetModel.Part
  let data: Dataset
  let rows: [Int]

  func values() -> [Datum] {
    let read = data.accessor(for: part.column)
    var seen: Set<Datum> = []
    var values: [Datum] = []
    for index in rows {
      let value = read(index)
      if seen.insert(value).inserted { values.append(value) }
    }
    switch part.definition.sort {
    case .some(ChannelDefinition.Sorting.none): return values
    case .values(let listed):
      let order = ListedOrder(listed, part.definition)
      return values.stablySorted { order.rank($0) < order.rank($1) }
    case .byField(let field, let operation, let descending):
      guard let field else { return values }
      let measure = data.accessor(for: field)
      var groups: [Datum: [Datum]] = [:]
      for row in data.rows { groups[read(row), default: []].append(measure(row)) }
      let keys = groups.mapValues { SortMeasure.of($0, operation ?? "min") }
      return values.stablySorted { left, right in
        let comparison = (keys[left] ?? .null).ascendingOrder(keys[right] ?? .null)
        return descending ? comparison > 0 : comparison < 0
      }
    case .descending:
      return values.stablySorted { $0.ascendingOrder($1) > 0 }
    default: return values.stablySorted { $0.ascendingOrder($1) < 0 }
    }
  }
}

/// The rows of each unit for each combination of facet values.
struct RowIndex {
  private var tables: [(id: ObjectIdentifier, rows: [[Datum]: [Int]])] = []

  init(_ units: [UnitModel], columns: [String], scope: Scope) {
    for unit in units {
      let readers = columns.map { unit.data.accessor(for: $0) }
      // A unit with data of its own is the same in every cell.
      guard readers.allSatisfy({ $0.column != nil }) else { continue }
      var table: [[Datum]: [Int]] = [:]
      for index in scope.rows(of: unit) {
        table[readers.map { $0(index) }, default: []].append(index)
      }
      tables.append((ObjectIdentifier(unit), table))
    }
  }

  func rows(_ values: [Datum]) -> [ObjectIdentifier: [Int]] {
    var result: [ObjectIdentifier: [Int]] = [:]
    for (id, table) in tables { result[id] = table[values] ?? [] }
    return result
  }
}
