import Basics
import SiteModel
import Tables

/// What decoding says, one line each: `LINE:COLUMN IDENTIFIER: SENTENCE (HINT)`.
func lines(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { diagnostic in
    let start = diagnostic.range?.start ?? .start
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(start.line):\(start.column) \(diagnostic.identifier): \(diagnostic.summary)\(hint)"
  }
}

func frontMatter(
  _ yaml: String
) throws -> (frontMatter: FrontMatter, diagnostics: [Diagnostic]) {
  FrontMatter.decode(
    try StructuredValue.parseYAML(SourceText(path: "a.md", text: yaml)).get(), path: "a.md")
}

func settings(
  _ yaml: String
) throws -> (settings: SiteSettings, diagnostics: [Diagnostic]) {
  SiteSettings.decode(
    try StructuredValue.parseYAML(SourceText(path: "site.yaml", text: yaml)).get(),
    path: "site.yaml")
}

/// The value after its bytes were written and read, or an error where some were left.
func roundTrip<Value: ByteCodable>(_ value: Value) throws -> Value {
  var writer = ByteWriter()
  writer.write(value)
  var reader = ByteReader(writer.bytes)
  let back = try reader.value(Value.self)
  guard reader.isAtEnd else { throw ByteDecodingError() }
  return back
}
