package import Basics

/// An array of objects that have the same names in the same order, kept name by name: rows of data.
///
/// The values have no places of their own; only their array has one.
package struct StructuredRecords: Sendable {
  package let names: [String]
  /// For each name, the values of all objects.
  package let columns: [[StructuredValue.Content]]
  package let count: Int

  package init(names: [String], columns: [[StructuredValue.Content]], count: Int) {
    self.names = names
    self.columns = columns
    self.count = count
  }

  /// The objects one by one, each with the place of the array.
  package func elements(range: SourceRange) -> [StructuredValue] {
    (0..<count).map { row in
      StructuredValue(
        .object(
          zip(names, columns).map { name, values in
            .init(name: name, nameRange: range, value: StructuredValue(values[row], range: range))
          }), range: range)
    }
  }
}
