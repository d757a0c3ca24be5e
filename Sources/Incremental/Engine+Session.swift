import Basics
import Synchronization

extension Engine {
  /// Looks only at the inputs that may have changed, for callers who are told of all changes, and
  /// goes through what these concern in small steps.
  ///
  /// - Parameters:
  ///   - keys: inputs that may have changed. Those the last build did not ask for are passed over.
  ///   - isTold: whether the caller is told of changes of an input, given its key's argument with a
  ///     zero byte behind it; others are looked at in any case.
  /// - Returns: whether anything is to be checked.
  package func examineInputs(
    among keys: [Key], isTold: (UnsafeRawBufferPointer) -> Bool
  ) throws -> Bool {
    var seeds: [Int] = []
    var asked = Set(keys.compactMap { snapshot.find($0) }.filter { snapshot.isInput($0) })
    for id in 0..<snapshot.nodeCount {
      if !snapshot.isInput(id) {
        if snapshot.stale(id) != nil { seeds.append(id) }
      } else if !snapshot.withArgument(id, isTold) {
        asked.insert(id)
      }
    }
    state.withLock { state in
      for id in seeds { state.phases[id] = .suspect }
    }
    for id in asked.sorted() {
      let last = InputRecord(hash: snapshot.hash(id), stamp: snapshot.stamp(id))
      let record = try inputs.examine(snapshot.key(id), last: last)
      state.withLock { state in
        state.setInput(id, record)
        if record.stamp != last.stamp { state.inputsChanged = true }
      }
      if record.hash != last.hash { seeds.append(id) }
    }
    suspect(seeds)
    if let first = seeds.min() { try settle(from: first) }
    return !seeds.isEmpty
  }

  /// More rules than these are left to the build, which runs them on all threads.
  private static let mostSettled = 64

  /// Runs what read something that changed, one rule after the other in the order in which they
  /// read each other, and takes the suspicion from what read nothing of it.
  ///
  /// Everything below a changed text is suspect, which is most of a site; but few keys read what
  /// has really changed. A rule may run here that nobody asks for any more, as it would not in a
  /// build that begins at its goal; that costs its time and changes nothing else.
  private func settle(from first: Int) throws {
    var next = first
    for _ in 0..<Engine.mostSettled {
      guard let id = firstConcerned(from: next) else { return }
      _ = try obtain(id, key: nil, needsValue: false, asked: nil)
      next = id + 1
    }
  }

  /// The first suspect that read something which is not what it was; those before it are cleared.
  ///
  /// A node comes after all that it read, so that all it read has been looked at.
  private func firstConcerned(from first: Int) -> Int? {
    state.withLock { state in
      for id in first..<snapshot.nodeCount where state.phases[id] == .suspect {
        if state.forced[id] != nil || snapshot.stale(id) != nil { return id }
        for edge in snapshot.edges(id) {
          let target = snapshot.target(edge)
          switch state.phases[target] {
          case .clean: continue
          case .done: if state[target]?.hash != snapshot.hash(target) { return id }
          case .suspect, .running: return id
          }
        }
        state.phases[id] = .clean
      }
      return nil
    }
  }
}
