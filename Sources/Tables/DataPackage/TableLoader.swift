package import Basics

/// Reads a resource's files and checks every rule of its schema on every cell.
///
/// A cell that breaks a rule is reported and becomes null where it has no value of its type, so
/// that one run finds all mistakes. Keys are checked by `checkKeys`, once all tables are read.
///
/// - Parameters:
///   - resource: what the rows must be.
///   - files: the files of its `path`, in order, each with a header row of its own.
package func loadTable(
  _ resource: DataResource, files: [SourceText]
) -> (table: LoadedTable, diagnostics: [Diagnostic]) {
  var loader = TableLoader(resource)
  for file in files { loader.read(file) }
  return loader.result
}

private struct TableLoader {
  let resource: DataResource
  let checks: [CellCheck]
  var diagnostics: [Diagnostic] = []
  var isComplete = true
  var rows: [[Value]] = []
  var places: [UInt32] = []
  var files: [SourceText] = []
  var firstRows: [Int] = []
  /// The cells that could not be read, row by row.
  var mistaken: Set<Int> = []
  /// The rows of the file that is being read.
  var records: ArraySlice<[CSVCell]> = []
  /// For each field whether the cells of that file have its decimal character.
  var usualDecimals: [Int: Bool] = [:]

  init(_ resource: DataResource) {
    self.resource = resource
    checks = resource.schema.fields.map {
      CellCheck($0, nullSequence: resource.dialect.nullSequence)
    }
  }

  var result: (table: LoadedTable, diagnostics: [Diagnostic]) {
    let table = Table(columns: resource.schema.columns, rows: rows)
    let loaded = LoadedTable(
      name: resource.name, table: table,
      isComplete: isComplete && files.count == resource.paths.count,
      hasMistakes: diagnostics.contains { $0.severity == .error }
        || checks.contains { !$0.field.isReadable },
      mistaken: mistaken, files: files,
      firstRows: firstRows, places: places)
    let slips =
      CellVariants.diagnostics(loaded, resource.schema)
      + SheetSlips.diagnostics(loaded, resource.schema)
    return (loaded, diagnostics + slips)
  }

  mutating func read(_ file: SourceText) {
    var mistakes = MistakeList(path: file.path)
    defer { diagnostics += mistakes.diagnostics }
    guard let source = text(of: file, &mistakes) else { return }
    let reader = CSVReader(source, dialect: resource.dialect)
    if let first = reader.header?.first, first.text.hasPrefix("#"),
      resource.dialect.comment == nil,
      !resource.schema.fields.contains(where: { $0.name == first.text })
    {
      mistakes.append(.commentInTable(source.path, source.range(utf8Offsets: first.offsets)))
      isComplete = false
      return
    }
    let layout = SheetLayout(resource: resource, reader: reader, source: source)
    if let finding = layout.titleAbove ?? delimiterProblem(in: reader, source) {
      mistakes.append(finding)
      isComplete = false
      return
    }
    mistakes.append(contentsOf: reader.diagnostics)
    files.append(source)
    firstRows.append(rows.count)
    let mapping: [Int?]
    let width: Int
    if resource.dialect.header == .none {
      mapping = resource.schema.fields.indices.map(Optional.init)
      width = mapping.count
    } else {
      guard let header = reader.header else {
        mistakes.append(.noHeader(source.path, isEmpty: resource.dialect.header == .first))
        isComplete = false
        return
      }
      mapping = self.mapping(of: header, in: source, &mistakes)
      width = header.count
    }
    var empty: [(row: Int, record: [CSVCell])] = []
    // What an open quote runs over is no row.
    if reader.isCutOff { isComplete = false }
    records = reader.isCutOff ? reader.records.dropLast() : reader.records
    usualDecimals = [:]
    let units = layout.unitsBelow(mapping)
    let ends = layout.delimitersAtEnds
    mistakes.append(contentsOf: [units, ends].compactMap { $0 })
    for (index, record) in records.enumerated() where index > 0 || units == nil {
      if isEmpty(record) {
        empty.append((index + 1, record))
        continue
      }
      if record.count != width, ends == nil {
        mistakes.append(
          .raggedRow(
            source.path, range(of: record, in: source), row: index + 1, cells: record.count,
            columns: width))
        // Which cell is missing is not known: a row of guesses would be worse than none.
        isComplete = false
        continue
      }
      append(record, row: index + 1, mapping, source, &mistakes)
    }
    if let first = empty.first {
      mistakes.append(
        .emptyRows(
          source.path, range(of: first.record, in: source), first: first.row, count: empty.count))
    }
  }

