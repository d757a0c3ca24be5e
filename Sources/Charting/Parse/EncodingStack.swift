import Tables

/// Stacks a unit's values: each row gets where its piece begins and ends.
struct EncodingStack {
  let unit: UnitModel
  let facets: [String]

  func stacked(_ input: Dataset, _ stack: StackPlan) -> Dataset {
    guard let definition = unit.encoding[stack.fieldChannel] else { return input }
    var data = input
    let name = definition.columnName()
    var grouping: [String] = facets
    for channel in stack.groupingChannels {
      guard let dimension = unit.encoding[channel] else { continue }
      grouping.append(dimension.columnName())
      if stack.imputes, dimension.bin == nil {
        data = imputed(data, stack, dimension.columnName(), name)
      }
    }
    let order = sorting(stack)
    let field = data.accessor(for: name)
    let readers = order.map { (data.accessor(for: $0.field), $0.descends) }
    var starts = [Datum](repeating: .null, count: data.rows.count)
    var ends = starts
    var maximum = 0.0
    let groups = EncodingGroups.groups(data, by: grouping)
    if stack.offset == .center {
      for (_, members) in groups {
        let total = members.reduce(0.0) { $0 + abs(number(field(data.rows[$1]))) }
        maximum = max(maximum, total)
      }
    }
    for (_, members) in groups {
      let sorted = members.stablySorted { left, right in
        for (read, descends) in readers {
          let comparison = read(data.rows[left]).ascendingOrder(read(data.rows[right]))
          if comparison != 0 { return descends ? comparison > 0 : comparison < 0 }
        }
        return false
      }
      let total = sorted.reduce(0.0) { $0 + abs(number(field(data.rows[$1]))) }
      var positive = stack.offset == .center ? (maximum - total) / 2 : 0
      var negative = 0.0
      let scale = stack.offset == .normalize ? (total > 0 ? 1 / total : 0) : 1
      for index in sorted {
        let value = number(field(data.rows[index]))
        switch stack.offset {
        case .zero where value < 0:
          starts[index] = .number(negative)
          negative += value
          ends[index] = .number(negative)
        case .zero:
          starts[index] = .number(positive)
          positive += value
          ends[index] = .number(positive)
        default:
          starts[index] = .number(positive * scale)
          positive += abs(value)
          ends[index] = .number(positive * scale)
        }
      }
    }
    data.setColumn(name + "_start", to: starts)
    data.setColumn(name + "_end", to: ends)
    return data
  }

  private func number(_ value: Datum) -> Double {
    let number = value.measure
    return number.isFinite ? number : 0
  }

  /// The order of the pieces: by the order channel, else by what splits the stack.
  private func sorting(_ stack: StackPlan) -> [(field: String, descends: Bool)] {
    let orders = unit.encoding.orders.filter(\.isFieldDefinition)
    if !orders.isEmpty {
      return orders.map { definition in
        var descends = false
        if case .descending = definition.sort { descends = true }
        return (definition.columnName(), descends)
      }
    }
    var descends = stack.fieldChannel == .y
    if let only = unit.encoding.orders.first {
      if case .descending = only.sort { descends = true }
      if case .ascending = only.sort { descends = false }
    }
    var result: [(String, Bool)] = []
    for (_, definition) in stack.splitting {
      let name = definition.columnName()
      if !result.contains(where: { $0.0 == name }) { result.append((name, descends)) }
    }
    return result
  }

  /// Adds a row of zero for each missing pair of place and series, so that areas meet.
  private func imputed(
    _ data: Dataset, _ stack: StackPlan, _ dimension: String, _ field: String
  ) -> Dataset {
    var series: [String] = facets
    for (_, definition) in stack.splitting {
      let name = definition.columnName()
      if !series.contains(name) { series.append(name) }
    }
    return Imputation.filled(
      data, field: field, key: dimension, groupBy: series, value: { _ in .number(0) })
  }
}

