internal import Basics

/// The sentences about YAML and about the objects of our own formats.
extension Diagnostic {
  static func invalidYAML(
    _ path: String, _ range: SourceRange, _ problem: String, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .error, "InvalidYAML", path: path, range: range, "this is not YAML: \(problem)", hint: hint)
  }

  static func commentInText(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "CommentInText", path: path, range: range,
      "from ' #' on this is a comment, and no part of the text",
      hint: "put quotes around the text, or a blank behind '#' if it is a comment")
  }

  static func commentForValue(_ path: String, _ range: SourceRange, _ text: String) -> Diagnostic {
    var shown = text.prefix { !$0.isWhitespace && !"]}\"".contains($0) }.prefix(40)
    if shown.last == "," { shown.removeLast() }
    return Diagnostic(
      .error, "CommentInText", path: path, range: range,
      "'#' begins a comment here, and no value stands before it",
      hint: "put the text in quotes, \"\(shown)\", or a blank behind '#' if it is a comment")
  }

  static func tightColon(
    _ path: String, _ range: SourceRange, _ slip: YAMLSlips.TightColon
  ) -> Diagnostic {
    invalidYAML(
      path, range, "no blank stands behind the colon",
      hint: slip.written.count <= 100 ? "write \(slip.written)" : "put one there")
  }

  static func outOfStep(
    _ path: String, _ range: SourceRange, _ mistake: YAMLIndentation.Mistake
  ) -> Diagnostic {
    let wanted = mistake.wanted.map(String.init).joined(separator: " or ")
    return Diagnostic(
      .error, "InvalidYAML", path: path, range: range,
      "this line is out of step: it is indented by \(mistake.indent), "
        + "and those that it could stand with by \(wanted)",
      hint: "indent it as the lines that it belongs to")
  }

  static func duplicateKey(
    _ path: String, _ range: SourceRange, name: String, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateKey", path: path, range: range, "the key '\(name)' is written twice",
      notes: [Note(path: path, range: first, text: "first written here")])
  }

  static func yamlTag(_ path: String, _ range: SourceRange, tag: String) -> Diagnostic {
    Diagnostic(
      .error, "UnsupportedYAMLTag", path: path, range: range,
      "the YAML tag '\(tag)' is not supported",
      hint: "leave the tag out; put quotes around what should be text")
  }

  static func yamlKeyNotText(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "InvalidYAML", path: path, range: range, "a key must be text, not a list or an object"
    )
  }

  static func yamlTooLarge(_ path: String, _ range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "YAMLTooLarge", path: path, range: range,
      "with its aliases written out, this YAML has more than \(limit) values")
  }

  static func controlCharacter(
    _ path: String, _ range: SourceRange, _ name: String, _ scalar: Unicode.Scalar
  ) -> Diagnostic {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .error, "ControlCharacter", path: path, range: range,
      "'\(name)' holds the control character U+\(number), which is no text",
      hint: "delete it, or write the letter that it stands for")
  }

  static func wrongType(
    _ path: String, _ range: SourceRange, _ subject: String, needed: String, found: StructuredValue
  ) -> Diagnostic {
    let shown =
      switch found.content {
      case .string(let text): "'\(text)'"
      case .number(let number): shortestText(number)
      case .boolean(let boolean): boolean ? "true" : "false"
      case .null, .array, .object, .records: found.kindDescription
      }
    let isScalar = found.number != nil || found.boolean != nil || found.isNull
    let isText = needed.hasSuffix("a string") || needed == "a list of strings"
    // A whole text of such lines is one text.
    let slip =
      needed == "an object" && range.start.column == 1
      ? found.string.flatMap { YAMLSlips.tightColon(in: $0) } : nil
    return Diagnostic(
      .error, "WrongType", path: path, range: range, "\(subject) must be \(needed), not \(shown)",
      hint: isText && isScalar
        ? "put quotes around it" : slip.map { "put a blank behind each colon: \($0.written)" })
  }

  static func missingValuesAsText(
    _ path: String, _ range: SourceRange, _ text: String
  ) -> Diagnostic {
    let texts = (text.isEmpty ? [text] : ["", text]).map { JSONText.string($0).document.dropLast() }
    return Diagnostic(
      .error, "WrongType", path: path, range: range,
      "'missingValues' must be a list, not '\(text)'",
      hint: "write missingValues: [\(texts.joined(separator: ", "))]")
  }

  static func missingKey(
    _ path: String, _ range: SourceRange, _ name: String, in subject: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "MissingKey", path: path, range: SourceRange(at: range.start),
      "the key '\(name)' is missing in \(subject)")
  }

  static func unknownKey(
    _ severity: Severity, _ path: String, _ range: SourceRange, _ name: String,
    in subject: String, known: some Collection<String>, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, "UnknownKey", path: path, range: range, "unknown key '\(name)' in \(subject)",
      hint: hint ?? didYouMean(name, among: known))
  }

  static func emptyText(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "EmptyText", path: path, range: range,
      "'\(name)' is a text for readers, and says nothing",
      hint: "write the text, or leave '\(name)' out")
  }

  static func unknownChoice(
    _ path: String, _ range: SourceRange, _ name: String, _ word: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownChoice", path: path, range: range, "'\(name)' cannot be '\(word)'",
      hint: didYouMean(word, among: known))
  }
}
