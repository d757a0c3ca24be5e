import Basics
import Tables

/// Cells whose word is none of those that the ledger knows, and citations of sources and claims that
/// are not on record. Read on as if nothing were written there, an "abuot" would print as exact, and a
/// claim would stand without the mark of its source.
extension ClaimLedger {
  /// The columns with a closed list of words.
  private static let words: [(table: String, column: String, known: [String])] = [
    ("claim", "qualifier", Qualifier.allCases.map(\.rawValue)),
    ("claim", "status", ClaimStatus.allCases.map(\.rawValue)),
    ("claim", "confidence", Confidence.allCases.map(\.rawValue)),
    ("citation", "relation", CitationRelation.allCases.map(\.rawValue)),
    ("claim_relation", "relation", ClaimRelation.Kind.allCases.map(\.rawValue)),
    ("claim_mention", "role", Mention.Role.allCases.map(\.rawValue)),
    ("qualifier", "qualifier_id", Qualifier.allCases.map(\.rawValue)),
    ("conflict", "state", ConflictState.allCases.map(\.rawValue)),
  ]

  /// The columns that name a row of another table.
  private static let references: [(table: String, column: String, target: String, key: String)] = [
    ("citation", "claim_id", "claim", "claim_id"), ("citation", "source_id", "source", "source_id"),
    ("claim", "superseded_by", "claim", "claim_id"),
    ("conflict_claim", "claim_id", "claim", "claim_id"),
    ("conflict_claim", "conflict_id", "conflict", "conflict_id"),
    ("conflict", "published_claim", "claim", "claim_id"),
    ("claim_relation", "claim_id", "claim", "claim_id"),
    ("claim_relation", "of_claim", "claim", "claim_id"),
  ]

  /// - Parameters:
  ///   - mistaken: tables that are not to be judged, because their own mistakes are told.
  ///   - isDeclared: whether the package declares a column as a foreign key, which is checked then.
  func rowFindings(
    mistaken: Set<String>, isDeclared: (_ table: String, _ column: String) -> Bool
  ) -> [(identifier: String, place: RowPlace, message: LedgerMessage)] {
    var found: [(identifier: String, place: RowPlace, message: LedgerMessage)] = []
    for (table, column, known) in Self.words where !mistaken.contains(table) {
      for (row, word) in cells(of: column, in: table) where !known.contains(word) {
        found.append(
          (
            identifier: "UnknownLedgerWord",
            place: RowPlace(table: table, row: row, column: column),
            message: LedgerMessages.unknownWord(word, column: "\(table).\(column)", known: known)
          ))
      }
    }
    for (table, column, target, key) in Self.references
    where tables[target] != nil && !mistaken.contains(table) && !mistaken.contains(target)
      && !isDeclared(table, column)
    {
      let known = Set(cells(of: key, in: target).map(\.text))
      for (row, id) in cells(of: column, in: table) where !known.contains(id) {
        found.append(
          (
            identifier: "UnknownLedgerRow",
            place: RowPlace(table: table, row: row, column: column),
            message: LedgerMessages.unknownRow(id, target: target, known: known.sorted())
          ))
      }
    }
    return found
  }

  private func cells(of column: String, in name: String) -> [(row: Int, text: String)] {
    guard let table = tables[name]?.table, let index = table.index(of: column) else { return [] }
    return table.rows.enumerated().compactMap { row, cells in
      let text = cells[index].machineText
      return text.isEmpty ? nil : (row, text)
    }
  }
}
