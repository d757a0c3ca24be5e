package import Basics

/// Somebody or something that a claim names beside its subject, in a part that can be checked.
package struct Mention: Hashable, Sendable {
  package enum Role: String, Hashable, Sendable, CaseIterable {
    /// As holding an office, in the body `of`.
    case holder
    /// As a party to the instrument `of`.
    case party
  }

  package var claim: String
  package var entity: String
  package var role: Role
  package var of: String?
  package var row = 0

  package init(claim: String, entity: String, role: Role, of: String? = nil) {
    self.claim = claim
    self.entity = entity
    self.role = role
    self.of = of
  }
}

/// A dated item of the timeline: the claim that sets its day, or its distance from another item.
package struct Milestone: Hashable, Sendable {
  package var id: String
  package var claim: String
  package var base: String?
}

/// What became of an item of the timeline: a claim whose value is the day it was done.
package struct Outcome: Hashable, Sendable {
  package var item: String
  package var claim: String
  package var knownOn: CalendarDate?
}

/// Words that a ruling has rejected for what a claim counts or names.
package struct RejectedWords: Hashable, Sendable {
  package var conflict: String
  package var words: String
  package var claim: String
}

/// The check that raises a conflict: the conflict is closed when the check finds nothing any more.
package struct ConflictCheck: Hashable, Sendable {
  package var conflict: String
  package var check: String
  /// Whether the conflict's ruling holds for whatever the check finds, not only on its own sides.
  package var coversAll: Bool
  package var row = 0
}
