internal import Basics
internal import Tables

extension Formula {
  private static let asOf = Parameter.date("as_of")
  private static let wholeDays = Outcome("days", "a whole number")

  /// System 1.
  static let deadlines: [Formula] = [
    .scalar(
      .deadlines, "due_date",
      [
        .date("base"), Parameter("count", "", .whole(-4_000_000...4_000_000)),
        .choice("unit", Milestones.Unit.words),
      ], Outcome("date", "a date"),
      rule: "base + count days, or months or years clipped to the month's last day",
      source: Source.definition,
      "The day that is so many days, months or years after a base event."
    ) { a throws(FormulaError) in
      let due = try Milestones.due(
        base: try a.date(0), try a.whole(1), try a.choice(2, Milestones.Unit.self))
      return due.map { .text($0.description) } ?? .null
    },
    .scalar(
      .deadlines, "deadline_status",
      [
        .date("due", null: "the base event has not come about"),
        .date("done_on", null: "no outcome is on record"), asOf,
      ], .words(Milestones.Status.self),
      rule: "done if done_on ≤ as_of; waiting without due; overdue if due < as_of; due soon up to "
        + "14 days before; else open",
      source: Source.definition, "Where a milestone stands on a day."
    ) { a throws(FormulaError) in
      Value(
        Milestones.status(
          due: try a.optionalDate(0), doneOn: try a.optionalDate(1), asOf: try a.date(2)))
    },
    .scalar(
      .deadlines, "expiry_status", [.date("ends"), asOf], .words(Milestones.ExpiryStatus.self),
      rule: "closed if ends < as_of; due soon up to 14 days before; else open",
      source: Source.definition, "Where something stands that ends by itself, such as a suspension."
    ) { a throws(FormulaError) in
      Value(Milestones.expiryStatus(ends: try a.date(0), asOf: try a.date(1)))
    },
    .scalar(
      .deadlines, "days_left", [.date("due"), asOf], wholeDays, rule: "due - as_of",
      source: Source.definition, "Days to a due date; negative once it has passed."
    ) { a throws(FormulaError) in
      .integer(Int64(Milestones.days(from: try a.date(1), to: try a.date(0))))
    },
    .scalar(
      .deadlines, "slip_days", [.date("due"), .date("done_on")], wholeDays,
      rule: "done_on - due", source: Source.definition,
      "How many days late something was done; negative if early."
    ) { a throws(FormulaError) in
      .integer(Int64(Milestones.days(from: try a.date(0), to: try a.date(1))))
    },
    .scalar(
      .deadlines, "months_between", [.date("from_date"), .date("to_date")],
      Outcome("months", "a whole number"), rule: "whole months, clipped as in add_months",
      source: Source.definition, "Whole months from one date to another, such as a lag."
    ) { a throws(FormulaError) in
      .integer(Int64(Milestones.months(from: try a.date(0), to: try a.date(1))))
    },
    .scalar(
      .deadlines, "age_years", [.date("from_date"), asOf], Outcome("years", "a whole number"),
      rule: "whole years, clipped as in add_months", source: Source.definition,
      "Whole years from a date to another."
    ) { a throws(FormulaError) in
      .integer(Int64(Milestones.years(from: try a.date(0), to: try a.date(1))))
    },
  ]

  /// System 2.
  static let mechanisms: [Formula] = [
    .scalar(
      .mechanisms, "provision_rank", [.choice("status", StatusLadder.Provision.words)],
      Outcome("step", "0 for dropped, then 1 to 6"),
      rule: "mentioned < proposed < in_draft < agreed < signed < implemented",
      source: "ladder set here", "How far a provision has come, as a step of the ladder."
    ) { a throws(FormulaError) in
      .integer(Int64(try a.choice(0, StatusLadder.Provision.self).rank))
    },
    .aggregate(
      .mechanisms, "provision_coverage", [.quantity("actions", "actions")],
      .percent.null("without provisions"), rule: "100 × provisions with actions ≥ 1 / provisions",
      source: Source.definition, "Share of provisions with an action that carries them out."
    ) { rows throws(FormulaError) in
      Value(try StatusLadder.coverage(actions: try rows.numbers(0)))
    },
  ]

  private static let end = Parameter.date("to_date", null: "it has no end")
  private static let suspended = [
    Parameter.date("suspended_from", null: "it is not suspended"),
    Parameter.date("suspended_to", null: "it is suspended until further notice"),
  ]

  /// System 5.
  static let restrictions: [Formula] = [
    .scalar(
      .restrictions, "restriction_active", [asOf, .date("from_date"), end] + suspended, .flag,
      rule: "from_date ≤ as_of < to_date and not suspended_from ≤ as_of < suspended_to",
      source: Source.definition, "Whether a restriction is in force on a day."
    ) { a throws(FormulaError) in
      let (inForce, suspended) = try a.periods()
      return .boolean(
        Restrictions.isActive(on: try a.date(0), inForce: inForce, suspended: suspended))
    },
    .scalar(
      .restrictions, "restriction_covers", [.text("target"), .text("importer")], .flag,
      rule: "target is 'all', or importer is one of its names", source: Source.definition,
      "Whether a restriction is aimed at an importer."
    ) { a throws(FormulaError) in
      .boolean(Restrictions.covers(target: try a.text(0), importer: try a.text(1)))
    },
    .scalar(
      .restrictions, "restriction_binds",
      [asOf, .date("from_date"), end] + suspended + [.flag("in_scope"), .flag("exempt")], .flag,
      rule: "restriction_active and in_scope and not exempt", source: Source.definition,
      "Whether a restriction binds an importer on a day, mutual exemptions counted."
    ) { a throws(FormulaError) in
      let (inForce, suspended) = try a.periods()
      return .boolean(
        Restrictions.binds(
          on: try a.date(0), inForce: inForce, suspended: suspended, inScope: try a.flag(5),
          exempt: try a.flag(6)))
    },
    .aggregate(
      .restrictions, "restriction_exposure", [.percent("share"), .flag("binds")],
      .percent.null("where there are no suppliers"), rule: "Σ share of the rows that bind",
      source: Source.definition,
      "Share of an importer's supply that stands under a restriction; one row a supplier."
    ) { rows throws(FormulaError) in
      Value(try Restrictions.exposure(shares: try rows.numbers(0), counts: try rows.flags(1)))
    },
  ]
}

extension Arguments {
  /// The arguments 1 to 4 as the period in force and the suspension.
  fileprivate func periods() throws(FormulaError) -> (Restrictions.Period, Restrictions.Period?) {
    let inForce = Restrictions.Period(from: try date(1), to: try optionalDate(2))
    let end = try optionalDate(4)
    return (inForce, try optionalDate(3).map { Restrictions.Period(from: $0, to: end) })
  }
}
