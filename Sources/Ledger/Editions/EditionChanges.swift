package import Basics

/// A claim that is not in a later edition what it was in an earlier one.
package struct EditionChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Known only to the later edition.
    case added
    /// The same statement about the same subject, with another value.
    case revised
    /// No longer current: something else took its place, or it was overtaken.
    case superseded
  }

  package var kind: Kind
  /// The claim of the later edition where one was added, else that of the earlier one.
  package var claim: Claim
  /// What took the claim's place, where the later edition knows it.
  package var replacement: Claim?
  /// The day on which it became known or was superseded.
  package var on: CalendarDate
}

extension ClaimLedger {
  /// What changed between the editions of two days, in the order of the claims' rows within each
  /// kind; nothing where the second day is not after the first.
  ///
  /// Claims that are wrong, and claims that came and went between the two editions, are in neither.
  package func changes(from first: CalendarDate, to second: CalendarDate) -> [EditionChange] {
    guard first < second else { return [] }
    var added: [EditionChange] = []
    var revised: [EditionChange] = []
    var superseded: [EditionChange] = []
    var successors: Set<String> = []
    for claim in claims where claim.standing(asOf: first) == .current {
      guard case .superseded(let next, let day) = claim.standing(asOf: second) else { continue }
      let replacement = next.flatMap { self.claim($0) }
        .flatMap { $0.standing(asOf: second) == .current ? $0 : nil }
      var change = EditionChange(
        kind: .superseded, claim: claim.seen(asOf: first), replacement: replacement, on: day)
      if let replacement, replacement.subject == claim.subject,
        replacement.predicate == claim.predicate
      {
        change.kind = .revised
        successors.insert(replacement.id)
        revised.append(change)
      } else {
        superseded.append(change)
      }
    }
    for claim in claims where claim.standing(asOf: second) == .current {
      guard let known = claim.knownOn, known > first, !successors.contains(claim.id) else {
        continue
      }
      added.append(
        EditionChange(
          kind: .added, claim: claim.seen(asOf: second), replacement: nil, on: known))
    }
    return added + revised + superseded
  }

  /// The days of the editions with the day of the one before each, in order.
  package var editionPairs: [(day: CalendarDate, previous: CalendarDate)] {
    let days = Set(editionDates).sorted()
    return zip(days.dropFirst(), days).map { ($0, $1) }
  }
}
