import Basics

/// Cells of a column of names that are the same but for blanks or case, or that begin or end with a
/// blank: to queries they are others than they look.
///
/// A column is one of names where some of them come again and there are not too many, and where it is
/// a key.
struct CellVariants {
  /// More different texts than this are no names of kinds.
  private static let mostTexts = 2_000
  /// Longer texts are sentences, in which a blank at the end does no harm.
  private static let longestName = 60

  private let loaded: LoadedTable
  private let column: Int
  /// The different texts, and the first row of each.
  private let texts: [(text: String, row: Int)]
  private let isRepeated: Bool

  static func diagnostics(_ loaded: LoadedTable, _ schema: TableSchema) -> [Diagnostic] {
    let keys = Set(
      schema.primaryKey + schema.uniqueKeys.flatMap { $0 } + schema.foreignKeys.flatMap(\.fields))
    return schema.fields.indices.filter { schema.fields[$0].type == .string }.flatMap {
      column -> [Diagnostic] in
      let field = schema.fields[column]
      guard let found = CellVariants(loaded, column) else { return [] }
      let variants = found.variants
      let isKey = keys.contains(field.name) || field.constraints.unique
      guard variants.isEmpty, isKey || found.isRepeated, field.constraints.allowed == nil else {
        return variants
      }
      return [found.blank(table: loaded.name)].compactMap { $0 }
    }
  }

  /// Nil where the column has too many different texts.
  private init?(_ loaded: LoadedTable, _ column: Int) {
    var first: [String: Int] = [:]
    var isRepeated = false
    for (row, cells) in loaded.table.rows.enumerated() {
      guard case .text(let text) = cells[column] else { continue }
      if first[text] == nil {
        first[text] = row
        if first.count > Self.mostTexts { return nil }
      } else {
        isRepeated = true
      }
    }
    (self.loaded, self.column, self.isRepeated) = (loaded, column, isRepeated)
    texts = first.sorted { $0.value < $1.value }.map { (text: $0.key, row: $0.value) }
  }

  private var variants: [Diagnostic] {
    var known: [String: (text: String, row: Int)] = [:]
    var found: [Diagnostic] = []
    for (text, row) in texts {
      // Where nothing comes again, only what no author means is told: " Alder" beside "Alder".
      let key = isRepeated ? Self.plain(text) : Self.trimmed(text)
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

  /// The first text with a blank at its beginning or end.
  private func blank(table: String) -> Diagnostic? {
    let found = texts.filter { text, _ in
      text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false
    }
    guard let (text, row) = found.first, text.count <= Self.longestName else { return nil }
    return .blankInCell(
      loaded.path(row: row), loaded.range(row: row, column: column), text,
      column: loaded.table.columns[column].name, others: found.count - 1,
      // "North, 5" has a blank behind each delimiter.
      dialectOf: found.count > 1 && found.count == texts.count && column > 0
        && found.allSatisfy { $0.text.first == " " } ? table : nil)
  }

  /// A text without the blanks around it, with each other run of blanks as one, in small letters.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
