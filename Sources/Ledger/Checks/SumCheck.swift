import Basics

/// Parts against their total, and figures against the ratio that is stated of them.
extension LedgerChecks {
  /// Sums that do not close, and sums that mean nothing because units or bases differ.
  ///
  /// The difference is allowed to be what rounding the parts can make: half a unit of the last
  /// decimal printed anywhere, for each part; nothing for counts. A part or total that is only a
  /// limit ("up to", "at least") allows every difference on its side.
  func sumFindings() -> (sums: [Finding], units: [Finding], bases: [Finding]) {
    var found: (sums: [Finding], units: [Finding], bases: [Finding]) = ([], [], [])
    for (of, related) in grouped([.partOf]) {
      guard let total = current(of), let stated = total.quantity else { continue }
      var sum: Quantity?
      var parts: [Claim] = []
      var decimals = decimalCount(of: stated.value)
      for relation in related {
        guard let part = current(relation.claim), let figure = part.quantity else { continue }
        parts.append(part)
        if let mixed = basisFinding(part, total, relation) { found.bases.append(mixed) }
        guard let converted = convert(figure, to: stated.unit) else {
          found.units.append(unitFinding(part, total, relation))
          continue
        }
        decimals = max(decimals, decimalCount(of: converted.value))
        sum = sum.map { $0 + converted } ?? converted
      }
      guard let sum, parts.allSatisfy({ convert($0.quantity, to: stated.unit) != nil }) else {
        continue
      }
      let tolerance = rounding(stated, decimals: decimals) * Double(parts.count)
      let difference = clean(stated.value - sum.value)
      guard !allows(difference, stated.qualifier, sum.qualifier, tolerance) else { continue }
      found.sums.append(
        Finding(
          .partsDoNotSum, claims: [total.id] + parts.map(\.id), .value(of: total),
          LedgerMessages.partsDoNotSum(
            total.id, stated: text(total), parts: parts.map(\.id), sum: text(sum),
            difference: text(Quantity(abs(difference), unit: stated.unit)),
            isShort: difference > 0),
          notes: parts.map(note)))
    }
    return found
  }

  func ratioFindings() -> (ratios: [Finding], units: [Finding], bases: [Finding]) {
    var found: (ratios: [Finding], units: [Finding], bases: [Finding]) = ([], [], [])
    for (of, related) in grouped([.numerator, .denominator]) {
      guard let ratio = current(of), let stated = ratio.quantity,
        let below = related.first(where: { $0.kind == .denominator }),
        let denominator = current(below.claim), let divisor = denominator.quantity,
        divisor.value != 0
      else { continue }
      for relation in related where relation.kind == .numerator {
        guard let numerator = current(relation.claim), let figure = numerator.quantity else {
          continue
        }
        if let mixed = basisFinding(numerator, denominator, relation) { found.bases.append(mixed) }
        guard let dividend = convert(figure, to: divisor.unit) else {
          found.units.append(unitFinding(numerator, denominator, relation))
          continue
        }
        let scale: Double = stated.unit == "%" ? 100 : 1
        var computed = Quantity(scale) * dividend / divisor
        computed.unit = stated.unit
        let tolerance = halfUnit(decimals: decimalCount(of: stated.value))
        let difference = clean(stated.value - computed.value)
        let isLimit = contradicts(stated.qualifier, computed.qualifier, difference)
        guard isLimit || !allows(difference, stated.qualifier, computed.qualifier, tolerance)
        else { continue }
        found.ratios.append(
          Finding(
            .ratioMismatch, claims: [ratio.id, numerator.id, denominator.id], .value(of: ratio),
            LedgerMessages.ratioMismatch(
              ratio.id, stated: text(ratio), numerator: numerator.id,
              denominator: denominator.id, computed: text(computed)),
            notes: [note(numerator), note(denominator)]))
      }
    }
    return found
  }

  /// The relations of some kinds by the claim they lead to, in the order of their rows.
  private func grouped(
    _ kinds: Set<ClaimRelation.Kind>
  ) -> [(of: String, related: [ClaimRelation])] {
    var order: [String] = []
    var groups: [String: [ClaimRelation]] = [:]
    for relation in relations where kinds.contains(relation.kind) {
      if groups[relation.of] == nil { order.append(relation.of) }
      groups[relation.of, default: []].append(relation)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private func convert(_ quantity: Quantity?, to unit: String?) -> Quantity? {
    guard let quantity, let factor = ledger.factor(from: quantity.unit, to: unit) else {
      return nil
    }
    guard quantity.unit != unit else { return quantity }
    return quantity.converted(
      by: UnitConversion(from: quantity.unit ?? "", to: unit ?? "", factor: factor))
  }

  /// Whether a difference (stated minus computed) is within rounding or on a side that one of the
  /// two leaves open.
  private func allows(
    _ difference: Double, _ stated: Qualifier, _ computed: Qualifier, _ tolerance: Double
  ) -> Bool {
    if abs(difference) <= tolerance * 1.000001 { return true }
    return difference > 0
      ? [.atLeast, .moreThan].contains(computed) || stated == .upTo
      : [.atLeast, .moreThan].contains(stated) || computed == .upTo
  }

  /// Whether one is a limit from below and the other one from above that leaves it no room.
  private func contradicts(
    _ stated: Qualifier, _ computed: Qualifier, _ difference: Double
  ) -> Bool {
    (stated == .moreThan && computed == .upTo && difference >= 0)
      || (stated == .upTo && computed == .moreThan && difference <= 0)
  }

  func basisFinding(_ part: Claim, _ whole: Claim, _ relation: ClaimRelation) -> Finding? {
    guard let basis = part.basis, let other = whole.basis, basis != other else { return nil }
    return Finding(
      .basisMixed, claims: [part.id, whole.id],
      RowPlace(table: "claim_relation", row: relation.row, column: nil),
      LedgerMessages.claimBases(part.id, basis, whole.id, other),
      notes: [note(part), note(whole)])
  }

  private func unitFinding(_ part: Claim, _ whole: Claim, _ relation: ClaimRelation) -> Finding {
    Finding(
      .unitsMixed, claims: [part.id, whole.id],
      RowPlace(table: "claim_relation", row: relation.row, column: nil),
      LedgerMessages.claimUnits(part.id, part.unit, whole.id, whole.unit),
      notes: [note(part), note(whole)])
  }
}
