import Tables

extension Datum {
  /// A JSON-shaped value as data.
  init(_ value: StructuredValue) {
    switch value.content {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let number): self = .number(number)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { Datum($0) })
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
    let rows = table.rows.map { row in
      row.enumerated().map { position, cell in
        let datum = Datum(cell)
        return isDate[position] ? datum.toDate : datum
      }
    }
    self.init(fields: table.columns.map(\.name), rows: rows)
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
    self = builder.dataset
  }

  /// The rows of any values; as `init(values:)`, objects' new fields in alphabetical order.
  init(data values: [Datum]) {
    var builder = DatasetBuilder()
    builder.reserve(values.count)
    for value in values { builder.add(value) }
    self = builder.dataset
  }
}

/// Collects rows whose fields need not be the same.
struct DatasetBuilder {
  private var fields: [String] = []
  private var positions: [String: Int] = [:]
  private var rows: [[Datum]] = []

  mutating func reserve(_ count: Int) { rows.reserveCapacity(count) }

  /// A row of an object; rows mostly have the fields of the one before, in the same order.
  mutating func add(_ members: [StructuredValue.Member]) {
    var row: [Datum] = []
    row.reserveCapacity(max(members.count, fields.count))
    var position = 0
    while position < members.count, position < fields.count,
      members[position].name == fields[position]
    {
      row.append(Datum(members[position].value))
      position += 1
    }
    if position < fields.count {
      row.append(contentsOf: repeatElement(.null, count: fields.count - position))
    }
    rows.append(row)
    while position < members.count {
      set(members[position].name, hint: position, to: Datum(members[position].value))
      position += 1
    }
  }

  mutating func begin() {
    rows.append([Datum](repeating: .null, count: fields.count))
  }

  /// Sets a field of the row begun last; the hint is where the field is likely to stand.
  mutating func set(_ field: String, hint: Int, to value: Datum) {
    let last = rows.count - 1
    if hint < fields.count, fields[hint] == field {
      rows[last][hint] = value
    } else if let position = positions[field] {
      rows[last][position] = value
    } else {
      positions[field] = fields.count
      fields.append(field)
      rows[last].append(value)
    }
  }

  mutating func add(_ value: Datum) {
    begin()
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

  var dataset: Dataset {
    var padded = rows
    for row in padded.indices where padded[row].count < fields.count {
      let missing = fields.count - padded[row].count
      padded[row].append(contentsOf: repeatElement(.null, count: missing))
    }
    return Dataset(fields: fields, rows: padded)
  }
}
