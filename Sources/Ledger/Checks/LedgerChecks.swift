package import Basics

/// Runs the checks on what was known by a day.
package struct LedgerChecks: Sendable {
  let ledger: ClaimLedger
  /// The day of an edition; nil for all that is known.
  let day: CalendarDate?
  /// The stored texts of sources, by their archive numbers.
  let archive: [String: String]
  /// The relations between claims that are both known.
  let relations: [ClaimRelation]

  package init(
    _ ledger: ClaimLedger, asOf day: CalendarDate? = nil, archive: [String: String] = [:]
  ) {
    self.ledger = ledger
    self.day = day
    self.archive = archive
    func isKnown(_ id: String) -> Bool {
      guard let claim = ledger.claim(id) else { return false }
      guard let day, let known = claim.knownOn else { return true }
      return known <= day
    }
    relations = ledger.relations.filter { isKnown($0.claim) && isKnown($0.of) }
  }

  /// Everything that the checks find, in the order of the checks and of the tables' rows.
  package func findings() -> [Finding] {
    LedgerCheck.allCases.flatMap { findings(of: $0) }
  }

  package func findings(of check: LedgerCheck) -> [Finding] {
    switch check {
    case .partsDoNotSum: sumFindings().sums
    case .ratioMismatch: ratioFindings().ratios
    case .claimsDisagree: disagreements().values
    case .basisMixed: sumFindings().bases + ratioFindings().bases + disagreements().bases
    case .unitsMixed: sumFindings().units + ratioFindings().units
    case .officeTermEnded: officeFindings()
    case .partyMismatch: partyFindings()
    case .forecastWithoutOutcome: forecastFindings()
    case .supersededByOther: supersessionFindings()
    case .claimWithoutCitation: citationFindings()
    case .claimOnlyDenied: deniedFindings()
    case .singleOrigin: originFindings()
    case .quotationNotFound: quotationFindings()
    case .nameVariant: nameFindings()
    // A matter of the pages' sentences; see `ClaimLedger.rejectedWording`.
    case .rejectedWording: []
    }
  }

  /// The claims that can be known by the day, the wrong and the superseded among them: a conflict
  /// is not gone because it was ruled.
  var claims: [Claim] {
    ledger.claims.filter { isKnown($0.knownOn) }
  }

  func isKnown(_ date: CalendarDate?) -> Bool {
    guard let day, let date else { return true }
    return date <= day
  }

  /// The claim that stands in a claim's place on the day, through all that superseded it.
  func current(_ id: String) -> Claim? {
    var seen: Set<String> = []
    var claim = ledger.claim(id)
    while let found = claim, let next = found.supersededBy, found.confidence != .wrong,
      isKnown(found.supersededOn), seen.insert(found.id).inserted,
      let successor = ledger.claim(next), isKnown(successor.knownOn)
    {
      claim = successor
    }
    return claim
  }

  func text(_ claim: Claim) -> String { ledger.text(of: claim) }

  func text(_ quantity: Quantity) -> String { ledger.figure(of: quantity).text }

  func note(_ claim: Claim) -> Finding.Note {
    Finding.Note(
      place: .value(of: claim), text: LedgerMessages.states(claim.id, text(claim)))
  }

  /// Whether a unit counts things, so that its figures are never rounded.
  func isCount(_ unit: String?) -> Bool {
    unit.flatMap { ledger.units[$0]?.dimension } == "count"
  }

  /// Half a unit of a figure's last decimal: what rounding may have taken or given.
  func rounding(_ quantity: Quantity, decimals: Int) -> Double {
    isCount(quantity.unit) ? 0 : halfUnit(decimals: decimals)
  }
}

/// 0.5 for no decimals, 0.05 for one.
func halfUnit(decimals: Int) -> Double { Double("5e\(-decimals - 1)") ?? 0 }
