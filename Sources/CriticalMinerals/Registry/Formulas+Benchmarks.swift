internal import Tables

extension Formula {
  private static let benchmark = Parameter.number("benchmark", "%", .notNegative)
  private static let actual = Parameter.number("actual", "%", .notNegative)
  private static let direction = Parameter.choice("op", Benchmark.Direction.words)
  private static let line = [
    Parameter.number("base", "%", .notNegative), .year("base_year"), benchmark,
    .year("target_year"), .year("year"),
  ]

  /// System 11.
  static let benchmarks: [Formula] = [
    .numeric(
      .benchmarks, "benchmark_gap", [benchmark, actual], Outcome("pp", "any number"),
      rule: "benchmark - actual", source: Source.crma,
      "What is missing to a benchmark; negative above it."
    ) { a throws(FormulaError) in try Benchmark.gap(benchmark: a[0], actual: a[1]) },
    .scalar(
      .benchmarks, "benchmark_pace", [benchmark, actual, .year("year"), .year("target_year")],
      Outcome("pp/yr", "any number", null: "where no year is left"),
      rule: "(benchmark - actual) / (target_year - year)", source: Source.derived,
      "How much must be gained each year."
    ) { a throws(FormulaError) in
      Value(
        try Benchmark.pace(
          benchmark: try a.number(0), actual: try a.number(1), year: try a.whole(2),
          targetYear: try a.whole(3)))
    },
    .scalar(
      .benchmarks, "benchmark_path", line, Outcome("%", "0 or more"),
      rule: "base + (benchmark - base) × (year - base_year) / (target_year - base_year)",
      source: Source.derived, "Value in a year on the straight line from a base to the benchmark."
    ) { a throws(FormulaError) in
      Value(
        try Benchmark.path(
          base: try a.number(0), baseYear: try a.whole(1), benchmark: try a.number(2),
          targetYear: try a.whole(3), year: try a.whole(4)))
    },
    .scalar(
      .benchmarks, "on_track", [actual, direction] + line, .flag,
      rule: "actual op benchmark, or actual op benchmark_path(base, …, year)",
      source: Source.derived,
      "Whether a value meets the benchmark, or at least the straight line to it."
    ) { a throws(FormulaError) in
      .boolean(
        try Benchmark.isOnTrack(
          actual: try a.number(0), year: try a.whole(6), base: try a.number(2),
          baseYear: try a.whole(3), try a.choice(1, Benchmark.Direction.self),
          benchmark: try a.number(4), targetYear: try a.whole(5)))
    },
    .scalar(
      .benchmarks, "benchmark_status",
      [
        .number("actual", "%", .notNegative, null: "no value is published"), direction, benchmark,
      ], .words(Benchmark.Status.self), rule: "actual op benchmark", source: Source.crma,
      "Whether a benchmark is met, where a value is published at all."
    ) { a throws(FormulaError) in
      Value(
        try Benchmark.status(
          actual: try a.optionalNumber(0), try a.choice(1, Benchmark.Direction.self),
          benchmark: try a.number(2)))
    },
  ]

  private static let oldScrap = Parameter.quantity("old_scrap")
  private static let newScrap = Parameter.quantity("new_scrap")

  /// System 12.
  static let recycling: [Formula] = [
    .scalar(
      .recycling, "recycling_class", [.percent("rate")], .words(Recycling.Class.self),
      rule: "0; below 1; 1 to 5; above 5 and below 25; 25 and more",
      source: Source.audit + "; " + Source.crma,
      "Class of a recycling input rate, by the audit's classes and the benchmark."
    ) { a throws(FormulaError) in Value(try Recycling.classify(rate: try a.number(0))) },
    .numeric(
      .recycling, "eol_rir", [oldScrap, .quantity("primary")],
      .percent.null("where there is no input"), rule: "100 × old_scrap / (old_scrap + primary)",
      source: Source.euMethodology,
      "End-of-life recycling input rate: the share of input that is old scrap."
    ) { a throws(FormulaError) in try Recycling.inputRate(oldScrap: a[0], primary: a[1]) },
    .numeric(
      .recycling, "eol_recycling_rate", [.quantity("recycled"), .quantity("discarded")],
      .percent.null("where nothing is discarded"), rule: "100 × recycled / discarded",
      source: Source.unep, "Share of the material in discarded products that is recycled."
    ) { a throws(FormulaError) in try Recycling.endOfLifeRate(recycled: a[0], discarded: a[1]) },
    .numeric(
      .recycling, "recycled_content", [oldScrap, newScrap, .quantity("primary")],
      .percent.null("where there is no input"),
      rule: "100 × (old_scrap + new_scrap) / (old_scrap + new_scrap + primary)",
      source: Source.unep, "Share of input that is scrap, old or new."
    ) { a throws(FormulaError) in
      try Recycling.content(oldScrap: a[0], newScrap: a[1], primary: a[2])
    },
    .numeric(
      .recycling, "old_scrap_ratio", [oldScrap, newScrap],
      .percent.null("where there is no scrap"), rule: "100 × old_scrap / (old_scrap + new_scrap)",
      source: Source.unep, "Share of scrap that is old."
    ) { a throws(FormulaError) in try Recycling.oldScrapRatio(oldScrap: a[0], newScrap: a[1]) },
  ]

  /// System 20.
  static let reconciliation: [Formula] = [
    .numeric(
      .reconciliation, "share_pct", [.quantity("part"), .quantity("whole")],
      .percent.null("where the whole is 0"), rule: "100 × part / whole",
      source: Source.definition, "A part as a share of its whole, which it may not exceed."
    ) { a throws(FormulaError) in try Reconciliation.share(part: a[0], whole: a[1]) },
    .aggregate(
      .reconciliation, "residual", [.quantity("total"), .quantity("part")],
      Outcome("unit", "any number; negative: the parts are more", null: "without rows"),
      rule: "total - Σ part", source: Source.definition,
      "What a stated total (the same in all rows) leaves after its stated parts."
    ) { rows throws(FormulaError) in
      guard let total = try rows.common(0)?.number(0) else { return .null }
      return Value(try Reconciliation.residual(total: total, parts: try rows.numbers(1)))
    },
    .scalar(
      .reconciliation, "significant",
      [.number("value", "unit", .any), Parameter("digits", "", .whole(1...15))],
      Outcome("unit", "any number"), rule: "value with so many significant digits",
      source: Source.definition,
      "A value rounded so that it claims no more digits than the weakest of its inputs."
    ) { a throws(FormulaError) in
      Value(try Reconciliation.rounded(try a.number(0), significant: try a.whole(1)))
    },
  ]
}
