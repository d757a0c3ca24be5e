package import Basics
import Synchronization

/// What a build can say while it is at work.
package enum BuildProgress: Sendable {
  /// Another build of the site has to end first.
  case waiting(LockHolder?)
  /// So many parts of the output, of about equal size, are up to date.
  case finished(Int, of: Int)
}

/// Counts the parts that are done and tells whoever asked.
final class ProgressCounter: Sendable {
  private let tell: (@Sendable (BuildProgress) -> Void)?
  private let counts = Mutex((done: 0, total: 0))

  init(_ tell: (@Sendable (BuildProgress) -> Void)?) { self.tell = tell }

  func begin(_ total: Int) {
    if tell != nil { counts.withLock { $0 = (0, total) } }
  }

  func advance() {
    guard let tell else { return }
    let (done, total) = counts.withLock { counts in
      counts.done += 1
      return counts
    }
    tell(.finished(min(done, total), of: total))
  }
}
