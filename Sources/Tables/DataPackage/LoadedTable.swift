package import Basics

/// A resource's rows, typed, and the place of every cell in the files they were read from.
package struct LoadedTable: Sendable {
  package let name: String
  package let table: Table
  /// Whether every row and column of the files could be read.
  package let isComplete: Bool
  /// Whether anything is wrong with its cells, so that what is computed from them may be too.
  package let hasMistakes: Bool
  let files: [SourceText]
  /// The first row of each file.
  let firstRows: [Int]
  /// For each cell, row by row, its first byte and the byte after it.
  let places: [UInt32]
  /// The cells that are null because they could not be read, row by row.
  let mistaken: Set<Int>

  init(
    name: String, table: Table, isComplete: Bool = true, hasMistakes: Bool = false,
    mistaken: Set<Int> = [], files: [SourceText],
    firstRows: [Int], places: [UInt32]
  ) {
    self.name = name
    self.table = table
    self.isComplete = isComplete
    self.hasMistakes = hasMistakes || !isComplete
    self.mistaken = mistaken
    self.files = files
    self.firstRows = firstRows
    self.places = places
  }

  /// A table that stands in no file.
  package init(name: String, table: Table) {
    self.init(name: name, table: table, files: [], firstRows: [], places: [])
  }

  /// Whether a cell is null only because it could not be read, which was told.
  func isMistaken(row: Int, column: Int) -> Bool {
    !mistaken.isEmpty && mistaken.contains(row * table.columns.count + column)
  }

  /// Whether one of some columns could not be read at all: then all its cells are alike.
  func lacksColumn(among columns: [Int]) -> Bool {
    hasMistakes
      && columns.contains { column in table.rows.allSatisfy { $0[column] == .null } }
  }

  /// Whether cells of some columns could not be read, so that values may be missing there.
  func hasMistakes(in columns: [Int]) -> Bool {
    lacksColumn(among: columns)
      || mistaken.contains { columns.contains($0 % table.columns.count) }
  }

  /// The file that a row stands in, or nil where the table was not read from a file.
  package func path(row: Int) -> String? {
    file(of: row)?.path
  }

  /// Where a cell stands, or its row where the file has no such column.
  package func range(row: Int, column: Int) -> SourceRange? {
    guard let file = file(of: row), table.rows.indices.contains(row) else { return nil }
    let index = 2 * (row * table.columns.count + column)
    guard places.indices.contains(index + 1), places[index] != .max else {
      return range(row: row)
    }
    return file.range(utf8Offsets: Int(places[index])..<Int(places[index + 1]))
  }

  /// Where a row stands: from its first cell's start to its last cell's end; the file's beginning
  /// where the file has none of its columns.
  package func range(row: Int) -> SourceRange? {
    guard let file = file(of: row), table.rows.indices.contains(row) else { return nil }
    let width = 2 * table.columns.count
    let own = places[row * width..<(row + 1) * width].filter { $0 != .max }
    guard let start = own.min(), let end = own.max() else { return SourceRange(at: .start) }
    return file.range(utf8Offsets: Int(start)..<Int(end))
  }

  private func file(of row: Int) -> SourceText? {
    guard let index = firstRows.lastIndex(where: { $0 <= row }) else { return nil }
    return files[index]
  }
}
