package import Basics

/// A cell as it was written: its text without quotes, and where it stands.
package struct CSVCell: Hashable, Sendable {
  package var text: String
  /// The bytes of the cell in its file, quotes included.
  package var offsets: Range<Int>
  package var isQuoted: Bool
}

/// Reads RFC 4180 and what is found in practice: a byte order mark, LF, CRLF or CR line ends,
/// quoted line breaks, doubled quotes, blank lines (passed over).
///
/// A quote that is out of place, a quote that is never closed and a NUL are diagnostics; cells
/// before and after them keep their columns.
package struct CSVReader {
  package private(set) var rows: [[CSVCell]] = []
  /// The cells that name the columns; nil where the dialect has none, or the file ends before.
  package private(set) var header: [CSVCell]?
  package private(set) var diagnostics: [Diagnostic] = []
  /// The numbers of the first rows, as a dialect counts them.
  private(set) var firstNumbers: [Int] = []
  private static let mostNumbers = 10

  /// Whether the last row ends where the file does, in a quote.
  package private(set) var isCutOff = false

  private let source: SourceText
  private let dialect: CSVDialect
  private var offset = 0
  private var row: [CSVCell] = []
  /// How many rows were read, blank ones and comments among them, as a dialect counts them.
  private var number = 0

  package init(_ source: SourceText, dialect: CSVDialect = CSVDialect()) {
    self.source = source
    self.dialect = dialect
    if source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < source.utf8.count { readRow() }
  }

  /// The rows after the header.
  package var records: ArraySlice<[CSVCell]> {
    dialect.header == .first ? rows.dropFirst() : rows[...]
  }

  private mutating func readRow() {
    let start = offset
    let found = diagnostics.count
    number += 1
    if let comment = dialect.comment, source.utf8[offset] == comment {
      while offset < source.utf8.count, !isLineEnd(source.utf8[offset]) { offset += 1 }
      skipLineEnd()
      return
    }
    row = []
    while readCell() {}
    skipLineEnd()
    if dialect.passesOver(row: number) {
      diagnostics.removeLast(diagnostics.count - found)
      return
    }
    // A blank line is no row; a line that holds "" is.
    let isBlank = row.count == 1 && row[0].text.isEmpty && !row[0].isQuoted
    if isBlank || offset == start { return }
    switch dialect.header {
    case .first where header == nil:
      header = row
      addToRows()
    case .rows(let numbers) where numbers.contains(number): addToHeader()
    case .none, .first, .rows: addToRows()
    }
  }

  private mutating func addToRows() {
    if rows.count < Self.mostNumbers { firstNumbers.append(number) }
    rows.append(row)
  }

  /// Joins a row of the header with those above it: each column's texts, without empty ones.
  private mutating func addToHeader() {
    guard var cells = header else {
      header = row
      return
    }
    for (index, cell) in row.enumerated() {
      if index == cells.count {
        cells.append(cell)
      } else if cells[index].text.isEmpty {
        cells[index] = cell
      } else if !cell.text.isEmpty {
        cells[index].text += dialect.headerJoin + cell.text
      }
    }
    header = cells
  }

  /// Reads one cell; true where another one follows in the same row.
  private mutating func readCell() -> Bool {
    let bytes = source.utf8
    if dialect.skipsInitialSpace {
      while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    }
    if offset < bytes.count, let quote = dialect.quote, bytes[offset] == quote {
      readQuoted(quote)
    } else {
      readPlain()
    }
    guard offset < bytes.count, bytes[offset] == dialect.delimiter else { return false }
    offset += 1
    return true
  }

  private mutating func readPlain() {
    let bytes = source.utf8
    let start = offset
    var text: [UInt8]? = nil
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == dialect.delimiter || isLineEnd(byte) { break }
      if byte == dialect.escape, offset + 1 < bytes.count {
        text = (text ?? Array(bytes[start..<offset])) + [bytes[offset + 1]]
        offset += 2
        continue
      }
      if byte == dialect.quote { report(.strayQuote(source.path, range(offset))) }
      if byte == 0 { report(.nulCharacter(source.path, range(offset))) }
      text?.append(byte)
      offset += 1
    }
    append(text.map { $0[...] } ?? bytes[start..<offset], start..<offset, isQuoted: false)
  }

  private mutating func readQuoted(_ quote: UInt8) {
    let bytes = source.utf8
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == dialect.escape, byte != quote, offset + 1 < bytes.count {
        text.append(bytes[offset + 1])
        offset += 2
      } else if byte == quote, offset + 1 < bytes.count, bytes[offset + 1] == quote {
        text.append(quote)
        offset += 2
      } else if byte == quote {
        offset += 1
        readAfterQuote(into: &text)
        append(text[...], start..<offset, isQuoted: true)
        return
      } else {
        if byte == 0 { report(.nulCharacter(source.path, range(offset))) }
        text.append(byte)
        offset += 1
      }
    }
    isCutOff = true
    report(.unclosedQuote(source.path, range(start)))
    // All that follows would be guesswork: the row ends here with what it has.
    append(text[...], start..<offset, isQuoted: true)
  }

  /// What stands between a closing quote and the next delimiter belongs to no one: it is reported
  /// and kept, so that no later cell moves.
  private mutating func readAfterQuote(into text: inout [UInt8]) {
    let bytes = source.utf8
    guard offset < bytes.count, bytes[offset] != dialect.delimiter, !isLineEnd(bytes[offset])
    else { return }
    report(.strayQuote(source.path, range(offset - 1)))
    while offset < bytes.count, bytes[offset] != dialect.delimiter, !isLineEnd(bytes[offset]) {
      text.append(bytes[offset])
      offset += 1
    }
  }

  private mutating func append(_ text: ArraySlice<UInt8>, _ offsets: Range<Int>, isQuoted: Bool) {
    row.append(
      CSVCell(
        text: String(decoding: text, as: UTF8.self), offsets: offsets, isQuoted: isQuoted))
  }

  private mutating func skipLineEnd() {
    guard offset < source.utf8.count else { return }
    if source.utf8[offset] == UInt8(ascii: "\r") {
      offset += 1
      guard offset < source.utf8.count, source.utf8[offset] == UInt8(ascii: "\n") else { return }
    }
    offset += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func range(_ offset: Int) -> SourceRange {
    source.range(utf8Offsets: offset..<offset + 1)
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }
}
