package import Basics

/// How keys of one name are computed; made from a typed function.
package struct Rule: Sendable {
  let name: String
  let isStored: Bool
  let run: @Sendable (String, Recorder) throws -> Computed
  let decode: @Sendable (ArraySlice<UInt8>) throws -> any Sendable

  /// A value with its byte form.
  struct Computed: Sendable {
    var value: any Sendable
    var bytes: [UInt8]
  }

  /// A rule that computes the keys of a type.
  ///
  /// The function reads only through its recorder, and its value depends on nothing else. What
  /// it throws stops the whole build; an author's mistake is reported and given a value.
  package init<Question: RuleKey>(
    _: Question.Type,
    _ body: @escaping @Sendable (Question, Recorder) throws -> Question.Value
  ) {
    name = Question.rule
    isStored = Question.isStored
    run = { argument, recorder in
      let value = try body(Question(argument: argument), recorder)
      var writer = ByteWriter()
      value.encode(to: &writer)
      return Computed(value: value, bytes: writer.bytes)
    }
    decode = { bytes in
      var reader = ByteReader(bytes)
      return try Question.Value(from: &reader)
    }
  }
}

/// Through which a running rule reads everything, so that what it read is known.
package final class Recorder: Sendable {
  private let engine: Engine
  private let log = Log()
  /// The keys being computed on this thread, outermost first.
  let stack: [Int]

  init(engine: Engine, stack: [Int]) {
    self.engine = engine
    self.stack = stack
  }

  /// The value of another key, computed first if need be.
  package func value<Question: RuleKey>(_ question: Question) throws -> Question.Value {
    let (id, hash, value) = try engine.value(question.key, asked: self)
    log.add(Dependency(id: id, hash: hash))
    return typed(value, Question.self)
  }

  private func typed<Question: RuleKey>(
    _ value: any Sendable, _: Question.Type
  ) -> Question.Value {
    guard let typed = value as? Question.Value else {
      preconditionFailure("rule \(Question.rule) is registered with another value type")
    }
    return typed
  }

  /// The values of many keys, computed on all threads, in the order asked.
  package func values<Question: RuleKey>(_ questions: [Question]) throws -> [Question.Value] {
    try engine.ensure(questions.map(\.key), asked: self)
    return try questions.map { try value($0) }
  }

  /// Computes many keys on all threads without taking their values.
  package func require(_ questions: [some RuleKey]) throws {
    for (id, hash) in try engine.ensure(questions.map(\.key), asked: self) {
      log.add(Dependency(id: id, hash: hash))
    }
  }

  /// The values of many keys whose rules all give values of one type.
  package func values<Value: Sendable>(of keys: [Key], as _: Value.Type) throws -> [Value] {
    try engine.ensure(keys, asked: self)
    return try keys.map { key in
      let (id, hash, value) = try engine.value(key, asked: self)
      log.add(Dependency(id: id, hash: hash))
      guard let typed = value as? Value else {
        preconditionFailure("rule \(key.rule) is registered with another value type")
      }
      return typed
    }
  }

  /// Computes many keys on all threads without taking their values.
  package func require(keys: [Key]) throws {
    for (id, hash) in try engine.ensure(keys, asked: self) {
      log.add(Dependency(id: id, hash: hash))
    }
  }

  /// Notes that an input was read. `observed` is the hash of what was really read, where that
  /// is known: a file can change between two looks.
  @discardableResult
  package func input(_ key: Key, observed: ContentHash? = nil) throws -> ContentHash {
    let (id, hash) = try engine.input(key, observed: observed)
    log.add(Dependency(id: id, hash: observed ?? hash))
    return observed ?? hash
  }

  /// Tells an author something; it is told again in builds in which the rule does not run.
  package func report(_ diagnostic: Diagnostic) { log.add(diagnostic) }

  package func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { log.add(diagnostic) }
  }

  var recorded: (dependencies: [Dependency], diagnostics: [Diagnostic]) { log.contents }
}

/// A key that a rule read, and what its value's hash was.
struct Dependency: Hashable, Sendable {
  var id: Int
  var hash: ContentHash
}

extension Recorder {
  /// The value of another key without noting that it was read.
  ///
  /// For a rule that knows better than its keys say what its value depends on, and notes that: a
  /// query is answered by a database of all tables, but depends on the columns it read.
  package func untrackedValue<Question: RuleKey>(_ question: Question) throws -> Question.Value {
    try typed(engine.value(question.key, asked: self).2, Question.self)
  }
}
