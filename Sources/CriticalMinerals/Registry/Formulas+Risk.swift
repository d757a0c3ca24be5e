internal import Tables

extension Formula {
  private static let unitValue = Parameter.price("unit_value")

  /// System 4.
  static let safeguards: [Formula] = [
    .aggregate(
      .safeguards, "surge_index", [.quantity("volume")],
      Outcome("ratio", "0 or more", null: "with fewer than three rows before, or only zeros there"),
      rule: "last volume / mean of the three before",
      source: "after the WTO Agreement on Safeguards, Article 2",
      "A period's imports against the three before; meant for OVER (ORDER BY the period)."
    ) { rows throws(FormulaError) in
      let volumes = try rows.numbers(0)
      // Those further back are of no account, but may not be wrong either.
      try require(volumes, .notNegative, "volume")
      guard volumes.count > 3 else { return .null }
      let latest = volumes.suffix(4)
      return Value(
        try Safeguards.surge(volume: volumes[volumes.count - 1], previous: Array(latest.dropLast()))
      )
    },
    .numeric(
      .safeguards, "undercutting", [.positivePrice("domestic_price"), unitValue],
      Outcome("%", "up to 100; negative: imports are dearer"),
      rule: "100 × (domestic_price - unit_value) / domestic_price",
      source: "after the WTO Anti-Dumping Agreement, Article 3.2",
      "How far imports are cheaper than the domestic product."
    ) { a throws(FormulaError) in try Safeguards.undercutting(domestic: a[0], unitValue: a[1]) },
    .aggregate(
      .safeguards, "price_depression", [unitValue],
      Outcome("%", "-100 or more", null: "with fewer than two rows, or only zeros"),
      rule: "100 × (last unit_value / mean unit_value - 1)",
      source: "after the WTO Anti-Dumping Agreement, Article 3.2",
      "How far the latest unit value is from the mean of the rows; meant for OVER (ORDER BY the "
        + "month ROWS 35 PRECEDING)."
    ) { rows throws(FormulaError) in
      Value(try Safeguards.depression(unitValues: try rows.numbers(0)))
    },
    .numericWords(
      .safeguards, "safeguard_signal",
      [
        .number("surge", "ratio", .notNegative), .number("undercutting", "%", .any),
        .number("watch_surge", "ratio", .notNegative),
        .number("watch_undercutting", "%", .any),
        .number("alert_surge", "ratio", .notNegative),
        .number("alert_undercutting", "%", .any),
      ], .words(Safeguards.Signal.self),
      rule: "alert if surge and undercutting reach the alert thresholds, watch if the watch ones",
      source: "thresholds are parameters, not findings", "Signal of a surge with undercutting."
    ) { a throws(FormulaError) in
      Value(
        try Safeguards.signal(
          surge: a[0], undercutting: a[1],
          watch: Safeguards.Thresholds(surge: a[2], undercutting: a[3]),
          alert: Safeguards.Thresholds(surge: a[4], undercutting: a[5])))
    },
  ]

  private static let risk = Parameter.number("supply_risk", "index", .notNegative)
  private static let recyclingInput = Parameter.percent("eol_rir")

