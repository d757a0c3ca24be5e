import Basics

/// What a spreadsheet leaves among the rows of a table: the errors of its formulas, marks for addresses
/// that are not there, and a row of totals.
struct SheetSlips {
  /// The errors of spreadsheets in English, German and French, in small letters.
  private static let errors: Set<String> = [
    "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!", "#nv",
    "#bezug!", "#wert!", "#zahl!", "#valeur!", "#nom?", "#nombre!", "#nul!",
  ]

  /// What the row of a sum is called, in small letters.
  private static let sums: Set<String> = [
    "total", "totals", "grand total", "sum", "all", "overall", "in total", "gesamt", "insgesamt",
    "gesamtsumme", "summe", "zusammen", "total général", "total general", "ensemble", "somme",
    "totale", "totaal", "suma", "summa", "razem", "celkem", "ogółem",
  ]
  private static let longestSum = 20
  /// How far a sum of rounded figures may be from the figure that stands for it.
  private static let tolerance = 0.005

  static func diagnostics(_ loaded: LoadedTable, _ schema: TableSchema) -> [Diagnostic] {
    var found = schema.fields.enumerated().compactMap { column, field in
      error(loaded, field, column) ?? mark(loaded, field, column)
    }
    if let total = total(loaded, schema) { found.append(total) }
    return found
  }

  /// The first cell of a column of addresses with a mark for one that is not there, which would be a
  /// link.
  private static func mark(_ loaded: LoadedTable, _ field: Field, _ column: Int) -> Diagnostic? {
    let name = field.name.lowercased()
    guard name == "url" || name.hasSuffix("_url"), field.type == .string else { return nil }
    for (row, cells) in loaded.table.rows.enumerated() {
      guard case .text(let text) = cells[column], CellHint.isNoValue(text) else { continue }
      return .markForAddress(
        loaded.path(row: row), loaded.range(row: row, column: column), text, field)
    }
    return nil
  }

  /// The first cell of a column of texts that holds an error.
  private static func error(_ loaded: LoadedTable, _ field: Field, _ column: Int) -> Diagnostic? {
    guard field.type == .string || field.type == .any, field.constraints.allowed == nil else {
      return nil
    }
    let found = loaded.table.rows.indices.filter { row in
      guard case .text(let text) = loaded.table.rows[row][column],
        text.utf8.first == UInt8(ascii: "#")
      else { return false }
      return errors.contains(text.lowercased()) || isTooNarrow(text)
    }
    guard let row = found.first, case .text(let text) = loaded.table.rows[row][column] else {
      return nil
    }
    return .spreadsheetError(
      loaded.path(row: row), loaded.range(row: row, column: column), text, field,
      others: found.count - 1)
  }

  /// Whether a text is what stands in a column that is too narrow for its values.
  private static func isTooNarrow(_ text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
  }

  /// The one row that is called a sum, where its figure in some column is that of all others.
  private static func total(_ loaded: LoadedTable, _ schema: TableSchema) -> Diagnostic? {
    let rows = loaded.table.rows
    guard rows.count >= 3, !loaded.hasMistakes else { return nil }
    // What is declared as a value is meant as one.
    let declared = Set(schema.foreignKeys.flatMap(\.fields))
    let names = schema.fields.indices.filter { index in
      let field = schema.fields[index]
      return field.type == .string && field.constraints.allowed == nil
        && !declared.contains(field.name)
    }
    var found: Int?
    for (row, cells) in rows.enumerated()
    where names.contains(where: { isSum(cells[$0]) }) {
      // Of several each is the sum of some.
      if found != nil { return nil }
      found = row
    }
    guard let found else { return nil }
    for (column, field) in schema.fields.enumerated()
    where field.type == .number || field.type == .integer {
      guard let own = rows[found][column].numeric, own != 0 else { continue }
      var sum = 0.0
      var count = 0
      for (row, cells) in rows.enumerated() where row != found {
        guard let number = cells[column].numeric else { continue }
        sum += number
        count += 1
      }
      guard count >= 2, abs(sum - own) <= abs(own) * tolerance else { continue }
      return .totalAmongRows(
        loaded.path(row: found), loaded.range(row: found), column: field.name, table: loaded.name)
    }
    return nil
  }

  private static func isSum(_ cell: Value) -> Bool {
    guard case .text(let text) = cell, text.utf8.count <= longestSum else { return false }
    let word = text.lowercased()
    return sums.contains(word.last == ":" ? String(word.dropLast()) : word)
  }
}
