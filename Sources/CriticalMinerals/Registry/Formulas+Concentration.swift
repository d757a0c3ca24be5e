internal import Basics
internal import Tables

extension Formula {
  private static let share = Parameter.percent("share")
  private static let amount = Parameter.quantity("amount")
  private static let noSuppliers = "where there are no suppliers"

  /// System 9.
  static let concentration: [Formula] = [
    .aggregate(
      .concentration, "hhi", [share], .index.null(noSuppliers), rule: "Σ share²",
      source: Source.mergerGuidelines,
      "Concentration of a market of which every supplier's share is known."
    ) { rows throws(FormulaError) in
      Value(try Concentration.index(shares: try rows.numbers(0)))
    },
    .aggregate(
      .concentration, "hhi_amounts", [amount], .index.null(noSuppliers),
      rule: "Σ (100 × amount / Σ amount)²", source: Source.mergerGuidelines,
      "Concentration from amounts; each row counts as one supplier, 'other countries' too."
    ) { rows throws(FormulaError) in
      Value(try Concentration.index(amounts: try rows.numbers(0)))
    },
    .aggregate(
      .concentration, "hhi_amounts_low", [amount, .flag("is_other")], .index.null(noSuppliers),
      rule: "Σ (100 × amount / Σ amount)² over the rows that are not 'other'",
      source: Source.derived,
      "Least concentration from amounts, where a row 'other' is very many small suppliers."
    ) { rows throws(FormulaError) in
      Value(
        try Concentration.lowestIndex(
          amounts: try rows.numbers(0), isOther: try rows.flags(1)))
    },
    .numeric(
      .concentration, "hhi_low", [share], .index, rule: "share²", source: Source.derived,
      "Least concentration where one share is known: all others are very small."
    ) { a throws(FormulaError) in try Concentration.lowestIndex(share: a[0]) },
    .numeric(
      .concentration, "hhi_high", [.number("share", "%", .between(0, 100))], .index,
      rule: "n share² + (100 - n share)², n = whole part of 100 / share", source: Source.derived,
      "Greatest concentration where the largest supplier's share is known, which is above 0."
    ) { a throws(FormulaError) in try Concentration.highestIndex(largest: a[0]) },
    .numeric(
      .concentration, "hhi_high_any", [share], Outcome("index", "from 5,000 to 10,000"),
      rule: "share² + (100 - share)²", source: Source.derived,
      "Greatest concentration where one share is known, but not whether it is the largest."
    ) { a throws(FormulaError) in try Concentration.highestIndex(any: a[0]) },
    .scalar(
      .concentration, "hhi_interval", [.number("share", "%", .between(0, 100))],
      Outcome("index", "text"), rule: "hhi_low(share) to hhi_high(share), in whole numbers",
      source: Source.derived,
      "Concentration as an interval, where the largest supplier's share is known, which is above 0."
    ) { a throws(FormulaError) in
      let share = try a.number(0)
      let high = try Concentration.highestIndex(largest: share)
      let low = try Concentration.lowestIndex(share: share)
      let pattern = NumberPattern(decimals: 0, groups: true)
      let ends = [pattern.text(low), pattern.text(high)]
      return .text(ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to "))
    },
    .aggregate(
      .concentration, "hhi_known_low", [share], .index.null(noSuppliers), rule: "Σ share²",
      source: Source.derived,
      "Least concentration where several shares are known: all others are very small."
    ) { rows throws(FormulaError) in
      Value(try Concentration.lowestIndex(known: try rows.numbers(0)))
    },
    .aggregate(
      .concentration, "hhi_known_high", [share], .index.null("where no share is above 0"),
      rule: "Σ share² + n m² + (r - n m)², m = greatest share, r = 100 - Σ share, "
        + "n = whole part of r / m",
      source: Source.derived,
      "Greatest concentration where several shares are known, the largest supplier's among them."
    ) { rows throws(FormulaError) in
      Value(try Concentration.highestIndex(known: try rows.numbers(0)))
    },
    .scalar(
      .concentration, "hhi_level", [.number("index", "index", .between(0, 10_000))],
      .words(Concentration.Level.self),
      rule: "above 1,800 highly, from 1,000 moderately, else not concentrated",
      source: Source.mergerGuidelines, "What U.S. agencies call a market of that concentration."
    ) { a throws(FormulaError) in Value(try Concentration.level(index: try a.number(0))) },
    .aggregate(
      .concentration, "n_minus_1", [share], .percent.null(noSuppliers),
      rule: "100 - greatest share", source: Source.iea,
      "Share of supply that is left without the largest supplier."
    ) { rows throws(FormulaError) in
      Value(try Concentration.withoutLargest(shares: try rows.numbers(0)))
    },
    .aggregate(
      .concentration, "n_minus_1_amounts", [amount], .percent.null(noSuppliers),
      rule: "100 - 100 × greatest amount / Σ amount", source: Source.iea,
      "Share of supply that is left without the largest supplier, from amounts."
    ) { rows throws(FormulaError) in
      Value(try Concentration.withoutLargest(amounts: try rows.numbers(0)))
    },
  ]

  private static let noConsumption = "where nothing is consumed"
  private static let upTo100 = Outcome("%", "up to 100, negative for a net exporter")

  /// System 9.
  static let reliance: [Formula] = [
    .numeric(
      .concentration, "apparent_consumption",
      [
        .quantity("production"), .quantity("imports"), .quantity("exports"),
        .number("stock_release", "unit", .any),
      ], Outcome("unit", "any number"),
      rule: "production + imports - exports + stock_release", source: Source.usgs,
      "What a country used, from what it produced, traded and took from stocks."
    ) { a throws(FormulaError) in
      try Reliance.apparentConsumption(
        production: a[0], imports: a[1], exports: a[2], stockRelease: a[3])
    },
    .numeric(
      .concentration, "import_reliance",
      [.quantity("imports"), .quantity("exports"), .quantity("production")],
      upTo100.null(noConsumption),
      rule: "100 × (imports - exports) / (production + imports - exports)",
      source: Source.euMethodology, "Import reliance as the European Commission computes it."
    ) { a throws(FormulaError) in
      try Reliance.imports(imports: a[0], exports: a[1], production: a[2])
    },
    .numeric(
      .concentration, "net_import_reliance",
      [
        .quantity("imports"), .quantity("exports"), .number("stock_release", "unit", .any),
        .quantity("production"),
      ], upTo100.null(noConsumption),
      rule: "100 × (imports - exports + stock_release) / apparent consumption",
      source: Source.usgs, "Net import reliance as the U.S. Geological Survey computes it."
    ) { a throws(FormulaError) in
      try Reliance.net(imports: a[0], exports: a[1], stockRelease: a[2], production: a[3])
    },
    .numeric(
      .concentration, "share_of_consumption",
      [.percent("import_share"), .percent("import_reliance")], .percent,
      rule: "import_share × import_reliance / 100", source: Source.derived,
      "Share of consumption that comes from a country, from its share of imports."
    ) { a throws(FormulaError) in
      try Reliance.shareOfConsumption(importShare: a[0], importReliance: a[1])
    },
    .numeric(
      .concentration, "cap_excess", [share, .percent("cap")],
      Outcome("pp", "from -100 to 100"), rule: "share - cap", source: Source.crma,
      "How far a share is above a cap; negative below it."
    ) { a throws(FormulaError) in try Reliance.excess(share: a[0], cap: a[1]) },
  ]
}
