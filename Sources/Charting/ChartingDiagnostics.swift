import Basics
import Tables

/// Collects what an author should know about a chart, in the order it was found.
final class DiagnosticCollector {
  private(set) var diagnostics: [Diagnostic] = []

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func add(_ diagnostic: Diagnostic) {
    // The same mistake is often met in several phases; it is said once.
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  func add(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { add(diagnostic) }
  }
}

/// The sentences of the Charting module.
enum ChartMessage {
  static func unknownProperty(
    _ name: String, of object: String, known: some Collection<String>, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownChartProperty", range: range,
      "'\(name)' is no property of \(article(object))", hint: didYouMean(name, among: known))
  }

  static func interactive(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedChartProperty", range: range,
      "'\(name)' makes a chart interactive, and charts here stand still",
      hint: "leave '\(name)' out, or write the value it would have")
  }

  static func badPaint(_ paint: String, of property: String?, at range: SourceRange) -> Diagnostic {
    let shown = paint.count > 60 ? paint.prefix(59) + "…" : paint[...]
    return Diagnostic(
      .error, "InvalidColour", range: range,
      property.map { "'\(shown)' is no colour for '\($0)'" }
        ?? "'\(shown)', which the data give, is no colour",
      hint: "write a CSS colour such as '#1c5f8c' or 'teal', 'none', or var(--name, colour)")
  }

  static func geographic(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedChartProperty", range: range,
      "'\(name)' draws a map, and maps are not supported")
  }

  static func unsupported(_ what: String, at range: SourceRange, hint: String? = nil) -> Diagnostic
  {
    Diagnostic(
      .error, "UnsupportedChartProperty", range: range, "\(what) is not supported", hint: hint)
  }

  static func beyondGrammar(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "BeyondGrammar", range: range,
      "\(what) is not in Vega-Lite's schema; it is drawn all the same")
  }

  static func wrongKind(
    _ name: String, expected: String, found: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidChartValue", range: range, "'\(name)' takes \(expected), not \(found)")
  }

  static func wrongWord(
    _ word: String, for name: String, allowed: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidChartValue", range: range, "'\(word)' is no value of '\(name)'",
      hint: didYouMean(word, among: allowed))
  }

  static func missing(_ name: String, in object: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "MissingChartProperty", range: range, "\(article(object)) needs '\(name)'")
  }

  static func noView(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "MissingChartProperty", range: range,
      "the chart draws nothing: it has no 'mark', 'layer', 'facet', 'concat' or 'repeat'")
  }

  static func withoutTitle(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartWithoutTitle", range: range, "the chart has no 'title'",
      explanation: "A chart in a page says in its title what it finds.")
  }

  static func withoutDescription(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartWithoutDescription", range: range, "the chart has no 'description'",
      explanation: "The description is what a reader who cannot see the chart is told.")
  }

  static func unknownField(
    _ name: String, known: some Collection<String>, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownChartField", range: range, "the data has no field '\(name)'",
      hint: didYouMean(name, among: known))
  }

  static func unknownData(
    _ name: String, known: some Collection<String>, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownChartData", range: range, "there is no data named '\(name)'",
      hint: didYouMean(name, among: known))
  }

  static func dataFromElsewhere(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedChartProperty", range: range,
      "a chart's data is not loaded from a 'url'",
      hint: "name a query of the page: data: {name: ...}")
  }

  static func dataOfWrongKind(_ value: StructuredValue) -> Diagnostic {
    var diagnostic = wrongKind(
      "data", expected: "an object", found: value.kindDescription, at: value.range)
    diagnostic.hint = value.string.map { Diagnostic.line("write data: {name: \($0)}") }
    return diagnostic
  }

  static func noData(at range: SourceRange) -> Diagnostic {
    Diagnostic(.error, "UnknownChartData", range: range, "the chart has no 'data'")
  }

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartTooComplex", range: range, "the chart's views are nested too deeply")
  }

  static func tooLarge(_ what: String, limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartTooComplex", range: range, "the chart has more than \(limit) \(what)")
  }

  static func tooNarrow(width: Double, labels: Double, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "ChartTooNarrow", range: range,
      "of the chart's width of \(SVGNumber.text(width)), labels and legend take "
        + "\(SVGNumber.text(labels))",
      hint: "give it more 'width', or shorten its labels")
  }

  static func labelsLeftOut(
    _ count: Int, of total: Int, on axis: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .warning, "ChartTooNarrow", range: range,
      "of the \(total) labels on \(axis), \(count) have no room and are left out",
      hint: "give the chart more '\(axis == "x" ? "width" : "height")'")
  }

  static func tooMuchText(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartTooComplex", range: range,
      "an expression makes too long a text, too many rows, or a pattern takes too long",
      hint: "compute it in the query that gives the rows")
  }

  static func tooMuchWork(rows: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "ChartTooComplex", range: range,
      "the transform takes too long for \(rows) rows",
      hint: "aggregate or sample the rows before it")
  }

  static func expression(_ diagnostic: Diagnostic, at range: SourceRange) -> Diagnostic {
    var placed = diagnostic
    if placed.range == nil { placed.range = range }
    return placed
  }

  private static func article(_ object: String) -> String {
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    return object.first.map { vowels.contains($0) } == true ? "an \(object)" : "a \(object)"
  }
}

/// Every sentence about expressions.
extension ExpressionProblem {
  private static func syntax(_ summary: String, _ range: Range<Int>, hint: String? = nil) -> Self {
    ExpressionProblem(
      identifier: "ExpressionSyntax", summary: summary, hint: hint, range: range)
  }

  static func unexpected(_ token: String, at range: Range<Int>) -> Self {
    syntax("unexpected '\(token)' in the expression", range)
  }

