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

  /// What Vega-Lite calls a thing that other tools have another word for.
  static func otherWord(_ word: String, among allowed: [String]) -> String? {
    let words = [
      "pie": "arc", "donut": "arc", "doughnut": "arc", "column": "bar", "columns": "bar",
      "histogram": "bar", "scatter": "point", "scatterplot": "point", "bubble": "circle",
      "heatmap": "rect", "box": "boxplot", "avg": "mean", "std": "stdev", "stddev": "stdev",
      "number": "quantitative", "numeric": "quantitative", "date": "temporal", "time": "temporal",
      "category": "nominal", "categorical": "nominal", "string": "nominal", "text": "nominal",
    ]
    return words[word.lowercased()].flatMap {
      allowed.contains($0) ? "'\($0)' is the word for it" : nil
    }
  }

  static func wrongWord(
    _ word: String, for name: String, allowed: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidChartValue", range: range, "'\(word)' is no value of '\(name)'",
      hint: otherWord(word, among: allowed) ?? didYouMean(word, among: allowed))
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

  static func emptyChart(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "EmptyChart", range: range, "the chart has no rows to draw",
      hint: "look at its query and filters, or say what to print instead: empty: No cases yet.")
  }

  static func layerWithoutMarks(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "LayerWithoutMarks", range: range, "this part of the chart has no rows to draw",
      hint: "look at its data and filters, or take it out")
  }

  /// - Parameter found: one of the values, where there are any.
  static func noValues(
    _ field: String, type: MeasurementType, isOnLogScale: Bool, found: String?,
    at range: SourceRange
  ) -> Diagnostic {
    let what =
      isOnLogScale ? "number above zero" : type == .temporal ? "date" : "number"
    let shown = found.flatMap { $0.isEmpty ? nil : ", but values such as '\($0)'" } ?? ""
    return Diagnostic(
      .error, "NothingToDraw", range: range, "the field '\(field)' has no \(what)\(shown)",
      hint: found == nil
        ? "choose rows that have values"
        : isOnLogScale ? "use a linear scale, or 'symlog'" : "write type: nominal for names")
  }

  static func valuesNotDrawn(
    _ field: String, _ count: Int, of total: Int, type: MeasurementType, isOnLogScale: Bool,
    first: String, at range: SourceRange
  ) -> Diagnostic {
    let what =
      isOnLogScale ? "no number above zero" : type == .temporal ? "no date" : "no number"
    let shown = first.isEmpty ? "" : ", the first '\(first)'"
    return Diagnostic(
      .warning, "ValuesNotDrawn", range: range,
      "of \(total) values of '\(field)', \(count) \(count == 1 ? "is" : "are") \(what) and not "
        + "drawn\(shown)",
      hint: "leave these rows out in the query, or make their values NULL")
  }

  static func infinite(_ field: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "NotFinite", range: range,
      "the field '\(field)' has a value that is infinite, and no place in the chart",
      hint: "look for a division by zero")
  }

  static func yearsAsMilliseconds(_ field: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "YearsAsMilliseconds", range: range,
      "the years in '\(field)' are numbers, which are read as milliseconds of 1970",
      hint: "make them texts in the query: cast(\(field) as text) as \(field)")
  }

  static func barsOnLogScale(_ mark: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "BarsOnLogScale", range: range,
      "the length of \(mark == "area" ? "an area" : "a bar") on a logarithmic scale says nothing: the "
        + "scale has no zero",
      hint: "use mark: point, or a linear scale")
  }

  static func rowsOnOneAnother(_ count: Int, of place: String, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      .warning, "RowsOnOneAnother", range: range,
      "\(count) rows of '\(place)' are drawn on top of one another as one sum",
      hint: "look at the query's joins; if a sum is meant, write aggregate: sum; to tell the rows "
        + "apart, encode a field as color or detail")
  }

  static func rowsOnOneLine(_ count: Int, of place: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "RowsOnOneAnother", range: range,
      "one line goes through \(count) rows of '\(place)'",
      hint: "encode what tells the lines apart as color or detail, or aggregate the rows")
  }

  static func outsideDomain(
    _ name: String, count: Int, near: String?, at range: SourceRange
  ) -> Diagnostic {
    let others = count == 1 ? "" : " and \(count - 1) more"
    return Diagnostic(
      .warning, "ValuesNotDrawn", range: range,
      "'\(name)'\(others) of the data \(count == 1 ? "is" : "are") not in this domain",
      hint: near.map { "did you mean '\(name)' where '\($0)' stands?" }
        ?? "add it, or leave its rows out with a filter")
  }

  static func textInDomain(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "TextInDomain", range: range,
      "'\(text)' in the domain of numbers is a text, which is read as a date",
      hint: "write numbers without quotes: domain: [0, 100]")
  }

  static func drawnOutside(_ value: String, count: Int, at range: SourceRange) -> Diagnostic {
    let others = count == 1 ? "" : " and \(count - 1) more"
    return Diagnostic(
      .warning, "MarksOutsideFrame", range: range,
      "\(value)\(others) of the data \(count == 1 ? "lies" : "lie") outside this domain, and the "
        + "\(count == 1 ? "mark is" : "marks are") drawn outside the frame",
      hint: "widen the domain, leave the rows out with a filter, or write clip: true at the mark")
  }

  static func sortWithoutValue(_ name: String, near: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "SortWithoutValue", range: range, "the data have no '\(name)' to put in this place",
      hint: "did you mean '\(near)'?")
  }

  static func monthsByAlphabet(_ field: String, first: String, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      .warning, "NamesByAlphabet", range: range,
      "the values of '\(field)' stand by the alphabet, '\(first)' first",
      hint: "write sort: null for the order of the rows")
  }

  static func shortRange(_ range: Int, values: Int, on channel: String, at place: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "RangeTooShort", range: place,
      "\(values) values have \(range) \(channel == "shape" ? "shapes" : "colours"), so some share one",
      hint: "write as many as there are values")
  }

  static func numbersAsNames(_ field: String, on channel: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "NumbersAsNames", range: range,
      "the numbers of '\(field)' are drawn as names: '\(channel)' has no type",
      hint: "write type: quantitative; or type: ordinal if each is a name")
  }

  static func textWithoutText(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "MissingChartProperty", range: range, "a mark of texts needs 'text'",
      hint: "encode a field: text: {field: …}")
  }

  static func invalidFormat(_ format: String, hint: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "InvalidFormat", range: range, "'\(format)' is no format", hint: hint)
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
