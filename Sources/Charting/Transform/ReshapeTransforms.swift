/// `fold`: a row for each of some fields, with the field's name and value.
struct FoldTransform: Hashable, Sendable {
  var fields: [String]
  var keyName = "key"
  var valueName = "value"

  func apply(to dataset: Dataset) -> Dataset {
    let readers = fields.map { dataset.accessor(for: $0) }
    let names = fields.map { Datum.string(FieldPath($0).flattenedName) }
    let repeated = dataset.rows.flatMap { repeatElement($0, count: readers.count) }
    var result = dataset.selecting(repeated)
    result.setColumn(keyName, to: dataset.rows.flatMap { _ in names })
    result.setColumn(valueName, to: dataset.rows.flatMap { row in readers.map { $0(row) } })
    return result
  }
}

/// `flatten`: a row for each element of arrays, several arrays in step.
struct FlattenTransform: Hashable, Sendable {
  var fields: [String]
  /// The columns that take the elements; those beyond are named as their fields.
  var names: [String] = []

  func apply(to dataset: Dataset) -> Dataset {
    let readers = fields.map { dataset.accessor(for: $0) }
    var repeated: [Row] = []
    var columns = [[Datum]](repeating: [], count: fields.count)
    for row in dataset.rows {
      let arrays = readers.map { $0(row).elements ?? [] }
      for position in 0..<(arrays.map(\.count).max() ?? 0) {
        repeated.append(row)
        for (column, array) in arrays.enumerated() {
          columns[column].append(position < array.count ? array[position] : .null)
        }
      }
    }
    var result = dataset.selecting(repeated)
    for (index, field) in fields.enumerated() {
      result.setColumn(
        index < names.count ? names[index] : FieldPath(field).flattenedName, to: columns[index])
    }
    return result
  }
}

/// `pivot`: a column for each value of a field, holding a summary of another field.
struct PivotTransform: Hashable, Sendable {
  var field: String
  var value: String
  var groupby: [String] = []
  var op = AggregateOp.sum
  /// How many columns at most; 0 is no limit.
  var limit = 0

  func apply(to dataset: Dataset) -> Dataset {
    let readKey = dataset.accessor(for: field)
    let readValue = dataset.accessor(for: value)
    var positions: [String: Int] = [:]
    var keys: [Datum] = []
    for row in dataset.rows {
      let key = readKey(row)
      if positions[key.coercedToString] == nil {
        positions[key.coercedToString] = 0
        keys.append(key)
      }
    }
    keys.sort { $0.ascendingOrder($1) < 0 }
    if limit > 0, keys.count > limit { keys.removeSubrange(limit...) }
    positions = [:]
    for (position, key) in keys.enumerated() { positions[key.coercedToString] = position }
    let grouping = Grouping(dataset, by: groupby)
    guard ChartWork.allows(elements: 8 * grouping.groups.count * keys.count) else { return .empty }
    let rows = grouping.groups.filter { !$0.rows.isEmpty }.map { group -> [Datum] in
      var accumulators = [Accumulator](repeating: Accumulator(for: [op]), count: keys.count)
      for row in group.rows {
        guard let position = positions[readKey(row).coercedToString] else { continue }
        accumulators[position].add(readValue(row), row: row)
      }
      return group.key
        + accumulators.map { accumulator in
          op == .count
            ? .number(Double(accumulator.missing + accumulator.valid))
            : accumulator.result(op, of: dataset)
        }
    }
    return Dataset(fields: grouping.names + keys.map(\.coercedToString), rows: rows)
  }
}

/// `lookup`: values of the row of another dataset that has the same key.
struct LookupTransform: Sendable {
  var field: String
  var from: Dataset
  var key: String
  /// The fields to fetch; empty fetches the whole row as one object.
  var fields: [String] = []
  var names: [String] = []
  var missing: Datum = .null

