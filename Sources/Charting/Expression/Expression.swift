import Basics

/// An expression of the Vega expression language over one row: read, checked, ready to be bound.
///
/// There are no loops, assignments, signals or events in it, so it always ends.
struct Expression: Hashable, Sendable {
  let source: String
  let root: ExpressionNode
  /// The fields it reads, each with where it stands in the source (in scalars).
  let fieldReferences: [FieldReference]

  struct FieldReference: Hashable, Sendable {
    var field: String
    var range: Range<Int>
  }

  /// Reads and checks an expression; `globals` are the names it may use beside `datum`.
  init(_ source: String, globals: Set<String> = []) throws(ExpressionProblem) {
    let tokens = try ExpressionTokenizer.tokens(of: source)
    var parser = ExpressionParser(tokens: tokens, globals: globals)
    root = try parser.parse()
    fieldReferences = parser.fieldReferences
    self.source = source
  }

  /// The fields it reads, in the order it names them.
  var fields: [String] {
    var seen: Set<String> = []
    return fieldReferences.map(\.field).filter { seen.insert($0).inserted }
  }

  /// Warnings about fields that the data does not have.
  func unknownFields(in dataset: Dataset) -> [ExpressionProblem] {
    fieldReferences.filter { dataset.index(of: $0.field) == nil }.map {
      .unknownField($0.field, among: dataset.fields, at: $0.range)
    }
  }
}

/// What is wrong with an expression, and where in it (in scalars from its start).
struct ExpressionProblem: Error, Hashable, Sendable {
  var identifier: String
  var summary: String
  var hint: String?
  var range: Range<Int>

  /// The problem in the file: `value` is where the expression's text stands there.
  ///
  /// A place inside the text is only known where the text has no escapes, that is where it is as
  /// long as what stands in the file, with or without its quotes.
  func diagnostic(at value: SourceRange, source: String, severity: Severity = .error) -> Diagnostic
  {
    var place = value
    let length = source.unicodeScalars.count
    let width = value.end.column - value.start.column
    if value.start.line == value.end.line, width == length || width == length + 2 {
      let first = value.start.column + (width - length) / 2
      let line = value.start.line
      place = SourceRange(
        start: SourcePosition(line: line, column: first + range.lowerBound),
        end: SourcePosition(line: line, column: first + range.upperBound))
    }
    return Diagnostic(severity, identifier, range: place, summary, hint: hint)
  }
}
