internal import Basics
internal import Synchronization

/// Hears from SQLite what a statement reads and calls, allows only reading, and counts its steps.
final class QueryMonitor: Sendable {
  enum Action: Sendable { case read, function, select, other }

  struct Read: Hashable, Sendable {
    /// Whether the name is that of a view (they are all temporary) rather than of a table.
    var isView: Bool
    var name: String
    var column: String
    /// The innermost view or table expression that the read is for; empty for the query itself.
    var accessor: String
  }

  struct Report: Sendable {
    var reads: Set<Read> = []
    var functions: Set<String> = []
    /// A call that asked for today or the machine's zone while it ran.
    var volatileCall: String?
    /// A name that is neither a table of ours nor a function that may be called.
    var refused: Refusal?
  }

  enum Refusal: Sendable, Equatable {
    case table(String)
    case function(String)
    case action
  }

  private struct State {
    var report = Report()
    /// The processor time of this thread at which to stop.
    var deadline: UInt64?
    /// The peak of the process's memory at which to stop.
    var memory: UInt64?
    /// The peak up to which the process's memory has hardly grown.
    var usual: UInt64 = 0
    var isGrowing = false
    var reports = 0
    /// How many more times SQLite may report progress.
    var budget: Int?
    var isUnwatched = false
  }

  private let state = Mutex(State())

  /// Starts a new report.
  func begin() {
    state.withLock { $0.report = Report() }
  }

  var report: Report { state.withLock { $0.report } }

  /// Stops a statement that runs on this thread after so many seconds of the processor's time, which
  /// differ from machine to machine.
  func setSeconds(_ seconds: Double?) {
    let deadline = seconds.map { FileSystem.processorTime + UInt64($0 * 1_000_000_000) }
    state.withLock { $0.deadline = deadline }
  }

  /// Stops a statement when the process's memory has grown by so many bytes since now.
  func setMemory(_ bytes: Int?) {
    let now = FileSystem.peakMemory
    state.withLock { state in
      state.memory = bytes.map { now + UInt64($0) }
      state.usual = now + 20_000_000
      state.isGrowing = false
    }
  }

  /// Whether a statement was stopped because the process has too much memory.
  var isOutOfMemory: Bool {
    state.withLock { $0.memory.map { FileSystem.peakMemory >= $0 } ?? false }
  }

  /// Whether a statement was stopped because of its steps, and not of the time it took.
  var isOutOfSteps: Bool { state.withLock { $0.budget.map { $0 <= 0 } ?? false } }

  /// Stops a statement after so many steps of its program, which are the same in each run.
  func setBudget(_ steps: Int?) {
    state.withLock { $0.budget = steps.map { $0 / Self.stepsBetweenReports } }
  }

  /// How many steps SQLite makes before it asks whether to go on.
  static let stepsBetweenReports = 250

  /// Whether to stop; called at every report of progress.
  func isOverdue() -> Bool {
    state.withLock { state in
      if let budget = state.budget {
        state.budget = budget - 1
        if budget <= 1 { return true }
      }
      // The machine is asked less often than the steps are counted, unless memory has begun to grow.
      state.reports &+= 1
      guard state.isGrowing || state.reports.isMultiple(of: 4) else { return false }
      if let memory = state.memory {
        let peak = FileSystem.peakMemory
        if peak >= memory { return true }
        state.isGrowing = peak > state.usual
      }
      guard let deadline = state.deadline else { return false }
      return FileSystem.processorTime >= deadline
    }
  }

  /// Lets our own statements define what queries will read.
  func unwatched<Result>(_ body: () throws -> Result) rethrows -> Result {
    let outer = state.withLock { state in
      defer { state.isUnwatched = true }
      return state.isUnwatched
    }
    defer { state.withLock { $0.isUnwatched = outer } }
    return try body()
  }

  func authorize(
    _ action: Action, _ first: String, _ second: String, database: String, accessor: String
  ) -> Bool {
    switch action {
    case .select: return true
    case .read:
      if state.withLock({ $0.isUnwatched }), first.hasPrefix("sqlite_") { return true }
      if first.hasPrefix("sqlite_") || first.hasPrefix("pragma_")
        || Self.refusedTables.contains(first)
      {
        refuse(.table(first))
        return false
      }
      // SQLite's own table-valued functions belong to no table that could change.
      if first == "json_each" || first == "json_tree" { return true }
      let read = Read(
        isView: database == "temp", name: first, column: second, accessor: accessor)
      state.withLock { _ = $0.report.reads.insert(read) }
      return true
    case .function:
      let name = second.lowercased()
      if Self.refusedFunctions.contains(name) {
        refuse(.function(name))
        return false
      }
      state.withLock { _ = $0.report.functions.insert(name) }
      return true
    case .other:
      if state.withLock({ $0.isUnwatched }) { return true }
      refuse(.action)
      return false
    }
  }

  func noteVolatile(_ call: String) { state.withLock { $0.report.volatileCall = call } }

  private func refuse(_ refusal: Refusal) {
    state.withLock { $0.report.refused = $0.report.refused ?? refusal }
  }

  /// What gives another value each time, or tells of the machine or of SQLite.
  static let refusedFunctions: Set<String> = [
    "random", "randomblob", "changes", "total_changes", "last_insert_rowid", "sqlite_version",
    "sqlite_source_id", "sqlite_compileoption_get", "sqlite_compileoption_used", "sqlite_log",
    "load_extension", "fts3_tokenizer", "current_date", "current_time", "current_timestamp",
    "assay_monitor",
  ]

  private static let refusedTables: Set<String> = ["dbstat", "bytecode", "tables_used"]
}
