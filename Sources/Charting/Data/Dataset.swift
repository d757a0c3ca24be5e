/// The rows a chart is drawn from, with their fields in a fixed order.
struct Dataset: Sendable {
  private(set) var fields: [String]
  private var positions: [String: Int]
  /// Each row has as many values as there are fields.
  var rows: [[Datum]]

  init(fields: [String], rows: [[Datum]]) {
    self.fields = fields
    self.rows = rows
    positions = [:]
    for (position, field) in fields.enumerated() where positions[field] == nil {
      positions[field] = position
    }
  }

  static let empty = Dataset(fields: [], rows: [])

  /// The position of a column by its exact name.
  func index(of field: String) -> Int? { positions[field] }

  /// A reader of a field path.
  ///
  /// A column of that very name wins over nesting where the path's first step is no column, so
  /// that both `a.b` inside `a` and a derived column called `a.b` are found.
  func accessor(for path: String) -> FieldAccessor {
    if let column = positions[path] { return FieldAccessor(column: column, inner: []) }
    let parsed = FieldPath(path)
    if let column = positions[parsed.steps[0]] {
      let inner = parsed.steps.dropFirst().map(Datum.string)
      return FieldAccessor(column: column, inner: Array(inner))
    }
    return FieldAccessor(column: positions[parsed.flattenedName], inner: [])
  }

  func contains(field path: String) -> Bool { accessor(for: path).column != nil }

  /// Every row's value of a field.
  func values(of path: String) -> [Datum] {
    let read = accessor(for: path)
    return rows.map { read($0) }
  }

  /// The column of that name, made (and filled with null) where there is none.
  mutating func ensureColumn(_ field: String) -> Int {
    if let column = positions[field] { return column }
    fields.append(field)
    positions[field] = fields.count - 1
    for row in rows.indices { rows[row].append(.null) }
    return fields.count - 1
  }

  /// Sets a column, which is made where there is none, to one value per row.
  mutating func setColumn(_ field: String, to values: [Datum]) {
    precondition(values.count == rows.count, "a column has a value for each row")
    if let column = positions[field] {
      for row in rows.indices { rows[row][column] = values[row] }
    } else {
      fields.append(field)
      positions[field] = fields.count - 1
      for row in rows.indices { rows[row].append(values[row]) }
    }
  }

  /// A row as an object, as expressions see it when they name `datum` alone.
  func object(_ row: [Datum]) -> Datum {
    var members: [String: Datum] = [:]
    for (field, value) in zip(fields, row) { members[field] = value }
    return .object(members)
  }
}
