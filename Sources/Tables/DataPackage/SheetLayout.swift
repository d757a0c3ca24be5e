import Basics

/// What stands around the rows of a table as people lay out sheets, and is none of its cells: a title
/// above the header, units below it, a delimiter at the end of each row.
struct SheetLayout {
  let resource: DataResource
  let reader: CSVReader
  let source: SourceText

  private var dialect: CSVDialect { resource.dialect }

  /// What is said where the names of the columns stand below the first row.
  var titleAbove: Diagnostic? {
    let names = Set(resource.schema.fields.map(\.name))
    guard dialect.header == .first, names.count >= 2, let first = reader.header,
      !first.contains(where: { names.contains($0.text) })
    else { return nil }
    for (row, number) in zip(reader.rows, reader.firstNumbers).dropFirst() {
      guard Set(row.map(\.text).filter { !$0.isEmpty }) == names else { continue }
      return .titleAboveHeader(
        source.path, range(of: first), row: number,
        setting: setting("headerRows: [\(number)]"))
    }
    return nil
  }

  /// What is said where the first row after the header has no value of its columns' types, and those
  /// after it do.
  ///
  /// - Parameter mapping: for each field the column of the file it is read from.
  func unitsBelow(_ mapping: [Int?]) -> Diagnostic? {
    let records = reader.records
    guard dialect.header != .none, records.count >= 3, let first = records.first,
      reader.firstNumbers.indices.contains(records.startIndex)
    else { return nil }
    var typed: [(column: Int, parser: CellParser)] = []
    var names: [Int] = []
    for (field, column) in zip(resource.schema.fields, mapping) {
      guard let column, column < first.count else { continue }
      if field.type == .string || field.type == .any {
        names.append(column)
      } else if field.isReadable {
        typed.append((column, CellParser(field)))
      }
    }
    /// The cells of a row that have a type and a text; whether each is of its type.
    func cells(_ record: [CSVCell]) -> [(text: String, isRead: Bool)] {
      typed.compactMap { column, parser in
        guard column < record.count, !record[column].text.isEmpty else { return nil }
        let text = record[column].text
        return (text, parser.parse(text) != nil || parser.field.missingValues.contains(text))
      }
    }
    let units = cells(first)
    // One word in a column of figures may also be a figure that somebody lacks.
    let isUnnamed = !names.isEmpty && names.allSatisfy { first[$0].text.isEmpty }
    guard units.count >= 2 || isUnnamed, !units.isEmpty,
      units.allSatisfy({ !$0.isRead && CellHint.mayBeUnit($0.text) })
    else { return nil }
    let others = records.dropFirst().prefix(20).map(cells)
    guard others.allSatisfy({ $0.allSatisfy(\.isRead) }), others.contains(where: { !$0.isEmpty })
    else { return nil }
    let number = reader.firstNumbers[records.startIndex]
    let rows = (dialect.commentRows.sorted() + [number]).map(String.init)
    return .unitsBelowHeader(
      source.path, range(of: first), units[0].text,
      setting: setting("commentRows: [\(rows.joined(separator: ", "))]"))
  }

  /// What is said where each row ends in a delimiter that the header does not have.
  var delimitersAtEnds: Diagnostic? {
    guard dialect.header != .none, let width = reader.header?.count,
      let first = reader.records.first,
      reader.records.allSatisfy({ record in
        record.count == width + 1 && record[width].text.isEmpty && !record[width].isQuoted
      })
    else { return nil }
    return .delimitersAtEnds(
      source.path, range(of: first), DelimiterGuess.written(dialect.delimiter))
  }

  /// How a property of the dialect is set.
  private func setting(_ property: String) -> String {
    dialect == CSVDialect()
      ? "'dialect: {\(property)}' at '\(resource.name)'"
      : "'\(property)' in the dialect of '\(resource.name)'"
  }

  private func range(of record: [CSVCell]) -> SourceRange {
    guard let first = record.first, let last = record.last else { return SourceRange(at: .start) }
    return source.range(utf8Offsets: first.offsets.lowerBound..<last.offsets.upperBound)
  }
}
