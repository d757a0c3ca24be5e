/// A pattern for cells, of a number or of a date, as a column's `format` names it.
package enum CellPattern: Hashable, Sendable {
  case number(NumberPattern)
  case date(DatePattern)

  /// The pattern, or nil where the text is neither a number's nor a date's.
  package init?(_ text: String) {
    if let pattern = NumberPattern(text) {
      self = .number(pattern)
    } else if let pattern = DatePattern(text) {
      self = .date(pattern)
    } else {
      return nil
    }
  }

  /// What to write in place of a text that is no pattern.
  package static func hint(for text: String) -> String {
    let digits = text.filter { "0#.,".contains($0) }
    if digits.hasSuffix(",") { return "divide by 1000 in the query; a comma does not do it here" }
    if digits.contains(",") {
      return "write a point before decimals (0.0), and a comma only between thousands (#,##0)"
    }
    return "write a number as 0, 0.0 or #,##0.00 and a date as d MMMM yyyy"
  }

  /// The cell's text, or nil where the value is not what the pattern is for.
  package func text(_ value: Value) -> String? {
    switch (self, value) {
    case (_, .null): ""
    case (.number(let pattern), .integer(let integer)): pattern.text(integer)
    case (.number(let pattern), .number(let number)): pattern.text(number)
    case (.date(let pattern), .text(let text)): pattern.text(text)
    case (.date(let pattern), .integer(let year)): pattern.text(String(year))
    default: nil
    }
  }
}

extension Value {
  /// The text a reader sees where neither page nor column says how a cell prints.
  ///
  /// Integers are grouped from 10,000, other numbers have the column's decimals or else their
  /// shortest text of at most 12 significant digits. Years are never grouped; null is what the column
  /// says of missing values.
  package func defaultText(in column: Column) -> String {
    switch self {
    case .null: return column.missing ?? ""
    case .boolean(let boolean): return boolean ? "yes" : "no"
    case .text(let text): return text
    case .integer(let integer): return defaultText(DecimalNumber(integer), in: column)
    case .number(let number):
      guard number.isFinite else { return shortestText(number) }
      return defaultText(DecimalNumber(number), in: column)
    }
  }

  /// The text a reader sees: by the column's format, else by its decimals, else the default.
  package func displayText(in column: Column) -> String {
    if self != .null, let format = column.format, let pattern = CellPattern(format),
      let text = pattern.text(self)
    {
      return text
    }
    return defaultText(in: column)
  }

  /// The text for machines (CSV): shortest numbers, `true` and `false`, empty for null.
  package var machineText: String {
    switch self {
    case .null: ""
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): integer.description
    case .number(let number): shortestText(number)
    case .text(let text): text
    }
  }

  private func defaultText(_ number: DecimalNumber, in column: Column) -> String {
    if column.type == .year { return NumberPattern(decimals: 0).text(number) }
    var pattern = NumberPattern(decimals: 0)
    if let decimals = column.decimals {
      pattern = NumberPattern(decimals: decimals)
    } else {
      pattern.maximumDecimals = number.rounded(significant: 12).decimals
    }
    let shown = number.rounded(decimals: pattern.maximumDecimals)
    pattern.groups = shown.whole.count >= 5
    let isLong = column.decimals == nil && number.point > 21
    return isLong ? pattern.text(number.rounded(significant: 12)) : pattern.text(number)
  }
}
