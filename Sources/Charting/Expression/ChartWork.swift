import Basics
import Synchronization

/// Whether the chart that this thread draws takes too much: of texts, patterns or rows that its author
/// cannot have meant.
///
/// Expressions have no other way to say so: their values are values.
enum ChartWork {
  /// What the charts of each thread have spent on large values.
  private static let threads = Mutex<[UInt: Int]>([:])

  /// The longest text that an expression may make.
  private static let mostBytes = 1_000_000
  /// How much all large values of a chart may come to, in elements or bytes.
  private static let most = 50_000_000
  private static let large = 1_000

  static func begin() { threads.withLock { $0[currentThreadNumber] = nil } }

  static func exceed() { threads.withLock { $0[currentThreadNumber] = Int.max } }

  static var isExceeded: Bool {
    threads.withLock { !$0.isEmpty && $0[currentThreadNumber] ?? 0 > most }
  }

  /// Whether a text may be so long.
  static func allows(bytes: Int) -> Bool {
    if bytes < large { return true }
    if bytes > mostBytes { exceed() }
    return allows(elements: bytes)
  }

  /// Whether so many elements or rows may be made.
  static func allows(elements: Int) -> Bool {
    if elements < large { return true }
    return threads.withLock { threads in
      let spent = threads[currentThreadNumber] ?? 0
      let (sum, isOver) = spent.addingReportingOverflow(elements)
      threads[currentThreadNumber] = isOver ? Int.max : sum
      return !isOver && sum <= most
    }
  }
}
