import Basics

/// A sentence for an author, with what explains it and what to do.
struct LedgerMessage: Hashable, Sendable {
  var summary: String
  var explanation: String?
  var hint: String?
}

/// All sentences of this module.
enum LedgerMessages {
  /// Where a conflict is recorded: what it is, whose figures it is about, which check found it.
  private static let record =
    "record the conflict and its ruling in the table 'conflict', its claims in 'conflict_claim' and "
    + "the check in 'conflict_check'"
  private static let ruling = "correct the figure, or \(record)"

  static func states(_ claim: String, _ text: String) -> String { "\(claim): \(text)" }

  static func partsDoNotSum(
    _ total: String, stated: String, parts: [String], sum: String, difference: String,
    isShort: Bool
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(total) states \(stated), but its parts (\(list(parts))) come to \(sum): "
        + (isShort ? "\(difference) is in none of them" : "\(difference) more than the total"),
      hint: ruling)
  }

  static func ratioMismatch(
    _ ratio: String, stated: String, numerator: String, denominator: String, computed: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(ratio) states \(stated), but \(numerator) over \(denominator) is \(computed)",
      hint: ruling)
  }

  static func claimsDisagree(
    _ claim: String, _ text: String, _ other: String, _ otherText: String, subject: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) and \(other) say the same of \(subject) but disagree: "
        + "\(text) against \(otherText)",
      hint: ruling)
  }

  static func claimBases(
    _ claim: String, _ basis: String, _ other: String, _ otherBasis: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) is measured on '\(basis)', \(other) on '\(otherBasis)'",
      explanation: "Figures on two bases are not added or compared.",
      hint: "take the relation out, or correct the basis")
  }

  static func claimUnits(
    _ claim: String, _ unit: String?, _ other: String, _ otherUnit: String?
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) is in \(quoted(unit)), \(other) in \(quoted(otherUnit)), "
        + "and no conversion is declared",
      hint: "declare one in the table 'unit_conversion', or take the relation out")
  }

  static func officeTermEnded(
    _ claim: String, person: String, asOf: String, role: String, from: String?, to: String?
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) names \(person) in office on \(asOf), "
        + "but \(term(role, from: from, to: to))",
      hint: "correct the name, or \(record)")
  }

  static func term(_ role: String, from: String?, to: String?) -> String {
    switch (from, to) {
    case (let from?, let to?): "the term as \(role) ran from \(from) to \(to)"
    case (nil, let to?): "the term as \(role) ended on \(to)"
    case (let from?, nil): "the term as \(role) began on \(from)"
    case (nil, nil): "the term as \(role) has no dates"
    }
  }

  static func partyMismatch(
    _ claim: String, extra: [String], instrument: String, parties: [String]
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) names \(list(extra)) as party to \(instrument), "
        + "whose parties are \(list(parties))",
      hint: "correct the claim, or \(record)")
  }

  static func party(_ name: String) -> String { "recorded as party: \(name)" }

  static func forecastWithoutOutcome(
    _ claim: String, status: String, due: String, edition: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) is a \(status) that was due on \(due), and on \(edition) "
        + "no outcome is on record",
      hint: "say what became of it: with 'superseded_by', a row in 'outcome', or a relation "
        + "'outcome'")
  }

  static func supersededByOther(
    _ claim: String, _ statement: String, by other: String, _ otherStatement: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) is superseded by \(other), which says something of another matter: "
        + "\(statement); \(otherStatement)",
      hint: "name the claim that says the same later; what became of a plan is a relation "
        + "'outcome'")
  }

  static func claimWithoutCitation(_ claim: String) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) has no citation",
      explanation: "A claim that rests on nothing is not published.",
      hint: "say where it stands with a row in the table 'citation'")
  }

  static func claimOnlyDenied(_ claim: String, source: String) -> LedgerMessage {
    LedgerMessage(
      summary: "the only document cited for \(claim) denies it: '\(source)'",
      explanation:
        "A claim is printed with its documents, and readers would take this one for its source.",
      hint: "cite the document that states the claim, or correct 'relation'")
  }

  static func unknownWord(_ word: String, column: String, known: [String]) -> LedgerMessage {
    LedgerMessage(
      summary: "'\(word)' is no word of '\(column)'", hint: didYouMean(word, among: known))
  }

  static func unknownRow(_ id: String, target: String, known: [String]) -> LedgerMessage {
    LedgerMessage(
      summary: "'\(id)' is no row of the table '\(target)'",
      hint: nearMiss(id, among: known).map { "did you mean '\($0)'?" }
        ?? "add the row, or take this one out")
  }

  static func singleOrigin(_ claim: String, documents: Int, origin: String) -> LedgerMessage {
    LedgerMessage(
      summary: "the \(documents) documents of \(claim) have one origin: \(origin)",
      explanation: "Documents that repeat one origin do not confirm each other.")
  }

  static func quotationNotFound(
    _ quotation: String, source: String, archiveID: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "\"\(quotation)\" does not stand in the stored text of '\(source)' (\(archiveID))",
      hint: "quote word for word, or put it in your own words without quotation marks")
  }

  static func nameVariant(_ claim: String, _ alias: String, name: String) -> LedgerMessage {
    LedgerMessage(
      summary: "\(claim) writes '\(alias)' for what is printed as '\(name)'",
      hint: "write '\(name)'")
  }

  static func rejectedWording(
    _ words: String, claim: String, text: String, conflict: String, title: String
  ) -> LedgerMessage {
    LedgerMessage(
      summary: "'\(words)' is not what \(claim) (\(text)) counts: \(conflict), \(title)",
      hint: "use the noun of the claim, or name the conflict in the sentence")
  }

  static func recorded(_ conflict: String, _ title: String) -> String {
    "recorded as \(conflict), \(title), but without a ruling"
  }

  static func unknownCheck(_ check: String, conflict: String) -> LedgerMessage {
    LedgerMessage(summary: "\(conflict) is raised by '\(check)', which is no check of the ledger")
  }

  static func conflictClosed(_ conflict: String, _ title: String, check: String) -> LedgerMessage {
    LedgerMessage(
      summary: "\(conflict), \(title), is closed: \(check) finds nothing any more",
      explanation: "Pages print its state as closed, whatever the table 'conflict' says.")
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func quoted(_ unit: String?) -> String { unit.map { "'\($0)'" } ?? "no unit" }
}
