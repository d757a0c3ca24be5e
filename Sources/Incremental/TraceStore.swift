package import Basics
import Synchronization

/// The traces of an earlier build, as they were kept.
package struct TraceStore: Sendable {
  let snapshot: Snapshot

  /// Reads kept bytes; throws where they are damaged or of another format.
  package init(_ bytes: [UInt8]) throws { snapshot = try Snapshot(bytes) }

  /// Which tool built it.
  package var tool: ContentHash { snapshot.tool }

  /// What the last build reported.
  package var diagnostics: [Diagnostic] {
    get throws {
      var reader = ByteReader(snapshot.bytes[snapshot.report])
      return try reader.values()
    }
  }

  /// The keys that one read in its last run, in order, or nil where it is not known.
  package func dependencies(of key: Key) -> [Key]? {
    guard let id = snapshot.find(key) else { return nil }
    return snapshot.edges(id).map { snapshot.key(snapshot.edgeTarget($0)) }
  }

  /// The hash of a key's value, or of what an input was.
  package func hash(of key: Key) -> ContentHash? {
    snapshot.find(key).map { snapshot.hash($0) }
  }

  /// Why a key ran the last time it ran.
  package func reason(of key: Key) -> RunReason? {
    guard let id = snapshot.find(key), let range = snapshot.node(id).reason else { return nil }
    var reader = ByteReader(snapshot.bytes[range])
    return try? reader.value()
  }

  /// The stored value of a key, where its rule keeps values.
  package func value<Question: RuleKey>(of question: Question) -> Question.Value? {
    guard let id = snapshot.find(question.key), let range = snapshot.node(id).value else {
      return nil
    }
    var reader = ByteReader(snapshot.bytes[range])
    return try? Question.Value(from: &reader)
  }
}

/// What a build did.
package struct BuildRecord: Sendable {
  /// The keys whose rules ran, in the order of their names, with why.
  package var ran: [(key: Key, reason: RunReason)]
  /// What was reported by rules that ran now or in an earlier build and still stand.
  package var diagnostics: [Diagnostic]
  /// The traces to keep, or nil where they are those of the last build.
  package var store: [UInt8]?
}

extension Engine {
  /// Ends a build: what ran, what was said, and the traces of everything the goals reach.
  ///
  /// Traces that no goal reaches any more are forgotten.
  package func finish(goals: [Key]) throws -> BuildRecord {
    let (nodes, newKeys, ran, inputsChanged) = state.withLock {
      ($0.nodes, $0.newKeys, $0.ran, $0.inputsChanged)
    }
    func key(_ id: Int) -> Key {
      id < snapshot.nodeCount ? snapshot.key(id) : newKeys[id - snapshot.nodeCount]
    }
    let runs = ran.map { (key: key($0.id), reason: $0.reason) }
      .sorted { ($0.key.rule, $0.key.argument) < ($1.key.rule, $1.key.argument) }
    if ran.isEmpty, !inputsChanged, snapshot.nodeCount > 0 {
      var reader = ByteReader(snapshot.bytes[snapshot.report])
      return BuildRecord(ran: [], diagnostics: try reader.values(), store: nil)
    }

    if let patched = try patchedStore(nodes, hasNewKeys: !newKeys.isEmpty) {
      return BuildRecord(ran: runs, diagnostics: patched.diagnostics, store: patched.store)
    }

    func dependencies(_ id: Int) -> [Dependency] {
      if let trace = nodes[id].trace { return trace.dependencies }
      guard id < snapshot.nodeCount else { return [] }
      return snapshot.edges(id).map { snapshot.edge($0) }
    }
    var order: [Int] = []
    var number = [Int](repeating: -1, count: nodes.count)
    for goal in goals {
      guard
        let id = snapshot.find(goal)
          ?? newKeys.firstIndex(of: goal).map({ $0 + snapshot.nodeCount })
      else { continue }
      var pending = [id]
      while let id = pending.popLast() {
        guard number[id] < 0 else { continue }
        number[id] = order.count
        order.append(id)
        for dependency in dependencies(id).reversed() where number[dependency.id] < 0 {
          pending.append(dependency.id)
        }
      }
    }

    var builder = SnapshotBuilder()
    var diagnostics: [Diagnostic] = []
    for id in order {
      let node = nodes[id]
      let old = id < snapshot.nodeCount ? snapshot.node(id) : nil
      let edges = dependencies(id).map { Dependency(id: number[$0.id], hash: $0.hash) }
      let argument = old.map { snapshot.bytes[$0.argument] } ?? Array(key(id).argument.utf8)[...]
      let rule = old.map { snapshot.rules[$0.rule] } ?? key(id).rule
      let stamp = node.stamp ?? old?.stamp ?? .unknown
      let hash = node.hash ?? old?.hash ?? ContentHash(high: 0, low: 0)
      if let trace = node.trace {
        // A value that was only computed again leaves the last reason to run as it was.
        var reason = old?.reason.map { snapshot.bytes[$0] }
        if trace.reason != .valueNeeded || reason == nil { reason = encoded(trace.reason)[...] }
        builder.add(
          rule: rule, argument: argument, edges: edges, hash: hash, stamp: stamp,
          value: trace.value.map { $0[...] },
          diagnostics: trace.diagnostics.isEmpty ? nil : encoded(trace.diagnostics)[...],
          reason: reason)
        diagnostics += trace.diagnostics
      } else {
        if let range = old?.diagnostics {
          var reader = ByteReader(snapshot.bytes[range])
          diagnostics += try reader.values(Diagnostic.self)
        }
        builder.add(
          rule: rule, argument: argument, edges: edges, hash: hash, stamp: stamp,
          value: old?.value.map { snapshot.bytes[$0] },
          diagnostics: old?.diagnostics.map { snapshot.bytes[$0] },
          reason: old?.reason.map { snapshot.bytes[$0] })
      }
    }
    return BuildRecord(
      ran: runs, diagnostics: diagnostics,
      store: builder.finish(tool: tool, report: encoded(diagnostics)))
  }

  func encoded(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(diagnostics)
    return writer.bytes
  }

  func encoded(_ reason: RunReason) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(reason)
    return writer.bytes
  }
}
