package import Basics

/// A JSON-shaped tree that knows where each part stands in its file; YAML and JSON read into it.
package struct StructuredValue: Sendable {
  package indirect enum Content: Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([StructuredValue])
    case object([Member])
  }

  /// A name and its value; an object keeps its members in the order they were written.
  package struct Member: Sendable {
    package var name: String
    package var nameRange: SourceRange
    package var value: StructuredValue

    package init(name: String, nameRange: SourceRange, value: StructuredValue) {
      self.name = name
      self.nameRange = nameRange
      self.value = value
    }
  }

  package var content: Content
  package var range: SourceRange

  package init(_ content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }

  /// The value of a member, or nil where this is no object or has no such member.
  package subscript(name: String) -> StructuredValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  package var elements: [StructuredValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  package var string: String? {
    if case .string(let string) = content { string } else { nil }
  }

  package var number: Double? {
    if case .number(let number) = content { number } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let boolean) = content { boolean } else { nil }
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// What this is, in a word for messages: "an object", "a string".
  package var kindDescription: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
