package import Basics

/// A disagreement between claims, and what was decided about it.
package struct Conflict: Hashable, Sendable {
  package struct Side: Hashable, Sendable {
    package var claim: String
    /// What this claim is in the conflict: "stated total", "part: loan".
    package var label: String?
    package var knownOn: CalendarDate?

    package init(claim: String, label: String? = nil, knownOn: CalendarDate? = nil) {
      self.claim = claim
      self.label = label
      self.knownOn = knownOn
    }
  }

  package var id: String
  package var kind: String?
  package var severity: String?
  package var title: String
  /// What is published, and why; nil where nothing is decided.
  package var ruling: String?
  package var publishedClaim: String?
  /// What the table says: a conflict whose check finds nothing any more is closed all the same.
  package var recordedState = ConflictState.open
  /// The checks that raise it; none where only people can see it.
  package var checks: [ConflictCheck] = []
  package var knownOn: CalendarDate?
  package var sides: [Side] = []
  package var row = 0

  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

package enum ConflictState: String, Hashable, Sendable, CaseIterable {
  /// Nothing is decided, or the parties' readings stand side by side.
  case open
  /// What is published is decided.
  case ruled
  /// Events have settled it.
  case superseded
  /// The figures agree: the check that raised it finds no difference any more.
  case closed
}

/// How two claims belong together, for checks on sums and ratios.
package struct ClaimRelation: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The claim is one of the parts of which `of` is the sum.
    case partOf = "part_of"
    /// The claim is the numerator of the ratio that `of` states.
    case numerator
    /// The claim is the denominator of the ratio that `of` states.
    case denominator
    /// The claim says of the same thing what `of` says, under another subject, predicate or date.
    case restates
    /// The claim is what became of the plan or forecast `of`.
    case outcome
    /// The claim says rightly what `of` says wrongly.
    case corrects
    /// The claims measure different things and are not compared.
    case distinct
  }

  package var claim: String
  package var of: String
  package var kind: Kind
  package var row = 0

  package init(claim: String, of: String, kind: Kind) {
    self.claim = claim
    self.of = of
    self.kind = kind
  }
}
