internal import Tables

extension Formula {
  private static let consumption = Parameter.number("consumption", "t/yr", .positive)
  private static let days = Outcome("days", "0 or more")
  private static let never = "where nothing is missing: it never runs out"

  /// System 6.
  static let stockpile: [Formula] = [
    .numeric(
      .stockpile, "stock_volume",
      [.part("weight"), .money("budget"), .part("holding_cost"), .positivePrice("price")],
      Outcome("unit", "0 or more"), rule: "weight × budget × (1 - holding_cost) / price",
      source: Source.definition, "What a stockpile's budget buys of one material."
    ) { a throws(FormulaError) in
      try Stockpile.volume(weight: a[0], budget: a[1], holding: a[2], price: a[3])
    },
    .numeric(
      .stockpile, "cover_days", [.quantity("stock", "t"), consumption], days,
      rule: "stock / (consumption / 365)", source: Source.ieaStocks,
      "For how many days of normal consumption a stock lasts."
    ) { a throws(FormulaError) in try Stockpile.coverDays(stock: a[0], consumption: a[1]) },
    .numeric(
      .stockpile, "net_import_cover_days",
      [.quantity("stock", "t"), .percent("import_reliance"), consumption],
      days.null("where import_reliance is 0"),
      rule: "stock / (import_reliance / 100 × consumption / 365)", source: Source.ieaStocks,
      "For how many days of net imports a stock lasts."
    ) { a throws(FormulaError) in
      try Stockpile.netImportCoverDays(stock: a[0], importReliance: a[1], consumption: a[2])
    },
    .numeric(
      .stockpile, "carrying_cost",
      [.part("interest_rate"), .money("debt"), .money("storage_cost")],
      Outcome("money/yr", "0 or more"), rule: "interest_rate × debt + storage_cost",
      source: Source.definition, "What a stock costs each year: interest and storage."
    ) { a throws(FormulaError) in
      try Stockpile.carryingCost(rate: a[0], debt: a[1], storage: a[2])
    },
    .numeric(
      .stockpile, "supply_gap",
      [
        .quantity("consumption", "t"), .part("demand_cut"), .quantity("supply", "t"),
        .quantity("new_supply", "t"),
      ], Outcome("t", "0 or more"),
      rule: "max(0, consumption × (1 - demand_cut) - supply - new_supply)",
      source: Source.definition, "What is missing in a period after saving."
    ) { a throws(FormulaError) in
      try Stockpile.supplyGap(consumption: a[0], demandCut: a[1], supply: a[2], newSupply: a[3])
    },
    .aggregate(
      .stockpile, "stock_left", [.quantity("stock", "t"), .quantity("gap", "t")],
      Outcome("t", "0 or more", null: "without rows"), rule: "max(0, stock - Σ gap)",
      source: Source.definition,
      "What is left of a stock (the same in all rows) after the gaps of the periods so far; "
        + "meant for OVER (ORDER BY the period)."
    ) { rows throws(FormulaError) in
      guard let stock = try rows.common(0)?.number(0) else { return .null }
      return Value(try Stockpile.drawdown(initial: stock, gaps: try rows.numbers(1)).last)
    },
    .numeric(
      .stockpile, "exhaustion_days", [.days("cover"), .percent("gap")], days.null(never),
      rule: "cover / (gap / 100)", source: Source.definition,
      "After how many days a stock is used up while the same part of consumption is missing."
    ) { a throws(FormulaError) in try Stockpile.exhaustionDays(cover: a[0], gap: a[1]) },
  ]

  /// System 7.
  static let disruption: [Formula] = [
    .numeric(
      .disruption, "supply_loss", [.percent("share"), .part("cut")], .percent,
      rule: "share × cut", source: Source.definition,
      "First loss of supply when a supplier cuts a part of its deliveries."
    ) { a throws(FormulaError) in try Disruption.loss(share: a[0], cut: a[1]) },
    .numeric(
      .disruption, "gap_after_saving", [.percent("loss"), .part("demand_cut")], .percent,
      rule: "max(0, loss - 100 × demand_cut)", source: Source.definition,
      "What is missing after saving, of consumption."
    ) { a throws(FormulaError) in try Disruption.gap(loss: a[0], demandCut: a[1]) },
    .numeric(
      .disruption, "severity_index", [.percent("loss"), .percent("import_reliance")], .percent,
      rule: "loss × import_reliance / 100", source: Source.derived,
      "A loss of imports as a part of all that is consumed."
    ) { a throws(FormulaError) in try Disruption.severity(loss: a[0], importReliance: a[1]) },
    .numeric(
      .disruption, "ramp_exhaustion_days",
      [.days("cover"), .percent("gap"), .number("ramp", "part/day", .part)],
      days.null("where the stock never runs out: gap is 0 or ramp at least sufficient_ramp"),
      rule: "(g - √(g² - 2 ramp cover)) / ramp, g = gap / 100", source: Source.derived,
      "After how many days a stock is used up while other supply grows by the same amount a day."
    ) { a throws(FormulaError) in
      try Disruption.exhaustionDays(cover: a[0], gap: a[1], ramp: a[2])
    },
    .numeric(
      .disruption, "replace_within_days", [.days("cover"), .percent("gap")],
      days.null("where nothing is missing"), rule: "2 cover / (gap / 100)",
      source: Source.derived,
      "Within how many days a steady ramp must replace the gap so that the stock lasts."
    ) { a throws(FormulaError) in try Disruption.replaceWithinDays(cover: a[0], gap: a[1]) },
    .numeric(
      .disruption, "sufficient_ramp", [.number("cover", "days", .positive), .percent("gap")],
      Outcome("part/day", "0 or more"), rule: "(gap / 100)² / (2 cover)", source: Source.derived,
      "Least new supply a day, as a part of consumption, with which the stock lasts."
    ) { a throws(FormulaError) in try Disruption.sufficientRamp(cover: a[0], gap: a[1]) },
    .numeric(
      .disruption, "resilience_gap_days", [.days("days_to_replace"), .days("days_to_exhaustion")],
      Outcome("days", "any number"), rule: "days_to_replace - days_to_exhaustion",
      source: Source.definition,
      "How many days replacement comes after the stock has ended; negative if before."
    ) { a throws(FormulaError) in
      try Disruption.resilienceGap(replacement: a[0], exhaustion: a[1])
    },
    .scalar(
      .disruption, "resilience_grade", [.number("resilience_gap", "days", .any)],
      .words(Disruption.Grade.self), rule: "up to 0 green, up to 90 amber, above red",
      source: "thresholds set here", "Alert for a resilience gap."
    ) { a throws(FormulaError) in Value(try Disruption.grade(resilienceGap: try a.number(0))) },
  ]
}
