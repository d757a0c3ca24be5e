package import Basics

/// What is found against what has been decided.
package struct ConflictReport: Sendable {
  /// The state of each conflict on the day, by id.
  package let states: [String: ConflictState]
  /// What no ruling covers; with the conflict that is recorded for it, if any.
  package let unruled: [(finding: Finding, conflict: Conflict?)]
  /// Recorded conflicts whose checks find nothing any more, with the first of those checks.
  package let closed: [(conflict: Conflict, check: String)]

  /// - Parameter findings: of all checks that raise a conflict.
  package init(_ ledger: ClaimLedger, findings: [Finding], asOf day: CalendarDate? = nil) {
    var states: [String: ConflictState] = [:]
    var closed: [(Conflict, String)] = []
    for conflict in ledger.conflicts {
      if let day, let known = conflict.knownOn, known > day { continue }
      states[conflict.id] = conflict.recordedState
      let isFound = findings.contains { conflict.concerns($0) }
      if let check = conflict.checks.first, !isFound {
        states[conflict.id] = .closed
        closed.append((conflict, check.check))
      }
    }
    self.states = states
    self.closed = closed
    unruled = findings.compactMap { finding in
      let concerned = ledger.conflicts.filter { $0.concerns(finding) }
      if concerned.contains(where: { $0.ruling != nil && $0.recordedState != .open }) { return nil }
      return (finding, concerned.first)
    }
  }
}

extension Conflict {
  /// Whether a finding is what this conflict records: its check found it, among its sides.
  func concerns(_ finding: Finding) -> Bool {
    checks.contains { check in
      check.check == finding.check.rawValue
        && (check.coversAll || Set(finding.claims).isSubset(of: sides.map(\.claim)))
    }
  }
}

extension ClaimLedger {
  /// The states of the conflicts over time: for each, from which day to which it was what.
  ///
  /// A state is computed anew for every day on which something became known or was superseded.
  package func conflictHistory(
    archive: [String: String] = [:]
  ) -> [(conflict: String, state: ConflictState, from: CalendarDate, to: CalendarDate?)] {
    var days: Set<CalendarDate> = []
    for claim in claims { days.formUnion([claim.knownOn, claim.supersededOn].compactMap { $0 }) }
    days.formUnion(citations.compactMap(\.knownOn))
    days.formUnion(conflicts.compactMap(\.knownOn))
    days.formUnion(editionDates)
    days.formUnion(participations.compactMap(\.knownOn))
    days.formUnion(outcomes.compactMap(\.knownOn))
    let checks = Set(conflicts.flatMap(\.checks).compactMap { LedgerCheck(rawValue: $0.check) })
    var history: [(conflict: String, state: ConflictState, from: CalendarDate, to: CalendarDate?)] =
      []
    var open: [String: Int] = [:]
    for day in days.sorted() {
      let run = LedgerChecks(self, asOf: day, archive: archive)
      let findings = LedgerCheck.allCases.filter(checks.contains).flatMap { run.findings(of: $0) }
      let states = ConflictReport(self, findings: findings, asOf: day).states
      for conflict in conflicts {
        guard let state = states[conflict.id] else { continue }
        if let index = open[conflict.id] {
          guard history[index].state != state else { continue }
          history[index].to = day
        }
        open[conflict.id] = history.count
        history.append((conflict.id, state, day, nil))
      }
    }
    return history
  }
}