  /// The file as UTF-8; nil where it is no text.
  private mutating func text(of file: SourceText, _ mistakes: inout MistakeList) -> SourceText? {
    guard resource.isReadable else { return nil }
    if let kind = FileFormat.binary(file.utf8) {
      mistakes.append(.binaryFile(file.path, kind))
      return nil
    }
    switch resource.encoding.decode(file) {
    case .success(let decoded):
      if let place = resource.encoding.placeOfUTF8(in: file) {
        mistakes.append(.isUTF8(file.path, place, encoding: resource.encoding.rawValue))
      }
      return decoded
    case .failure(let error):
      mistakes.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  /// What is said where cells are parted by another character: every row would be a mistake.
  private func delimiterProblem(in reader: CSVReader, _ source: SourceText) -> Diagnostic? {
    guard let first = reader.header ?? reader.rows.first else { return nil }
    let range = range(of: first, in: source)
    if let delimiter = DelimiterGuess.note(in: first, source) {
      return .delimiterNote(source.path, range, DelimiterGuess.written(delimiter))
    }
    let names = resource.schema.fields.map(\.name)
    return DelimiterGuess(first, source, resource.dialect, names: names).map {
      .wrongDelimiter(source.path, range, $0, table: resource.name)
    }
  }

  /// Whether a row has nothing but delimiters, as spreadsheets leave them.
  private func isEmpty(_ record: [CSVCell]) -> Bool {
    record.allSatisfy { !$0.isQuoted && $0.text.allSatisfy(\.isWhitespace) }
  }

  /// For each field the column of the file it is read from.
  private mutating func mapping(
    of header: [CSVCell], in source: SourceText, _ mistakes: inout MistakeList
  ) -> [Int?] {
    let names = resource.schema.fields.map(\.name)
    let known = Set(names)
    var columns: [String: Int] = [:]
    for (index, cell) in header.enumerated() {
      if columns[cell.text] != nil {
        mistakes.append(kind: "DuplicateCSVColumn") {
          .duplicateColumn(source.path, source.range(utf8Offsets: cell.offsets), cell.text)
        }
        continue
      }
      columns[cell.text] = index
      if !known.contains(cell.text), !resource.schema.fieldsMatch.allowsUnknownColumns {
        mistakes.append(kind: "UnknownCSVColumn") {
          .unknownCSVColumn(
            source.path, source.range(utf8Offsets: cell.offsets), cell.text, table: resource.name,
            known: names)
        }
      }
    }
    let whole = range(of: header, in: source)
    // A misspelt column was told of with the name that is meant.
    let misspelt = Set(
      columns.keys.filter { !known.contains($0) }.prefix(100).compactMap {
        nearMiss($0, among: names)
      })
    for name in names where columns[name] == nil {
      guard !resource.schema.fieldsMatch.allowsMissingColumns else { continue }
      isComplete = false
      if misspelt.contains(name), !resource.schema.fieldsMatch.allowsUnknownColumns { continue }
      mistakes.append(kind: "MissingCSVColumn") {
        // Where there are more, none of them is a slip.
        .missingCSVColumn(
          source.path, whole, name, table: resource.name, found: header.prefix(2_000).map(\.text))
      }
    }
    let found = header.map(\.text).filter(known.contains)
    if resource.schema.fieldsMatch == .exact, Set(found) == Set(names), found != names {
      mistakes.append(.columnOrder(source.path, whole, names))
    }
    return names.map { columns[$0] }
  }

  private mutating func append(
    _ record: [CSVCell], row: Int, _ mapping: [Int?], _ source: SourceText,
    _ mistakes: inout MistakeList
  ) {
    var values: [Value] = []
    values.reserveCapacity(mapping.count)
    for index in mapping.indices {
      guard let column = mapping[index] else {
        values.append(.null)
        places += [.max, .max]
        continue
      }
      let cell = record[column]
      places.append(UInt32(clamping: cell.offsets.lowerBound))
      places.append(UInt32(clamping: cell.offsets.upperBound))
      let (value, found) = checks[index].read(cell.text)
      values.append(value)
      if var problem = found {
        if value == .null { mistaken.insert(rows.count * mapping.count + index) }
        if problem.identifier == "CellTypeMismatch", keepsDecimal(index, column) {
          let advice = CellHint(checks[index].field, cell.text, keepsDecimal: true).advice
          problem.hint = advice?.text
          problem.setting = advice?.setting
        }
        mistakes.append(
          kind: problem.identifier + " " + checks[index].field.name, setting: problem.setting
        ) {
          .cell(
            source.path, source.range(utf8Offsets: cell.offsets), row: row,
            column: checks[index].field.name, text: cell.text, problem)
        }
      }
    }
    rows.append(values)
  }

  /// Whether most cells of a column that have a decimal character have that of the field.
  private mutating func keepsDecimal(_ index: Int, _ column: Int) -> Bool {
    if let known = usualDecimals[index] { return known }
    let field = checks[index].field
    let parser = CellParser(field)
    let own = field.decimalCharacter
    let other: Character = own == "." ? "," : "."
    var balance = 0
    for record in records where field.type == .number && column < record.count {
      let text = record[column].text
      if parser.parse(text) == nil {
        if text.contains(other) { balance -= 1 }
      } else if text.contains(own) {
        balance += 1
      }
    }
    usualDecimals[index] = balance > 0
    return balance > 0
  }

  private func range(of record: [CSVCell], in source: SourceText) -> SourceRange {
    guard let first = record.first, let last = record.last else {
      return SourceRange(at: .start)
    }
    return source.range(utf8Offsets: first.offsets.lowerBound..<last.offsets.upperBound)
  }
}
