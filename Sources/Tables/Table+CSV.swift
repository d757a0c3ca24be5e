package import Basics

extension Table {
  /// A CSV file without a schema: the first row names the columns, and a column whose cells are
  /// all numbers is one of numbers. Empty cells are null; a row of another length than the first is
  /// reported and left out.
  package static func inferred(
    fromCSV source: SourceText
  ) -> (table: Table, diagnostics: [Diagnostic]) {
    let reader = CSVReader(source)
    guard let header = reader.rows.first else {
      return (Table(columns: [], rows: []), reader.diagnostics)
    }
    var diagnostics = reader.diagnostics
    var texts: [[String]] = []
    for (index, row) in reader.rows.dropFirst().enumerated() {
      if row.count == header.count {
        texts.append(row.map(\.text))
      } else if let first = row.first, let last = row.last {
        let offsets = first.offsets.lowerBound..<last.offsets.upperBound
        diagnostics.append(
          .raggedRow(
            source.path, source.range(utf8Offsets: offsets), row: index + 1, cells: row.count,
            columns: header.count))
      }
    }
    let number = CellParser(Field(column: Column("", type: .number)))
    let isNumeric = header.indices.map { index in
      let filled = texts.lazy.map { $0[index] }.filter { !$0.isEmpty }
      return !filled.isEmpty && filled.allSatisfy { number.parse($0) != nil }
    }
    let rows = texts.map { row in
      row.enumerated().map { index, text -> Value in
        guard !text.isEmpty else { return .null }
        guard isNumeric[index] else { return .text(text) }
        return Int64(text).map { .integer($0) } ?? .number(Double(text) ?? 0)
      }
    }
    let columns = header.enumerated().map { index, cell in
      Column(cell.text, type: isNumeric[index] ? .number : .string)
    }
    return (Table(columns: columns, rows: rows), diagnostics)
  }
}
