import Basics

/// Sentences about claims, checks and editions.
extension BuildMessages {
  static func unknownCheck(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownCheck", "'checks' names '\(name)', which is no check",
      hint: didYouMean(name, among: known))
  }
}
