package import Tables

/// The units and bases of a result's figures: what may be added, compared, or drawn on one axis.
///
/// A column's figures are in the unit of the field that the column shows unchanged, or in that
/// which each row names: in the column `NAME_unit`, or else in `unit`. Bases likewise.
package struct ResultMeasures: Sendable {
  package enum Measure: String, Sendable, CaseIterable {
    case unit, basis
  }

  package let table: Table

  package init(_ table: Table) { self.table = table }

  /// The different units or bases of a column's numbers, in the order of the rows.
  package func measures(_ measure: Measure, of column: Int) -> [String] {
    let own = table.columns[column]
    if let fixed = measure == .unit ? own.unit : own.basis { return [fixed] }
    guard let index = index(of: measure, for: column) else { return [] }
    var seen: Set<String> = []
    return table.rows.compactMap { row in
      guard row[column].numeric != nil, case .text(let text) = row[index], !text.isEmpty else {
        return nil
      }
      return seen.insert(text).inserted ? text : nil
    }
  }

  /// The column of the package from which each row's unit or basis would have to come, where the
  /// result leaves it out though it has several different numbers.
  package func missing(_ measure: Measure, of column: Int) -> String? {
    let own = table.columns[column]
    guard (measure == .unit ? own.unit : own.basis) == nil,
      let needed = measure == .unit ? own.unitColumn : own.basisColumn,
      index(of: measure, for: column) == nil,
      Set(table.rows.compactMap { $0[column].numeric }).count > 1
    else { return nil }
    return needed
  }

  /// The figures of a column in the unit of its first row, where the others can be converted.
  ///
  /// - Parameter factor: from one unit to another, nil where no conversion is declared.
  /// - Returns: the table, unchanged where nothing is to be or can be converted.
  package func converted(
    _ column: Int, factor: (_ from: String, _ to: String) -> Double?
  ) -> Table {
    let units = measures(.unit, of: column)
    guard units.count > 1, let target = units.first, let index = index(of: .unit, for: column),
      table.columns.indices.filter({ isMeasured($0, by: index) }) == [column],
      units.allSatisfy({ factor($0, target) != nil })
    else { return table }
    var table = table
    for row in table.rows.indices {
      guard case .text(let unit) = table.rows[row][index], unit != target,
        let value = table.rows[row][column].numeric, let factor = factor(unit, target)
      else { continue }
      table.rows[row][column] = .number(clean(value * factor))
      table.rows[row][index] = .text(target)
    }
    return table
  }

  private func index(of measure: Measure, for column: Int) -> Int? {
    let name = table.columns[column].name
    return table.index(of: "\(name)_\(measure.rawValue)") ?? table.index(of: measure.rawValue)
  }

  /// Whether a column's numbers are in the unit that another column names.
  private func isMeasured(_ column: Int, by index: Int) -> Bool {
    self.index(of: .unit, for: column) == index && table.columns[column].unit == nil
      && table.rows.contains { $0[column].numeric != nil }
  }
}

extension ResultMeasures {
  /// The sum of a column whose rows name their qualifiers, in `NAME_qualifier` or `qualifier`; nil
  /// where they do not.
  package func qualifiedSum(of column: Int) -> Quantity? {
    let name = table.columns[column].name
    guard let index = table.index(of: "\(name)_qualifier") ?? table.index(of: "qualifier") else {
      return nil
    }
    var sum: Quantity?
    for row in table.rows {
      guard let value = row[column].numeric else { continue }
      var qualifier = Qualifier.exact
      if case .text(let text) = row[index] { qualifier = Qualifier(rawValue: text) ?? .exact }
      let figure = Quantity(value, qualifier: qualifier)
      sum = sum.map { $0 + figure } ?? figure
    }
    return sum
  }
}
