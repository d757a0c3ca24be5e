/// One summary: an operation over a field, and the name of the column it makes.
struct AggregateMeasure: Hashable, Sendable {
  var op: AggregateOp
  /// Nil where the operation counts rows.
  var field: String?
  var name: String
  /// The rate of exponential smoothing.
  var parameter: Double?

  init(_ op: AggregateOp, _ field: String? = nil, as name: String? = nil, parameter: Double? = nil)
  {
    self.op = op
    self.field = field
    self.parameter = parameter
    let path = field.map { FieldPath($0).flattenedName }
    self.name = name ?? (path.map { "\(op.rawValue)_\($0)" } ?? op.rawValue)
  }
}

/// `aggregate` (a row for each group) and `joinaggregate` (summaries beside each row).
struct AggregateTransform: Hashable, Sendable {
  var measures: [AggregateMeasure]
  var groupby: [String] = []

  func aggregating(_ dataset: Dataset) -> Dataset {
    let grouping = Grouping(dataset, by: groupby)
    let summaries = Summaries(measures, of: dataset)
    var rows: [[Datum]] = []
    rows.reserveCapacity(grouping.groups.count)
    for group in grouping.groups where !group.rows.isEmpty {
      rows.append(group.key + summaries.results(for: group.rows))
    }
    return Dataset(fields: grouping.names + measures.map(\.name), rows: rows)
  }

  func joining(_ dataset: Dataset) -> Dataset {
    let grouping = Grouping(dataset, by: groupby)
    let summaries = Summaries(measures, of: dataset)
    var result = dataset
    let columns = measures.map { result.ensureColumn($0.name) }
    for group in grouping.groups where !group.rows.isEmpty {
      let values = summaries.results(for: group.rows)
      for row in group.rows {
        for (column, value) in zip(columns, values) { result.set(value, row: row, column: column) }
      }
    }
    return result
  }
}

/// Measures with each field gathered once, however many operations it has.
private struct Summaries {
  private let dataset: Dataset
  private let measures: [AggregateMeasure]
  private let readers: [FieldAccessor?]
  /// For each measure, which of the readers it uses.
  private let readerOfMeasure: [Int]
  private let prototypes: [Accumulator]

  init(_ measures: [AggregateMeasure], of dataset: Dataset) {
    self.dataset = dataset
    self.measures = measures
    var fields: [String?] = []
    var positions: [Int] = []
    for measure in measures {
      let field = measure.op == .count ? nil : measure.field
      if let position = fields.firstIndex(of: field) {
        positions.append(position)
      } else {
        positions.append(fields.count)
        fields.append(field)
      }
    }
    readerOfMeasure = positions
    readers = fields.map { field in field.map { dataset.accessor(for: $0) } }
    prototypes = fields.indices.map { position in
      Accumulator(for: zip(measures, positions).filter { $0.1 == position }.map(\.0.op))
    }
  }

  func results(for rows: [Int]) -> [Datum] {
    var accumulators = prototypes
    for position in readers.indices {
      if let read = readers[position] {
        for row in rows { accumulators[position].add(read(row), row: row) }
      } else {
        for row in rows { accumulators[position].add(0, row: row) }
      }
    }
    return measures.enumerated().map { index, measure in
      accumulators[readerOfMeasure[index]].result(
        measure.op, parameter: measure.parameter, of: dataset)
    }
  }
}