  func apply(to dataset: Dataset) -> Dataset {
    let read = dataset.accessor(for: field)
    let readKey = from.accessor(for: key)
    var found: [Datum: Int] = [:]
    for row in from.rows {
      // The last row of a key wins, as in Vega's index of tuples.
      found[lookupKey(readKey(row))] = row
    }
    let matches = dataset.rows.map { found[lookupKey(read($0))] }
    var result = dataset
    if fields.isEmpty {
      result.setColumn(
        names.first ?? "_lookup",
        to: matches.map { match in match.map { from.object($0) } ?? missing })
    }
    for (index, field) in fields.enumerated() {
      let readForeign = from.accessor(for: field)
      let name = index < names.count ? names[index] : FieldPath(field).flattenedName
      result.setColumn(
        name, to: matches.map { match in match.map { readForeign($0) } ?? missing })
    }
    return result
  }

  /// JavaScript's object keys are text, so 1 finds "1".
  private func lookupKey(_ value: Datum) -> Datum {
    if case .string = value { return value }
    return .string(value.coercedToString)
  }
}

/// `impute`: rows for the keys that a group lacks, or values for those it lacks.
struct ImputeTransform: Hashable, Sendable {
  enum Method: String, Hashable, Sendable, CaseIterable { case value, mean, median, max, min }

  var field: String
  var key: String
  /// Keys that must be there beside those of the data.
  var keyValues: [Datum] = []
  var groupby: [String] = []
  var method = Method.value
  var value: Datum = .number(0)
  /// Rows around the missing one that a method looks at; nil is without end.
  var frame: [Double?] = [nil, nil]

  func apply(to dataset: Dataset) -> Dataset {
    let added = addingMissingKeys(to: dataset)
    guard method != .value, let op = AggregateOp(rawValue: method.rawValue) else { return added }
    let name = "imputed_\(FieldPath(field).flattenedName)_value"
    var window = WindowTransform(
      fields: [.init(op: .aggregate(op), field: field, parameter: nil, name: name)],
      groupby: groupby)
    window.frame = (frame.first ?? nil, frame.count > 1 ? frame[1] : nil)
    var result = window.apply(to: added)
    let read = result.accessor(for: field)
    let imputed = result.accessor(for: name)
    result.setColumn(
      FieldPath(field).flattenedName,
      to: result.rows.map { read($0).isNull ? imputed($0) : read($0) })
    return result
  }

  /// All keys in their order, and the place of each.
  private func keys(of dataset: Dataset) -> (domain: [Datum], positions: [Datum: Int]) {
    let readKey = dataset.accessor(for: key)
    var domain: [Datum] = []
    var positions: [Datum: Int] = [:]
    for value in keyValues + dataset.rows.map({ readKey($0) }) {
      let hashed = Grouping.key(value)
      if positions[hashed] == nil {
        positions[hashed] = domain.count
        domain.append(value)
      }
    }
    return (domain, positions)
  }

  /// At most as many rows as there are, and one for each key in each group.
  func rowsMade(of dataset: Dataset) -> Int {
    keys(of: dataset).domain.count * Grouping(dataset, by: groupby).groups.count
  }

  private func addingMissingKeys(to dataset: Dataset) -> Dataset {
    let readKey = dataset.accessor(for: key)
    let (domain, positions) = keys(of: dataset)
    let grouping = Grouping(dataset, by: groupby)
    var result = dataset
    let keyColumn = result.ensureColumn(FieldPath(key).flattenedName)
    let fieldColumn = result.ensureColumn(FieldPath(field).flattenedName)
    let groupColumns = grouping.names.map { result.ensureColumn($0) }
    let blank = [Datum](repeating: .null, count: result.fields.count)
    for group in grouping.groups {
      var present = [Bool](repeating: false, count: domain.count)
      for row in group.rows {
        if let position = positions[Grouping.key(readKey(row))] {
          present[position] = true
        }
      }
      for (position, key) in domain.enumerated() where !present[position] {
        var row = blank
        for (column, value) in zip(groupColumns, group.key) { row[column] = value }
        row[keyColumn] = key
        row[fieldColumn] = method == .value ? value : .null
        result.append(row)
      }
    }
    return result
  }
}
