package import Tables

/// A formula of the field: what it computes, from what, by which rule, and whose rule it is.
///
/// The function of that name in SQL computes it. NULL among the arguments gives NULL, also in one
/// row of an aggregate, except where a parameter says what NULL stands for.
package struct Formula: Sendable {
  /// The system of the domain that it belongs to.
  package enum Topic: Int, CaseIterable, Sendable {
    case deadlines = 1
    case mechanisms, priceSupport, safeguards, restrictions, stockpile, disruption, projects
    case concentration, supplyRisk, benchmarks, recycling, partnerships, bloc, provenance
    case seriousness
    case reconciliation = 20
  }

  enum Body: Sendable {
    case scalar(@Sendable (Arguments) throws(FormulaError) -> Value)
    case aggregate(@Sendable ([Arguments]) throws(FormulaError) -> Value)
  }

  package let topic: Topic
  /// The name in SQL.
  package let name: String
  package let parameters: [Parameter]
  /// Unit of the result ("%", "index"); empty for words and flags.
  package let unit: String
  /// What the result may be.
  package let range: String
  /// When the result is NULL though no argument is; nil if never.
  package let whenNull: String?
  /// The rule as a formula over the parameters.
  package let rule: String
  package let source: String
  /// One sentence: what it computes.
  package let summary: String
  let body: Body

  package var isAggregate: Bool {
    if case .aggregate = body { true } else { false }
  }

  /// "hhi_low(share)".
  package var signature: String {
    name + "(" + parameters.map(\.name).joined(separator: ", ") + ")"
  }

  /// The value for one call of a scalar formula, which takes one argument a parameter.
  ///
  /// - Throws: a `FormulaError` that begins with the function's name.
  package func callAsFunction(_ values: [Value]) throws(FormulaError) -> Value {
    switch body {
    case .scalar(let body):
      let arguments = Arguments(parameters: parameters, values: values)
      if arguments.lacksSome { return .null }
      do { return try body(arguments) } catch { throw error.inFunction(name) }
    case .aggregate:
      return try callAsFunction(rows: [values])
    }
  }

  /// The value for the rows of a group; a scalar formula takes the last of them.
  ///
  /// - Throws: a `FormulaError` that begins with the function's name.
  package func callAsFunction(rows: [[Value]]) throws(FormulaError) -> Value {
    switch body {
    case .scalar:
      return try rows.last.map { values throws(FormulaError) in try callAsFunction(values) }
        ?? .null
    case .aggregate(let body):
      let rows = rows.map { Arguments(parameters: parameters, values: $0) }
      if rows.contains(where: \.lacksSome) { return .null }
      do { return try body(rows) } catch { throw error.inFunction(name) }
    }
  }
}

/// The result of a formula: its unit, its range, and when there is none.
struct Outcome: Sendable {
  var unit: String
  var range: String
  var whenNull: String?

  init(_ unit: String, _ range: String, null: String? = nil) {
    self.unit = unit
    self.range = range
    whenNull = null
  }

  static let percent = Outcome("%", "from 0 to 100")
  static let index = Outcome("index", "from 0 to 10,000")
  static let flag = Outcome("", "1 or 0")

  static func words<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) -> Outcome {
    Outcome("", Choice.words.wordList)
  }

  func null(_ when: String) -> Outcome { Outcome(unit, range, null: when) }
}

extension Formula {
  private init(
    _ topic: Topic, _ name: String, _ parameters: [Parameter], _ outcome: Outcome, _ rule: String,
    _ source: String, _ summary: String, _ body: Body
  ) {
    self.init(
      topic: topic, name: name, parameters: parameters, unit: outcome.unit, range: outcome.range,
      whenNull: outcome.whenNull, rule: rule, source: source, summary: summary, body: body)
  }

  /// A formula of numbers that gives a number.
  static func numeric(
    _ topic: Topic, _ name: String, _ parameters: [Parameter], _ outcome: Outcome, rule: String,
    source: String, _ summary: String,
    _ body: @escaping @Sendable ([Double]) throws(FormulaError) -> Double?
  ) -> Formula {
    scalar(topic, name, parameters, outcome, rule: rule, source: source, summary) {
      arguments throws(FormulaError) in Value(try body(try arguments.numbers()))
    }
  }

  /// A formula of numbers that gives a word or a flag.
  static func numericWords(
    _ topic: Topic, _ name: String, _ parameters: [Parameter], _ outcome: Outcome, rule: String,
    source: String, _ summary: String,
    _ body: @escaping @Sendable ([Double]) throws(FormulaError) -> Value
  ) -> Formula {
    scalar(topic, name, parameters, outcome, rule: rule, source: source, summary) {
      arguments throws(FormulaError) in try body(try arguments.numbers())
    }
  }

  static func scalar(
    _ topic: Topic, _ name: String, _ parameters: [Parameter], _ outcome: Outcome, rule: String,
    source: String, _ summary: String,
    _ body: @escaping @Sendable (Arguments) throws(FormulaError) -> Value
  ) -> Formula {
    Formula(topic, name, parameters, outcome, rule, source, summary, .scalar(body))
  }

  static func aggregate(
    _ topic: Topic, _ name: String, _ parameters: [Parameter], _ outcome: Outcome, rule: String,
    source: String, _ summary: String,
    _ body: @escaping @Sendable ([Arguments]) throws(FormulaError) -> Value
  ) -> Formula {
    Formula(topic, name, parameters, outcome, rule, source, summary, .aggregate(body))
  }
}

extension Value {
  /// NULL for nil, or where a result is too large for a number.
  init(_ number: Double?) {
    guard let number, number.isFinite else {
      self = .null
      return
    }
    self = .number(number)
  }

  init<Choice: RawRepresentable<String>>(_ choice: Choice) { self = .text(choice.rawValue) }
}
