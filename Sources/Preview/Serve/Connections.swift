import Synchronization

/// The connections that are open, how long each may go on, and which has to go first.
///
/// A client that opens connections and says nothing, or says it a byte at a time, loses them;
/// it cannot keep others out.
final class Connections: Sendable {
  typealias Instant = ContinuousClock.Instant

  enum Stage: Hashable, Sendable {
    /// Waiting for a whole request.
    case reading
    case answering
    /// Sending events, for as long as the client likes.
    case listening
  }

  private struct Entry {
    var task: Task<Void, Never>
    var stage = Stage.reading
    var since: Instant
    /// Whether it was told to end, and no other needs to go in its place.
    var isLeaving = false
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var next = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  /// How many may be open; every process may have some hundred files open.
  private let most: Int
  /// How long a client may take for a request, or for taking a part of an answer.
  let patience: Duration

  init(most: Int = 200, patience: Duration = .seconds(10)) {
    self.most = most
    self.patience = patience
  }

  var count: Int { state.withLock { $0.entries.count } }

  /// Starts the work of a connection; the slowest other one is ended where there are too many.
  func add(_ work: @escaping @Sendable (Int) async -> Void) {
    let crowded = state.withLock { state -> Task<Void, Never>? in
      guard !state.isClosed else { return nil }
      state.next += 1
      let id = state.next
      // The work cannot end before it is listed: its end waits for this lock.
      let task = Task {
        await work(id)
        self.remove(id)
      }
      state.entries[id] = Entry(task: task, since: .now)
      let staying = state.entries.filter { !$0.value.isLeaving }
      guard staying.count > most else { return nil }
      let waiting = staying.filter { $0.key != id && $0.value.stage == .reading }
      let others = waiting.isEmpty ? staying.filter { $0.key != id } : waiting
      guard let slowest = others.min(by: { $0.value.since < $1.value.since }) else { return nil }
      state.entries[slowest.key]?.isLeaving = true
      return slowest.value.task
    }
    crowded?.cancel()
  }

  func enter(_ stage: Stage, _ id: Int) {
    state.withLock { state in
      state.entries[id]?.stage = stage
      state.entries[id]?.since = .now
    }
  }

  /// Ends those that took too long; to be called every now and then.
  func endOverdue(now: Instant = .now) {
    let overdue = state.withLock { state in
      state.entries.values.filter {
        $0.stage != .listening && now - $0.since > patience
      }
    }
    for entry in overdue { entry.task.cancel() }
  }

  /// Ends all, and waits for them.
  func close() async {
    let tasks = state.withLock { state in
      state.isClosed = true
      return state.entries.values.map(\.task)
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  private func remove(_ id: Int) {
    state.withLock { _ = $0.entries.removeValue(forKey: id) }
  }
}
