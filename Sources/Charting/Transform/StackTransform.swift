/// `stack`: where each row's value begins and ends when the values of a group are laid end to end.
struct StackTransform: Hashable, Sendable {
  enum Offset: String, Hashable, Sendable, CaseIterable { case zero, center, normalize }

  /// The field that is stacked; nil stacks ones.
  var field: String?
  var groupby: [String] = []
  var sort = RowOrder()
  var offset = Offset.zero
  var startName: String
  var endName: String

  init(
    field: String?, groupby: [String] = [], sort: RowOrder = RowOrder(), offset: Offset = .zero,
    as startName: String, _ endName: String
  ) {
    self.field = field
    self.groupby = groupby
    self.sort = sort
    self.offset = offset
    self.startName = startName
    self.endName = endName
  }

  func apply(to dataset: Dataset) -> Dataset {
    let read = field.map { dataset.accessor(for: $0) }
    // What is no number takes no room, so that it does not spoil the rest of its stack.
    let values = dataset.rows.map { row -> Double in
      guard let read else { return 1 }
      let value = read(row).coercedToNumber
      return value.isNaN ? 0 : value
    }
    let groups = Grouping(dataset, by: groupby).groups
    let sums = groups.map { group in group.rows.reduce(0) { $0 + abs(values[$1]) } }
    let greatest = sums.max() ?? 0
    var starts = [Datum](repeating: .null, count: values.count)
    var ends = starts
    for (group, sum) in zip(groups, sums) {
      var positive = 0.0
      var negative = 0.0
      var running = offset == .center ? (greatest - sum) / 2 : 0
      var total = 0.0
      for row in sort.sorted(group.rows, of: dataset) {
        let value = values[row]
        switch offset {
        case .zero where value < 0:
          starts[row] = .number(negative)
          negative += value
          ends[row] = .number(negative)
        case .zero:
          starts[row] = .number(positive)
          positive += value
          ends[row] = .number(positive)
        case .center:
          starts[row] = .number(running)
          running += abs(value)
          ends[row] = .number(running)
        case .normalize:
          starts[row] = .number(running)
          total += abs(value)
          running = sum == 0 ? 0 : 1 / sum * total
          ends[row] = .number(running)
        }
      }
    }
    var result = dataset
    result.setColumn(startName, to: starts)
    result.setColumn(endName, to: ends)
    return result
  }
}
