import Basics

/// Plans and forecasts whose day has passed.
extension LedgerChecks {
  /// Forecasts and proposals that were due before the day of the edition (the latest one, if none
  /// is asked for) and of which the data tell no outcome.
  func forecastFindings() -> [Finding] {
    guard let today = day ?? ledger.editionDates.max() else { return [] }
    let resolved = Set(relations.lazy.filter { $0.kind == .outcome }.map(\.of))
    return claims.compactMap { claim in
      guard claim.status == .forecast || claim.status == .proposal,
        claim.standing(asOf: today) == .current, !resolved.contains(claim.id),
        let due = dueDate(of: claim), due < today, !isDone(claim)
      else { return nil }
      return Finding(
        .forecastWithoutOutcome, claims: [claim.id], .value(of: claim),
        LedgerMessages.forecastWithoutOutcome(
          claim.id, status: claim.status.rawValue, due: due.description, edition: today.description)
      )
    }
  }

  /// The day by which a claim must have come true or not: that of its milestone, the day it names,
  /// or the day it is about, where that lies after the day it was made.
  private func dueDate(of claim: Claim) -> CalendarDate? {
    if let milestone = ledger.milestones.first(where: { $0.claim == claim.id }) {
      return due(milestone, depth: 0)
    }
    if case .date(let date) = claim.value { return date }
    guard let known = claim.knownOn, let about = PartialDate(claim.asOf), about.first > known else {
      return nil
    }
    return about.last
  }

  /// A milestone's due day: a number of days, weeks, months or years after its base was done.
  private func due(_ milestone: Milestone, depth: Int) -> CalendarDate? {
    guard let claim = ledger.claim(milestone.claim) else { return nil }
    if case .date(let date) = claim.value { return date }
    guard depth < 8, let base = milestone.base,
      let start = doneDate(of: base),
      let count = claim.value.number.flatMap({ Int(exactly: $0.rounded()) })
    else { return nil }
    switch claim.unit {
    case "days": return start.adding(days: count)
    case "weeks": return start.adding(weeks: count)
    case "months": return start.adding(months: count)
    case "years": return start.adding(years: count)
    default: return nil
    }
  }

  private func doneDate(of item: String) -> CalendarDate? {
    ledger.outcomes.lazy.filter { $0.item == item && isKnown($0.knownOn) }.compactMap { outcome in
      if case .date(let date)? = ledger.claim(outcome.claim)?.value { return date }
      return nil
    }.first
  }

  private func isDone(_ claim: Claim) -> Bool {
    ledger.milestones.contains { milestone in
      milestone.claim == claim.id
        && ledger.outcomes.contains { $0.item == milestone.id && isKnown($0.knownOn) }
    }
  }
}
