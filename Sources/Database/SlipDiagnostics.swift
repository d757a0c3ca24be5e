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

  static func comparedWithNull(
    _ path: String, _ range: SourceRange, isNegated: Bool
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ComparedWithNull", path: path, range: range,
      "a comparison with NULL is never true",
      hint: isNegated ? "write is not null" : "write is null")
  }

  static func comparedWithItself(
    _ path: String, _ range: SourceRange, _ column: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ComparedWithItself", path: path, range: range,
      "'\(column)' is compared with itself, which is always true where it has a value",
      hint: "name the other table on one side")
  }

  static func countOfCondition(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "CountOfCondition", path: path, range: range,
      "count() of a condition counts the rows in which it is false, too",
      hint: "write count(*) filter (where …)")
  }

  static func wholeDivision(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "WholeDivision", path: path, range: range,
      "whole numbers are divided, which cuts off the fraction: 7 / 2 is 3",
      hint: "begin with 1.0 *, or for percentages with 100.0 *; write cast(… as integer) if it is "
        + "meant")
  }

  static func sumOfDays(
    _ path: String, _ range: SourceRange, _ sign: String, _ name: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "SumOfTexts", path: path, range: range,
      "\(sign) takes numbers, and of '\(name)' only the year would count",
      hint: "write date(\(name), '\(sign)30 days'), or julianday(…) - julianday(…)")
  }

  static func dayAsNumber(
    _ path: String, _ range: SourceRange, _ column: String, isMonth: Bool
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ComparedWithOtherForm", path: path, range: range,
      "'\(column)' holds \(isMonth ? "months" : "days"), and this is a number",
      hint: "put it in quotes: \(isMonth ? "'2026-03'" : "'2026-03-31'")")
  }

  static func otherForm(
    _ path: String, _ range: SourceRange, _ column: String, _ text: String, isMonth: Bool
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ComparedWithOtherForm", path: path, range: range,
      "'\(column)' holds \(isMonth ? "months such as 2026-03" : "days such as 2026-03-31"), and "
        + "'\(text)' is none",
      hint: "texts are compared letter by letter: write \(isMonth ? "'2026-03'" : "'2026-03-31'")")
  }

  static func numbersAsTexts(
    _ path: String, _ range: SourceRange, _ column: String, _ first: String, _ second: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "NumbersAsTexts", path: path, range: range,
      "'\(column)' holds numbers as texts, of which '\(first)' comes before '\(second)'",
      hint: "write type: integer or number in the data package, or cast(\(column) as real) here")
  }
}
