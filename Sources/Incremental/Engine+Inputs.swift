package import Basics
import Dispatch
import Synchronization

extension Engine {
  /// Looks at all inputs of the last build and marks what they may have changed.
  /// - Returns: whether anything is to be checked.
  package func examineInputs() throws -> Bool {
    let (unsure, stale) = inputsWithNewStamps()
    let found = try inParallel(unsure) { [self] id in
      try inputs.examine(
        snapshot.key(id), last: InputRecord(hash: snapshot.hash(id), stamp: snapshot.stamp(id)))
    }
    var changed = stale
    state.withLock { state in
      for id in stale { state.phases[id] = .suspect }
      for (id, record) in zip(unsure, found) {
        state.setInput(id, record)
        if record.stamp != snapshot.stamp(id) { state.inputsChanged = true }
        if record.hash != snapshot.hash(id) { changed.append(id) }
      }
    }
    suspect(changed)
    return !changed.isEmpty
  }

  /// The inputs that are not certainly what they were, and the keys that read what was changing.
  private func inputsWithNewStamps() -> (inputs: [Int], stale: [Int]) {
    let count = snapshot.nodeCount
    // Inputs that were made together stand together, so the threads take turns in small parts.
    let part = 512
    let found = Mutex((inputs: [Int](), stale: [Int]()))
    let width = count < part ? 1 : jobs
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var (inputs, stale): ([Int], [Int]) = ([], [])
      for start in stride(from: worker * part, to: count, by: width * part) {
        for id in start..<min(start + part, count) {
          if snapshot.isInput(id) {
            let kind = snapshot.rules[snapshot.ruleIndex(id)]
            let isSame = snapshot.withArgument(id) {
              self.inputs.hasStamp(snapshot.stamp(id), kind: kind, argument: $0)
            }
            if !isSame { inputs.append(id) }
          } else if snapshot.stale(id) != nil {
            stale.append(id)
          }
        }
      }
      found.withLock {
        $0.inputs += inputs
        $0.stale += stale
      }
    }
    return found.withLock { ($0.inputs.sorted(), $0.stale.sorted()) }
  }

  /// Makes keys run in this build whatever they read.
  package func force(_ keys: [Key], reason: RunReason) {
    let ids = keys.map { resolve($0) }
    state.withLock { state in
      for id in ids {
        state.forced[id] = reason
        state.phases[id] = .suspect
        state.dropValue(id)
      }
    }
    suspect(ids.filter { $0 < snapshot.nodeCount })
  }

  /// Marks everything that depends on these nodes of the snapshot, directly or not.
  func suspect(_ seeds: [Int]) {
    guard let first = seeds.min() else { return }
    var marks = [Bool](repeating: false, count: snapshot.nodeCount)
    for seed in seeds { marks[seed] = true }
    state.withLock { state in
      // A node comes after all that it read, so one pass finds all.
      for id in first..<snapshot.nodeCount where !marks[id] {
        guard snapshot.edges(id).contains(where: { marks[snapshot.target($0)] }) else { continue }
        marks[id] = true
        if state.phases[id] == .clean || state.phases[id] == .done { state.phases[id] = .suspect }
      }
    }
  }

  /// Whether all inputs have the stamps of the last build and the key had a value with this hash.
  package func isAsBuilt(_ key: Key, _ hash: ContentHash) -> Bool {
    guard let id = snapshot.find(key), snapshot.hash(id) == hash else { return false }
    return state.withLock { $0.phases[id] == .clean && !$0.inputsChanged }
  }

  /// What a key read when its rule ran in this build; nil where it did not run.
  package func dependencies(of key: Key) -> [Key]? {
    let kept = snapshot.find(key)
    return state.withLock { state in
      (kept ?? state.newKeys.find(KeyTable.hash(key)).map { $0 + snapshot.nodeCount })
        .flatMap { state.trace($0) }?.dependencies.map { self.key(Int($0), state) }
    }
  }

  /// The hash of a key's value, where it is known.
  package func hash(of key: Key) -> ContentHash? {
    let kept = snapshot.find(key)
    return state.withLock { state in
      guard
        let id = kept
          ?? state.newKeys.find(KeyTable.hash(key)).map({ $0 + snapshot.nodeCount })
      else { return nil }
      return state.hash(id) ?? kept.map { snapshot.hash($0) }
    }
  }

  /// The hash that a key's value had in the last build.
  package func lastHash(of key: Key) -> ContentHash? {
    snapshot.find(key).map { snapshot.hash($0) }
  }

  /// The value that a key had in the last build, where its rule keeps values.
  package func lastValue<Question: RuleKey>(of question: Question) -> Question.Value?
  where Question.Value: ByteCodable {
    guard let id = snapshot.find(question.key), let bytes = snapshot.value(id) else { return nil }
    var reader = ByteReader(bytes)
    return try? Question.Value(from: &reader)
  }
}
