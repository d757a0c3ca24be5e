import Basics

/// Claims that say the same of one subject, and do not agree.
extension LedgerChecks {
  /// Pairs of claims with one subject, predicate and date, or that the data say restate each other,
  /// whose figures exclude each other, whose days differ, or whose units have no conversion.
  ///
  /// A claim and what superseded it do not disagree, unless the first was wrong. Words are not
  /// compared.
  func disagreements() -> (values: [Finding], bases: [Finding]) {
    var found: (values: [Finding], bases: [Finding]) = ([], [])
    var apart: Set<Set<String>> = []
    for relation in relations where relation.kind == .distinct {
      apart.insert([relation.claim, relation.of])
    }
    for (first, second, relation) in pairs() where !apart.contains([first.id, second.id]) {
      guard !succeeds(first, second), !succeeds(second, first) else { continue }
      if let relation, let mixed = basisFinding(first, second, relation) {
        found.bases.append(mixed)
        continue
      }
      // Figures on two bases measure two things.
      if let basis = first.basis, let other = second.basis, basis != other { continue }
      guard let message = disagreement(first, second) else { continue }
      found.values.append(
        Finding(
          .claimsDisagree, claims: [first.id, second.id], .value(of: first), message,
          notes: [note(second)]))
    }
    return found
  }

  private func pairs() -> [(Claim, Claim, ClaimRelation?)] {
    struct Question: Hashable {
      var subject: String
      var predicate: String
      var asOf: String
    }
    var groups: [Question: [Claim]] = [:]
    var order: [Question] = []
    for claim in claims {
      let question = Question(
        subject: claim.subject, predicate: claim.predicate, asOf: claim.asOf)
      if groups[question] == nil { order.append(question) }
      groups[question, default: []].append(claim)
    }
    var pairs: [(Claim, Claim, ClaimRelation?)] = []
    for question in order {
      let group = groups[question] ?? []
      for (index, first) in group.enumerated() {
        for second in group[(index + 1)...] { pairs.append((first, second, nil)) }
      }
    }
    for relation in relations where relation.kind == .restates {
      guard let claim = ledger.claim(relation.claim), let other = ledger.claim(relation.of) else {
        continue
      }
      pairs.append((claim, other, relation))
    }
    return pairs
  }

  private func succeeds(_ claim: Claim, _ other: Claim) -> Bool {
    other.supersededBy == claim.id && other.confidence != .wrong && isKnown(other.supersededOn)
  }

  private func disagreement(_ first: Claim, _ second: Claim) -> LedgerMessage? {
    switch (first.value, second.value) {
    case (.date(let date), .date(let other)):
      return date == other ? nil : sentence(first, second)
    case (.text, .text): return nil
    default: break
    }
    guard let figure = first.quantity, let other = second.quantity else { return nil }
    guard let factor = ledger.factor(from: other.unit, to: figure.unit) else {
      return sentence(first, second)
    }
    let low = printed(figure)
    let high = printed(other, times: factor)
    if low.value == high.value || agree(low.interval, high.interval) { return nil }
    return sentence(first, second)
  }

  private func sentence(_ first: Claim, _ second: Claim) -> LedgerMessage {
    LedgerMessages.claimsDisagree(
      first.id, text(first), second.id, text(second), subject: ledger.name(of: first.subject))
  }

  /// What a printed figure can stand for: 31 for all from 30.5 to 31.5, unless it is a count.
  private func printed(
    _ quantity: Quantity, times factor: Double = 1
  ) -> (value: Double, interval: Interval) {
    var interval = quantity.interval
    if quantity.qualifier == .exact {
      let half = rounding(quantity, decimals: decimalCount(of: quantity.value))
      interval = Interval(quantity.value - half, quantity.value + half)
    }
    return (clean(quantity.value * factor), interval * Interval(factor))
  }

  private func agree(_ left: Interval, _ right: Interval) -> Bool {
    if left.isPoint { return right.contains(left.low) }
    if right.isPoint { return left.contains(right.low) }
    return max(left.low, right.low) < min(left.high, right.high)
  }
}
