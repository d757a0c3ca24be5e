import CriticalMinerals
import Database

extension SQLFunction {
  /// The field's formulas, which queries and views of a site call by their names.
  static let formulas: [SQLFunction] = Formula.all.map { formula in
    let summary = "\(formula.signature): \(formula.summary)"
    return formula.isAggregate
      ? .aggregate(formula.name, arity: formula.parameters.count, summary: summary) {
        try formula(rows: $0)
      }
      : .scalar(formula.name, arity: formula.parameters.count, summary: summary) {
        try formula($0)
      }
  }
}
