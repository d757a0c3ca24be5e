import Tables

/// A column of the data twin: what an encoded field holds in one layer.
struct TwinColumn {
  var title: String
  var name: String
  var definition: ChannelDefinition
  var read: FieldAccessor
  /// Whether it holds the texts of a layer of labels.
  var isText = false
}

/// What one layer shows.
struct TwinEntry {
  var data: Dataset
  var columns: [TwinColumn]
  /// Of a box plot's layers the boxes say most.
  var isBox: Bool
}

/// The rows of layers, joined by the columns they share.
struct TwinRows {
  private(set) var columns: [TwinColumn]
  private(set) var rows: [[Value]]

  init(_ entry: TwinEntry) {
    columns = entry.columns
    rows = entry.data.rows.map { row in entry.columns.map { Self.value($0.read(row)) } }
  }

  /// Takes in another layer's rows: beside those of the same things where it shows more of them,
  /// below where it shows other things. A line or a label across the whole view is no row: what it
  /// stands at is a column with one value.
  mutating func join(_ other: TwinRows) {
    if let marks = other.marks(across: self) {
      for (column, value) in marks {
        columns.append(column)
        for index in rows.indices { rows[index].append(value) }
      }
      return
    }
    let shared = other.columns.indices.compactMap { theirs in
      columns.firstIndex { $0.name == other.columns[theirs].name }.map {
        (ours: $0, theirs: theirs)
      }
    }
    let added = other.columns.indices.filter { index in !shared.contains { $0.theirs == index } }
    let width = columns.count
    func place(_ row: [Value]) -> [Value] {
      var full = [Value](repeating: .null, count: width + added.count)
      for pair in shared { full[pair.ours] = row[pair.theirs] }
      for (offset, index) in added.enumerated() { full[width + offset] = row[index] }
      return full
    }
    let ourKeys = rows.map { row in shared.map { row[$0.ours] } }
    let theirKeys = other.rows.map { row in shared.map { row[$0.theirs] } }
    columns += added.map { other.columns[$0] }
    let nothing = [Value](repeating: .null, count: added.count)
    if added.isEmpty {
      var known = Set(ourKeys)
      for (row, key) in zip(other.rows, theirKeys) where !key.contains(.null) {
        if known.insert(key).inserted { rows.append(place(row)) }
      }
    } else if !shared.isEmpty, ourKeys == theirKeys {
      for index in rows.indices { rows[index] += added.map { other.rows[index][$0] } }
    } else if !shared.isEmpty, Set(theirKeys).count == theirKeys.count {
      let places = Dictionary(uniqueKeysWithValues: zip(theirKeys, theirKeys.indices))
      for (index, key) in ourKeys.enumerated() {
        rows[index] += places[key].map { place in added.map { other.rows[place][$0] } } ?? nothing
      }
      let known = Set(ourKeys)
      rows += other.rows.indices.filter { !known.contains(theirKeys[$0]) }
        .map { place(other.rows[$0]) }
    } else if !shared.isEmpty, Set(ourKeys).count == ourKeys.count {
      let places = Dictionary(grouping: theirKeys.indices) { theirKeys[$0] }
      let known = Set(ourKeys)
      rows =
        rows.indices.flatMap { index -> [[Value]] in
          guard let matches = places[ourKeys[index]] else { return [rows[index] + nothing] }
          return matches.map { match in rows[index] + added.map { other.rows[match][$0] } }
        }
        + other.rows.indices.filter { !known.contains(theirKeys[$0]) }.map { place(other.rows[$0]) }
    } else {
      rows = rows.map { $0 + nothing } + other.rows.map(place)
    }
  }

  /// The positions of a layer that shows nothing of the table's things and stands at one place, or
  /// nil where it is no such layer; its texts are labels.
  private func marks(across table: TwinRows) -> [(TwinColumn, Value)]? {
    let isKnown = { (column: TwinColumn) in table.columns.contains { $0.name == column.name } }
    let placed = columns.indices.filter { !columns[$0].isText }
    guard !placed.isEmpty, !table.rows.isEmpty else { return nil }
    var marks: [(TwinColumn, Value)] = []
    for index in placed {
      let values = Set(rows.lazy.map { $0[index] }.filter { $0 != .null })
      guard values.count == 1, let value = values.first else { return nil }
      if isKnown(columns[index]) {
        // A position that an earlier such layer brought is no row either.
        guard let known = table.columns.firstIndex(where: { $0.name == columns[index].name }),
          table.rows.allSatisfy({ $0[known] == value })
        else { return nil }
      } else {
        marks.append((columns[index], value))
      }
    }
    return marks
  }

  /// The columns' titles; where two are the same, each with its field.
  func distinctTitles() -> [String] {
    columns.map { column in
      guard columns.count(where: { $0.title == column.title }) > 1 else { return column.title }
      let words = FieldTitle.words(column.name)
      return words == column.title ? words : "\(column.title), \(words)"
    }
  }

  func type(of index: Int, _ definition: ChannelDefinition) -> ColumnType {
    if definition.type == .temporal || definition.timeUnit != nil { return .date }
    var isWhole = true
    for row in rows {
      switch row[index] {
      case .null, .integer: continue
      case .number: isWhole = false
      default: return .string
      }
    }
    return isWhole ? .integer : .number
  }

  private static func value(_ value: Datum) -> Value {
    switch value {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let number):
      number.isFinite
        ? (number == number.rounded() && abs(number) < 9e15
          ? .integer(Int64(number)) : .number(number)) : .null
    case .date(let instant):
      instant.isFinite ? .text(String(DateText.iso(instant).prefix(10))) : .null
    default: .text(value.coercedToString)
    }
  }
}
