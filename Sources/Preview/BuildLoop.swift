import Dispatch
import Synchronization

/// Runs builds, one at a time, and another after the last change.
///
/// A change that comes during a build starts a build after it: what is to be built is taken
/// before the build begins to read, so that nothing is lost.
final class BuildLoop: Sendable {
  private struct State {
    var coalescer = SaveCoalescer()
    var isBuilding = false
    var isStopped = false
    /// Counts the waits, so that a wait that was overtaken by another does nothing.
    var wait = 0
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "assay.preview.build", qos: .userInitiated)
  private let build: @Sendable (SourceChange) -> Void
  private let idle: @Sendable () -> Void

  /// How long nothing must happen before work that can wait is done.
  private static let idleTime = DispatchTimeInterval.milliseconds(400)

  /// - Parameters:
  ///   - build: brings the output up to date; runs on a thread of its own.
  ///   - idle: what is done when no build has been asked for in a while.
  init(
    build: @escaping @Sendable (SourceChange) -> Void, idle: @escaping @Sendable () -> Void
  ) {
    self.build = build
    self.idle = idle
  }

  /// Takes what a watcher saw.
  func add(_ events: [WatchEvent]) {
    let now = ContinuousClock.now
    state.withLock { state in
      for event in events { state.coalescer.add(event, at: now) }
    }
    schedule()
  }

  /// Builds at once and waits for the end of it.
  func buildNow() {
    queue.sync {
      guard begin(whenDue: false) else { return }
      build(.everything)
      end()
    }
  }

  /// Ends the loop after the build that is running, if one is.
  func stop() {
    state.withLock { $0.isStopped = true }
    queue.sync {}
  }

  /// Waits until the flurry of events is over, then builds. No timer runs where none is needed.
  private func schedule() {
    let (due, wait) = state.withLock { state -> (ContinuousClock.Instant?, Int) in
      guard !state.isBuilding, !state.isStopped, let due = state.coalescer.due else {
        return (nil, 0)
      }
      state.wait += 1
      return (due, state.wait)
    }
    guard let due else { return }
    let nanoseconds = max(0, (due - .now) / .nanoseconds(1))
    queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) { [self] in
      guard state.withLock({ $0.wait == wait }) else { return }
      run()
    }
  }

  private func run() {
    guard begin(whenDue: true) else { return }
    let change = state.withLock { $0.coalescer.take() }
    if let change { build(change) }
    end()
  }

  private func begin(whenDue: Bool) -> Bool {
    state.withLock { state in
      guard !state.isBuilding, !state.isStopped else { return false }
      if whenDue, state.coalescer.due == nil { return false }
      state.isBuilding = true
      return true
    }
  }

  private func end() {
    let wait = state.withLock { state in
      state.isBuilding = false
      state.wait += 1
      return state.wait
    }
    schedule()
    queue.asyncAfter(deadline: .now() + BuildLoop.idleTime) { [self] in
      // Only where nothing was asked for meanwhile.
      guard state.withLock({ $0.wait == wait && !$0.isStopped }) else { return }
      idle()
    }
  }
}
