internal import Basics

/// The sentences about SQL that is answered and hardly means what it says.
extension Diagnostic {
  static func unmatchedText(
    _ path: String, _ range: SourceRange, _ column: String, _ text: String, near: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "UnmatchedText", path: path, range: range,
      "no cell of '\(column)' is '\(text)'", hint: "did you mean '\(near)'?")
  }

  static func literalAsCondition(
    _ path: String, _ range: SourceRange, _ text: String, _ column: String?
  ) -> Diagnostic {
    // SQLite takes a text for the number that it is, or else for 0.
    let isTrue = Double(text.replacing("'", with: "")) ?? 0 != 0
    return Diagnostic(
      .warning, "TextAsCondition", path: path, range: range,
      "\(text) stands alone as a condition, which is \(isTrue ? "always" : "never") true",
      hint: "compare it with a column: \(column ?? "column") = \(text)")
  }

  static func emptyRange(
    _ path: String, _ range: SourceRange, _ low: String, _ high: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "EmptyRange", path: path, range: range,
      "nothing lies between \(low) and \(high): the lower end comes first",
      hint: "write between \(high) and \(low)")
  }

  static func orderedByText(
    _ path: String, _ range: SourceRange, _ text: String, _ word: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "OrderedByText", path: path, range: range,
      "\(word) by '\(text)' takes the same text for all rows",
      hint: "a column's name stands without quotes: \(word) by \(text)")
  }

  static func sumOfTexts(_ path: String, _ range: SourceRange, _ what: String) -> Diagnostic {
    Diagnostic(
      .warning, "SumOfTexts", path: path, range: range,
      "+ adds numbers, and \(what) is text, which counts as 0",
      hint: "join texts with ||")
  }

  static func columnBesideAggregate(
    _ path: String, _ range: SourceRange, _ column: String, _ function: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ColumnBesideAggregate", path: path, range: range,
      "'\(column)' beside \(function)() is that of any one of the rows",
      hint: "add group by \(column), or take the column out")
  }

  static func joinWithoutCondition(
    _ path: String, _ range: SourceRange, _ table: String, _ first: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "JoinWithoutCondition", path: path, range: range,
      "each row of '\(first)' meets every row of '\(table)'",
      hint: "say which belong together: join \(table) using (column); or write cross join")
  }
}
