package import Basics
import Synchronization

/// Through which a running rule reads everything, so that what it read is known.
package final class Recorder: Sendable {
  private let engine: Engine
  /// The keys being computed on this thread, this one first.
  let frame: Frame
  // A rule runs on one thread, but the compiler cannot know that, so there is a lock.
  private let log = Mutex(Log())

  /// What a running rule read and said, in order.
  struct Log {
    var dependencies: [UInt32] = []
    /// The same, for those who read much.
    var seen: Set<UInt32> = []
    /// The place of the first dependency that was not what its key says it is.
    var stale: Int?
    var diagnostics: [Diagnostic] = []
    /// Whether the dependencies are all that was read.
    var isWhole = true

    mutating func add(_ id: Int, isStale: Bool = false) {
      let id = UInt32(id)
      if isNew(id) { dependencies.append(id) }
      if isStale, stale == nil { stale = dependencies.firstIndex(of: id) }
    }

    private mutating func isNew(_ id: UInt32) -> Bool {
      if dependencies.count < 16 { return !dependencies.contains(id) }
      if seen.isEmpty { seen = Set(dependencies) }
      return seen.insert(id).inserted
    }
  }

  init(engine: Engine, frame: Frame) {
    self.engine = engine
    self.frame = frame
  }

  /// The value of another key, computed first if need be.
  package func value<Question: RuleKey>(_ question: Question) throws -> Question.Value {
    let (id, value) = try engine.value(question.key, asked: frame)
    log.withLock { $0.add(id) }
    return typed(value, rule: Question.rule)
  }

  private func typed<Value>(_ value: (any Sendable)?, rule: String) -> Value {
    guard let typed = value as? Value else {
      preconditionFailure("rule \(rule) is registered with another value type")
    }
    return typed
  }

  /// The values of many keys, computed on all threads, in the order asked.
  package func values<Question: RuleKey>(_ questions: [Question]) throws -> [Question.Value] {
    try values(of: questions.map(\.key), as: Question.Value.self)
  }

  /// The values of many keys whose rules all give values of one type.
  package func values<Value: Sendable>(of keys: [Key], as _: Value.Type) throws -> [Value] {
    let found = try engine.obtain(keys, needsValues: true, asked: frame)
    note(found)
    return zip(keys, found).map { key, found in typed(found.value, rule: key.rule) }
  }

  /// Computes many keys on all threads without taking their values.
  package func require(_ questions: [some RuleKey]) throws {
    try require(keys: questions.map(\.key))
  }

  /// Computes many keys on all threads without taking their values; gives those values' hashes.
  @discardableResult
  package func require(keys: [Key]) throws -> [ContentHash] {
    let found = try engine.obtain(keys, needsValues: false, asked: frame)
    note(found)
    return found.map(\.hash)
  }

  private func note(_ found: [Engine.Found]) {
    log.withLock { log in
      for key in found { log.add(key.id) }
    }
  }

  /// Notes that an input was read. `found` is what was really read, where that is known: it saves
  /// looking again, and a file can change between two looks. A value that is only wanted again is
  /// trusted to be the same where all that was found is.
  @discardableResult
  package func input(_ key: Key, found: InputRecord? = nil) throws -> ContentHash {
    let (id, hash) = try engine.input(key, found: found)
    log.withLock { $0.add(id, isStale: found != nil && found?.hash != hash) }
    return found?.hash ?? hash
  }

  /// Tells an author something; it is told again in builds in which the rule does not run.
  package func report(_ diagnostic: Diagnostic) {
    log.withLock { $0.diagnostics.append(diagnostic) }
  }

  package func report(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { log.withLock { $0.diagnostics += diagnostics } }
  }

  var recorded: Log { log.withLock { $0 } }

  /// The value of another key without noting that it was read.
  ///
  /// For a rule that knows better than its keys say what its value depends on, and notes that: a
  /// query is answered by a database of all tables, but depends on the columns it read.
  package func untrackedValue<Question: RuleKey>(_ question: Question) throws -> Question.Value {
    try untrackedValues([question])[0]
  }

  /// The values of many keys without noting that they were read.
  package func untrackedValues<Question: RuleKey>(
    _ questions: [Question]
  ) throws -> [Question.Value] {
    log.withLock { $0.isWhole = false }
    return try engine.obtain(questions.map(\.key), needsValues: true, asked: frame)
      .map { typed($0.value, rule: Question.rule) }
  }
}

/// A key that is being computed, and the one that asked for it.
final class Frame: Sendable {
  let id: Int
  let above: Frame?

  init(_ id: Int, above: Frame?) {
    self.id = id
    self.above = above
  }

  /// The keys from the outermost down to this one.
  var path: [Int] { (above?.path ?? []) + [id] }

  static func contains(_ frame: Frame?, _ id: Int) -> Bool {
    var frame = frame
    while let current = frame {
      if current.id == id { return true }
      frame = current.above
    }
    return false
  }
}
