/// Writes a table as RFC 4180 has it: a header row, quotes only where they are needed.
package struct CSVWriter: Sendable {
  package enum LineEnd: String, Sendable {
    case lf = "\n"
    case crlf = "\r\n"
  }

  package var lineEnd: LineEnd
  package var delimiter: Character

  package init(lineEnd: LineEnd = .lf, delimiter: Character = ",") {
    self.lineEnd = lineEnd
    self.delimiter = delimiter
  }

  /// The same table gives the same text: numbers are written in their shortest form, null is empty
  /// and an empty text is `""`, so that the two can be told apart.
  package func text(_ table: Table) -> String {
    var text = line(table.columns.map { quoted($0.name) })
    for row in table.rows { text += line(row.map(cell)) }
    return text
  }

  private func line(_ cells: [String]) -> String {
    // A row of one empty cell would be a blank line, which readers pass over.
    let text = cells.joined(separator: String(delimiter))
    return (text.isEmpty ? "\"\"" : text) + lineEnd.rawValue
  }

  private func cell(_ value: Value) -> String {
    if case .text("") = value { return "\"\"" }
    return quoted(value.machineText)
  }

  private func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    let hasEdgeSpace = text.utf8.first == 32 || text.utf8.last == 32
    let hasDelimiter =
      delimiter.asciiValue.map(text.utf8.contains) ?? text.contains(delimiter)
    guard needsQuotes || hasEdgeSpace || hasDelimiter else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
