/// System 2: how far a provision of an agreement has come.
package enum StatusLadder {
  /// From the first mention to practice; what was dropped stands on no step.
  package enum Provision: String, CaseIterable, Sendable {
    case dropped, mentioned, proposed
    case inDraft = "in_draft"
    case agreed, signed, implemented

    /// 0 for dropped, then 1 to 6.
    package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// How near a country has come to an initiative.
  package enum Participation: String, CaseIterable, Sendable {
    case invited, attended, interested, signed, party

    /// 1 to 5.
    package var rank: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
  }

  /// The share of provisions with an action that carries them out, in %.
  ///
  /// - Parameter actions: for each provision, how many actions; 0 or more.
  /// - Returns: nil without provisions.
  package static func coverage(actions: [Double]) throws(FormulaError) -> Double? {
    try require(actions, .notNegative, "number of actions")
    return Portion.of(actions) { $0 >= 1 }
  }
}

/// The share of a list that fulfils a condition.
enum Portion {
  /// In %, 0 to 100; nil for an empty list.
  static func of<Element>(_ list: [Element], where holds: (Element) -> Bool) -> Double? {
    list.isEmpty ? nil : 100 * Double(list.count(where: holds)) / Double(list.count)
  }
}
