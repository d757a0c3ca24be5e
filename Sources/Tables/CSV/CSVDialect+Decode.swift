import Basics

extension ObjectReader {
  /// Reads a Table Dialect; what is of other files than CSV has no meaning here.
  mutating func dialect(into dialect: inout CSVDialect) {
    for name in [
      "$schema", "csvddfVersion", "description", "itemKeys", "itemType", "lineTerminator", "name",
      "property", "sheetName", "sheetNumber", "table", "title",
    ] {
      _ = value(name)
    }
    if let byte = character("delimiter") { dialect.delimiter = byte }
    if has("quoteChar") { dialect.quote = character("quoteChar") }
    dialect.escape = character("escapeChar")
    dialect.comment = character("commentChar")
    dialect.skipsInitialSpace = boolean("skipInitialSpace") ?? false
    dialect.headerJoin = string("headerJoin") ?? " "
    dialect.commentRows = rows("commentRows") ?? []
    let headerRows = rows("headerRows")
    if boolean("header") == false || headerRows == [] {
      dialect.header = .none
    } else if let headerRows, headerRows != [1] {
      dialect.header = .rows(headerRows)
    }
    dialect.nullSequence = string("nullSequence")
    if boolean("doubleQuote") == false, dialect.escape == nil, dialect.quote != nil {
      report(.unsupportedDialect(path, range(of: "doubleQuote"), "doubleQuote: false"))
    }
  }

  private mutating func character(_ name: String) -> UInt8? {
    guard let text = string(name), !text.isEmpty else { return nil }
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    report(.unsupportedDialect(path, range(of: name), "\(name): '\(text)'"))
    return nil
  }

  /// Numbers of rows, the first of which is 1.
  private mutating func rows(_ name: String) -> Set<Int>? {
    guard let elements = elements(name) else { return nil }
    let numbers = elements.compactMap { $0.number.flatMap(Int.init(exactly:)) }
    if numbers.count < elements.count || numbers.contains(where: { $0 < 1 }) {
      report(.invalidRowNumbers(path, range(of: name), name))
    }
    return Set(numbers)
  }
}
