import Basics
import Tables

/// Runs a view's transforms, one after the other.
struct TransformPipeline {
  let flow: DataFlow
  let diagnostics: DiagnosticCollector

  /// The rows after the transforms; inside a facet each cell's rows are transformed by themselves.
  func run(
    _ transforms: [StructuredValue], on data: Dataset, groupedBy facets: [String]
  ) -> Dataset {
    let steps = decoded(transforms)
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
    _ steps: [Transform], to data: Dataset, at transforms: [StructuredValue]
  ) -> Dataset {
    var data = data
    for step in steps {
      guard step.work(on: data) <= Transform.greatestWork else {
        diagnostics.add(
          ChartMessage.tooMuchWork(rows: data.count, at: transforms.first?.range ?? .unplaced))
        return .empty
      }
      data = data.applying(step)
    }
    return data
  }

  private func decoded(_ transforms: [StructuredValue]) -> [Transform] {
    var decoder = TransformDecoder(dataSource: { value in
      DataDecoder(diagnostics: diagnostics).data(value).flatMap(flow.source)
    })
    let steps = transforms.compactMap { decoder.decodeOne($0) }
    diagnostics.add(decoder.diagnostics)
    return steps
  }

  /// Each cell's rows by themselves, put together again with the columns of the facets.
  private func grouped(
    _ data: Dataset, _ steps: [Transform], _ facets: [String], at transforms: [StructuredValue]
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
