package import Basics
package import Tables

/// The rows of a query, and what they were made of.
package struct QueryResult: Sendable {
  /// A column that is a plain column of a table has its title, unit, basis, decimals and format.
  package var table: Table
  package var readSet: ReadSet
  /// Warnings: the query ran.
  package var diagnostics: [Diagnostic]
}

/// How much a query may take before it is stopped with an error.
package struct QueryLimits: Hashable, Sendable {
  /// How many steps of SQLite's program it may take: a limit that each run on each machine meets alike.
  package var steps: Int
  /// How much of the processor's time it may take where its steps are slow. What is stopped so is no
  /// mistake of the author, and nothing of it is kept.
  package var seconds: Double
  /// By how many bytes the process's memory may grow meanwhile; the same holds.
  package var memory: Int
  package var rows: Int
  /// How many bytes of memory its result may take.
  package var bytes: Int
  /// How many rows a view may have to be computed once for all queries.
  ///
  /// Such rows are searched without an index, so a large view is better read through its tables'.
  package var viewRows: Int
  /// How many steps of SQLite's program that may take: a limit that is met in each run alike.
  package var viewSteps: Int

  package init(
    steps: Int = 300_000_000, seconds: Double = 10, memory: Int = 400_000_000,
    rows: Int = 100_000, bytes: Int = 50_000_000, viewRows: Int = 2_000,
    viewSteps: Int = 20_000_000
  ) {
    self.steps = steps
    self.seconds = seconds
    self.memory = memory
    self.rows = rows
    self.bytes = bytes
    self.viewRows = viewRows
    self.viewSteps = viewSteps
  }
}
