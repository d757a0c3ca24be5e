import Tables

/// The stacking and imputing that an encoding implies, as transforms over its columns.
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
      if stack.imputes {
        data = imputed(data, stack, dimension.columnName(), name)
      }
    }
    let offset: StackTransform.Offset =
      switch stack.offset {
      case .center: .center
      case .normalize: .normalize
      default: .zero
      }
    return StackTransform(
      field: name, groupby: grouping, sort: order(stack), offset: offset, as: name + "_start",
      name + "_end"
    ).apply(to: data)
  }

  /// The order of the pieces: by the order channel, else by what splits the stack.
  private func order(_ stack: StackPlan) -> RowOrder {
    let orders = unit.encoding.orders.filter(\.isFieldDefinition)
    if !orders.isEmpty {
      return RowOrder(
        orders.map { definition in
          var descends = false
          if case .descending = definition.sort { descends = true }
          return RowOrder.Key(field: definition.columnName(), isDescending: descends)
        })
    }
    var descends = stack.fieldChannel == .y
    if let only = unit.encoding.orders.first {
      if case .descending = only.sort { descends = true }
      if case .ascending = only.sort { descends = false }
    }
    var keys: [RowOrder.Key] = []
    for (_, definition) in stack.splitting {
      let name = definition.columnName()
      if !keys.contains(where: { $0.field == name }) {
        keys.append(RowOrder.Key(field: name, isDescending: descends))
      }
    }
    return RowOrder(keys)
  }

  /// Adds a row of zero for each missing pair of place and series, so that areas meet.
  private func imputed(
    _ data: Dataset, _ stack: StackPlan, _ dimension: String, _ field: String
  ) -> Dataset {
    var series: [String] = []
    for (_, definition) in stack.splitting {
      let name = definition.columnName()
      if !series.contains(name) { series.append(name) }
    }
    var impute = ImputeTransform(field: field, key: dimension, groupby: series + facets)
    impute.value = .number(0)
    return withCompanions(of: dimension, impute.apply(to: data))
  }

  /// Columns that go with the key, such as a bin's end, in the rows that imputing added.
  private func withCompanions(of key: String, _ data: Dataset) -> Dataset {
    let companions = data.fields.filter { $0.hasPrefix(key + "_") }.compactMap(data.index)
    guard !companions.isEmpty, let column = data.index(of: key) else { return data }
    let keys = data.values(of: data.fields[column])
    var result = data
    for companion in companions {
      var values = data.values(of: data.fields[companion])
      var known: [Datum: Datum] = [:]
      for row in data.rows where values[row].isValid && known[keys[row]] == nil {
        known[keys[row]] = values[row]
      }
      for row in data.rows where !values[row].isValid {
        values[row] = known[keys[row]] ?? values[row]
      }
      result.setColumn(data.fields[companion], to: values)
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
    var series: [String] = []
    for channel in Channel.nonPositions {
      for candidate in unit.encoding.definitions(channel)
      where candidate.isFieldDefinition && candidate.aggregate == nil && channel != .tooltip {
        let name = candidate.columnName()
        if !series.contains(name) { series.append(name) }
      }
    }
    var members = impute.members
    members.append(
      .init(name: "impute", nameRange: .unplaced, value: .made(definition.columnName())))
    members.append(.init(name: "key", nameRange: .unplaced, value: .made(key.columnName())))
    members.append(
      .init(
        name: "groupby", nameRange: .unplaced,
        value: .made((series + facets).map { StructuredValue.made($0) })))
    let value = StructuredValue(.object(members), range: definition.range)
    return [TransformStep].made([value]).reduce(data) { $0.applying($1.transform) }
  }
}
