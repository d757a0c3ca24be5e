import Basics
import Ledger

/// Every sentence about claims in pages, checked words, typed figures and published figures.
enum FigureMessages {
  // MARK: Claims

  static func noClaims() -> Diagnostic {
    Diagnostic(.error, "NoClaims", "this site has no table 'claim' to print from")
  }

  static func claimWithoutID() -> Diagnostic {
    Diagnostic(
      .error, "ClaimWithoutID", "this names no claim", hint: "write its id: `{claim F109}`")
  }

  static func unknownClaim(_ id: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownClaim", "'\(id)' is no claim of this site",
      hint: nearMiss(id, among: known).map { "did you mean '\($0)'?" })
  }

  /// What stands against printing a claim on a page of a day; nil where nothing does.
  static func unusable(
    _ id: String, _ standing: ClaimStanding, replacement: String?, asOf day: CalendarDate?
  ) -> Diagnostic? {
    switch standing {
    case .current: return nil
    case .notYetKnown(let known):
      return Diagnostic(
        .error, "ClaimNotYetKnown",
        "claim '\(id)' could not be known on \(day?.description ?? "this day"): it became known on "
          + known.description,
        hint: "an edition shows what was known on its day; tell of it in a later one")
    case .superseded(let other, let since):
      return Diagnostic(
        .error, "SupersededClaim", "claim '\(id)' was superseded on \(since)",
        hint: other.map { "'\($0)' took its place" })
    case .wrong:
      return Diagnostic(
        .error, "WrongClaim", "claim '\(id)' is contradicted by the record, so no page prints it",
        hint: replacement.map { "'\($0)' is on record instead" })
    }
  }

  static func uncitedClaim(_ id: String, asOf day: CalendarDate?) -> Diagnostic {
    let when = day.map { " known on \($0)" } ?? ""
    return Diagnostic(
      .error, "ClaimWithoutCitation", "claim '\(id)' has no citation\(when)",
      hint: "add a row to the table 'citation'")
  }

  static func emptyClaimList(_ topic: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTopic",
      topic.isEmpty ? "the data of this site hold no claims" : "no claim has the topic '\(topic)'",
      hint: topic.isEmpty ? "take the block out" : didYouMean(topic, among: known))
  }

  // MARK: Checked words

  static func assertionWithoutWords() -> Diagnostic {
    Diagnostic(
      .error, "AssertionWithoutWords", "this says no words for its condition",
      hint: "write `{assert} CONDITION :: words`")
  }

  static func severalRows(_ query: String, count: Int) -> Diagnostic {
    let shown = query.count > 60 ? query.prefix(59) + "…" : query[...]
    return Diagnostic(
      .error, "NotOneValue",
      "'\(shown)' gives \(count) rows, of which only the first is compared",
      hint:
        "compare the least or the greatest, (select min(…) …), or count the rows that do not hold")
  }

  static func failedAssertion(_ words: String, operands: [(text: String, value: String)])
    -> Diagnostic
  {
    let values = operands.map { "\($0.text) is \($0.value)" }.joined(separator: "; ")
    return Diagnostic(
      .error, "AssertionFailed",
      "'\(words)' does not hold" + (values.isEmpty ? "" : ": \(values)"),
      hint: "change the words to what the data say")
  }

  static func unknownAssertion(_ words: String, operands: [(text: String, value: String)])
    -> Diagnostic
  {
    var diagnostic = failedAssertion(words, operands: operands)
    diagnostic.identifier = "AssertionUnknown"
    diagnostic.summary = diagnostic.summary.replacingFirst(
      "does not hold", with: "can be neither confirmed nor denied")
    diagnostic.hint = "the condition gives NULL: a value that it needs is not there"
    return diagnostic
  }

  // MARK: Typed figures

  static func uncitedFigure(_ figure: String) -> Diagnostic {
    Diagnostic(
      .warning, "UncitedFigure", "the figure \(figure) is typed by hand",
      hint: "write `{claim ID}` or `{sql} select …`, or `{plain} \(figure)` if it needs no source")
  }

  static func typedRows() -> Diagnostic {
    Diagnostic(
      .warning, "UncitedFigure", "the numbers that this chart draws are typed by hand",
      hint: "draw the result of a query, data: {name: …}, or say usermeta: {illustrative: true}")
  }

  static func uncitedFrontMatter(_ figure: String, key: String) -> Diagnostic {
    Diagnostic(
      .warning, "UncitedFigure", "the figure \(figure) is typed by hand in the page's \(key)",
      hint: "leave the figure to the text: front matter cannot compute it")
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