/// Rows for keys that a group lacks, and values for those that are null.
enum Imputation {
  static func filled(
    _ data: Dataset, field: String, key: String, groupBy: [String], keys extra: [Datum] = [],
    value: ([Datum]) -> Datum
  ) -> Dataset {
    guard let keyColumn = data.accessor(for: key).column else { return data }
    var result = data
    let fieldColumn = result.ensureColumn(field)
    var keys: [Datum] = []
    var seen: Set<Datum> = []
    for row in data.rows where seen.insert(row[keyColumn]).inserted { keys.append(row[keyColumn]) }
    for key in extra where seen.insert(key).inserted { keys.append(key) }
    let groupColumns = groupBy.compactMap { data.accessor(for: $0).column }
    // Columns that go with the key, such as a bin's end, are copied from the key's other rows.
    var companions: [Datum: [Datum]] = [:]
    for row in data.rows where companions[row[keyColumn]] == nil {
      companions[row[keyColumn]] = row
    }
    let companionColumns = data.fields.indices.filter { data.fields[$0].hasPrefix(key + "_") }
    for (groupKey, members) in EncodingGroups.groups(data, by: groupBy) {
      let existing = Set(members.map { data.rows[$0][keyColumn] })
      let values = members.map { data.rows[$0][fieldColumn] }
      let fill = value(values)
      for member in members where !data.rows[member][fieldColumn].isValid {
        result.rows[member][fieldColumn] = fill
      }
      for key in keys where !existing.contains(key) {
        var row = [Datum](repeating: .null, count: result.fields.count)
        for (column, value) in zip(groupColumns, groupKey) { row[column] = value }
        if let companion = companions[key] {
          for column in companionColumns { row[column] = companion[column] }
        }
        row[keyColumn] = key
        row[fieldColumn] = fill
        result.rows.append(row)
      }
    }
    return result
  }
}

/// Imputing that a position channel asks for in its `impute`.
struct ImputeEncoding {
  let unit: UnitModel
  let facets: [String]

  func imputed(_ data: Dataset, _ definition: ChannelDefinition) -> Dataset {
    guard let impute = definition.impute else { return data }
    let isX = unit.encoding[.x]?.columnName() == definition.columnName()
    guard let key = unit.encoding[isX ? .y : .x], key.isFieldDefinition else { return data }
    var series = facets
    for channel in Channel.nonPositions {
      for candidate in unit.encoding.definitions(channel)
      where candidate.isFieldDefinition && candidate.aggregate == nil && channel != .tooltip {
        let name = candidate.columnName()
        if !series.contains(name) { series.append(name) }
      }
    }
    return EncodingImpute(impute).run(
      data, field: definition.columnName(), key: key.columnName(), groupBy: series)
  }
}

/// Fills in missing values by a constant or by the group's others.
struct EncodingImpute {
  private let parameters: Properties

  init(_ parameters: Properties) { self.parameters = parameters }

  func run(_ data: Dataset, field: String, key: String, groupBy: [String]) -> Dataset {
    var extra: [Datum] = []
    if let values = parameters["keyvals"]?.elements {
      extra = values.map { Datum($0) }
    } else if let sequence = parameters.properties("keyvals"),
      let stop = sequence.number("stop")
    {
      let start = sequence.number("start") ?? 0
      let step = sequence.number("step") ?? 1
      if step > 0, (stop - start) / step < 100_000 {
        extra = Array(stride(from: start, to: stop, by: step)).map(Datum.number)
      }
    }
    let method = parameters.string("method") ?? "value"
    let constant = parameters["value"].map { Datum($0) } ?? .null
    let frame = parameters["frame"]?.elements
    if let frame, method != "value", frame.count == 2,
      !(frame[0].isNull && frame[1].isNull)
    {
      return framed(
        data, field, key, groupBy, extra, method, frame[0].number, frame[1].number)
    }
    return Imputation.filled(data, field: field, key: key, groupBy: groupBy, keys: extra) {
      values in
      method == "value" ? constant : AggregateValue.of(method, values)
    }
  }

  /// Values from the neighbours within a frame, counted in rows about the missing one.
  private func framed(
    _ data: Dataset, _ field: String, _ key: String, _ groupBy: [String], _ extra: [Datum],
    _ method: String, _ before: Double?, _ after: Double?
  ) -> Dataset {
    var marked = Imputation.filled(
      data, field: field, key: key, groupBy: groupBy, keys: extra, value: { _ in .null })
    guard let column = marked.index(of: field) else { return marked }
    let source = marked
    let from = before.map { Int($0) } ?? -source.rows.count
    let to = after.map { Int($0) } ?? source.rows.count
    for (_, members) in EncodingGroups.groups(source, by: groupBy) {
      for (place, member) in members.enumerated() where !source.rows[member][column].isValid {
        let low = max(0, place + from)
        let high = min(members.count - 1, place + to)
        guard low <= high else { continue }
        let values = members[low...high].map { source.rows[$0][column] }
        marked.rows[member][column] = AggregateValue.of(method, values)
      }
    }
    return marked
  }
}
