package import Basics
package import Tables

/// The rows of a query, and what they were made of.
package struct QueryResult: Sendable {
  /// A column that is a plain column of a table has its title, unit, basis, decimals and format.
  package var table: Table
  package var readSet: ReadSet
  /// What of the rows may be shown but not downloaded.
  package var withheld: Withheld
  /// Warnings: the query ran.
  package var diagnostics: [Diagnostic]
}

/// How much a query may take before it is stopped with an error.
package struct QueryLimits: Hashable, Sendable {
  package var seconds: Double
  package var rows: Int

  package init(seconds: Double = 10, rows: Int = 100_000) {
    self.seconds = seconds
    self.rows = rows
  }
}
