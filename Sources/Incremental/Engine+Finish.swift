import Basics
import Synchronization

extension Engine {
  /// Ends a build: what ran, what was said, and the traces of everything the goals reach.
  ///
  /// Traces that no goal reaches any more are forgotten.
  package func finish(goals: [Key]) throws -> BuildRecord {
    let state = state.withLock { $0 }
    let runs = state.ran.map { (key: told(key($0.id, state)), reason: $0.reason) }
    if state.ran.isEmpty, !state.inputsChanged, snapshot.nodeCount > 0 {
      var reader = ByteReader(snapshot.report)
      return BuildRecord(ran: [], diagnostics: try reader.values(), store: nil)
    }
    let (diagnostics, store) = try addition(state) ?? whole(state, goals: goals)
    return BuildRecord(ran: runs, diagnostics: diagnostics, store: store)
  }

  func key(_ id: Int, _ state: State) -> Key {
    id < snapshot.nodeCount ? snapshot.key(id) : state.newKeys.keys[id - snapshot.nodeCount]
  }

  // MARK: - A few changes

  /// What to append for a build whose runs all read what they had read before, or nil where keys
  /// came or went.
  private func addition(
    _ state: State
  ) throws -> (diagnostics: [Diagnostic], store: StoreChange)? {
    guard state.newKeys.keys.isEmpty, snapshot.nodeCount > 0, !snapshot.hasLongLog,
      state.moved.isEmpty
    else { return nil }
    for id in 0..<snapshot.nodeCount {
      guard state.phases[id] != .clean, let trace = state.trace(id) else { continue }
      let edges = snapshot.edges(id)
      guard edges.count == trace.dependencies.count,
        zip(edges, trace.dependencies).allSatisfy({ snapshot.target($0) == $1 })
      else { return nil }
    }
    var writer = SnapshotLog.Writer()
    var diagnostics: [Diagnostic] = []
    for id in 0..<snapshot.nodeCount {
      let record = state.phases[id] == .clean ? nil : state[id]
      if let record, snapshot.isInput(id) {
        let stamp = state.stamp(id) ?? snapshot.stamp(id)
        if record.hash != snapshot.hash(id) || stamp != snapshot.stamp(id) {
          writer.add(id, hash: record.hash, stamp: stamp)
        }
      } else if let record, let trace = record.trace {
        diagnostics += trace.diagnostics
        // A value that was only computed again leaves the last reason to run as it was.
        writer.add(
          id, hash: record.hash, stale: stale(trace, state),
          parts: [
            trace.value != nil && record.hash == snapshot.hash(id) ? .unchanged : .now(trace.value),
            .now(trace.diagnostics.isEmpty ? nil : encoded(trace.diagnostics)),
            trace.reason == .valueNeeded ? .unchanged : .now(encoded(trace.reason)),
          ])
      } else if snapshot.hasDiagnostics(id) {
        diagnostics += try keptDiagnostics(id)
      }
    }
    let bytes = writer.finish(
      report: encoded(diagnostics), base: snapshot.checksum, isFirst: snapshot.logCount == 0)
    let end = snapshot.logCount
    return (diagnostics, StoreChange { .appended(bytes, at: end) })
  }

  // MARK: - Everything

  private func whole(
    _ state: State, goals: [Key]
  ) throws -> (diagnostics: [Diagnostic], store: StoreChange) {
    let (order, number) = reached(goals, state)
    var diagnostics: [Diagnostic] = []
    for id in order.lazy.map(Int.init) {
      if let trace = state.trace(id) {
        diagnostics += trace.diagnostics
      } else if id < snapshot.nodeCount, snapshot.hasDiagnostics(id) {
        diagnostics += try keptDiagnostics(id)
      }
    }
    let report = encoded(diagnostics)
    return (
      diagnostics, StoreChange { .whole(self.block(order, number, state, report: report)) }
    )
  }

