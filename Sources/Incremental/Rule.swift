package import Basics

/// How keys of one name are computed; made from a typed function.
package struct Rule: Sendable {
  package let name: String
  let isStored: Bool
  let run: @Sendable (Key, Recorder) throws -> Computed
  /// A key of this rule with what it asks at hand.
  let asked: @Sendable (Key) -> Key
  let decode: (@Sendable ([UInt8]) throws -> any Sendable)?

  /// A value, and its byte form where that is wanted.
  struct Computed: Sendable {
    let value: any Sendable
    let encode: @Sendable () -> [UInt8]
  }

  /// A rule that computes the keys of a type.
  ///
  /// The function reads only through its recorder, and its value depends on nothing else. What
  /// it throws stops the whole build; an author's mistake is reported and given a value.
  package init<Question: RuleKey>(
    _: Question.Type,
    _ body: @escaping @Sendable (Question, Recorder) throws -> Question.Value
  ) {
    self.init(Question.self, decode: nil, body)
  }

  /// The same for values that can be decoded.
  package init<Question: RuleKey>(
    _: Question.Type,
    _ body: @escaping @Sendable (Question, Recorder) throws -> Question.Value
  ) where Question.Value: ByteCodable {
    let decode = { @Sendable (bytes: [UInt8]) throws -> any Sendable in
      var reader = ByteReader(bytes)
      return try Question.Value(from: &reader)
    }
    self.init(Question.self, decode: decode, body)
  }

  private init<Question: RuleKey>(
    _: Question.Type, decode: (@Sendable ([UInt8]) throws -> any Sendable)?,
    _ body: @escaping @Sendable (Question, Recorder) throws -> Question.Value
  ) {
    name = Question.rule
    isStored = Question.isStored && decode != nil
    self.decode = decode
    asked = { $0.asked(as: Question.self) }
    run = { key, recorder in
      let value = try body(key.asked(), recorder)
      return Computed(value: value) {
        var writer = ByteWriter()
        value.encode(to: &writer)
        return writer.bytes
      }
    }
  }
}
