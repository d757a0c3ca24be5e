package import Basics

/// The traces of an earlier build, as they were kept.
package struct TraceStore: Sendable {
  let snapshot: Snapshot
  /// Whether the log's end was damaged: what the last builds added is not known any more.
  package let hasDamagedLog: Bool

  /// Reads kept bytes; throws where they are damaged or of another format.
  ///
  /// - Parameter log: what builds since have appended; one that belongs to other bytes is passed over.
  package init(_ bytes: consuming PrivateBytes, log: [UInt8] = []) throws {
    snapshot = try Snapshot(bytes, log: log)
    hasDamagedLog = snapshot.logCount < log.count
  }

  /// Which tool built it.
  package var tool: ContentHash { snapshot.tool }

  /// What the last build reported.
  package var diagnostics: [Diagnostic] {
    get throws {
      var reader = ByteReader(snapshot.report)
      return try reader.values()
    }
  }

  /// The keys that one read in its last run, in order, or nil where it is not known.
  package func dependencies(of key: Key) -> [Key]? {
    guard let id = snapshot.find(key) else { return nil }
    return snapshot.edges(id).map { snapshot.key(snapshot.target($0)) }
  }

  /// The hash of a key's value, or of what an input was.
  package func hash(of key: Key) -> ContentHash? {
    snapshot.find(key).map { snapshot.hash($0) }
  }

  /// Why a key ran the last time it ran.
  package func reason(of key: Key) -> RunReason? {
    guard let id = snapshot.find(key), !snapshot.isInput(id), let bytes = snapshot.reason(id)
    else { return nil }
    var reader = ByteReader(bytes)
    return try? reader.value()
  }

  /// The stored value of a key, where its rule keeps values.
  package func value<Question: RuleKey>(of question: Question) -> Question.Value?
  where Question.Value: ByteCodable {
    guard let id = snapshot.find(question.key), let bytes = snapshot.value(id) else { return nil }
    var reader = ByteReader(bytes)
    return try? Question.Value(from: &reader)
  }
}

/// What a build did.
package struct BuildRecord: Sendable {
  /// The keys whose rules ran, in any order, with why.
  package var ran: [(key: Key, reason: RunReason)]
  /// What was reported by rules that ran now or in an earlier build and still stand.
  package var diagnostics: [Diagnostic]
  /// The traces to keep, or nil where they are those of the last build.
  package var store: StoreChange?
}

/// How the kept traces change, worked out when it is asked for: that takes a while, and a build has
/// other things to do as well.
package struct StoreChange: Sendable {
  private let make: @Sendable () -> StoreUpdate

  init(_ make: @escaping @Sendable () -> StoreUpdate) { self.make = make }

  package func update() -> StoreUpdate { make() }
}

/// How the kept traces change.
package enum StoreUpdate: Sendable {
  /// These bytes take their place, and there is no log.
  case whole([UInt8])
  /// These bytes go behind the first `at` bytes of the log.
  case appended([UInt8], at: Int)
}
