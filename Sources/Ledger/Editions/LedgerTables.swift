package import Basics
package import Tables

/// Tables that are computed from the ledger and queried like those of the data package.
package enum LedgerTable: String, Hashable, Sendable, CaseIterable {
  /// What each conflict is, from which day to which.
  case conflictState = "conflict_state"
  /// What changed from each edition to the next.
  case editionChange = "edition_change"

  package var columns: [Column] {
    switch self {
    case .conflictState:
      [
        Column(
          "conflict_id", type: .string, title: "Conflict",
          description: "Identifier of the conflict."),
        Column(
          "state", type: .string, title: "State",
          description: "Open, ruled, superseded by events, or closed because its check finds "
            + "nothing any more."),
        Column(
          "known_on", type: .date, title: "From", description: "First day of this state."),
        Column(
          "superseded_on", type: .date, title: "Until",
          description: "Day on which another state took its place."),
      ]
    case .editionChange:
      [
        Column(
          "edition_date", type: .date, title: "Edition", description: "Day of the edition."),
        Column(
          "previous_date", type: .date, title: "Edition before",
          description: "Day of the edition before it."),
        Column(
          "change", type: .string, title: "Change", description: "Added, revised or superseded."),
        Column(
          "claim_id", type: .string, title: "Claim",
          description: "The claim that was added, or that was current before."),
        Column(
          "subject", type: .string, title: "Subject", description: "What the claim is about."),
        Column(
          "subject_name", type: .string, title: "Subject", description: "Its name as printed."),
        Column(
          "predicate", type: .string, title: "Statement",
          description: "What is stated of the subject."),
        Column("topic", type: .string, title: "Topic", description: "The claim's topic."),
        Column(
          "before", type: .string, title: "Before",
          description: "The value that the edition before had."),
        Column(
          "after", type: .string, title: "After",
          description: "The value of the claim that was added, or that took the other's place."),
        Column(
          "replaced_by", type: .string, title: "Replaced by",
          description: "The claim that took the other's place."),
        Column(
          "changed_on", type: .date, title: "Changed on",
          description: "Day on which it became known or was superseded."),
      ]
    }
  }

  package var title: String {
    switch self {
    case .conflictState: "States of the conflicts (computed)"
    case .editionChange: "Changes between editions (computed)"
    }
  }

  package var primaryKey: [String] {
    switch self {
    case .conflictState: ["conflict_id", "known_on"]
    case .editionChange: ["edition_date", "change", "claim_id"]
    }
  }

  /// The column that says from which day an edition sees a row.
  package var knownOn: String {
    switch self {
    case .conflictState: "known_on"
    case .editionChange: "edition_date"
    }
  }

  package var supersededOn: String? {
    switch self {
    case .conflictState: "superseded_on"
    case .editionChange: nil
    }
  }

  /// - Parameter archive: the stored texts of sources, by their archive numbers.
  package func table(_ ledger: ClaimLedger, archive: [String: String] = [:]) -> Table {
    Table(columns: columns, rows: rows(ledger, archive))
  }

  private func rows(_ ledger: ClaimLedger, _ archive: [String: String]) -> [[Value]] {
    switch self {
    case .conflictState:
      ledger.conflictHistory(archive: archive).map { entry in
        [
          .text(entry.conflict), .text(entry.state.rawValue), .text(entry.from.description),
          entry.to.map { .text($0.description) } ?? .null,
        ]
      }
    case .editionChange:
      ledger.editionPairs.flatMap { pair in
        ledger.changes(from: pair.previous, to: pair.day).map { change in
          LedgerTable.row(of: change, from: pair.previous, to: pair.day, ledger)
        }
      }
    }
  }

  /// A row of `edition_change`.
  package static func row(
    of change: EditionChange, from previous: CalendarDate, to day: CalendarDate,
    _ ledger: ClaimLedger
  ) -> [Value] {
    let isNew = change.kind == .added
    let after = isNew ? change.claim : change.replacement
    return [
      .text(day.description), .text(previous.description), .text(change.kind.rawValue),
      .text(change.claim.id), .text(change.claim.subject),
      .text(ledger.name(of: change.claim.subject)), .text(change.claim.predicate),
      change.claim.topic.map { .text($0) } ?? .null,
      isNew ? .null : .text(ledger.text(of: change.claim)),
      after.map { .text(ledger.text(of: $0)) } ?? .null,
      change.replacement.map { .text($0.id) } ?? .null, .text(change.on.description),
    ]
  }
}
