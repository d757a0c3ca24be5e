internal import Basics
internal import Tables

/// What a formula cannot work with; its text names the value and the rule.
package struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  private init(_ description: String) { self.description = description }
}

/// The sentences of this module; a function's name is put before them where SQL calls it.
extension FormulaError {
  static func outside(_ quantity: String, _ value: Double, _ domain: Domain) -> FormulaError {
    FormulaError("the \(quantity) is \(shortestText(value)), but must be \(domain.words)")
  }

  static func sharesPast100(_ sum: Double) -> FormulaError {
    FormulaError("the shares add up to \(shortestText(sum)), more than 100 and their rounding")
  }

  static func moreThan(
    _ quantity: String, _ value: Double, _ other: String, _ limit: Double
  ) -> FormulaError {
    FormulaError(
      "the \(quantity) is \(shortestText(value)), more than the \(other) of \(shortestText(limit))")
  }

  static func before(
    _ quantity: String, _ value: String, _ other: String, _ limit: String
  ) -> FormulaError {
    FormulaError("the \(quantity) is \(value), before the \(other) of \(limit)")
  }

  static func differs(_ quantity: String, _ first: Value, _ second: Value) -> FormulaError {
    FormulaError(
      "the \(quantity) must be the same in all rows, but is \(first.machineText) and "
        + second.machineText)
  }

  static func tooMany(_ what: String, _ count: Int, limit: Int) -> FormulaError {
    FormulaError("there are \(count) \(what), but must be no more than \(limit)")
  }

  static func pastCalendar(_ date: CalendarDate, _ count: Int, _ unit: String) -> FormulaError {
    FormulaError("\(date) and \(count) \(unit) is past the calendar")
  }

  static func notANumber(_ parameter: String, _ value: Value) -> FormulaError {
    FormulaError("the \(parameter) is '\(value.machineText)', which is no number")
  }

  static func notWhole(_ parameter: String, _ value: Value) -> FormulaError {
    FormulaError("the \(parameter) is '\(value.machineText)', which is no whole number")
  }

  static func notADate(_ parameter: String, _ value: Value) -> FormulaError {
    FormulaError(
      "the argument '\(parameter)' is '\(value.machineText)', which is no date (YYYY-MM-DD)")
  }

  static func notAFlag(_ parameter: String, _ value: Value) -> FormulaError {
    FormulaError(
      "the argument '\(parameter)' is '\(value.machineText)', but must be true (1) or false (0)")
  }

  static func notText(_ parameter: String, _ value: Value) -> FormulaError {
    FormulaError("the \(parameter) is '\(value.machineText)', which is no text")
  }

  static func notAChoice(_ parameter: String, _ text: String, _ choices: [String]) -> FormulaError {
    let near = nearMiss(text, among: choices).map { "; did you mean '\($0)'?" }
    return FormulaError(
      "the \(parameter) is '\(text)'" + (near ?? ", but must be \(choices.wordList)"))
  }

  /// The same sentence with the function's name before it.
  func inFunction(_ name: String) -> FormulaError { FormulaError("\(name): \(description)") }
}

extension Domain {
  /// What a value must be: "from 0 to 100".
  package var words: String {
    switch self {
    case .percent: "from 0 to 100"
    case .part: "from 0 to 1"
    case .positive: "more than 0"
    case .notNegative: "0 or more"
    case .any: "a finite number"
    case .between(let low, let high): "from \(shortestText(low)) to \(shortestText(high))"
    }
  }
}

extension [String] {
  /// "'a', 'b' or 'c'".
  var wordList: String {
    let quoted = map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
