import Basics

/// Sentences about claims, checks and editions.
extension BuildMessages {
  static func unknownCheck(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownCheck", "'checks' names '\(name)', which is no check",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" }
        ?? "warnings, notes and the checks of the ledger can be set; other errors cannot")
  }

  // MARK: Editions

  static func noClaims() -> Diagnostic {
    Diagnostic(
      .error, "NoLedger", "the data have no table 'claim', so editions cannot be compared")
  }

  static func editionOrder(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      .error, "EditionOrder", "'\(first)' is not earlier than '\(second)'",
      hint: "name the earlier edition first")
  }

  // MARK: Units and bases

  static func mixed(_ check: String, _ severity: Severity, _ column: String, _ words: [String])
    -> Diagnostic
  {
    let isBasis = check == "BasisMixed"
    let list = words.dropLast().map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      severity, check,
      "'\(column)' mixes figures \(isBasis ? "on different bases" : "in different units"): "
        + "\(list) and '\(words.last ?? "")'",
      explanation: isBasis
        ? "A share of one thing is not compared with a share of another."
        : "No conversion between them is declared in the table 'unit_conversion'.",
      hint: isBasis
        ? "keep one basis in the query, or show them apart"
        : "declare a conversion, or keep one unit in the query")
  }

  static func unseen(
    _ check: String, _ severity: Severity, _ column: String, needs other: String
  ) -> Diagnostic {
    let word = check == "BasisMixed" ? "bases" : "units"
    return Diagnostic(
      severity, check,
      "'\(column)' may mix \(word): its rows name them in '\(other)', which the query leaves out",
      hint: "select '\(other)' too")
  }
}
