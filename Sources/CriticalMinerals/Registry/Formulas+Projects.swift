internal import Tables

extension Formula {
  private static let stage = Parameter.choice("stage", Projects.Stage.words)
  private static let link = [
    stage, Parameter.quantity("capacity"), .number("yield", "common unit/unit", .positive),
  ]
  private static let leadYears = Parameter("lead_years", "years", .whole(0...1_000))

  /// System 8.
  static let projects: [Formula] = [
    .aggregate(
      .projects, "expected_capacity",
      [.part("probability"), .quantity("capacity"), .year("start_year"), .year("year")],
      Outcome("unit", "0 or more; 0 without projects"),
      rule: "Σ probability × capacity where start_year ≤ year", source: Source.definition,
      "Capacity to be expected in a year (the same in all rows); one row a project."
    ) { rows throws(FormulaError) in
      guard let year = try rows.common(3)?.whole(3) else { return .number(0) }
      var projects: [Projects.Project] = []
      for row in rows {
        projects.append(
          Projects.Project(
            probability: try row.number(0), capacity: try row.number(1),
            start: try row.whole(2)))
      }
      return Value(try Projects.expectedCapacity(projects, year: year))
    },
    .aggregate(
      .projects, "chain_capacity", link,
      Outcome("common unit", "0 or more", null: "without stages"),
      rule: "least over the stages of Σ capacity × yield", source: Source.definition,
      "What a chain can pass on: that of its bottleneck; rows of one stage add up."
    ) { rows throws(FormulaError) in
      Value(Projects.bottleneck(try rows.links())?.capacity)
    },
    .aggregate(
      .projects, "chain_bottleneck", link,
      Outcome("", Projects.Stage.words.wordList, null: "without stages"),
      rule: "the stage of chain_capacity, of equal ones the first in the chain",
      source: Source.definition, "The stage that limits a chain."
    ) { rows throws(FormulaError) in
      Projects.bottleneck(try rows.links()).map { Value($0.stage) } ?? .null
    },
    .scalar(
      .projects, "stage_rank", [stage], Outcome("step", "from 1 to 6"),
      rule: "exploration < extraction < refining < metal < magnet < recycling",
      source: "order set here", "The place of a stage in the chain."
    ) { a throws(FormulaError) in .integer(Int64(try a.choice(0, Projects.Stage.self).rank)) },
    .aggregate(
      .projects, "stage_coverage", [stage], Outcome("stages", "from 0 to 6"),
      rule: "number of different stages", source: Source.definition,
      "How many of the six stages have a project; one row a project."
    ) { rows throws(FormulaError) in
      var stages: [Projects.Stage] = []
      for row in rows { stages.append(try row.choice(0, Projects.Stage.self)) }
      return .integer(Int64(Projects.stageCoverage(stages)))
    },
    .scalar(
      .projects, "operating_year", [.year("found_year"), leadYears],
      Outcome("year", "a whole number"), rule: "found_year + lead_years",
      source: Source.definition, "Year in which a deposit found in a year delivers."
    ) { a throws(FormulaError) in
      .integer(
        Int64(try Projects.operatingYear(found: try a.whole(0), leadYears: try a.whole(1))))
    },
    .scalar(
      .projects, "latest_discovery_year", [.year("target_year"), leadYears],
      Outcome("year", "a whole number"), rule: "target_year - lead_years",
      source: Source.definition,
      "Last year in which a deposit had to be found to deliver by another."
    ) { a throws(FormulaError) in
      .integer(
        Int64(try Projects.latestDiscovery(target: try a.whole(0), leadYears: try a.whole(1))))
    },
    .scalar(
      .projects, "lead_time_gap", [.year("start_year"), .year("target_year")],
      Outcome("years", "0 or more"), rule: "max(0, start_year - target_year)",
      source: Source.definition, "How many years a start comes after a target."
    ) { a throws(FormulaError) in
      .integer(Int64(Projects.leadTimeGap(start: try a.whole(0), target: try a.whole(1))))
    },
  ]

  private static let governance = Parameter.number("wgi_mean", "", .between(-2.5, 2.5))
  private static let before = Parameter.quantity("before")
  private static let after = Parameter.quantity("after")

  /// System 13.
  static let partnerships: [Formula] = [
    .numeric(
      .partnerships, "imports_change", [before, after],
      Outcome("%", "-100 or more", null: "where before is 0"),
      rule: "100 × (after / before - 1)", source: Source.definition,
      "By how much imports changed between two years."
    ) { a throws(FormulaError) in try Partnerships.change(from: a[0], to: a[1]) },
    .aggregate(
      .partnerships, "declining_share", [before, after], .percent.null("without rows"),
      rule: "100 × rows with after < before / rows", source: Source.audit,
      "Share of materials of which less is imported than before; one row a material."
    ) { rows throws(FormulaError) in
      Value(
        try Partnerships.decliningShare(
          before: try rows.numbers(0), after: try rows.numbers(1)))
    },
    .aggregate(
      .partnerships, "low_governance_share", [governance], .percent.null("without partners"),
      rule: "100 × partners with wgi_mean < 0 / partners",
      source: "threshold assumed here; the audit's own is not published with its count",
      "Share of partners with low governance; one row a partner."
    ) { rows throws(FormulaError) in
      Value(try Partnerships.lowGovernanceShare(estimates: try rows.numbers(0)))
    },
    .aggregate(
      .partnerships, "signed_by", [.date("signed_on"), .date("as_of")],
      Outcome("agreements", "0 or more"), rule: "number of rows with signed_on ≤ as_of",
      source: Source.definition,
      "How many agreements had been signed by a day (the same in all rows)."
    ) { rows throws(FormulaError) in
      guard let day = try rows.common(1)?.date(1) else { return .integer(0) }
      return .integer(Int64(Partnerships.count(signedOn: try rows.dates(0), by: day)))
    },
  ]

  /// System 14.
  static let bloc: [Formula] = [
    .scalar(
      .bloc, "participation_rank", [.choice("status", StatusLadder.Participation.words)],
      Outcome("step", "from 1 to 5"), rule: "invited < attended < interested < signed < party",
      source: "ladder set here", "How near a country has come to an initiative."
    ) { a throws(FormulaError) in
      .integer(Int64(try a.choice(0, StatusLadder.Participation.self).rank))
    },
    .aggregate(
      .bloc, "bloc_weight", [.percent("share"), .flag("is_member")],
      .percent.null("without countries"), rule: "Σ share of the members",
      source: Source.definition,
      "Share of mining, refining or consumption that a bloc's members hold; one row a country."
    ) { rows throws(FormulaError) in
      Value(try Restrictions.exposure(shares: try rows.numbers(0), counts: try rows.flags(1)))
    },
    .numeric(
      .bloc, "self_sufficiency", [.quantity("production"), .quantity("consumption")],
      Outcome("%", "0 or more", null: "where consumption is 0"),
      rule: "100 × production / consumption", source: Source.definition,
      "What a bloc produces of what it uses, at one stage."
    ) { a throws(FormulaError) in
      try Partnerships.selfSufficiency(production: a[0], consumption: a[1])
    },
  ]
}

extension [Arguments] {
  fileprivate func links() throws(FormulaError) -> [Projects.Link] {
    var links: [Projects.Link] = []
    for row in self {
      links.append(
        try Projects.Link(
          stage: try row.choice(0, Projects.Stage.self), capacity: try row.number(1),
          yield: try row.number(2)))
    }
    return links
  }
}
