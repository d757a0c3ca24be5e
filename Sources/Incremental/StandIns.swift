import Dispatch
import Synchronization

/// Threads that go on with a build's goals while others wait.
///
/// A thread that needs what another is computing can only wait for it, and would leave a core idle
/// though there are goals that nobody has begun. For each thread that waits, one stand-in is at
/// work.
final class StandIns: Sendable {
  private struct State {
    var waiting = 0
    var atWork = 0
    var isOver = false
    /// What is left of the batch at hand, the next key last.
    var keys: [Key] = []
    var nextBatch = 0
  }

  private let state = Mutex(State())
  private let group = DispatchGroup()
  private let limit: Int
  private let batch: @Sendable (Int) -> [Key]?
  private let settle: @Sendable (Key) -> Void

  /// - Parameters:
  ///   - limit: how many stand-ins there may be.
  ///   - batch: the goals in batches, by number; nil after the last.
  ///   - settle: brings a goal up to date.
  init(
    limit: Int, batch: @escaping @Sendable (Int) -> [Key]?,
    settle: @escaping @Sendable (Key) -> Void
  ) {
    self.limit = limit
    self.batch = batch
    self.settle = settle
  }

  /// Waits, and has a stand-in work meanwhile.
  func wait(for semaphore: DispatchSemaphore) {
    let isNeeded = state.withLock { state in
      state.waiting += 1
      guard !state.isOver, state.atWork < min(limit, state.waiting) else { return false }
      state.atWork += 1
      return true
    }
    if isNeeded {
      // A queue of its own always gets a thread: those for all may be the ones that wait.
      DispatchQueue(label: "assay.stand-in").async(group: group) { [self] in
        while let key = next() { settle(key) }
      }
    }
    semaphore.wait()
    state.withLock { $0.waiting -= 1 }
  }

  /// Ends when the goals that were begun are done.
  func end() {
    state.withLock { $0.isOver = true }
    group.wait()
  }

  private func next() -> Key? {
    state.withLock { state in
      while !state.isOver, state.atWork <= state.waiting {
        if let key = state.keys.popLast() { return key }
        if let keys = batch(state.nextBatch) {
          state.keys = keys.reversed()
          state.nextBatch += 1
        } else {
          state.isOver = true
        }
      }
      state.atWork -= 1
      return nil
    }
  }
}
