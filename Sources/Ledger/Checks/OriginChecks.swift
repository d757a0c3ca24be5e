import Basics

/// Where claims come from, and whether quotations stand in the texts they are taken from.
extension LedgerChecks {
  /// Claims that no document is cited for, where the data have citations at all; what is computed
  /// rests on other claims.
  func citationFindings() -> [Finding] {
    guard ledger.hasTable("citation") else { return [] }
    return claims.compactMap { claim in
      guard claim.status != .computed, ledger.citations(of: claim.id).isEmpty else { return nil }
      return Finding(
        .claimWithoutCitation, claims: [claim.id], .claim(claim, "claim_id"),
        LedgerMessages.claimWithoutCitation(claim.id))
    }
  }

  /// Claims for which documents are cited, and all of them deny what the claim says.
  func deniedFindings() -> [Finding] {
    claims.compactMap { claim in
      let citations = ledger.citations(of: claim.id, asOf: day)
      guard claim.standing(asOf: day) == .current, let first = citations.first,
        citations.allSatisfy({ $0.relation == .contradicts })
      else { return nil }
      return Finding(
        .claimOnlyDenied, claims: [claim.id],
        RowPlace(table: "citation", row: first.row, column: "relation"),
        LedgerMessages.claimOnlyDenied(claim.id, source: first.source))
    }
  }

  /// Claims of several documents that all derive from one.
  func originFindings() -> [Finding] {
    claims.compactMap { claim in
      guard claim.standing(asOf: day) == .current else { return nil }
      let citations = ledger.citations(of: claim.id, asOf: day)
        .filter { $0.relation != .contradicts }
      let documents = Set(citations.map(\.source))
      let origins = Set(citations.map(\.independentOrigin))
      guard documents.count > 1, origins.count == 1, let origin = origins.first else { return nil }
      return Finding(
        .singleOrigin, claims: [claim.id], .claim(claim, "claim_id"),
        LedgerMessages.singleOrigin(claim.id, documents: documents.count, origin: origin))
    }
  }

  /// Quotations that do not stand in the stored text of their source; where no text is stored
  /// nothing is known. Line breaks, other blanks and the form of quotation marks do not count.
  func quotationFindings() -> [Finding] {
    let texts = archive.mapValues(plain)
    return ledger.citations.compactMap { citation in
      guard isKnown(citation.knownOn), let quotation = citation.quotation,
        let archiveID = ledger.source(citation.source)?.archiveID, let text = texts[archiveID],
        !text.contains(plain(quotation))
      else { return nil }
      return Finding(
        .quotationNotFound, claims: [citation.claim],
        RowPlace(table: "citation", row: citation.row, column: "quotation"),
        LedgerMessages.quotationNotFound(
          quotation, source: citation.source, archiveID: archiveID))
    }
  }

  private func plain(_ text: String) -> String {
    let marks: [Character: Character] = [
      "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{2013}": "-",
      "\u{2011}": "-",
    ]
    return String(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").map { marks[$0] ?? $0 })
  }
}
