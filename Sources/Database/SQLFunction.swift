package import Tables

/// A pure function that queries may call: the same arguments give the same value.
package struct SQLFunction: Sendable {
  enum Body: Sendable {
    case scalar(@Sendable ([Value]) throws -> Value)
    /// Gets the arguments of every row of its group, in the order SQLite reads them.
    case aggregate(@Sendable ([[Value]]) throws -> Value)
  }

  package let name: String
  /// How many arguments it takes; nil for any number.
  package let arity: Int?
  /// One line for people: "hhi(share): concentration, the sum of squared shares".
  package let summary: String
  let body: Body

  package static func scalar(
    _ name: String, arity: Int?, summary: String = "",
    _ body: @escaping @Sendable ([Value]) throws -> Value
  ) -> SQLFunction {
    SQLFunction(name: name, arity: arity, summary: summary, body: .scalar(body))
  }

  /// An aggregate, which also serves as a window function.
  package static func aggregate(
    _ name: String, arity: Int?, summary: String = "",
    _ body: @escaping @Sendable ([[Value]]) throws -> Value
  ) -> SQLFunction {
    SQLFunction(name: name, arity: arity, summary: summary, body: .aggregate(body))
  }
}

/// What a function cannot work with; the text names the value and the rule.
package struct SQLFunctionError: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
