import Basics
import Incremental
import Tables

/// A block's text, read as YAML or JSON.
///
/// Charts are read by the page and by what draws them, blocks of a page for each of its subjects by
/// each of these, and none of them differs from build to build while the text is the same.
struct BlockOptionsKey: RuleKey {
  typealias Value = BlockOptions
  static let rule = "block options"
  static let isStored = true

  let text: String
  init(_ text: String) { self.text = text }
  var words: String { text }
  func encode(to writer: inout ByteWriter) { writer.write(text) }
  init(from reader: inout ByteReader) throws { self.init(try reader.string()) }
}

/// What a block says; places are relative to its text.
struct BlockOptions: Sendable, ByteCodable {
  /// Nil where it cannot be read.
  let value: StructuredValue?
  let diagnostics: [Diagnostic]

  init(_ text: String) {
    switch StructuredValue.parseOptions(SourceText(path: "", text: text)) {
    case .success(let value):
      self.value = value
      diagnostics = []
    case .failure(let error):
      value = nil
      diagnostics = error.diagnostics.map(\.withoutPath)
    }
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(value) { $0.write($1) }
    writer.write(diagnostics)
  }

  init(from reader: inout ByteReader) throws {
    value = try reader.optional { try $0.value() }
    diagnostics = try reader.values()
  }
}

extension StructuredValue {
  /// Reads a block's options: YAML, or JSON where they begin with a brace.
  ///
  /// What begins with a brace and is neither is judged as JSON: a JSON parser finds the mistake
  /// where it is, a YAML parser only what follows from it.
  static func parseOptions(_ source: SourceText) -> Result<StructuredValue, DiagnosticsError> {
    let yaml = parseYAML(source)
    let first = source.utf8.first { !BlockJSON.isSpace($0) }
    guard case .failure = yaml, first == UInt8(ascii: "{") else { return yaml }
    switch parseJSON(source) {
    case .success(let value): return .success(value)
    case .failure(let error):
      return .failure(
        DiagnosticsError(error.diagnostics.map { BlockJSON.placingComma($0, in: source.utf8) }))
    }
  }
}

/// The mistakes of people who write JSON.
private enum BlockJSON {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Points to where a comma is missing, which is often the line above what was found instead.
  static func placingComma(_ diagnostic: Diagnostic, in text: [UInt8]) -> Diagnostic {
    guard let start = diagnostic.range?.start else { return diagnostic }
    var line = 1
    var lineStart = 0
    for (offset, byte) in text.enumerated() where line < start.line && byte == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    var offset = lineStart
    var column = 1
    while offset < text.count, column < start.column {
      offset += 1
      if offset < text.count, text[offset] & 0xC0 != 0x80 { column += 1 }
    }
    guard offset < text.count, begins(text[offset]),
      let before = text[..<offset].lastIndex(where: { !isSpace($0) }), ends(text[before])
    else { return diagnostic }
    var position = SourcePosition.start
    for byte in text[...before] where byte & 0xC0 != 0x80 {
      position =
        byte == UInt8(ascii: "\n")
        ? SourcePosition(line: position.line + 1, column: 1)
        : SourcePosition(line: position.line, column: position.column + 1)
    }
    var placed = diagnostic
    placed.range = SourceRange(at: position)
    placed.hint = BuildMessages.commaMissing
    return placed
  }

  /// Whether a value or a name can begin so.
  private static func begins(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }

  /// Whether a value can end so.
  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }
}
