/// The number of a row of a dataset, from 0.
typealias Row = Int

/// The rows a chart is drawn from, column by column, with the fields in a fixed order.
struct Dataset: Sendable {
  private(set) var fields: [String]
  private(set) var count: Int
  private var positions: [String: Int] = [:]
  /// Each column has a value for each row.
  private var columns: [[Datum]]

  /// Stands for no row in readers of what does not depend on one; every field of it is null.
  static let noRow: Row = -1

  init(fields: [String], columns: [[Datum]], count: Int) {
    self.fields = fields
    self.columns = columns
    self.count = count
    positions.reserveCapacity(fields.count)
    for (position, field) in fields.enumerated() where positions[field] == nil {
      positions[field] = position
    }
  }

  /// Rows of as many values as there are fields.
  init(fields: [String], rows: [[Datum]]) {
    self.init(
      fields: fields, columns: fields.indices.map { column in rows.map { $0[column] } },
      count: rows.count)
  }

  static let empty = Dataset(fields: [], rows: [])
  /// What marks without data are drawn from.
  static let oneEmptyRow = Dataset(fields: [], rows: [[]])

  var rows: Range<Row> { 0..<count }

  /// The values of a row, in the order of the fields.
  subscript(row: Row) -> [Datum] { columns.map { $0[row] } }

  /// The position of a column by its exact name.
  func index(of field: String) -> Int? { positions[field] }

  /// A reader of a field path, for the rows as they are now.
  ///
  /// A column of that very name wins over nesting where the path's first step is no column, so
  /// that both `a.b` inside `a` and a derived column called `a.b` are found.
  func accessor(for path: String) -> FieldAccessor {
    if let column = positions[path] { return accessor(column) }
    let parsed = FieldPath(path)
    if let column = positions[parsed.steps[0]] {
      return accessor(column, inner: parsed.steps.dropFirst().map(Datum.string))
    }
    return positions[parsed.flattenedName].map { accessor($0) } ?? FieldAccessor()
  }

  private func accessor(_ column: Int, inner: [Datum] = []) -> FieldAccessor {
    FieldAccessor(column: column, values: columns[column], inner: inner)
  }

  func contains(field path: String) -> Bool { accessor(for: path).column != nil }

  /// Every row's value of a field.
  func values(of path: String) -> [Datum] {
    let read = accessor(for: path)
    return read.inner.isEmpty && read.column != nil ? read.values : rows.map { read($0) }
  }

  /// The column of that name, made (and filled with null) where there is none.
  mutating func ensureColumn(_ field: String) -> Int {
    if let column = positions[field] { return column }
    addColumn(field, [Datum](repeating: .null, count: count))
    return fields.count - 1
  }

  /// Sets a column, which is made where there is none, to one value per row.
  mutating func setColumn(_ field: String, to values: [Datum]) {
    precondition(values.count == count, "a column has a value for each row")
    if let column = positions[field] {
      columns[column] = values
    } else {
      addColumn(field, values)
    }
  }

  private mutating func addColumn(_ field: String, _ values: [Datum]) {
    positions[field] = fields.count
    fields.append(field)
    columns.append(values)
  }

  mutating func set(_ value: Datum, row: Row, column: Int) { columns[column][row] = value }

  /// Changes each value of a column.
  mutating func update(column: Int, _ change: (inout Datum) -> Void) {
    for row in rows { change(&columns[column][row]) }
  }

  /// Some rows, in the order given; a row may be taken several times.
  func selecting(_ rows: some Collection<Row>) -> Dataset {
    var result = self
    result.count = rows.count
    for column in columns.indices {
      let values = columns[column]
      result.columns[column] = rows.map { values[$0] }
    }
    return result
  }

  func filter(_ isKept: (Row) -> Bool) -> Dataset {
    let kept = rows.filter(isKept)
    return kept.count == count ? self : selecting(kept)
  }

  /// Adds a row of as many values as there are fields.
  mutating func append(_ row: [Datum]) {
    for column in columns.indices { columns[column].append(row[column]) }
    count += 1
  }

  /// A row as an object, as expressions see it when they name `datum` alone.
  func object(_ row: Row) -> Datum {
    var members: [String: Datum] = [:]
    for (field, values) in zip(fields, columns) { members[field] = values[row] }
    return .object(members)
  }
}
