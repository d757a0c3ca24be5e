/// What a query read, and with it all that its result depends on beside its own text.
package struct ReadSet: Hashable, Sendable {
  /// A column of a table, or the table's rows alone where `column` is nil (`count(*)`).
  package struct Column: Hashable, Comparable, Sendable {
    package var table: String
    package var column: String?

    package init(_ table: String, _ column: String? = nil) {
      self.table = table
      self.column = column
    }

    package static func < (left: Column, right: Column) -> Bool {
      (left.table, left.column ?? "") < (right.table, right.column ?? "")
    }
  }

  /// Sorted. The tables are those of the data package, whatever views stand before them.
  package var columns: [Column] = []
  /// The columns of views that were computed once for all queries; the view in place of the table,
  /// and its columns' names and number of rows alone where the column is nil. Sorted.
  package var viewColumns: [Column] = []
  /// The other named views it used, also through such views; sorted.
  package var views: [String] = []
  /// The functions it called, in lower case; sorted.
  package var functions: [String] = []
  /// The parameters it used; sorted. A view that uses `:as_of` counts.
  package var parameters: [String] = []
  /// Whether it asked for today's date.
  package var usesClock = false

  package init() {}

  /// The tables it read; sorted.
  package var tables: [String] {
    var tables: [String] = []
    for column in columns where tables.last != column.table { tables.append(column.table) }
    return tables
  }
}
