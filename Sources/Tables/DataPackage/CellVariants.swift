import Basics

/// Cells of a column of names that are the same but for blanks or case: to queries they are two.
///
/// A column is one of names where some of them come again and there are not too many.
struct CellVariants {
  /// More different texts than this are no names of kinds.
  private static let mostTexts = 2_000

  static func diagnostics(_ loaded: LoadedTable) -> [Diagnostic] {
    loaded.table.columns.indices.filter { loaded.table.columns[$0].type == .string }
      .flatMap { diagnostics(loaded, column: $0) }
  }

  private static func diagnostics(_ loaded: LoadedTable, column: Int) -> [Diagnostic] {
    var first: [String: Int] = [:]
    var isRepeated = false
    for (row, cells) in loaded.table.rows.enumerated() {
      guard case .text(let text) = cells[column] else { continue }
      if first[text] == nil {
        first[text] = row
        if first.count > mostTexts { return [] }
      } else {
        isRepeated = true
      }
    }
    guard isRepeated else { return [] }
    var known: [String: (text: String, row: Int)] = [:]
    var found: [Diagnostic] = []
    for (text, row) in first.sorted(by: { $0.value < $1.value }) {
      let key = plain(text)
      guard let other = known[key] else {
        known[key] = (text, row)
        continue
      }
      found.append(
        .cellVariant(
          loaded.path(row: row), loaded.range(row: row, column: column), text, of: other.text,
          column: loaded.table.columns[column].name,
          first: (loaded.path(row: other.row), loaded.range(row: other.row, column: column))))
    }
    return found
  }

  /// A text without the blanks around it, with each other run of blanks as one, in small letters.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
