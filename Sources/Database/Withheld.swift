internal import GRDB

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
  /// What of a query's rows may not be downloaded, whatever the edition and the cells.
  ///
  /// - Returns: that, and the named views on which it depends; nil where the query is not in order.
  package func withheld(_ sql: SQLText) throws -> (withheld: Withheld, views: [String])? {
    let scan = SQLScan(sql, hasClock: content.clock != nil)
    guard scan.diagnostics.isEmpty else { return nil }
    let connection = try takeExpanded()
    defer { giveExpanded(connection) }
    return connection.queue.inDatabase { db in
      let run = QueryRun(self, scan, [:], nil, connection, db)
      let context = run.context
      let preparation = QueryPreparation(context, scan, connection.monitor, db)
      guard case .success(let statement) = preparation.statement() else { return nil }
      let readSet = run.readSet(connection.monitor.report, context)
      let columns = preparation.columns(of: statement)
      return (run.withheld(from: columns, readSet, origins: statement), readSet.views)
    }
  }

  /// Which of the columns that a query read are left out of downloads.
  func withheldReads(_ readSet: ReadSet) -> [String] {
    readSet.columns.filter { read in
      tables.first { $0.name == read.table }?.withholds(read.column) == true
    }.map { read in read.column.map { "\(read.table).\($0)" } ?? read.table }
  }
}
