import Basics
import Tables

/// Runs a view's transforms, one after the other.
struct TransformPipeline {
  let flow: DataFlow
  let diagnostics: DiagnosticCollector

  /// The rows after the transforms; inside a facet each cell's rows are transformed by themselves.
  func run(
    _ transforms: [TransformStep], on data: Dataset, groupedBy facets: [String]
  ) -> Dataset {
    let steps = transforms.map(resolved)
    var input = data
    for case .filter(let predicate) in steps {
      for (field, parse) in predicate.implicitParses where parse == .date {
        input = input.parsing(field, as: parse)
      }
    }
    guard !facets.isEmpty else { return apply(steps, to: input, at: transforms) }
    return grouped(input, steps, facets, at: transforms)
  }

  /// The rows after all steps, or none after a step that would take too long.
  private func apply(
    _ steps: [Transform], to data: Dataset, at transforms: [TransformStep]
  ) -> Dataset {
    var data = data
    for (step, written) in zip(steps, transforms) {
      if flow.isStrict { checkFields(of: step, in: data, at: written.range) }
      guard step.work(on: data) <= Transform.greatestWork else {
        diagnostics.add(
          ChartMessage.tooMuchWork(rows: data.count, at: transforms.first?.range ?? .unplaced))
        return .empty
      }
      guard step.rowsMade(of: data) <= DataFlow.maximumRows else {
        diagnostics.add(
          ChartMessage.tooLarge(
            "rows", limit: DataFlow.maximumRows, at: transforms.first?.range ?? .unplaced))
        return .empty
      }
      data = data.applying(step)
    }
    return data
  }

  /// A field that the rows do not have is undefined in an expression, and a comparison with it holds
  /// for no row, or for all.
  private func checkFields(of step: Transform, in data: Dataset, at range: SourceRange) {
    guard !data.fields.isEmpty else { return }
    let expression: Expression? =
      switch step {
      case .calculate(let expression, _): expression
      case .filter(.expression(let expression)): expression
      default: nil
      }
    for problem in expression?.unknownFields(in: data) ?? [] {
      diagnostics.add(
        Diagnostic(
          .error, "UnknownChartField", range: range, problem.summary, hint: problem.hint))
    }
  }

  /// The transform, a lookup with the rows that it looks into.
  private func resolved(_ step: TransformStep) -> Transform {
    guard case .lookup(var lookup) = step.transform, let foreign = step.foreign else {
      return step.transform
    }
    lookup.from = flow.source(foreign) ?? .empty
    return .lookup(lookup)
  }

  /// Each cell's rows by themselves, put together again with the columns of the facets.
  private func grouped(
    _ data: Dataset, _ steps: [Transform], _ facets: [String], at transforms: [TransformStep]
  ) -> Dataset {
    var result: Dataset?
    for group in Grouping(data, by: facets).groups {
      var part = apply(steps, to: data.selecting(group.rows), at: transforms)
      for (facet, value) in zip(facets, group.key) {
        part.setColumn(facet, to: Array(repeating: value, count: part.count))
      }
      guard var all = result else {
        result = part
        continue
      }
      guard all.count + part.count <= DataFlow.maximumRows else {
        diagnostics.add(
          ChartMessage.tooLarge(
            "rows", limit: DataFlow.maximumRows, at: transforms.first?.range ?? .unplaced))
        return .empty
      }
      let columns = part.fields.map { all.ensureColumn($0) }
      for row in part.rows {
        var full = [Datum](repeating: .null, count: all.fields.count)
        for (column, value) in zip(columns, part[row]) { full[column] = value }
        all.append(full)
      }
      result = all
    }
    return result ?? apply(steps, to: data, at: transforms)
  }
}
