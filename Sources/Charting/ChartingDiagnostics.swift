import Basics

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