  static func unexpectedEnd(at position: Int) -> Self {
    syntax("the expression ends too soon", position..<position)
  }

  static func unclosedText(at range: Range<Int>) -> Self {
    syntax("a text in the expression is not closed", range)
  }

  static func badNumber(_ text: String, at range: Range<Int>) -> Self {
    syntax("'\(text)' is not a number", range)
  }

  static func badRegularExpression(_ text: String, at range: Range<Int>) -> Self {
    syntax("'\(text)' is not a regular expression that can be used here", range)
  }

  static func tooDeep(at range: Range<Int>) -> Self {
    syntax("the expression is nested too deeply", range)
  }

  static func tooLong(_ length: Int, limit: Int) -> Self {
    syntax("the expression has \(length) characters; at most \(limit) are read", 0..<0)
  }

  static func assignment(at range: Range<Int>) -> Self {
    syntax("an expression cannot assign", range, hint: "compare with '=='")
  }

  static func unknownFunction(
    _ name: String, among names: some Collection<String>, at range: Range<Int>
  ) -> Self {
    ExpressionProblem(
      identifier: "UnknownFunction", summary: "no function is called '\(name)'",
      hint: nearMiss(name, among: names).map { "did you mean '\($0)'?" }, range: range)
  }

  static func refusedFunction(_ name: String, why: String, at range: Range<Int>) -> Self {
    ExpressionProblem(
      identifier: "RefusedFunction", summary: "'\(name)' cannot be used: \(why)", range: range)
  }

  static func wrongArgumentCount(
    _ name: String, _ count: Int, allowed: ClosedRange<Int>, at range: Range<Int>
  ) -> Self {
    let wanted: String
    if allowed.lowerBound == allowed.upperBound {
      wanted = allowed.lowerBound == 1 ? "1 argument" : "\(allowed.lowerBound) arguments"
    } else if allowed.upperBound == .max {
      wanted = "at least \(allowed.lowerBound)"
    } else {
      wanted = "\(allowed.lowerBound) to \(allowed.upperBound) arguments"
    }
    return ExpressionProblem(
      identifier: "WrongArgumentCount", summary: "'\(name)' takes \(wanted), not \(count)",
      range: range)
  }

  static func unknownName(
    _ name: String, among names: some Collection<String>, at range: Range<Int>
  ) -> Self {
    let near = nearMiss(name, among: names)
    return ExpressionProblem(
      identifier: "UnknownName", summary: "'\(name)' is not known in an expression",
      hint: near.map { "did you mean '\($0)'?" } ?? "a field is written datum.\(name)",
      range: range)
  }

  static func refusedName(_ name: String, at range: Range<Int>) -> Self {
    ExpressionProblem(
      identifier: "InteractiveExpression",
      summary: "'\(name)' belongs to interactive charts; this chart stands still", range: range)
  }

  static func unknownField(
    _ name: String, among names: some Collection<String>, at range: Range<Int>
  ) -> Self {
    ExpressionProblem(
      identifier: "UnknownField", summary: "the data has no field '\(name)'",
      hint: didYouMean(name, among: names), range: range)
  }
}

/// Every sentence about data, transforms and predicates.
enum TransformMessages {
  static func wrongKind(_ property: String, wanted: String, _ value: StructuredValue) -> Diagnostic
  {
    Diagnostic(
      .error, "WrongKind", range: value.range,
      "'\(property)' must be \(wanted), not \(value.kindDescription)")
  }

  static func missing(_ property: String, in what: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(.error, "MissingProperty", range: value.range, "\(what) needs '\(property)'")
  }

  static func unknownProperty(
    _ member: StructuredValue.Member, in what: String, allowed: [String]
  ) -> Diagnostic {
    Diagnostic(
      .warning, "UnknownProperty", range: member.nameRange,
      "\(what) has no property '\(member.name)'", hint: didYouMean(member.name, among: allowed))
  }

  static func unknownTransform(_ value: StructuredValue, names: [String], known: [String])
    -> Diagnostic
  {
    let near = names.lazy.compactMap { didYouMean($0, among: known) }.first { $0.hasPrefix("did") }
    let given = names.isEmpty ? "an empty object" : names.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .error, "UnknownTransform", range: value.range, "no transform has the properties \(given)",
      hint: near ?? "known here: " + known.joined(separator: ", "))
  }

  static func notAllowed(
    _ text: String, of property: String, allowed: [String], _ range: SourceRange
  )
    -> Diagnostic
  {
    Diagnostic(
      .error, "NotAllowed", range: range, "'\(text)' is no \(property)",
      hint: didYouMean(text, among: allowed))
  }

  static func unknownParse(_ value: StructuredValue) -> Diagnostic {
    notAllowed(
      value.string ?? value.kindDescription, of: "way to read a field",
      allowed: ["number", "boolean", "string", "date", "date:'%Y'", "utc:'%Y'"], value.range)
  }

  static func unresolvedData(_ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "UnresolvedData", range: value.range,
      "the data of a lookup must be given inline or by the name of a data set")
  }

  static func interactive(_ what: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "InteractiveChart", range: range,
      "'\(what)' belongs to interactive charts; this chart stands still")
  }

  static func emptyPredicate(_ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "EmptyPredicate", range: value.range, "this predicate says nothing about its field",
      hint: "known here: " + PropertyTable.fieldPredicates.map(\.name).joined(separator: ", "))
  }

  static func badDateTime(_ part: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(
      .error, "BadDateTime", range: value.range, "this is no \(part) of a date",
      hint: "a number, or the English name of a month or weekday")
  }

  static func unreadableData(_ type: String, _ value: StructuredValue) -> Diagnostic {
    Diagnostic(.error, "UnreadableData", range: value.range, "the data cannot be read as \(type)")
  }
}
