package import Basics

/// Where a claim stands in a document.
package struct Citation: Hashable, Sendable {
  package var claim: String
  package var source: String
  /// The place in the document: "line 14", "p. 12".
  package var locator: String?
  /// The document's own words.
  package var quotation: String?
  /// The source that this document relays; nil where it is the origin itself.
  package var origin: String?
  package var relation = CitationRelation.reports
  package var knownOn: CalendarDate?
  /// Its row in the table `citation`, from 0.
  package var row = 0

  package init(claim: String, source: String) {
    self.claim = claim
    self.source = source
  }

  /// The source that the statement comes from in the end.
  package var independentOrigin: String { origin ?? source }
}

/// What a document does with a claim.
package enum CitationRelation: String, Hashable, Sendable, CaseIterable {
  case originates, reports, misreports, contradicts
}

/// A document or data set that claims rest on.
package struct Source: Hashable, Sendable {
  package var id: String
  package var kind: String?
  package var publisher: String?
  package var title: String?
  package var url: String?
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var publishedOn: String?
  package var knownOn: CalendarDate?
  package var licence: String?
  /// The number of the stored text against which quotations are checked.
  package var archiveID: String?
  package var note: String?
  package var row = 0

  package init(id: String) { self.id = id }
}
