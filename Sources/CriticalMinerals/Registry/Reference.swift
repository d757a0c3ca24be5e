package import Tables

extension Formula.Topic {
  /// As a heading.
  package var title: String {
    switch self {
    case .deadlines: "Deadlines"
    case .mechanisms: "Pillars and mechanisms"
    case .priceSupport: "Price support"
    case .safeguards: "Surges of imports and undercutting"
    case .restrictions: "Export restrictions"
    case .stockpile: "Stockpiles"
    case .disruption: "Disruption and response"
    case .projects: "Projects and lead times"
    case .concentration: "Reliance and concentration"
    case .supplyRisk: "Supply risk and criticality"
    case .benchmarks: "Benchmarks"
    case .recycling: "Recycling"
    case .partnerships: "Partnerships"
    case .bloc: "Weight of a bloc"
    case .provenance: "Provenance"
    case .seriousness: "Signs of seriousness"
    case .reconciliation: "Sums and shares"
    }
  }
}

/// The registry as a table for pages, and as the reference in the documentation.
package enum FormulaReference {
  /// One row a formula, in the registry's order.
  package static var table: Table {
    let columns = [
      "position", "system", "topic", "name", "kind", "signature", "arguments", "unit", "range",
      "when_null", "rule", "source", "summary",
    ]
    let rows = Formula.all.enumerated().map { position, formula -> [Value] in
      [
        .integer(Int64(position + 1)), .integer(Int64(formula.topic.rawValue)),
        .text(formula.topic.title), .text(formula.name),
        .text(formula.isAggregate ? "aggregate" : "scalar"), .text(formula.signature),
        .text(formula.parameters.map(\.description).joined(separator: "; ")),
        .text(formula.unit), .text(formula.range), formula.whenNull.map { .text($0) } ?? .null,
        .text(formula.rule), .text(formula.source), .text(formula.summary),
      ]
    }
    return Table(columns: columns.map { Column($0) }, rows: rows)
  }

  /// The page of the manual, Documentation/Content/reference/formulas.md.
  package static var markdown: String {
    var lines = [introduction]
    for topic in Formula.Topic.allCases {
      let formulas = Formula.all.filter { $0.topic == topic }
      if formulas.isEmpty { continue }
      lines.append("## \(topic.title)\n")
      lines += formulas.map(entry)
    }
    return lines.joined(separator: "\n")
  }

  private static func entry(_ formula: Formula) -> String {
    let kind = formula.isAggregate ? " (aggregate)" : ""
    var lines = ["### `\(formula.signature)`\(kind)", "", formula.summary, ""]
    lines += formula.parameters.map { "- `\($0.name)`: " + $0.domainText }
    let unit = formula.unit.isEmpty ? "" : formula.unit + ", "
    let null = formula.whenNull.map { "; NULL \($0)" } ?? ""
    lines.append("- gives \(unit)\(formula.range)\(null)")
    lines.append("- rule: \(formula.rule)")
    lines.append("- source: \(formula.source)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static let introduction = """
    ---
    title: Formulas
    summary: The functions of the field that queries can call, with units and sources.
    ---

    <!-- Made from the registry in Sources/CriticalMinerals; a test compares the two. -->

    Queries and views may call these functions of the field beside SQLite's own. `select * from
    formula` gives the same list as a table, for a page on method.

    - A share of a market, of imports, of consumption or of use is a percentage, 0 to 100, as data
      are printed. A part that a scheme or scenario sets (a cut, a saving, a probability, a rate of
      interest, the shared upside) is from 0 to 1. Concentration is on the scale of 0 to 10,000.
    - Prices of a call are in one currency and unit; quantities in the unit that prices are given
      for. A payment for one unit has the quantity 1.
    - NULL among the arguments gives NULL, in an aggregate also if it stands in one row only: a
      missing figure does not pass for nought. Where NULL means something, the argument says so.
    - A value outside its range is an error that names the function, the argument and the value:
      `hhi_low: the share is 131, but must be from 0 to 100`.
    - An aggregate takes the rows of a group, or of a window with `OVER`.
    - A date is text, `YYYY-MM-DD`. Beside the functions below there are always
      `add_months(date, n)`, which clips to the month's last day, and `days_between(a, b)`.

    """
}

extension Parameter {
  /// "%, from 0 to 100; NULL: no value is published".
  fileprivate var domainText: String { String(description.dropFirst(name.count + 2).dropLast()) }
}
