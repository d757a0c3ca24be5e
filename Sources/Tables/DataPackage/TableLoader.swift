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
      isComplete: isComplete && files.count == resource.paths.count, files: files,
      firstRows: firstRows, places: places)
    return (loaded, diagnostics)
  }

  mutating func read(_ file: SourceText) {
    var mistakes = MistakeList(path: file.path)
    defer { diagnostics += mistakes.diagnostics }
    let source: SourceText
    switch resource.encoding.decode(file) {
    case .success(let decoded): source = decoded
    case .failure(let error):
      mistakes.append(contentsOf: error.diagnostics)
      return
    }
    let reader = CSVReader(source, dialect: resource.dialect)
    mistakes.append(contentsOf: reader.diagnostics)
    files.append(source)
    firstRows.append(rows.count)
    var records = reader.rows[...]
    let mapping: [Int?]
    let width: Int
    if resource.dialect.hasHeader {
      guard let header = records.popFirst() else {
        mistakes.append(.noHeader(source.path))
        isComplete = false
        return
      }
      mapping = self.mapping(of: header, in: source, &mistakes)
      width = header.count
    } else {
      mapping = resource.schema.fields.indices.map(Optional.init)
      width = mapping.count
    }
    for (index, record) in records.enumerated() {
      if record.count != width {
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
  }

  /// For each field the column of the file it is read from.
  private mutating func mapping(
    of header: [CSVCell], in source: SourceText, _ mistakes: inout MistakeList
  ) -> [Int?] {
    let names = resource.schema.fields.map(\.name)
    var columns: [String: Int] = [:]
    for (index, cell) in header.enumerated() {
      let range = source.range(utf8Offsets: cell.offsets)
      if columns[cell.text] != nil {
        mistakes.append(.duplicateColumn(source.path, range, cell.text))
        continue
      }
      columns[cell.text] = index
      if !names.contains(cell.text), !resource.schema.fieldsMatch.allowsUnknownColumns {
        mistakes.append(
          .unknownCSVColumn(source.path, range, cell.text, table: resource.name, known: names))
      }
    }
    let whole = range(of: header, in: source)
    for name in names where columns[name] == nil {
      guard !resource.schema.fieldsMatch.allowsMissingColumns else { continue }
      isComplete = false
      mistakes.append(
        .missingCSVColumn(
          source.path, whole, name, table: resource.name, found: header.map(\.text)))
    }
    let found = header.map(\.text).filter { names.contains($0) }
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
      let (value, problem) = checks[index].read(cell.text)
      values.append(value)
      if let problem {
        mistakes.append {
          .cell(
            source.path, source.range(utf8Offsets: cell.offsets), row: row,
            column: checks[index].field.name, text: cell.text, problem)
        }
      }
    }
    rows.append(values)
  }

  private func range(of record: [CSVCell], in source: SourceText) -> SourceRange {
    guard let first = record.first, let last = record.last else {
      return SourceRange(at: .start)
    }
    return source.range(utf8Offsets: first.offsets.lowerBound..<last.offsets.upperBound)
  }
}

/// The mistakes of one file: the first of them, and how many more there are.
struct MistakeList {
  static let limit = 50

  let path: String?
  private var shown: [Diagnostic] = []
  private var count = 0

  init(path: String?) { self.path = path }

  var diagnostics: [Diagnostic] {
    count <= Self.limit ? shown : shown + [.moreMistakes(path, count - Self.limit)]
  }

  mutating func append(_ diagnostic: Diagnostic) {
    append { diagnostic }
  }

  /// A file may have a mistake in every cell; those that are only counted are not written.
  mutating func append(_ diagnostic: () -> Diagnostic) {
    count += 1
    if count <= Self.limit { shown.append(diagnostic()) }
  }

  mutating func append(contentsOf diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { append(diagnostic) }
  }
}
