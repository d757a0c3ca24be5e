/// Claims whose place is taken by one that is not about the same.
extension LedgerChecks {
  /// Superseded claims whose successor has another subject or predicate, unless the data relate the
  /// two: what became of a plan may well be stated of another subject.
  func supersessionFindings() -> [Finding] {
    let related = Set(relations.map { [$0.claim, $0.of] as Set })
    return claims.compactMap { claim in
      guard let id = claim.supersededBy, let other = ledger.claim(id), isKnown(other.knownOn),
        claim.confidence != .wrong, !related.contains([claim.id, id]),
        claim.subject != other.subject || claim.predicate != other.predicate
      else { return nil }
      return Finding(
        .supersededByOther, claims: [claim.id, id], .claim(claim, "superseded_by"),
        LedgerMessages.supersededByOther(
          claim.id, statement(of: claim), by: id, statement(of: other)), notes: [note(other)])
    }
  }

  private func statement(of claim: Claim) -> String {
    ledger.name(of: claim.subject) + ", "
      + claim.predicate.split(separator: "_").joined(separator: " ")
  }
}
