import Basics
import Synchronization

/// What a running rule read and said, in order.
///
/// A rule runs on one thread, but the compiler cannot know that, so there is a lock.
final class Log: Sendable {
  private struct Contents {
    var dependencies: [Dependency] = []
    var seen: Set<Int> = []
    var diagnostics: [Diagnostic] = []
  }

  private let state = Mutex(Contents())

  func add(_ dependency: Dependency) {
    state.withLock {
      if $0.seen.insert(dependency.id).inserted { $0.dependencies.append(dependency) }
    }
  }

  func add(_ diagnostic: Diagnostic) {
    state.withLock { $0.diagnostics.append(diagnostic) }
  }

  var contents: (dependencies: [Dependency], diagnostics: [Diagnostic]) {
    state.withLock { ($0.dependencies, $0.diagnostics) }
  }
}
