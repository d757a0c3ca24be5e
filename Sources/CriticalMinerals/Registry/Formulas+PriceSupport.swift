internal import Tables

extension Formula {
  private static let floor = Parameter.price("floor")
  private static let price = Parameter.price("price")
  private static let landed = Parameter.price("landed_price")
  private static let quantity = Parameter.quantity("quantity")
  private static let perUnit = Outcome("money/unit", "0 or more")
  private static let money = Outcome("money", "0 or more")

  /// System 3a and 3b.
  static let priceFloors: [Formula] = [
    .numeric(
      .priceSupport, "price_gap", [floor, price], perUnit, rule: "max(0, floor - price)",
      source: Source.priceSupport, "How far the market price is below a floor."
    ) { a throws(FormulaError) in try PriceSupport.gap(floor: a[0], price: a[1]) },
    .numeric(
      .priceSupport, "border_levy", [floor, landed], perUnit,
      rule: "max(0, floor - landed_price)", source: Source.priceSupport,
      "Levy of a border-adjusted floor on a unit from outside the bloc."
    ) { a throws(FormulaError) in try PriceSupport.borderLevy(floor: a[0], landed: a[1]) },
    .scalar(
      .priceSupport, "border_levy_from",
      [floor, landed, .flag("from_member"), .flag("has_proof")], perUnit,
      rule: "0 if from_member and has_proof, else border_levy(floor, landed_price)",
      source: Source.priceSupport,
      "The same levy, where a unit from a member with proof of its origin pays none."
    ) { a throws(FormulaError) in
      Value(
        try PriceSupport.borderLevy(
          floor: try a.number(0), landed: try a.number(1), fromMember: try a.flag(2),
          hasProof: try a.flag(3)))
    },
    .numeric(
      .priceSupport, "floor_price_paid", [floor, price], perUnit, rule: "max(price, floor)",
      source: Source.priceSupport, "What users in the bloc pay for a unit under a floor."
    ) { a throws(FormulaError) in try PriceSupport.pricePaid(floor: a[0], price: a[1]) },
    .numeric(
      .priceSupport, "ad_valorem_equivalent", [floor, .positivePrice("landed_price")],
      Outcome("%", "0 or more"), rule: "100 × border_levy / landed_price",
      source: Source.priceSupport, "The levy as a percentage of the landed price."
    ) { a throws(FormulaError) in
      try PriceSupport.adValoremEquivalent(floor: a[0], landed: a[1])
    },
    gapTimes(
      quantity, "users_bill_change", price,
      "What users pay more under a floor, for all that the bloc uses."),
    gapTimes(
      .quantity("imports"), "border_revenue", landed,
      "What the levy brings in on imports from outside the bloc."),
    gapTimes(
      .quantity("output"), "producers_gain", price,
      "What producers in the bloc gain from a floor on their output."),
    gapTimes(
      .quantity("eligible"), "gap_subsidy", price,
      "What a price-gap subsidy costs the treasury; users pay the market price."),
  ]

  /// How far a price is below the floor, times a quantity: what somebody pays or gains.
  private static func gapTimes(
    _ quantity: Parameter, _ name: String, _ price: Parameter, _ meaning: String
  ) -> Formula {
    .numeric(
      .priceSupport, name, [floor, price, quantity], money,
      rule: "\(quantity.name) × max(0, floor - \(price.name))", source: Source.priceSupport,
      meaning
    ) { a throws(FormulaError) in
      try PriceSupport.gap(floor: a[0], price: a[1], quantity: a[2])
    }
  }

  private static let strike = Parameter.price("strike")
  private static let reference = Parameter.price("reference_price")
  private static let payment = Outcome("money", "any number; negative: the producer pays")

  /// System 3c.
  static let contracts: [Formula] = [
    .numeric(
      .priceSupport, "cfd_payment", [strike, reference, .part("upside_share"), quantity], payment,
      rule: "quantity × (max(0, strike - price) - upside_share × max(0, price - strike))",
      source: Source.contracts,
      "What a contract for difference pays the producer, with part of the upside going back."
    ) { a throws(FormulaError) in
      try PriceSupport.contractPayment(
        strike: a[0], price: a[1], upsideShare: a[2], quantity: a[3])
    },
    .numeric(
      .priceSupport, "cfd_one_way", [strike, reference, quantity], money,
      rule: "quantity × max(0, strike - price)", source: Source.contracts,
      "What a one-way contract for difference (a floor) pays the producer."
    ) { a throws(FormulaError) in
      try PriceSupport.contractPayment(strike: a[0], price: a[1], upsideShare: 0, quantity: a[2])
    },
    .numeric(
      .priceSupport, "cfd_two_way", [strike, reference, quantity], payment,
      rule: "quantity × (strike - price)", source: Source.contracts,
      "What a two-way contract for difference pays the producer."
    ) { a throws(FormulaError) in
      try PriceSupport.contractPayment(strike: a[0], price: a[1], upsideShare: 1, quantity: a[2])
    },
  ]