  /// System 10.
  static let supplyRisk: [Formula] = [
    .numeric(
      .supplyRisk, "wgi_scaled", [.number("wgi_mean", "", .between(-2.5, 2.5))],
      Outcome("index", "from 0 (good) to 10"), rule: "2 × (2.5 - wgi_mean)",
      source: Source.jrcAssessment,
      "Mean of a country's six governance estimates on the scale of the supply risk."
    ) { a throws(FormulaError) in try SupplyRisk.scaledGovernance(mean: a[0]) },
    .aggregate(
      .supplyRisk, "hhi_wgi",
      [
        .percent("share"), .number("wgi_scaled", "index", .between(0, 10)),
        .number("trade", "factor", .between(0, 2)),
      ], Outcome("index", "from 0 to 20, usually up to 10", null: "where there are no suppliers"),
      rule: "Σ (share / 100)² × wgi_scaled × trade", source: Source.jrcAssessment,
      "Concentration weighted by governance and trade (1; 0.8 in the EU or under trade agreements; "
        + "more under export restrictions)."
    ) { rows throws(FormulaError) in
      var suppliers: [SupplyRisk.Supplier] = []
      for row in rows {
        suppliers.append(
          try SupplyRisk.Supplier(
            share: try row.number(0), governance: try row.number(1), trade: try row.number(2)))
      }
      return Value(try SupplyRisk.weightedIndex(suppliers))
    },
    .scalar(
      .supplyRisk, "supply_risk",
      [
        .number("hhi_global", "index", .notNegative, null: "not known; the EU's counts alone"),
        .number("hhi_eu", "index", .notNegative, null: "not known; the global counts alone"),
        .percent("import_reliance"), recyclingInput, .part("si_sr"),
      ], Outcome("index", "0 or more", null: "where neither hhi_global nor hhi_eu is known"),
      rule: "(hhi_global × IR/2 + hhi_eu × (1 - IR/2)) × (1 - eol_rir / 100) × si_sr, "
        + "IR = import_reliance / 100",
      source: Source.jrcAssessment, "Supply risk of a material at one stage."
    ) { a throws(FormulaError) in
      Value(
        try SupplyRisk.risk(
          global: try a.optionalNumber(0), eu: try a.optionalNumber(1),
          importReliance: try a.number(2), recyclingInput: try a.number(3),
          substitution: try a.number(4)))
    },
    .scalar(
      .supplyRisk, "supply_risk_bottleneck",
      [
        .number("extraction", "index", .notNegative, null: "not known; does not count"),
        .number("processing", "index", .notNegative, null: "not known; does not count"),
      ], Outcome("index", "0 or more", null: "where neither is known"),
      rule: "max(extraction, processing)", source: Source.jrcAssessment,
      "Supply risk of a material: that of the stage where it is higher."
    ) { a throws(FormulaError) in
      Value(
        try SupplyRisk.bottleneck(
          extraction: try a.optionalNumber(0), processing: try a.optionalNumber(1)))
    },
    .numeric(
      .supplyRisk, "implied_hhi_core", [risk, recyclingInput, .part("si_sr")],
      Outcome("index", "0 or more", null: "where eol_rir is 100 or si_sr 0"),
      rule: "supply_risk / ((1 - eol_rir / 100) × si_sr)", source: Source.derived,
      "The concentration part that a published supply risk implies."
    ) { a throws(FormulaError) in
      try SupplyRisk.impliedCore(risk: a[0], recyclingInput: a[1], substitution: a[2])
    },
    .aggregate(
      .supplyRisk, "economic_importance",
      [
        .percent("use_share"), .quantity("value_added", "money"),
        .number("largest", "money", .positive), .part("si_ei"),
      ], Outcome("index", "from 0 to 10", null: "without uses"),
      rule: "10 × si_ei × Σ (use_share / 100 × value_added) / largest",
      source: Source.jrcAssessment,
      "Economic importance of a material; one row a sector; largest value added of any sector and "
        + "si_ei the same in all rows."
    ) { rows throws(FormulaError) in
      guard let largest = try rows.common(2)?.number(2),
        let substitution = try rows.common(3)?.number(3)
      else { return .null }
      var uses: [SupplyRisk.Use] = []
      for row in rows {
        uses.append(
          SupplyRisk.Use(share: try row.number(0), valueAdded: try row.number(1)))
      }
      return Value(
        try SupplyRisk.importance(uses, largest: largest, substitution: substitution))
    },
    .numericWords(
      .supplyRisk, "is_critical",
      [risk, .number("economic_importance", "index", .between(0, 10))], .flag,
      rule: "supply_risk ≥ 1.0 and economic_importance ≥ 2.8", source: Source.jrcAssessment,
      "Whether a material is critical by the two thresholds."
    ) { a throws(FormulaError) in
      .boolean(try SupplyRisk.isCritical(risk: a[0], importance: a[1]))
    },
  ]

  /// System 15.
  static let provenance: [Formula] = [
    .aggregate(
      .provenance, "multiple_origins_share", [.quantity("origins", "origins")],
      .percent.null("without claims"), rule: "100 × claims with origins ≥ 2 / claims",
      source: Source.definition, "Share of claims with at least two independent origins."
    ) { rows throws(FormulaError) in
      Value(try Provenance.multipleOrigins(try rows.numbers(0)))
    },
    .aggregate(
      .provenance, "anonymous_share", [.flag("is_anonymous")], .percent.null("without claims"),
      rule: "100 × anonymous claims / claims", source: Source.definition,
      "Share of claims whose speaker is anonymous."
    ) { rows throws(FormulaError) in Value(Provenance.share(try rows.flags(0))) },
    .aggregate(
      .provenance, "median_age_days", [.date("date"), .date("as_of")],
      Outcome("days", "any number", null: "without claims"), rule: "median of as_of - date",
      source: Source.definition, "Median age of claims on a day (the same in all rows)."
    ) { rows throws(FormulaError) in
      guard let day = try rows.common(1)?.date(1) else { return .null }
      return Value(try Provenance.medianAge(try rows.dates(0), asOf: day))
    },
    .aggregate(
      .provenance, "median", [.number("value", "unit", .any)],
      Outcome("unit", "any number", null: "without rows"),
      rule: "middle value, or the mean of the middle two", source: Source.definition,
      "The middle of a list."
    ) { rows throws(FormulaError) in Value(try Provenance.median(try rows.numbers(0))) },
  ]

  /// System 16.
  static let seriousness: [Formula] = [
    .scalar(
      .seriousness, "seriousness_step", [Parameter("score", "", .whole(0...4))],
      .words(Seriousness.Step.self),
      rule:
        "0 no mention, 1 mentioned, 2 draft text, 3 agreed with numbers or dates, 4 in operation",
      source: "rubric set here", "What a score of the rubric means."
    ) { a throws(FormulaError) in Value(try Seriousness.Step(score: try a.whole(0))) },
    .aggregate(
      .seriousness, "seriousness_index", [Parameter("score", "", .whole(0...4))],
      Outcome("of 20", "from 0 to 20", null: "unless all five indicators are scored"),
      rule: "Σ score", source: "rubric set here",
      "The sum of the five scores, an analyst's judgement; never shown without its parts."
    ) { rows throws(FormulaError) in
      var scores: [Int] = []
      for row in rows { scores.append(try row.whole(0)) }
      return try Seriousness.index(scores: scores).map { .integer(Int64($0)) } ?? .null
    },
  ]
}
