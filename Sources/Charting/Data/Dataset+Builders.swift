import Tables

extension Datum {
  /// A JSON-shaped value as data.
  init(_ value: StructuredValue) { self.init(value.content) }

  init(_ content: StructuredValue.Content) {
    switch content {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let number): self = .number(number)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { Datum($0) })
    case .records(let records):
      self = .array(records.elements(range: .unplaced).map { Datum($0) })
    case .object(let members):
      var object: [String: Datum] = [:]
      object.reserveCapacity(members.count)
      for member in members { object[member.name] = Datum(member.value) }
      self = .object(object)
    }
  }

  /// A table's cell as data; dates stay text until a chart asks for dates.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let integer): self = .number(Double(integer))
    case .number(let number): self = .number(number)
    case .text(let text): self = .string(text)
    }
  }
}

extension Dataset {
  /// A table's rows; columns of the types date and datetime become dates.
  init(_ table: Table) {
    let isDate = table.columns.map { $0.type == .date || $0.type == .datetime }
    let columns = table.columns.indices.map { column in
      table.rows.map { row in
        let datum = Datum(row[column])
        return isDate[column] ? datum.toDate : datum
      }
    }
    self.init(fields: table.columns.map(\.name), columns: columns, count: table.rows.count)
  }

  /// Rows that were read as such.
  init(_ records: StructuredRecords) {
    self.init(
      fields: records.names, columns: records.columns.map { $0.map { Datum($0) } },
      count: records.count)
  }

  /// The rows of `data.values`: objects, or arrays and plain values as the field `data`.
  ///
  /// Vega puts what is no object into a field `data`; an array's elements are read as `data[0]`,
  /// and also by their position, `0`, as JavaScript would.
  init(values: [StructuredValue]) {
    var builder = DatasetBuilder()
    builder.reserve(values.count)
    for value in values {
      if case .object(let members) = value.content {
        builder.add(members)
      } else {
        builder.add(Datum(value))
      }
    }
    self = builder.finished()
  }

  /// The rows of any values; as `init(values:)`, objects' new fields in alphabetical order.
  init(data values: [Datum]) {
    var builder = DatasetBuilder()
    builder.reserve(values.count)
    for value in values { builder.add(value) }
    self = builder.finished()
  }
}

/// Collects rows whose fields need not be the same.
struct DatasetBuilder {
  private var fields: [String] = []
  private var positions: [String: Int] = [:]
  private var columns: [[Datum]] = []
  /// The rows begun; a column may lack the values of the last.
  private var count = 0
  private var expected = 0

  mutating func reserve(_ count: Int) { expected = count }

  /// A row of an object; rows mostly have the fields of the one before, in the same order.
  mutating func add(_ members: [StructuredValue.Member]) {
    count += 1
    for (position, member) in members.enumerated() {
      set(member.name, hint: position, to: Datum(member.value))
    }
  }

  /// Sets a field of the row begun last; the hint is where the field is likely to stand.
  private mutating func set(_ field: String, hint: Int, to value: Datum) {
    let column: Int
    if hint < fields.count, fields[hint] == field {
      column = hint
    } else if let known = positions[field] {
      column = known
    } else {
      column = fields.count
      positions[field] = column
      fields.append(field)
      columns.append([])
      columns[column].reserveCapacity(expected)
    }
    if columns[column].count == count - 1 {
      columns[column].append(value)
    } else if columns[column].count == count {
      // A name that stands twice in an object: the last value holds.
      columns[column][count - 1] = value
    } else {
      fill(column, upTo: count - 1)
      columns[column].append(value)
    }
  }

  private mutating func fill(_ column: Int, upTo count: Int) {
    let missing = count - columns[column].count
    if missing > 0 { columns[column].append(contentsOf: repeatElement(.null, count: missing)) }
  }

  mutating func add(_ value: Datum) {
    count += 1
    switch value {
    case .object(let members):
      for (position, name) in members.keys.sorted().enumerated() {
        set(name, hint: position, to: members[name] ?? .null)
      }
    case .array(let elements):
      set("data", hint: 0, to: value)
      for (position, element) in elements.enumerated() {
        set(String(position), hint: position + 1, to: element)
      }
    case .null, .boolean, .number, .string, .date:
      set("data", hint: 0, to: value)
    }
  }

  /// The rows collected; the builder is done with.
  consuming func finished() -> Dataset {
    for column in columns.indices { fill(column, upTo: count) }
    return Dataset(fields: fields, columns: columns, count: count)
  }
}
