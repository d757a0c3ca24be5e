extension Table {
  /// Bytes that are equal exactly where the column is: what is known of it, and its cells in their
  /// order. Without a name, what is known of all columns and the number of rows.
  package func canonicalBytes(ofColumn name: String?) -> [UInt8] {
    var bytes: [UInt8] = []
    guard let name else {
      for column in columns { column.append(to: &bytes) }
      append(UInt64(rows.count), to: &bytes)
      return bytes
    }
    guard let index = index(of: name) else { return bytes }
    columns[index].append(to: &bytes)
    for row in rows { row[index].append(to: &bytes) }
    return bytes
  }

  /// Bytes that are equal exactly where the tables are.
  package var canonicalBytes: [UInt8] {
    var bytes = canonicalBytes(ofColumn: nil)
    for row in rows {
      for value in row { value.append(to: &bytes) }
    }
    return bytes
  }
}

extension Column {
  fileprivate func append(to bytes: inout [UInt8]) {
    for text in [name, type.rawValue, title, unit, basis, format, description] {
      (text.map(Value.text) ?? .null).append(to: &bytes)
    }
    (decimals.map { Value.integer(Int64($0)) } ?? .null).append(to: &bytes)
  }
}

extension Value {
  /// A byte for the kind, then a fixed width or a length before the text: no two values' bytes can
  /// be read as others'.
  fileprivate func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(0)
    case .boolean(let boolean): bytes += [1, boolean ? 1 : 0]
    case .integer(let integer):
      bytes.append(2)
      Tables.append(UInt64(bitPattern: integer), to: &bytes)
    case .number(let number):
      bytes.append(3)
      // The two zeros are equal, and so are their bytes.
      Tables.append((number == 0 ? 0 : number).bitPattern, to: &bytes)
    case .text(let text):
      bytes.append(4)
      Tables.append(UInt64(text.utf8.count), to: &bytes)
      bytes += text.utf8
    }
  }
}

private func append(_ number: UInt64, to bytes: inout [UInt8]) {
  for shift in stride(from: 0, to: 64, by: 8) {
    bytes.append(UInt8(truncatingIfNeeded: number >> shift))
  }
}
