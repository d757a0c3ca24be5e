/// The rows of a dataset in groups of equal keys, in the order in which keys first appear.
struct Grouping {
  struct Group {
    var key: [Datum]
    /// Row numbers, ascending.
    var rows: [Int]
  }

  /// The columns that hold the keys, by the name they have after grouping.
  let names: [String]
  private(set) var groups: [Group] = []

  /// No fields is one group of all rows.
  init(_ dataset: Dataset, by fields: [String]) {
    names = fields.map { FieldPath($0).flattenedName }
    let readers = fields.map { dataset.accessor(for: $0) }
    if readers.isEmpty {
      groups = [Group(key: [], rows: Array(dataset.rows))]
    } else {
      groupByAll(readers, dataset)
    }
  }

  /// Each field's values are numbered first, then the pairs of such numbers.
  private mutating func groupByAll(_ readers: [FieldAccessor], _ dataset: Dataset) {
    var numbers = [Int](repeating: 0, count: dataset.count)
    for (position, read) in readers.enumerated() {
      var values = ValueNumbering()
      if position == 0 {
        for row in dataset.rows { numbers[row] = values.number(read(row)) }
      } else {
        var pairs = ValueNumbering()
        for row in dataset.rows {
          let pair = Double(numbers[row]) * 4_294_967_296 + Double(values.number(read(row)))
          numbers[row] = pairs.number(.number(pair))
        }
      }
    }
    for row in dataset.rows {
      // Numbers are given in order of appearance.
      if numbers[row] == groups.count {
        groups.append(Group(key: readers.map { $0(row) }, rows: [row]))
      } else {
        groups[numbers[row]].rows.append(row)
      }
    }
  }

  /// NaN is not equal to itself, but all NaN are one group.
  static func key(_ value: Datum) -> Datum {
    switch value {
    case .number(let number) where number.isNaN: .string("NaN")
    case .date(let instant): .number(instant)
    default: value
    }
  }
}

/// An order of rows by fields, as `sort: [{field, order}]` gives it.
struct RowOrder: Hashable, Sendable {
  struct Key: Hashable, Sendable {
    var field: String
    var isDescending = false
  }

  var keys: [Key]

  init(_ keys: [Key] = []) { self.keys = keys }

  /// A comparison of rows: negative, zero or positive.
  func comparison(in dataset: Dataset) -> (Row, Row) -> Int {
    let readers = keys.map { (dataset.accessor(for: $0.field), $0.isDescending ? -1 : 1) }
    return { left, right in
      for (read, sign) in readers {
        let order = read(left).ascendingOrder(read(right))
        if order != 0 { return order * sign }
      }
      return 0
    }
  }

  /// Row numbers in this order; equal rows keep theirs.
  func sorted(_ rows: [Int], of dataset: Dataset) -> [Int] {
    guard let first = keys.first, rows.count > 1 else { return rows }
    if keys.count == 1, let sorted = sortedByNumber(rows, of: dataset, first) { return sorted }
    let readers = keys.map { (dataset.accessor(for: $0.field), $0.isDescending ? -1 : 1) }
    return rows.sorted { left, right in
      for (read, sign) in readers {
        let order = read(left).ascendingOrder(read(right))
        if order != 0 { return order * sign < 0 }
      }
      return left < right
    }
  }

  /// The common case of one key that is a number in every row; nil where it is not.
  private func sortedByNumber(_ rows: [Int], of dataset: Dataset, _ key: Key) -> [Int]? {
    let read = dataset.accessor(for: key.field)
    var entries: [(key: Double, row: Int)] = []
    entries.reserveCapacity(rows.count)
    for row in rows {
      switch read(row) {
      case .number(let number) where !number.isNaN: entries.append((number, row))
      case .date(let instant) where !instant.isNaN: entries.append((instant, row))
      default: return nil
      }
    }
    if key.isDescending {
      entries.sort { $0.key == $1.key ? $0.row < $1.row : $0.key > $1.key }
    } else {
      entries.sort { $0.key == $1.key ? $0.row < $1.row : $0.key < $1.key }
    }
    return entries.map(\.row)
  }
}
