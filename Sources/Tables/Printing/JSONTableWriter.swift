/// Writes a table as a JSON array of objects, one row a line, members in the columns' order.
package struct JSONTableWriter: Sendable {
  package init() {}

  package func text(_ table: Table) -> String {
    guard !table.rows.isEmpty else { return "[]\n" }
    let names = table.columns.map { Self.quoted($0.name) }
    let lines = table.rows.map { row in
      "  {" + zip(names, row).map { "\($0): \(text($1))" }.joined(separator: ", ") + "}"
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .text(let text): Self.quoted(text)
    // JSON has no infinities.
    case .number(let number) where !number.isFinite: "null"
    case .boolean, .integer, .number: value.machineText
    }
  }

  /// A JSON string of a text.
  package static func quoted(_ text: String) -> String {
    // Most texts have nothing to escape; U+2028 and U+2029 begin with this byte.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0xE2
    }
    if isPlain { return "\"\(text)\"" }
    var result = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      default:
        if scalar.value < 32 || scalar == "\u{2028}" || scalar == "\u{2029}" {
          let code = String(scalar.value, radix: 16)
          let escape = "\\u" + String(repeating: "0", count: 4 - code.count) + code
          result.append(contentsOf: escape.unicodeScalars)
        } else {
          result.append(scalar)
        }
      }
    }
    result.append("\"")
    return String(result)
  }
}
