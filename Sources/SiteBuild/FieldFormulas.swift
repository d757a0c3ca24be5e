import Basics
import CriticalMinerals
import Database
import Tables

/// The field's formulas in a site's database: as functions, and as the view `formula` that lists
/// them.
enum FieldFormulas {
  static let functions: [SQLFunction] = Formula.all.map(function) + [list]

  /// A site's own views, with that of the formulas unless the site uses its name.
  static func views(beside views: [ViewDefinition], tables: [DatabaseTable]) -> [ViewDefinition] {
    let names = views.map(\.name) + tables.map(\.name)
    return names.contains { $0.lowercased() == view.name } ? views : views + [view]
  }

  private static func function(_ formula: Formula) -> SQLFunction {
    let summary = "\(formula.signature): \(formula.summary)"
    let arity = formula.parameters.count
    return formula.isAggregate
      ? .aggregate(formula.name, arity: arity, summary: summary) { try formula(rows: $0) }
      : .scalar(formula.name, arity: arity, summary: summary) { try formula($0) }
  }

  private static let list = SQLFunction.scalar(
    "formula_list", arity: 0, summary: "formula_list(): all formulas as JSON, one object each"
  ) { _ in .text(listText) }

  /// Made when a query first asks for it; most sites' builds do not.
  private static let listText = JSONTableWriter().text(FormulaReference.table)

  private static let view: ViewDefinition = {
    let columns = FormulaReference.table.columns.map { "value ->> '\($0.name)' AS \($0.name)" }
    let sql = """
      -- The formulas that queries can call: signature, arguments, unit, rule and source.
      SELECT \(columns.joined(separator: ", "))
      FROM json_each(formula_list())
      """
    return ViewDefinition(
      name: "formula", sql: SourceText(path: SitePaths.views + "/formula.sql", text: sql))
  }()
}
