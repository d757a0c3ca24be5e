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
      groups = [Group(key: [], rows: Array(dataset.rows.indices))]
    } else if readers.count == 1 {
      let read = readers[0]
      var positions: [Datum: Int] = [:]
      for (index, row) in dataset.rows.enumerated() {
        let value = read(row)
        let key = Grouping.key(value)
        if let position = positions[key] {
          groups[position].rows.append(index)
        } else {
          positions[key] = groups.count
          groups.append(Group(key: [value], rows: [index]))
        }
      }
    } else {
      var positions: [[Datum]: Int] = [:]
      for (index, row) in dataset.rows.enumerated() {
        let values = readers.map { $0(row) }
        let key = values.map(Grouping.key)
        if let position = positions[key] {
          groups[position].rows.append(index)
        } else {
          positions[key] = groups.count
          groups.append(Group(key: values, rows: [index]))
        }
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
  func comparison(in dataset: Dataset) -> ([Datum], [Datum]) -> Int {
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
    guard !keys.isEmpty else { return rows }
    let compare = comparison(in: dataset)
    return rows.sorted { left, right in
      let order = compare(dataset.rows[left], dataset.rows[right])
      return order == 0 ? left < right : order < 0
    }
  }
}
