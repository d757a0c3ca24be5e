import Basics

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
