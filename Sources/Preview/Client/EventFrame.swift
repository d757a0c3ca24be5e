/// An event as a browser's EventSource reads it (HTML, section 9.2).
struct EventFrame: Hashable, Sendable {
  var name: String
  /// JSON on one line.
  var data: String

  /// What keeps a connection from looking dead, and shows whether it is.
  static let heartbeat = Array(":\n\n".utf8)

  /// How soon a browser whose connection was lost asks again, in milliseconds.
  static let greeting = Array("retry: 500\n\n".utf8)

  var encoded: [UInt8] { Array("event: \(name)\ndata: \(data)\n\n".utf8) }
}

/// JSON as text.
enum JSONText {
  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

  static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default:
        // Line and paragraph separators end lines for some readers.
        if scalar.value < 32 || scalar.value == 0x2028 || scalar.value == 0x2029 {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