  /// System 3d to 3g.
  static let premiumsAndReach: [Formula] = [
    .numeric(
      .priceSupport, "certified_price", [price, .number("premium", "part", .notNegative)], perUnit,
      rule: "price × (1 + premium)", source: Source.definition,
      "What a buyer pays for a unit certified to a standard."
    ) { a throws(FormulaError) in try PriceSupport.certifiedPrice(price: a[0], premium: a[1]) },
    .numeric(
      .priceSupport, "premium_uplift",
      [.part("certified"), .number("premium", "part", .notNegative)], Outcome("%", "0 or more"),
      rule: "100 × certified × premium", source: Source.definition,
      "By how much the mean cost rises where a part of the volume bears a premium."
    ) { a throws(FormulaError) in try PriceSupport.meanUplift(certified: a[0], premium: a[1]) },
    .numeric(
      .priceSupport, "floor_equivalent_premium", [floor, .positivePrice("price")],
      Outcome("part", "-1 or more; negative: the price is above the floor"),
      rule: "floor / price - 1", source: Source.derived,
      "The premium that gives a producer the same as a floor."
    ) { a throws(FormulaError) in
      try PriceSupport.floorEquivalentPremium(floor: a[0], price: a[1])
    },
    .numeric(
      .priceSupport, "collar_price", [price, floor, .price("cap")], perUnit,
      rule: "min(max(price, floor), cap)", source: Source.definition,
      "Price of an offtake contract that follows the market between a floor and a cap."
    ) { a throws(FormulaError) in
      try PriceSupport.collarPrice(price: a[0], floor: a[1], cap: a[2])
    },
    .numeric(
      .priceSupport, "offtake_exposure",
      [.quantity("taken"), .quantity("contracted"), .part("take_or_pay"), price], money,
      rule: "max(taken, take_or_pay × contracted) × price", source: Source.definition,
      "What a buyer must pay for a year under an offtake contract, taken or not."
    ) { a throws(FormulaError) in
      try PriceSupport.offtakeExposure(
        taken: a[0], quantity: a[1], takeOrPay: a[2], price: a[3])
    },
    .aggregate(
      .priceSupport, "offtake_coverage",
      [.quantity("contracted"), .number("capacity", "unit", .positive)],
      Outcome("%", "0 or more", null: "without rows"), rule: "100 × Σ contracted / capacity",
      source: Source.definition,
      "Part of a plant's capacity (the same in all rows) that is sold by offtake contracts."
    ) { rows throws(FormulaError) in
      guard let capacity = try rows.common(1)?.number(1) else { return .null }
      return Value(
        try PriceSupport.offtakeCoverage(quantities: try rows.numbers(0), capacity: capacity))
    },
    .scalar(
      .priceSupport, "who_pays",
      [
        .choice("scheme", Incidence.Scheme.words), .choice("party", Incidence.Party.words), floor,
        price, .quantity("domestic"), .quantity("imports"),
      ], Outcome("money", "any number; negative: the party pays"),
      rule: "border_floor: users -(domestic + imports) × gap, treasury imports × gap, producers "
        + "domestic × gap; gap_subsidy, cfd_floor: treasury to producers domestic × gap; "
        + "cfd_two_way: treasury to producers domestic × (floor - price); premium: users to "
        + "producers domestic × gap; offtake: users to producers domestic × (floor - price)",
      source: Source.priceSupport,
      "What a year of a scheme changes for a party, where quantities and the world price stand."
    ) { a throws(FormulaError) in
      let flows = try Incidence.flows(
        try a.choice(0, Incidence.Scheme.self), floor: try a.number(2), price: try a.number(3),
        domestic: try a.number(4), imports: try a.number(5))
      return Value(flows(try a.choice(1, Incidence.Party.self)))
    },
    .numeric(
      .priceSupport, "budget_years", [.money("fund"), floor, price, quantity],
      Outcome("years", "0 or more", null: "where nothing is to be paid: the fund never ends"),
      rule: "fund / (quantity × max(0, floor - price))", source: Source.derived,
      "For how many years a fund can pay the price gap."
    ) { a throws(FormulaError) in
      try PriceSupport.budgetYears(fund: a[0], floor: a[1], price: a[2], quantity: a[3])
    },
    .numeric(
      .priceSupport, "pass_through",
      [
        .quantity("content"), floor, price,
        .number("product_price", "money", .positive),
      ], Outcome("%", "0 or more"),
      rule: "100 × content × max(0, floor - price) / product_price", source: Source.derived,
      "By how much a product's price rises where all of the gap is passed on."
    ) { a throws(FormulaError) in
      try PriceSupport.passThrough(
        content: a[0], floor: a[1], price: a[2], productPrice: a[3])
    },
  ]
}
