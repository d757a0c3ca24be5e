/// System 3f: who pays and who receives under each scheme, at the same floor and price.
package enum Incidence {
  package enum Scheme: String, CaseIterable, Sendable {
    case borderFloor = "border_floor"
    case gapSubsidy = "gap_subsidy"
    case oneWayContract = "cfd_floor"
    case twoWayContract = "cfd_two_way"
    case premium = "premium"
    case offtake = "offtake"
  }

  package enum Party: String, CaseIterable, Sendable {
    case users, treasury, producers
    case foreignSuppliers = "foreign_suppliers"
  }

  /// What one year changes for each party against no scheme; positive is received.
  package struct Flows: Hashable, Sendable {
    package var users = 0.0
    package var treasury = 0.0
    package var producers = 0.0
    package var foreignSuppliers = 0.0

    package func callAsFunction(_ party: Party) -> Double {
      switch party {
      case .users: users
      case .treasury: treasury
      case .producers: producers
      case .foreignSuppliers: foreignSuppliers
      }
    }
  }

  /// The flows of a scheme, in money a year; they add up to 0.
  ///
  /// Quantities do not respond and the world price stands, so suppliers abroad, who are paid it in
  /// any case, neither gain nor lose. All domestic output is eligible. A premium is paid for
  /// domestic output alone and makes up the floor; an offtake contract buys all of it at the floor,
  /// so that users gain where the market is dearer.
  ///
  /// - Parameters:
  ///   - floor: also the strike and the contract's price, 0 or more.
  ///   - price: of the market, 0 or more.
  ///   - domestic: output of the bloc a year, 0 or more.
  ///   - imports: from outside the bloc a year, 0 or more.
  package static func flows(
    _ scheme: Scheme, floor: Double, price: Double, domestic: Double, imports: Double
  ) throws(FormulaError) -> Flows {
    try require(domestic, .notNegative, "domestic output")
    try require(imports, .notNegative, "imports")
    let gap = try PriceSupport.gap(floor: floor, price: price)
    var flows = Flows()
    switch scheme {
    case .borderFloor:
      flows.users = -(domestic + imports) * gap
      flows.treasury = imports * gap
      flows.producers = domestic * gap
    case .gapSubsidy, .oneWayContract:
      flows.treasury = -domestic * gap
      flows.producers = domestic * gap
    case .twoWayContract:
      flows.producers = domestic * (floor - price)
      flows.treasury = -flows.producers
    case .premium:
      flows.users = -domestic * gap
      flows.producers = domestic * gap
    case .offtake:
      flows.producers = domestic * (floor - price)
      flows.users = -flows.producers
    }
    return flows
  }
}
