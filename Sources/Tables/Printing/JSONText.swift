/// A JSON document to be written, its members in the order they are given.
package indirect enum JSONText: Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSONText])
  case object([(name: String, value: JSONText)])

  /// A tree that was read, as JSON again.
  package init(_ value: StructuredValue) {
    switch value.content {
    case .null: self = .null
    case .boolean(let boolean): self = .boolean(boolean)
    case .number(let number): self = .number(number)
    case .string(let string): self = .string(string)
    case .array(let elements): self = .array(elements.map { JSONText($0) })
    case .records: self = .array((value.elements ?? []).map { JSONText($0) })
    case .object(let members):
      self = .object(members.map { (name: $0.name, value: JSONText($0.value)) })
    }
  }

  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .boolean(let boolean): self = .boolean(boolean)
    case .integer(let integer): self = .integer(Int(integer))
    case .number(let number): self = .number(number)
    case .text(let text): self = .string(text)
    }
  }

  /// A list of texts.
  package static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

  /// The document, indented by two spaces, with a line end. Lists of plain values stay on a line.
  package var document: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .string(let string): text += JSONTableWriter.quoted(string)
    case .integer(let integer): text += String(integer)
    case .number(let number): text += number.isFinite ? shortestText(number) : "null"
    case .boolean(let boolean): text += boolean ? "true" : "false"
    case .null: text += "null"
    case .array(let elements) where elements.allSatisfy(\.isPlain):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.write(to: &text, indent: indent)
      }
      text += "]"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        text += (index > 0 ? ",\n" : "\n") + indent + "  "
        element.write(to: &text, indent: indent + "  ")
      }
      text += "\n" + indent + "]"
    case .object(let members) where members.isEmpty: text += "{}"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index > 0 ? ",\n" : "\n") + indent + "  "
        text += JSONTableWriter.quoted(member.name) + ": "
        member.value.write(to: &text, indent: indent + "  ")
      }
      text += "\n" + indent + "}"
    }
  }
}
