extension Formula {
  /// All formulas, by system and in the order of the reference page.
  package static let all: [Formula] =
    priceFloors + contracts + premiumsAndReach + stockpile + disruption + concentration + reliance
    + benchmarks + recycling + reconciliation

  package static func named(_ name: String) -> Formula? { all.first { $0.name == name } }
}
