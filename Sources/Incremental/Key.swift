package import Basics

/// The name of a computation: which rule, and what it is asked.
package struct Key: Hashable, Sendable, CustomStringConvertible {
  package var rule: String
  package var argument: String

  package init(rule: String, argument: String) {
    self.rule = rule
    self.argument = argument
  }

  /// `rule argument`, on one line and not too long, for people.
  package var description: String {
    // Rules part their arguments by control characters, which a terminal does not show.
    let visible = argument.map { character -> Character in
      guard let ascii = character.asciiValue, ascii < 32 else { return character }
      return character.isWhitespace ? " " : "|"
    }
    let line = String(visible).split(separator: " ").joined(separator: " ")
    let shown = line.count > 100 ? line.prefix(99) + "…" : line[...]
    return shown.isEmpty ? rule : "\(rule) \(shown)"
  }
}

/// A key whose rule gives values of a known type.
package protocol RuleKey: Hashable, Sendable {
  associatedtype Value: ByteEncodable

  /// The rule's name, unique in an engine.
  static var rule: String { get }
  /// Whether values are kept in the store, for rules whose values are small and often needed
  /// when they did not change. Other values are computed again where somebody needs them, and
  /// those that cannot be decoded always are.
  static var isStored: Bool { get }

  /// The whole question as text: a key can be made again from it in another process.
  var argument: String { get }
  init(argument: String) throws
}

extension RuleKey {
  package var key: Key { Key(rule: Self.rule, argument: argument) }
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
      writer.write(key.rule)
      writer.write(key.argument)
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
      self = .dependencyChanged(
        Key(rule: try reader.string(), argument: try reader.string()))
    case 5: self = .forced
    case 6: self = .valueNeeded
    default: throw ByteDecodingError()
    }
  }
}
