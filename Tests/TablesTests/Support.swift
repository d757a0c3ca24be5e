import Basics
import Tables

extension Diagnostic {
  /// "line:column-endColumn Identifier: summary (hint)".
  var line: String {
    let place = range.map { "\($0.start.line):\($0.start.column)-\($0.end.column) " } ?? ""
    return place + "\(identifier): \(summary)" + (hint.map { " (\($0))" } ?? "")
  }
}

extension SourceRange {
  var text: String { "\(start.line):\(start.column)-\(end.line):\(end.column)" }
}

extension StructuredValue {
  /// The value in a compact form like JSON, for comparison.
  var text: String {
    switch content {
    case .null: "null"
    case .boolean(let boolean): "\(boolean)"
    case .number(let number): shortestText(number)
    case .string(let string): "'\(string)'"
    case .array, .records: "[" + (elements ?? []).map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\($0.name):\($0.value.text)" }.joined(separator: ",") + "}"
    }
  }
}

func yaml(
  _ text: String, at origin: SourcePosition = .start, indent: Int = 0
) -> Result<StructuredValue, DiagnosticsError> {
  StructuredValue.parseYAML(SourceText(path: "a.yaml", text: text), at: origin, indent: indent)
}

func mistakes(_ result: Result<StructuredValue, DiagnosticsError>) -> [String] {
  switch result {
  case .success: []
  case .failure(let error): error.diagnostics.map(\.line)
  }
}
