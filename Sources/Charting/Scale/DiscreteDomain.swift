import Tables

/// The values of a discrete domain, in the order that sorting rules give them.
struct DiscreteDomain {
  let scope: Scope

  /// How one member's values are ordered.
  private enum Order: Equatable {
    case appearance
    case natural(descending: Bool)
    case listed
    case measured
  }

  func values(_ component: ScaleComponent) -> [Datum] {
    if let specified = component.properties["domain"]?.elements {
      let isTemporal = component.members.first?.definition.type == .temporal
      let hasTimeUnit = component.members.first?.definition.timeUnit != nil
      return unique(
        specified.map { value in
          isTemporal || hasTimeUnit
            ? DateTimeValue.datum(value, timeUnit: component.members.first?.definition.timeUnit)
            : Datum(value)
        })
    }
    var values: [Datum] = []
    var seen: Set<Datum> = []
    if let union = component.properties["domain"]?["unionWith"]?.elements {
      for value in union.map({ Datum($0) }) where seen.insert(value).inserted {
        values.append(value)
      }
    }
    var orders: [Order] = []
    var sorter: (unit: UnitModel, definition: ChannelDefinition)?
    for (unit, definition) in component.members {
      for value in memberValues(unit, definition, component.channel)
      where seen.insert(value).inserted {
        values.append(value)
      }
      guard definition.isFieldDefinition else { continue }
      let order = order(definition)
      if order != .appearance {
        if !orders.contains(order) { orders.append(order) }
        if sorter == nil { sorter = (unit, definition) }
      }
    }
    guard let sorter else { return values }
    let order = orders.count == 1 ? orders[0] : .natural(descending: false)
    return sorted(values, order, sorter.unit, sorter.definition, component.channel)
  }

  private func order(_ definition: ChannelDefinition) -> Order {
    switch definition.sort {
    case .some(ChannelDefinition.Sorting.none): .appearance
    case nil, .ascending: .natural(descending: false)
    case .descending: .natural(descending: true)
    case .values: .listed
    case .byField, .byChannel: .measured
    }
  }

  private func memberValues(
    _ unit: UnitModel, _ definition: ChannelDefinition, _ channel: Channel
  ) -> [Datum] {
    if let datum = definition.datum {
      return [
        definition.type == .temporal
          ? DateTimeValue.datum(datum, timeUnit: definition.timeUnit) : Datum(datum)
      ]
    }
    guard let columns = unit.domainColumns(channel) else { return [] }
    let rows = unit.domainData.map { Array($0.rows) } ?? scope.rows(of: unit)
    var values = distinct(rows, columns.main)
    if let secondary = channel.secondary, let end = unit.domainColumns(secondary) {
      values += distinct(rows, end.main)
    }
    return values
  }

  private func distinct(
    _ rows: [Row], _ read: FieldAccessor
  ) -> [Datum] {
    var numbering = ValueNumbering()
    var values: [Datum] = []
    for row in rows {
      let value = read(row)
      if numbering.number(value) == values.count { values.append(value) }
    }
    return values
  }

  private func unique(_ values: [Datum]) -> [Datum] {
    var seen: Set<Datum> = []
    return values.filter { seen.insert($0).inserted }
  }

  private func sorted(
    _ values: [Datum], _ order: Order, _ unit: UnitModel, _ definition: ChannelDefinition,
    _ channel: Channel
  ) -> [Datum] {
    switch order {
    case .appearance: return values
    case .natural(let descending):
      return values.stablySorted { left, right in
        let comparison = left.ascendingOrder(right)
        return descending ? comparison > 0 : comparison < 0
      }
    case .listed:
      guard case .values(let listed) = definition.sort else { return values }
      let sorting = ListedOrder(listed, definition)
      return values.enumerated()
        .map { (rank: sorting.rank($0.element), place: $0.offset, value: $0.element) }
        .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
        .map(\.value)
    case .measured:
      return MeasuredOrder(scope: scope, unit: unit, definition: definition, channel: channel)
        .sorted(values)
    }
  }
}

/// The order of an author's list; values that it lacks come after it.
struct ListedOrder {
  private var ranks: [Datum: Int] = [:]
  private let count: Int

  init(_ listed: [StructuredValue], _ definition: ChannelDefinition) {
    count = listed.count
    for (rank, value) in listed.enumerated() {
      let datum =
        definition.timeUnit != nil
        ? DateTimeValue.datum(value, timeUnit: definition.timeUnit) : Datum(value)
      if ranks[datum] == nil { ranks[datum] = rank }
    }
  }

  func rank(_ value: Datum) -> Int {
    if let rank = ranks[value] { return rank }
    if case .date(let instant) = value { return ranks[.number(instant)] ?? count }
    return count
  }
}

/// The order of values by an aggregate of another field, over the rows before aggregation.
struct MeasuredOrder {
  let scope: Scope
  let unit: UnitModel
  let definition: ChannelDefinition
  let channel: Channel

  func sorted(_ values: [Datum]) -> [Datum] {
    var field: String?
    var operation: String?
    var descends = false
    var usesMain = false
    switch definition.sort {
    case .byField(let name, let op, let descending):
      field = name
      operation = op
      descends = descending
    case .byChannel(let other, let descending):
      descends = descending
      guard let definition = unit.encoding.field(other) else { return values }
      field = definition.field
      switch definition.aggregate {
      case .operation(let name): operation = name
      case .argmin, .argmax:
        field = definition.columnName()
        usesMain = true
      case nil:
        if definition.timeUnit != nil || definition.bin != nil { field = definition.columnName() }
      }
    default: return values
    }
    let isStackedMeasure = isMeasureOfStack(field)
    let op = operation ?? (isStackedMeasure ? "sum" : "min")
    let source = usesMain ? unit.data : unit.raw
    let key =
      usesMain
      ? unit.columns[channel]?.main ?? source.accessor(for: definition.columnName())
      : source.accessor(for: rawName)
    let read = field.map { source.accessor(for: $0) }
    var groups: [Datum: [Datum]] = [:]
    for row in source.rows {
      groups[key(row), default: []].append(read.map { $0(row) } ?? .number(1))
    }
    var measures: [Datum: Datum] = [:]
    for (value, members) in groups { measures[value] = SortMeasure.of(members, op) }
    return values.stablySorted { left, right in
      let comparison = (measures[left] ?? .null).ascendingOrder(measures[right] ?? .null)
      return descends ? comparison > 0 : comparison < 0
    }
  }

  private var rawName: String { definition.columnName() }

  private func isMeasureOfStack(_ field: String?) -> Bool {
    guard let stack = unit.stack, let field else { return false }
    let dimensions = stack.groupingChannels.compactMap { unit.encoding[$0]?.field }
    let splitting = stack.splitting.compactMap(\.definition.field)
    return !dimensions.contains(field) && !splitting.contains(field)
  }
}

extension Array {
  /// Sorted with equal elements left in their order.
  func stablySorted(by precedes: (Element, Element) -> Bool) -> [Element] {
    // The standard library's sort is stable today but does not promise it; places settle ties.
    enumerated()
      .sorted { left, right in
        if precedes(left.element, right.element) { return true }
        if precedes(right.element, left.element) { return false }
        return left.offset < right.offset
      }
      .map(\.element)
  }
}
