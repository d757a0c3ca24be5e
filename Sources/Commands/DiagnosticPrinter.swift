import Basics
import SiteBuild

/// Diagnostics as text with the source line and a caret, or as JSON.
struct DiagnosticPrinter {
  /// The folder that paths are relative to.
  let root: String
  let usesColour: Bool

  func text(_ diagnostics: [Diagnostic]) -> String {
    var sources: [String: SourceText] = [:]
    var counts: [String: Int] = [:]
    var printed = ""
    for diagnostic in diagnostics {
      counts[diagnostic.identifier, default: 0] += 1
      if counts[diagnostic.identifier, default: 0] <= Self.mostOfOneKind {
        printed += text(diagnostic, &sources)
      }
    }
    for (identifier, count) in counts.sorted(by: { $0.key < $1.key })
    where count > Self.mostOfOneKind {
      printed +=
        "\(count - Self.mostOfOneKind) more [\(identifier)]; --format json prints all of them\n"
    }
    return printed
  }

  /// More of one kind hide what else is wrong.
  static let mostOfOneKind = 20

  private func text(_ diagnostic: Diagnostic, _ sources: inout [String: SourceText]) -> String {
    let place = place(diagnostic.path, diagnostic.range)
    let severity = coloured(diagnostic.severity.rawValue + ":", diagnostic.severity)
    var text = "\(place)\(severity) \(diagnostic.summary) [\(diagnostic.identifier)]\n"
    text += excerpt(diagnostic.path, diagnostic.range, &sources)
    if let explanation = diagnostic.explanation { text += "  \(explanation)\n" }
    for note in diagnostic.notes {
      text += "\(self.place(note.path ?? diagnostic.path, note.range))note: \(note.text)\n"
    }
    if let hint = diagnostic.hint { text += "  hint: \(hint)\n" }
    return text
  }

  private func place(_ path: String?, _ range: SourceRange?) -> String {
    guard let path = path.map(Diagnostic.line) else { return "" }
    guard let range else { return path + ": " }
    return "\(path):\(range.start.line):\(range.start.column): "
  }

  private func excerpt(
    _ path: String?, _ range: SourceRange?, _ sources: inout [String: SourceText]
  ) -> String {
    guard let path, let range else { return "" }
    if sources[path] == nil {
      // Of a file that a link brings in from elsewhere nothing is shown.
      guard let bytes = try? SourceFolders(root: root).read(path) else { return "" }
      sources[path] = SourceText(path: path, utf8: bytes)
    }
    // A very long line is shown around its place.
    let first = max(0, range.start.column - 1 - 60)
    guard
      let shown = sources[path]?.line(range.start.line, columns: (first + 1)..<(first + 121))?
        .unicodeScalars
    else { return "" }
    var width = 1
    if range.end.line == range.start.line { width = max(1, range.end.column - range.start.column) }
    let offset = range.start.column - 1 - first
    width = min(width, max(1, shown.count - offset))
    var excerpt = String.UnicodeScalarView()
    excerpt.append(contentsOf: shown.map { $0.properties.generalCategory == .control ? " " : $0 })
    let indent = String(repeating: " ", count: max(0, offset))
    return "  \(String(excerpt))\n  \(indent)\(String(repeating: "^", count: width))\n"
  }

  private func coloured(_ text: String, _ severity: Severity) -> String {
    guard usesColour else { return text }
    let code = severity == .error ? "31" : severity == .warning ? "33" : "36"
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }

  /// An array of objects, one for each diagnostic; see `reference/command-line.md` of the manual.
  static func json(_ diagnostics: [Diagnostic]) -> String {
    var lines: [String] = []
    for diagnostic in diagnostics {
      var members = [
        member("severity", diagnostic.severity.rawValue),
        member("identifier", diagnostic.identifier),
        member("summary", diagnostic.summary),
      ]
      members += place(diagnostic.path, diagnostic.range)
      if let explanation = diagnostic.explanation {
        members.append(member("explanation", explanation))
      }
      if let hint = diagnostic.hint { members.append(member("hint", hint)) }
      if !diagnostic.notes.isEmpty {
        let notes = diagnostic.notes.map { note in
          "{" + ([member("text", note.text)] + place(note.path, note.range)).joined(separator: ", ")
            + "}"
        }
        members.append("\"notes\": [\(notes.joined(separator: ", "))]")
      }
      lines.append("  {" + members.joined(separator: ", ") + "}")
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  private static func place(_ path: String?, _ range: SourceRange?) -> [String] {
    var members: [String] = []
    if let path { members.append(member("path", path)) }
    if let range {
      members.append("\"line\": \(range.start.line), \"column\": \(range.start.column)")
      members.append("\"endLine\": \(range.end.line), \"endColumn\": \(range.end.column)")
    }
    return members
  }

  private static func member(_ name: String, _ text: String) -> String {
    "\"\(name)\": \(quoted(text))"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 32 {
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
