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
/// A trace is a key, the keys it read with the hashes their values had, in order, and the hash
/// of its own value. A key whose recorded reads all have the same hashes is not run. A key that
/// ran to an equal hash stops the rebuild there (early cutoff).
package final class Engine: Sendable {
  let snapshot: Snapshot
  let tool: ContentHash
  private let rules: [String: Rule]
  private let inputs: any InputSource
  private let inputKinds: Set<String>
  let jobs: Int
  let state: Mutex<State>

  /// An engine that begins from what `encoded()` of an earlier one gave, if the same tool did.
  ///
  /// - Parameters:
  ///   - store: the bytes of the last build, or nil for none.
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
    inputKinds = Set(inputs.kinds)
    self.jobs = max(1, jobs)
    state = Mutex(
      State(
        nodes: Array(repeating: NodeState(), count: snapshot.nodeCount),
        firstReason: store != nil && !isOurs ? .ruleChanged : .neverBuilt))
  }

  struct State {
    var nodes: [NodeState]
    /// The reason given to keys that have no trace.
    var firstReason: RunReason
    var newKeys: [Key] = []
    var newIDs: [Key: Int] = [:]
    /// Keys that must run although nothing they read changed.
    var forced: [Int: RunReason] = [:]
    var ran: [(id: Int, reason: RunReason)] = []
    var inputsChanged = false
    var firstError: (any Error)?
  }

  enum Phase {
    /// As the snapshot has it, and verified: nothing below it changed.
    case clean
    /// Something below it changed, or it is new: to be checked.
    case suspect
    case running
    case done
  }

  struct NodeState {
    var phase = Phase.clean
    var hash: ContentHash?
    var value: (any Sendable)?
    var trace: NewTrace?
    var stamp: InputStamp?
    var waiters: [DispatchSemaphore] = []
  }

  /// What a run recorded.
  struct NewTrace: Sendable {
    var dependencies: [Dependency]
    var value: [UInt8]?
    var diagnostics: [Diagnostic]
    var reason: RunReason
  }

  // MARK: - Looking at the inputs

  /// Looks at all inputs of the last build and marks what they may have changed.
  /// - Returns: whether anything is to be checked.
  package func examineInputs() throws -> Bool {
    let inputRules = Set(
      snapshot.rules.indices.filter { inputKinds.contains(snapshot.rules[$0]) })
    let ids = (0..<snapshot.nodeCount).filter { inputRules.contains(snapshot.ruleIndex($0)) }
    let found = try inParallel(ids) { [self] id -> InputRecord in
      let node = snapshot.node(id)
      return try inputs.examine(
        snapshot.key(id), last: InputRecord(hash: node.hash, stamp: node.stamp))
    }
    var changed: [Int] = []
    state.withLock { state in
      for (id, record) in zip(ids, found) {
        state.nodes[id].phase = .done
        state.nodes[id].hash = record.hash
        state.nodes[id].stamp = record.stamp
        if record.stamp != snapshot.node(id).stamp { state.inputsChanged = true }
        if record.hash != snapshot.hash(id) { changed.append(id) }
      }
    }
    suspect(changed)
    return !changed.isEmpty
  }

  /// Makes keys run in this build whatever they read.
  package func force(_ keys: [Key], reason: RunReason) {
    let ids = keys.map { resolve($0) }
    state.withLock { state in
      for id in ids {
        state.forced[id] = reason
        state.nodes[id].phase = .suspect
        state.nodes[id].value = nil
      }
    }
    suspect(ids.filter { $0 < snapshot.nodeCount })
  }

  /// Marks everything that depends on these nodes of the snapshot, directly or not.
  private func suspect(_ seeds: [Int]) {
    guard !seeds.isEmpty else { return }
    let count = snapshot.nodeCount
    // The edges turned round, in one array: those who read node n are at starts[n]..<starts[n+1].
    var starts = [Int](repeating: 0, count: count + 1)
    for edge in 0..<snapshot.edgeCount { starts[snapshot.edgeTarget(edge) + 1] += 1 }
    for id in 0..<count { starts[id + 1] += starts[id] }
    var next = starts
    var readers = [Int](repeating: 0, count: snapshot.edgeCount)
    for id in 0..<count {
      for edge in snapshot.edges(id) {
        let target = snapshot.edgeTarget(edge)
        readers[next[target]] = id
        next[target] += 1
      }
    }
    state.withLock { state in
      var queue = seeds
      while let id = queue.popLast() {
        for reader in readers[starts[id]..<starts[id + 1]]
        where state.nodes[reader].phase == .clean || state.nodes[reader].phase == .done {
          state.nodes[reader].phase = .suspect
          queue.append(reader)
        }
      }
    }
  }

  // MARK: - Computing

  /// Computes the goal and everything it needs, and gives its value.
  package func build<Goal: RuleKey>(_ goal: Goal) throws -> Goal.Value {
    let (_, _, value) = try value(goal.key, asked: nil)
    guard let typed = value as? Goal.Value else {
      preconditionFailure("rule \(Goal.rule) is registered with another value type")
    }
    return typed
  }

  /// Runs rules again after a build, though what they read did not change.
  package func rerun(_ keys: [Key], reason: RunReason) throws {
    force(keys, reason: reason)
    _ = try inParallel(keys) { [self] key in
      try obtain(resolve(key), key: key, needsValue: false, stack: []).0
    }
  }

  func value(_ key: Key, asked: Recorder?) throws -> (Int, ContentHash, any Sendable) {
    let id = resolve(key)
    let (hash, value) = try obtain(id, key: key, needsValue: true, stack: asked?.stack ?? [])
    guard let value else { preconditionFailure("no value for \(key)") }
    return (id, hash, value)
  }

  @discardableResult
  func ensure(_ keys: [Key], asked: Recorder) throws -> [(Int, ContentHash)] {
    let ids = keys.map { resolve($0) }
    let pairs = Array(zip(ids, keys))
    return try inParallel(pairs) { [self] pair in
      let (hash, _) = try obtain(
        pair.0, key: pair.1, needsValue: false, stack: asked.stack)
      return (pair.0, hash)
    }
  }

  func input(_ key: Key, observed: ContentHash?) throws -> (Int, ContentHash) {
    let id = resolve(key)
    let known = state.withLock { state -> ContentHash? in
      guard state.nodes[id].phase == .done else { return nil }
      return state.nodes[id].hash
    }
    if let known { return (id, known) }
    let record = try inputs.examine(key, last: nil)
    return state.withLock { state in
      // Another thread may have looked meanwhile: all must see the same.
      if state.nodes[id].phase == .done, let hash = state.nodes[id].hash { return (id, hash) }
      state.nodes[id].phase = .done
      state.nodes[id].hash = record.hash
      state.nodes[id].stamp = record.stamp
      state.inputsChanged = true
      return (id, record.hash)
    }
  }

  private func resolve(_ key: Key) -> Int {
    if let id = snapshot.find(key) { return id }
    return state.withLock { state in
      if let id = state.newIDs[key] { return id }
      let id = snapshot.nodeCount + state.newKeys.count
      state.newKeys.append(key)
      state.newIDs[key] = id
      var node = NodeState()
      node.phase = .suspect
      state.nodes.append(node)
      return id
    }
  }

  private enum Step {
    case finished(ContentHash, (any Sendable)?)
    case wait(DispatchSemaphore)
    case check
    /// The hash stands; only the value is wanted.
    case load(ContentHash)
  }

  private func obtain(
    _ id: Int, key: Key, needsValue: Bool, stack: [Int]
  ) throws -> (ContentHash, (any Sendable)?) {
    if stack.contains(id) { throw CycleError(keys: (stack + [id]).map { self.key(of: $0) }) }
    while true {
      let step = state.withLock { state -> Step in
        switch state.nodes[id].phase {
        case .running:
          let semaphore = DispatchSemaphore(value: 0)
          state.nodes[id].waiters.append(semaphore)
          return .wait(semaphore)
        case .suspect:
          state.nodes[id].phase = .running
          return .check
        case .clean, .done:
          let hash = state.nodes[id].hash ?? snapshot.hash(id)
          if !needsValue || state.nodes[id].value != nil {
            return .finished(hash, state.nodes[id].value)
          }
          state.nodes[id].phase = .running
          return .load(hash)
        }
      }
      switch step {
      case .finished(let hash, let value):
        return (hash, value)
      case .wait(let semaphore):
        semaphore.wait()
      case .check:
        try settle(id) { try self.check(id, key: key, stack: stack) }
      case .load(let hash):
        try settle(id) { try self.load(id, key: key, hash: hash, stack: stack) }
      }
    }
  }

  /// Does the work on a node this thread has claimed, and lets those who wait go on.
  private func settle(_ id: Int, _ work: () throws -> NodeState) throws {
    let result = Result { try work() }
    let waiters = state.withLock { state -> [DispatchSemaphore] in
      let waiters = state.nodes[id].waiters
      switch result {
      case .success(var node):
        node.phase = .done
        // What an earlier run in this build recorded stays where this one only loaded a value.
        node.trace = node.trace ?? state.nodes[id].trace
        state.nodes[id] = node
      case .failure:
        state.nodes[id].phase = .suspect
        state.nodes[id].waiters = []
      }
      return waiters
    }
    for waiter in waiters { waiter.signal() }
    _ = try result.get()
  }

  /// Compares what the last run read with what is there now, and runs the rule if they differ.
  private func check(_ id: Int, key: Key, stack: [Int]) throws -> NodeState {
    let forced = state.withLock { $0.forced.removeValue(forKey: id) }
    guard id < snapshot.nodeCount else {
      let first = state.withLock { $0.firstReason }
      return try run(id, key: key, reason: forced ?? first, stack: stack)
    }
    if let forced { return try run(id, key: key, reason: forced, stack: stack) }
    for edge in snapshot.edges(id) {
      let dependency = snapshot.edge(edge)
      let dependencyKey = snapshot.key(dependency.id)
      let (hash, _) = try obtain(
        dependency.id, key: dependencyKey, needsValue: false, stack: stack + [id])
      if hash != dependency.hash {
        return try run(id, key: key, reason: .dependencyChanged(dependencyKey), stack: stack)
      }
    }
    var node = NodeState()
    node.hash = snapshot.hash(id)
    return node
  }

  /// Reads a value from the store, or computes it again.
  private func load(
    _ id: Int, key: Key, hash: ContentHash, stack: [Int]
  ) throws -> NodeState {
    var node = NodeState()
    node.hash = hash
    if id < snapshot.nodeCount, let bytes = snapshot.node(id).value,
      let value = try? rule(for: key).decode(snapshot.bytes[bytes])
    {
      node.value = value
      return node
    }
    // A file that was edited since the build began gives another value here; those who read it
    // record the hash they got, so that the next build finds the difference.
    return try run(id, key: key, reason: .valueNeeded, stack: stack)
  }

  private func run(
    _ id: Int, key: Key, reason: RunReason, stack: [Int]
  ) throws -> NodeState {
    let rule = rule(for: key)
    let recorder = Recorder(engine: self, stack: stack + [id])
    let computed = try rule.run(key.argument, recorder)
    let recorded = recorder.recorded
    var node = NodeState()
    node.hash = ContentHash(of: computed.bytes)
    node.value = computed.value
    node.trace = NewTrace(
      dependencies: recorded.dependencies, value: rule.isStored ? computed.bytes : nil,
      diagnostics: recorded.diagnostics, reason: reason)
    state.withLock { $0.ran.append((id, reason)) }
    return node
  }

  private func rule(for key: Key) -> Rule {
    guard let rule = rules[key.rule] else { preconditionFailure("no rule named \(key.rule)") }
    return rule
  }

  func key(of id: Int) -> Key {
    if id < snapshot.nodeCount { return snapshot.key(id) }
    return state.withLock { $0.newKeys[id - snapshot.nodeCount] }
  }
}
