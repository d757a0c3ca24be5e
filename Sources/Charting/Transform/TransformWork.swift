extension Transform {
  /// Beyond so many steps a transform takes more than a second or two, and is refused.
  static let greatestWork = 250_000_000.0

  /// About how many elementary steps a transform takes, of a few nanoseconds each, where that
  /// grows faster than the rows do; 0 for all others.
  func work(on dataset: Dataset) -> Double {
    let rows = Double(dataset.count)
    switch self {
    case .aggregate(let transform), .joinAggregate(let transform):
      return AggregateTransform.work(transform.measures.map(\.op), rows: rows)
    case .fold(let transform): return rows * Double(transform.fields.count) * 20
    case .density(let transform):
      return rows * Double(max(1, min(transform.maxsteps, 10_000)))
    case .loess(let transform):
      // Three rounds, each of which fits every point by its neighbours.
      return 3 * rows * max(2, rows * min(1, max(0, transform.bandwidth)))
    case .window(let transform): return transform.work(rows: rows)
    case .impute(let transform) where transform.method != .value: return rows * rows
    default: return 0
    }
  }
}

extension Transform {
  /// How many rows it makes of those it is given, where that may be many more; 0 for all others.
  func rowsMade(of dataset: Dataset) -> Int {
    func times(_ count: Int, _ groups: [String]) -> Int {
      let groups = groups.isEmpty ? 1 : Grouping(dataset, by: groups).groups.count
      let (rows, isOver) = count.multipliedReportingOverflow(by: groups)
      return isOver ? .max : rows
    }
    switch self {
    case .fold(let transform): return dataset.count * transform.fields.count
    case .flatten(let transform):
      let readers = transform.fields.map { dataset.accessor(for: $0) }
      return dataset.rows.reduce(0) { sum, row in
        sum + (readers.map { $0(row).elements?.count ?? 0 }.max() ?? 0)
      }
    case .impute(let transform): return transform.rowsMade(of: dataset)
    case .density(let transform): return times(transform.maxsteps, transform.groupby)
    case .quantile(let transform): return times(transform.count, transform.groupby)
    default: return 0
    }
  }
}

extension AggregateTransform {
  /// A bootstrap interval draws a thousand samples as large as the rows.
  static func work(_ operations: [AggregateOp], rows: Double) -> Double {
    let intervals = operations.filter { $0 == .ci0 || $0 == .ci1 }.count
    return Double(intervals) * 1000 * rows
  }
}

extension WindowTransform {
  /// Frames that grow or slide cost a step a row; others are summed anew at each row.
  fileprivate func work(rows: Double) -> Double {
    let (start, end) = frame
    let width = min(rows, start != nil && end != nil ? (end ?? 0) - (start ?? 0) + 1 : rows)
    var work = 0.0
    for field in fields {
      guard case .aggregate(let op) = field.op, start != nil else { continue }
      work += Accumulator.canRemove(op) ? rows : rows * max(1, width) * 10
    }
    return work
  }
}
