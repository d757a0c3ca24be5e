package import Basics

/// A JSON-shaped tree that knows where each part stands in its file; YAML and JSON read into it.
package struct StructuredValue: Sendable {
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([StructuredValue])
    case object([Member])
    /// Only where a reader was asked for it.
    case records(StructuredRecords)
  }

  /// A name and its value; an object keeps its members in the order they were written.
  package struct Member: Sendable {
    package var name: String
    package var value: StructuredValue
    private var namePlace: CompactRange

    package init(name: String, nameRange: SourceRange, value: StructuredValue) {
      self.name = name
      self.value = value
      namePlace = CompactRange(nameRange)
    }

    package var nameRange: SourceRange {
      get { namePlace.range }
      set { namePlace = CompactRange(newValue) }
    }
  }

  package var content: Content
  private var place: CompactRange

  package init(_ content: Content, range: SourceRange) {
    self.content = content
    place = CompactRange(range)
  }

  package var range: SourceRange {
    get { place.range }
    set { place = CompactRange(newValue) }
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
    switch content {
    case .array(let elements): elements
    case .records(let records): records.elements(range: range)
    default: nil
    }
  }

  package var string: String? {
    if case .string(let string) = content { string } else { nil }
  }

  /// Never inlined: the optimiser of Swift 6.3 ends with a fault of its own where it is, in a closure
  /// over elements for one.
  @inline(never)
  package var number: Double? {
    if case .number(let number) = content { number } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let boolean) = content { boolean } else { nil }
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// This as YAML has it within a line; nil where it is long or an object.
  var flowText: String? {
    let text: String
    switch content {
    case .null, .object, .records: return nil
    case .boolean(let boolean): text = boolean ? "true" : "false"
    case .number(let number): text = shortestText(number)
    case .string(let string):
      let isPlain =
        string.first?.isLetter ?? false
        && string.allSatisfy { $0.isLetter || $0.isNumber || "_-./ ".contains($0) }
        && string.last != " "
      if isPlain, case .string = Content(plainYAML: string) {
        text = string
      } else {
        text = String(JSONText.string(string).document.dropLast())
      }
    case .array(let elements):
      let texts = elements.compactMap(\.flowText)
      guard texts.count == elements.count else { return nil }
      text = "[" + texts.joined(separator: ", ") + "]"
    }
    return text.count <= 60 ? text : nil
  }

  /// What this is, in a word for messages: "an object", "a string".
  package var kindDescription: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array, .records: "an array"
    case .object: "an object"
    }
  }
}

/// A range in half the memory: trees of data have one for every value.
private struct CompactRange: Sendable {
  private var startLine: UInt32
  private var startColumn: UInt32
  private var endLine: UInt32
  private var endColumn: UInt32

  init(_ range: SourceRange) {
    startLine = UInt32(clamping: range.start.line)
    startColumn = UInt32(clamping: range.start.column)
    endLine = UInt32(clamping: range.end.line)
    endColumn = UInt32(clamping: range.end.column)
  }

  var range: SourceRange {
    SourceRange(
      start: SourcePosition(line: Int(startLine), column: Int(startColumn)),
      end: SourcePosition(line: Int(endLine), column: Int(endColumn)))
  }
}
