package import Basics

/// The name of a computation: which rule, and what it is asked.
///
/// Keys are equal where their rules are and the bytes of what is asked, whatever those look like as
/// text.
package struct Key: Hashable, Sendable {
  package let rule: String
  /// What is asked: of an input its name, of a rule the byte form of its `RuleKey`.
  package let bytes: [UInt8]
  /// The question itself; nil in a key of an input, and in one that was read back.
  private let question: (any RuleKey)?

  /// The key of an input.
  package init(input rule: String, _ name: String) {
    self.init(rule: rule, bytes: Array(name.utf8))
  }

  package init<Question: RuleKey>(_ question: Question) {
    var writer = ByteWriter(reserving: 96)
    question.encode(to: &writer)
    (rule, bytes, self.question) = (Question.rule, writer.bytes, question)
  }

  init(rule: String, bytes: [UInt8]) {
    (self.rule, self.bytes, question) = (rule, bytes, nil)
  }

  /// The name of an input.
  package var name: String { String(decoding: bytes, as: UTF8.self) }

  /// What the key asks, or an error where its bytes are not that.
  package func asked<Question: RuleKey>(_: Question.Type = Question.self) throws -> Question {
    if let question = question as? Question { return question }
    var reader = ByteReader(bytes)
    let question = try Question(from: &reader)
    guard reader.isAtEnd else { throw ByteDecodingError() }
    return question
  }

  /// The same key with what it asks at hand, as far as it can be read back.
  package func asked(as type: any RuleKey.Type) -> Key {
    func asked<Question: RuleKey>(_: Question.Type) -> Key {
      (try? self.asked(Question.self)).map { Key($0) } ?? self
    }
    return question == nil ? asked(type) : self
  }

  package static func == (left: Key, right: Key) -> Bool {
    left.rule == right.rule && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(bytes)
  }
}

extension Key: CustomStringConvertible {
  /// The rule and what it is asked, on one line and not too long, for people.
  package var description: String {
    let words = question?.words ?? name
    // Terminals act on control characters.
    let visible = words.map { character -> Character in
      guard let ascii = character.asciiValue, ascii < 32 || ascii == 127 else { return character }
      return character.isWhitespace ? " " : "|"
    }
    let line = String(visible).split(separator: " ").joined(separator: " ")
    let shown = line.count > 100 ? line.prefix(99) + "…" : line[...]
    return shown.isEmpty ? rule : "\(rule) \(shown)"
  }
}

extension Key: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(rule)
    writer.write(bytes)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(rule: try reader.string(), bytes: try reader.byteArray())
  }
}

/// A key whose rule gives values of a known type.
///
/// Its byte form names the question: two questions have the same bytes only if they are the same, and
/// what was written gives the question again in another process.
package protocol RuleKey: Hashable, ByteCodable {
  associatedtype Value: ByteEncodable

  /// The rule's name, unique in an engine.
  static var rule: String { get }
  /// Whether values are kept in the store, for rules whose values are small and often needed
  /// when they did not change. Other values are computed again where somebody needs them, and
  /// those that cannot be decoded always are.
  static var isStored: Bool { get }

  /// What is asked, for people; nothing reads it back.
  var words: String { get }
}

extension RuleKey {
  package var key: Key { Key(self) }
}

/// Why a rule ran.
package enum RunReason: Hashable, Sendable, CustomStringConvertible {
  case neverBuilt
  /// The rule itself, that is the tool, is another than the one that built this last.
  case ruleChanged
  case outputMissing
  case outputEdited
  case dependencyChanged(Key)
  case forced
  /// The value did not change but was not kept, and something that ran needed it.
  case valueNeeded

  package var description: String {
    switch self {
    case .neverBuilt: "never built before"
    case .ruleChanged: "the tool changed"
    case .outputMissing: "its output was missing"
    case .outputEdited: "its output was edited"
    case .dependencyChanged(let key): "changed: \(key)"
    case .forced: "forced"
    case .valueNeeded: "its value was needed again"
    }
  }
}

extension RunReason: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    switch self {
    case .neverBuilt: writer.write(UInt8(0))
    case .ruleChanged: writer.write(UInt8(1))
    case .outputMissing: writer.write(UInt8(2))
    case .outputEdited: writer.write(UInt8(3))
    case .dependencyChanged(let key):
      writer.write(UInt8(4))
      writer.write(key)
    case .forced: writer.write(UInt8(5))
    case .valueNeeded: writer.write(UInt8(6))
    }
  }

  package init(from reader: inout ByteReader) throws {
    switch try reader.byte() {
    case 0: self = .neverBuilt
    case 1: self = .ruleChanged
    case 2: self = .outputMissing
    case 3: self = .outputEdited
    case 4:
      self = .dependencyChanged(try reader.value())
    case 5: self = .forced
    case 6: self = .valueNeeded
    default: throw ByteDecodingError()
    }
  }
}