  /// The traces of these keys in the form that is kept.
  private func block(
    _ order: [UInt32], _ number: [UInt32], _ state: State, report: [UInt8]
  ) -> [UInt8] {
    // Most is what it was; what grew had best not move all of it.
    var builder = SnapshotBuilder(
      expectedNodes: order.count, expectedHeap: snapshot.size + snapshot.size / 8)
    for id in order.lazy.map(Int.init) {
      let trace = state.trace(id)
      let isOld = id < snapshot.nodeCount
      let key = key(id, state)
      let zero = ContentHash(high: 0, low: 0)
      let hash = state.hash(id) ?? (isOld ? snapshot.hash(id) : zero)
      if isOld ? snapshot.isInput(id) : trace == nil {
        let stamp = state.stamp(id) ?? (isOld ? snapshot.stamp(id) : .unknown)
        builder.add(
          key, edges: EmptyCollection(), hash: hash, stale: Snapshot.none, .input(stamp))
        continue
      }
      if let trace {
        // A value that was only computed again leaves the last reason to run as it was.
        let kept = trace.reason == .valueNeeded && isOld ? snapshot.reason(id) : nil
        builder.add(
          key, edges: trace.dependencies.lazy.map { number[Int($0)] }, hash: hash,
          stale: stale(trace, state),
          .rule(
            value: trace.value,
            diagnostics: trace.diagnostics.isEmpty ? nil : encoded(trace.diagnostics),
            reason: kept ?? encoded(trace.reason)))
        continue
      }
      let targets = snapshot.edges(id).map { UInt32(snapshot.target($0)) }
      let moved = state.moved.isEmpty ? nil : targets.firstIndex { state.moved.contains($0) }
      builder.add(
        key, edges: targets.lazy.map { number[Int($0)] }, hash: hash,
        stale: moved.map { UInt32($0) } ?? Snapshot.none,
        .rule(
          value: snapshot.value(id), diagnostics: snapshot.diagnostics(id),
          reason: snapshot.reason(id)))
    }
    return builder.finish(tool: tool, report: report)
  }

  /// What the goals reach, each after all that it read, and the place of each in that order.
  private func reached(
    _ goals: [Key], _ state: State
  ) -> (order: [UInt32], number: [UInt32]) {
    let unseen = Snapshot.none
    let open = Snapshot.none - 1
    var number = [UInt32](repeating: unseen, count: state.phases.count)
    var order: [UInt32] = []
    order.reserveCapacity(number.count)
    var path: [(id: UInt32, trace: Trace?, next: Int)] = []
    func enter(_ id: Int) {
      number[id] = open
      path.append((UInt32(id), state.trace(id), 0))
    }
    for goal in goals {
      let found =
        snapshot.find(goal)
        ?? state.newKeys.find(KeyTable.hash(goal)).map { $0 + snapshot.nodeCount }
      guard let found, number[found] == unseen else { continue }
      enter(found)
      while let top = path.last {
        var next = top.next
        var child: Int?
        if let trace = top.trace {
          if next < trace.dependencies.count { child = Int(trace.dependencies[next]) }
        } else if top.id < snapshot.nodeCount {
          let edges = snapshot.edges(Int(top.id))
          if next < edges.count { child = snapshot.target(edges.lowerBound + next) }
        }
        guard let child else {
          number[Int(top.id)] = UInt32(order.count)
          order.append(top.id)
          path.removeLast()
          continue
        }
        next += 1
        path[path.count - 1].next = next
        if number[child] == unseen { enter(child) }
      }
    }
    return (order, number)
  }

  // MARK: - Parts

  /// The place of a dependency that is not what the run read, if there is one.
  private func stale(_ trace: Trace, _ state: State) -> UInt32 {
    if let stale = trace.stale { return UInt32(stale) }
    if state.moved.isEmpty { return Snapshot.none }
    let moved = trace.dependencies.firstIndex { state.moved.contains($0) }
    return moved.map { UInt32($0) } ?? Snapshot.none
  }

  private func keptDiagnostics(_ id: Int) throws -> [Diagnostic] {
    guard let bytes = snapshot.diagnostics(id) else { return [] }
    var reader = ByteReader(bytes)
    return try reader.values()
  }

  private func encoded(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(diagnostics)
    return writer.bytes
  }

  private func encoded(_ reason: RunReason) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(reason)
    return writer.bytes
  }
}
