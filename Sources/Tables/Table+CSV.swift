package import Basics

extension Table {
  /// A CSV file without a schema: the first row names the columns, and a column whose cells are
  /// all numbers is one of numbers. Empty cells are null.
  package static func inferred(
    fromCSV source: SourceText
  ) -> (table: Table, diagnostics: [Diagnostic]) {
    let reader = CSVReader(source)
    guard let header = reader.rows.first else {
      return (Table(columns: [], rows: []), reader.diagnostics)
    }
    let texts = reader.rows.dropFirst().map { row in
      header.indices.map { $0 < row.count ? row[$0].text : "" }
    }
    let isNumeric = header.indices.map { index in
      let filled = texts.lazy.map { $0[index] }.filter { !$0.isEmpty }
      return !filled.isEmpty && filled.allSatisfy { Double($0)?.isFinite ?? false }
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
    return (Table(columns: columns, rows: rows), reader.diagnostics)
  }
}
