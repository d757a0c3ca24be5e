package import Basics
import Dispatch
import Synchronization

/// A key was needed to compute itself.
package struct CycleError: Error, CustomStringConvertible {
  package var keys: [Key]
  package var description: String {
    "cycle: " + keys.map(\.description).joined(separator: " -> ")
  }
}

/// Computes keys by rules and keeps verifying traces, so that a later run computes only what
/// an edit changed (Mokhov, Mitchell, Peyton Jones: Build Systems à la Carte, 2018).
///
/// A trace is a key, the keys it read, in order, and the hash of its value. A key of which all that
/// it read has the hash it had is not run. A key that ran to an equal hash stops the rebuild there
/// (early cutoff). Hashes are kept once, with the keys they belong to: when a build ends, all that
/// was read has the value that was read, and the few exceptions are marked.
package final class Engine: Sendable {
  let snapshot: Snapshot
  let tool: ContentHash
  private let rules: [String: Rule]
  let inputs: any InputSource
  let jobs: Int
  /// How many threads are at work on parts of a list.
  let workers = Atomic(0)
  let state: Mutex<State>
  private let standIns = Mutex<StandIns?>(nil)

  /// An engine that begins from what an earlier one left, if the same tool did.
  ///
  /// - Parameters:
  ///   - store: the traces of the last build, or nil for none.
  ///   - tool: stands for the rules themselves; traces of another tool are not used.
  ///   - jobs: how many threads may run rules.
  package init(
    rules: [Rule], inputs: any InputSource, store: TraceStore?, tool: ContentHash, jobs: Int
  ) {
    let loaded = store?.snapshot ?? .empty
    let isOurs = loaded.tool == tool
    snapshot = isOurs ? loaded : .empty
    self.tool = tool
    self.rules = Dictionary(uniqueKeysWithValues: rules.map { ($0.name, $0) })
    self.inputs = inputs
    self.jobs = max(1, jobs)
    state = Mutex(
      State(
        count: snapshot.nodeCount,
        firstReason: store != nil && !isOurs ? .ruleChanged : .neverBuilt))
  }

  // MARK: - Computing

  /// Computes the goal and everything it needs, and gives its value.
  package func build<Goal: RuleKey>(_ goal: Goal) throws -> Goal.Value {
    let (_, value) = try value(goal.key, asked: nil)
    guard let typed = value as? Goal.Value else {
      preconditionFailure("rule \(Goal.rule) is registered with another value type")
    }
    return typed
  }

  /// Computes the goal while another thread begins with what it will need.
  ///
  /// What the goal read last time is looked at in its order, one after the other; the other thread
  /// need not wait for that.
  ///
  /// - Parameters:
  ///   - work: brings up to date keys that the goal needs.
  ///   - batch: what else it needs, in batches by number, nil after the last: for threads that stand
  ///     in for one that waits.
  package func build<Goal: RuleKey>(
    _ goal: Goal, beside work: @escaping @Sendable (Engine) throws -> Void,
    standIns batch: @escaping @Sendable (Int) -> [Key]?
  ) throws -> Goal.Value {
    // What fails for a stand-in fails again for those who need it.
    let standIns = StandIns(limit: jobs, batch: batch) { [self] key in try? settle([key]) }
    self.standIns.withLock { $0 = standIns }
    defer {
      self.standIns.withLock { $0 = nil }
      standIns.end()
    }
    let parts: [@Sendable (Engine) throws -> Void] = [{ try $0.settle([goal.key]) }, work]
    _ = try inParallel(parts) { [self] part in try part(self) }
    return try build(goal)
  }

  /// Brings keys up to date, one after the other.
  package func settle(_ keys: [Key]) throws {
    for key in keys { _ = try obtain(resolve(key), key: key, needsValue: false, asked: nil) }
  }

  /// Whether it is not yet known that the key's value is the one of the last build.
  package func isOpen(_ key: Key) -> Bool {
    let id = resolve(key)
    return state.withLock { $0.phases[id] == .suspect || $0.phases[id] == .running }
  }

  /// Runs rules again after a build, though what they read did not change.
  package func rerun(_ keys: [Key], reason: RunReason) throws {
    force(keys, reason: reason)
    _ = try inParallel(keys) { [self] key in
      try obtain(resolve(key), key: key, needsValue: false, asked: nil).0
    }
  }

  func value(_ key: Key, asked: Frame?) throws -> (id: Int, value: any Sendable) {
    let id = resolve(key)
    let (_, value) = try obtain(id, key: key, needsValue: true, asked: asked)
    guard let value else { preconditionFailure("no value for \(key)") }
    return (id, value)
  }

  /// What was found of one of many keys.
  struct Found: Sendable {
    let id: Int
    let hash: ContentHash
    let value: (any Sendable)?
  }

  /// Brings keys up to date on all threads; what is found of them in their order.
  func obtain(_ keys: [Key], needsValues: Bool, asked: Frame) throws -> [Found] {
    let find = { @Sendable [self] (key: Key, id: Int) throws -> Found in
      let (hash, value) = try obtain(id, key: key, needsValue: needsValues, asked: asked)
      return Found(id: id, hash: hash, value: value)
    }
    let found = try inParallel(keys) { [self] key -> Found? in
      let id = resolve(key)
      // What another thread is at work on comes last, so that two who ask for the same keys share
      // the work instead of waiting for each other at every key.
      if state.withLock({ $0.phases[id] == .running }) { return nil }
      return try find(key, id)
    }
    return try zip(keys, found).map { key, found in try found ?? find(key, resolve(key)) }
  }

  func input(_ key: Key, found: InputRecord?) throws -> (id: Int, hash: ContentHash) {
    let id = resolve(key)
    let known = state.withLock { state -> ContentHash? in
      switch state.phases[id] {
      case .clean: snapshot.hash(id)
      case .done: state.hash(id)
      case .suspect, .running: nil
      }
    }
    if let known { return (id, known) }
    let record = try found ?? inputs.examine(key, last: nil)
    return state.withLock { state in
      // Another thread may have looked meanwhile: all must see the same.
      if state.phases[id] == .done, let hash = state.hash(id) { return (id, hash) }
      state.setInput(id, record)
      state.inputsChanged = true
      return (id, record.hash)
    }
  }

  func resolve(_ key: Key) -> Int {
    if let id = snapshot.find(key) { return id }
    let hash = KeyTable.hash(key)
    return state.withLock { state in
      if let number = state.newKeys.find(hash) { return snapshot.nodeCount + number }
      return state.add(key, hash, after: snapshot.nodeCount)
    }
  }

  private enum Step {
    case finished(ContentHash, (any Sendable)?)
    case wait(DispatchSemaphore)
    case check
    /// The hash stands; only the value is wanted.
    case load(ContentHash)
  }

  /// The key's hash, and its value where that is needed; `key` saves finding it by its number.
  func obtain(
    _ id: Int, key: Key?, needsValue: Bool, asked: Frame?
  ) throws -> (ContentHash, (any Sendable)?) {
    while true {
      let step = state.withLock { state -> Step in
        switch state.phases[id] {
        case .running:
          if Frame.contains(asked, id) { return .check }
          return .wait(state.wait(for: id))
        case .suspect:
          state.phases[id] = .running
          return .check
        case .clean, .done:
          let hash = state.hash(id) ?? snapshot.hash(id)
          if !needsValue { return .finished(hash, nil) }
          if let value = state.value(id) { return .finished(hash, value) }
          state.phases[id] = .running
          return .load(hash)
        }
      }
      switch step {
      case .finished(let hash, let value):
        return (hash, value)
      case .wait(let semaphore):
        if let standIns = standIns.withLock({ $0 }) {
          standIns.wait(for: semaphore)
        } else {
          semaphore.wait()
        }
      case .check:
        if Frame.contains(asked, id) {
          let keys = ((asked?.path ?? []) + [id]).map { self.key(of: $0) }
          throw CycleError(keys: keys.map { told($0) })
        }
        let frame = Frame(id, above: asked)
        try settle(id) { try self.check(id, key: key, frame) }
      case .load(let hash):
        let frame = Frame(id, above: asked)
        try settle(id) { try self.load(id, key: key ?? self.key(of: id), hash: hash, frame) }
      }
    }
  }

  /// Does the work on a node this thread has claimed, and lets those who wait go on.
  private func settle(_ id: Int, _ work: () throws -> Record) throws {
    let result = Result { try work() }
    let waiters = state.withLock { state in
      switch result {
      case .success(var record):
        // What an earlier run in this build recorded stays where this one only loaded a value.
        if record.trace == nil { record.trace = state.trace(id) }
        state[id] = record
        state.phases[id] = .done
      case .failure:
        state.phases[id] = .suspect
      }
      return state.takeWaiters(id)
    }
    for waiter in waiters { waiter.signal() }
    _ = try result.get()
  }

  /// Compares what the last run read with what is there now, and runs the rule if they differ.
  private func check(_ id: Int, key: Key?, _ frame: Frame) throws -> Record {
    let forced = state.withLock { $0.forced.isEmpty ? nil : $0.forced.removeValue(forKey: id) }
    guard id < snapshot.nodeCount else {
      let first = state.withLock { $0.firstReason }
      return try run(id, key: key, reason: forced ?? first, frame)
    }
    if let forced { return try run(id, key: key, reason: forced, frame) }
    if let stale = snapshot.stale(id) {
      return try run(id, key: key, reason: .dependencyChanged(snapshot.key(stale)), frame)
    }
    let unsure = state.withLock { state -> [Int] in
      var unsure: [Int] = []
      for edge in snapshot.edges(id) {
        let target = snapshot.target(edge)
        if state.phases[target] != .clean { unsure.append(target) }
      }
      return unsure
    }
    for dependency in unsure {
      let (hash, _) = try obtain(dependency, key: nil, needsValue: false, asked: frame)
      if hash != snapshot.hash(dependency) {
        let reason = RunReason.dependencyChanged(snapshot.key(dependency))
        return try run(id, key: key, reason: reason, frame)
      }
    }
    return Record(hash: snapshot.hash(id))
  }

  /// Reads a value from the store, or computes it again.
  private func load(_ id: Int, key: Key, hash: ContentHash, _ frame: Frame) throws -> Record {
    if id < snapshot.nodeCount, state.withLock({ $0.trace(id) }) == nil,
      let bytes = snapshot.value(id), let value = try? rule(for: key).decode?(bytes)
    {
      return Record(hash: hash, value: value)
    }
    return try run(id, key: key, reason: .valueNeeded, hash: hash, frame)
  }

  /// Runs a rule.
  ///
  /// - Parameter hash: that of the value, where only the value is wanted.
  private func run(
    _ id: Int, key: Key?, reason: RunReason, hash: ContentHash? = nil, _ frame: Frame
  ) throws -> Record {
    let key = key ?? self.key(of: id)
    let rule = rule(for: key)
    let recorder = Recorder(engine: self, frame: frame)
    let computed = try rule.run(key, recorder)
    let recorded = recorder.recorded
    state.withLock { $0.ran.append((id, reason)) }
    // It read what it had read before, so its value is what it was.
    if let hash, id < snapshot.nodeCount, recorded.isWhole, recorded.stale == nil {
      return Record(hash: hash, value: computed.value)
    }
    let bytes = computed.encode()
    let found = ContentHash(of: bytes)
    // A file that was edited since the build began gives another value here. Those who read the
    // first one must run again in the next build.
    if let hash, found != hash { state.withLock { _ = $0.moved.insert(UInt32(id)) } }
    let trace = Trace(recorded, value: rule.isStored ? bytes : nil, reason: reason)
    return Record(hash: found, value: computed.value, trace: trace)
  }

  private func rule(for key: Key) -> Rule {
    guard let rule = rules[key.rule] else { preconditionFailure("no rule named \(key.rule)") }
    return rule
  }

  /// A key with what it asks at hand, so that it can be told to people.
  func told(_ key: Key) -> Key { rules[key.rule]?.asked(key) ?? key }

  func key(of id: Int) -> Key {
    if id < snapshot.nodeCount { return snapshot.key(id) }
    return state.withLock { $0.newKeys.keys[id - snapshot.nodeCount] }
  }
}
