import Tables

/// The ends of a continuous domain, from what the author says or from the rows in scope.
struct ContinuousDomain {
  let scope: Scope
  let context: DrawingContext

  struct Found {
    /// At least two numbers, ascending unless the author has them otherwise.
    var breaks: [Double]
    var bins: [Double]?
  }

  func find(_ component: ScaleComponent) -> Found {
    let reader = DomainValue(context: context)
    let bins = self.bins(component)
    if let specified = component.properties["domain"]?.elements {
      let numbers = specified.compactMap(reader.number)
      if numbers.count >= 2 {
        if component.members.count > 1, numbers.count > 2, component.properties["domainMid"] == nil,
          mergedDomains(component)
        {
          return Found(breaks: [numbers.min() ?? 0, numbers.max() ?? 1], bins: bins)
        }
        return Found(breaks: numbers, bins: bins)
      }
      if let only = numbers.first { return Found(breaks: [only, only], bins: bins) }
    }
    var low = Double.infinity
    var high = -Double.infinity
    func take(_ number: Double) {
      guard number.isFinite else { return }
      low = min(low, number)
      high = max(high, number)
    }
    for value in component.properties["domain"]?["unionWith"]?.elements ?? [] {
      if let number = reader.number(value) { take(number) }
    }
    for (unit, definition) in component.members {
      memberNumbers(unit, definition, component, take)
    }
    if let bins, let first = bins.first, let last = bins.last, low > high {
      return Found(breaks: [first, last], bins: bins)
    }
    if low > high { return Found(breaks: [0, 1], bins: bins) }
    return Found(breaks: [low, high], bins: bins)
  }

  /// Every number of the members' rows, for quantiles.
  func allNumbers(_ component: ScaleComponent) -> [Double] {
    var numbers: [Double] = []
    for (unit, definition) in component.members {
      memberNumbers(unit, definition, component) { if $0.isFinite { numbers.append($0) } }
    }
    return numbers
  }

  private func mergedDomains(_ component: ScaleComponent) -> Bool {
    component.members.filter { $0.definition.scaleProperties["domain"]?.elements != nil }.count > 1
  }

  private func bins(_ component: ScaleComponent) -> [Double]? {
    if let numbers = component.properties.numbers("bins") { return numbers }
    if let properties = component.properties.properties("bins"),
      let step = properties.number("step")
    {
      var edges: [Double] = []
      if let start = properties.number("start"), let stop = properties.number("stop"), step > 0,
        (stop - start) / step < 10_000
      {
        var edge = start
        while edge <= stop + step * 1e-9 {
          edges.append(edge)
          edge += step
        }
        return edges
      }
    }
    for (unit, definition) in component.members where definition.isBinning {
      if let edges = unit.bins[component.channel] { return edges.edges }
    }
    for (unit, definition) in component.members {
      guard case .binned(let step?) = definition.bin, step > 0 else { continue }
      var low = Double.infinity
      var high = -Double.infinity
      memberNumbers(unit, definition, component) { number in
        low = min(low, number)
        high = max(high, number)
      }
      guard low.isFinite, high.isFinite, (high - low) / step < 10_000 else { continue }
      return Array(stride(from: low, through: high + step * 1e-9, by: step))
    }
    return nil
  }

  private func memberNumbers(
    _ unit: UnitModel, _ definition: ChannelDefinition, _ component: ScaleComponent,
    _ take: (Double) -> Void
  ) {
    let channel = component.channel
    let reader = DomainValue(context: context)
    if let stack = unit.stack, stack.fieldChannel == channel,
      let columns = unit.domainColumns(channel),
      let start = columns.stackStart, let end = columns.stackEnd
    {
      if stack.offset == .normalize {
        take(0)
        take(1)
        return
      }
      each(unit) { row in
        take(start(row).measure)
        take(end(row).measure)
      }
      return
    }
    if let datum = definition.datum {
      if let number = reader.number(datum) { take(number) }
    } else if definition.isBinning, let edges = unit.bins[channel] {
      take(edges.start)
      take(edges.stop)
    } else if isUnaggregated(component, definition), let field = definition.field {
      let read = unit.raw.accessor(for: field)
      for row in unit.raw.rows { take(read(row).measure) }
    } else if let columns = unit.domainColumns(channel) {
      fieldNumbers(unit, definition, columns, component.type, take)
    }
    if let secondary = channel.secondary, let other = unit.encoding[secondary] {
      if let datum = other.datum {
        if let number = reader.number(datum) { take(number) }
      } else if let columns = unit.domainColumns(secondary) {
        each(unit) { row in take(columns.main(row).measure) }
      }
    }
  }

  private func fieldNumbers(
    _ unit: UnitModel, _ definition: ChannelDefinition, _ columns: ChannelColumns,
    _ type: ScaleType, _ take: (Double) -> Void
  ) {
    if definition.timeUnit != nil, type.isTime, let end = columns.end,
      let position = unit.bandPosition(definition), position != 0 || columns.offsetStart != nil
    {
      let start = columns.offsetStart ?? columns.main
      let stop = columns.offsetEnd ?? end
      each(unit) { row in
        take(start(row).measure)
        take(stop(row).measure)
      }
      return
    }
    each(unit) { row in take(columns.main(row).measure) }
  }

  private func each(_ unit: UnitModel, _ body: (Row) -> Void) {
    if let domainData = unit.domainData {
      for row in domainData.rows { body(row) }
    } else if scope.isWhole(unit) {
      for row in unit.data.rows { body(row) }
    } else {
      for row in scope.rows(of: unit) { body(row) }
    }
  }

  private func isUnaggregated(
    _ component: ScaleComponent, _ definition: ChannelDefinition
  ) -> Bool {
    guard definition.aggregate != nil, definition.field != nil else { return false }
    if component.properties.string("domain") == "unaggregated" { return true }
    return component.properties["domain"] == nil
      && context.configuration.value("scale", "useUnaggregatedDomain")?.boolean == true
      && definition.aggregate != .operation("sum")
  }
}

extension UnitModel {
  /// Where in its bin or unit of time a mark stands: 0 at the start, 1 at the end.
  func bandPosition(
    _ definition: ChannelDefinition, hasSecondary: Bool = false
  ) -> Double? {
    if let position = definition.bandPosition { return position }
    guard definition.isFieldDefinition else { return nil }
    if definition.timeUnit != nil, !hasSecondary {
      if let position = number("timeUnitBandPosition") { return position }
      switch mark.type {
      case .bar, .rect, .tick, .image: return 0.5
      default: return nil
      }
    }
    return definition.isBinning ? 0.5 : nil
  }
}

/// Reads numbers and dates as they stand in domains, datums and axis values.
struct DomainValue {
  let context: DrawingContext

  func number(_ value: StructuredValue) -> Double? {
    switch value.content {
    case .number(let number): return number
    case .boolean(let flag): return flag ? 1 : 0
    case .string, .object:
      let datum = DateTimeValue.datum(value, timeUnit: nil)
      return datum.isValid ? datum.measure : nil
    default: return nil
    }
  }
}
