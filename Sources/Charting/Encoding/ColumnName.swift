import Tables

extension ChannelDefinition {
  /// The name of the column that holds the definition's values once its transforms have run.
  ///
  /// The names are the grammar's (`mean_Horsepower`, `yearmonth_date`, `bin_maxbins_10_Acceleration`),
  /// since authors' expressions may read them.
  func columnName(suffix: String = "") -> String {
    let field = self.field.map { FieldPath($0).flattenedName } ?? ""
    let tail = suffix.isEmpty ? "" : "_" + suffix
    switch aggregate {
    case .operation("count"): return "__count" + tail
    case .operation(let operation): return "\(operation)_\(field)" + tail
    case .argmin(let other): return "argmin_\(other)['\(field)']" + tail
    case .argmax(let other): return "argmax_\(other)['\(field)']" + tail
    case nil: break
    }
    if case .parameters(let parameters) = bin {
      return Self.binPrefix(parameters) + "_" + field + tail
    }
    if let timeUnit, !timeUnit.binned { return "\(timeUnit.fieldName)_\(field)" + tail }
    return field + tail
  }

  /// What distinguishes one binning of a field from another.
  static func binPrefix(_ parameters: Properties) -> String {
    var name = "bin"
    for member in parameters.members.sorted(by: { $0.name < $1.name }) {
      switch member.value.content {
      case .number(let number): name += "_\(member.name)_\(NumberText.shortest(number))"
      case .boolean(let flag): name += "_\(member.name)_\(flag)"
      case .array(let elements):
        name += "_\(member.name)"
        for number in elements.compactMap(\.number) { name += "_" + NumberText.shortest(number) }
      default: continue
      }
    }
    return parameters.isEmpty ? "bin_maxbins_10" : name
  }
}
