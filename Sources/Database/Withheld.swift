/// What of a query's rows may be shown but not downloaded, because it comes from columns that are
/// not redistributable.
package struct Withheld: Hashable, Sendable {
  /// The result's columns that are such columns or are computed from them.
  package var columns: [String] = []
  /// Whether these are all columns, so that nothing may be downloaded.
  package var isWhole = false
  /// The columns that are the reason, as `table.column`; sorted. Empty where nothing is withheld.
  package var reasons: [String] = []

  package init(columns: [String] = [], isWhole: Bool = false, reasons: [String] = []) {
    self.columns = columns
    self.isWhole = isWhole
    self.reasons = reasons
  }
}

extension SQLDatabase {
  /// Which of the columns that a query read are left out of downloads.
  func withheldReads(_ readSet: ReadSet) -> [String] {
    readSet.columns.filter { read in
      tables.first { $0.name == read.table }?.withholds(read.column) == true
    }.map { read in read.column.map { "\(read.table).\($0)" } ?? read.table }
  }
}
