package import Basics

extension StructuredValue {
  /// Reads a JSON text (RFC 8259) with the place of each value.
  ///
  /// Nesting deeper than `maximumDepth` is a named error, so that no text can exhaust the stack.
  /// - Parameter recordMembers: Members whose value is data: an array of objects that have the
  ///   same names in the same order is kept as `records` there.
  package static func parseJSON(
    _ source: SourceText, maximumDepth: Int = 256, recordMembers: Set<String> = []
  ) -> Result<StructuredValue, DiagnosticsError> {
    source.utf8.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(
        bytes: bytes, path: source.path, maximumDepth: maximumDepth, recordMembers: recordMembers)
      do throws(JSONError) {
        return .success(try parser.document())
      } catch {
        return .failure(DiagnosticsError(error.diagnostic))
      }
    }
  }
}

/// The sentences of the JSON reader.
enum JSONMessage {
  static func unexpected(_ found: String, expected: String) -> String {
    "expected \(expected), found \(found)"
  }
  static let tooDeep = "the JSON is nested too deeply"
  static let badEscape = "this is no escape sequence of JSON"
  static let controlCharacter = "a control character stands in a string; write it as an escape"
  static let badNumber = "this is no number of JSON"
  static let notUTF8 = "the text is not UTF-8"
}

struct JSONError: Error {
  let diagnostic: Diagnostic
}
