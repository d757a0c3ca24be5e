extension Formula {
  /// All formulas, by system and in the order of the reference page.
  package static let all: [Formula] =
    deadlines + mechanisms + priceFloors + contracts + premiumsAndReach + safeguards
    + restrictions + stockpile + disruption + projects + concentration + reliance + supplyRisk
    + benchmarks + recycling + partnerships + bloc + provenance + seriousness + reconciliation

  package static func named(_ name: String) -> Formula? { all.first { $0.name == name } }
}
