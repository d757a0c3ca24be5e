/// How much a diagnostic matters: an error stops the publication, a warning does so when strict.
package enum Severity: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
  case note, warning, error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// Something an author should know about what they wrote: a value, collected, never thrown.
///
/// Its sentences quote what authors wrote, and are printed on terminals and in logs: each is one line
/// without the signs that terminals act on.
package struct Diagnostic: Hashable, Sendable, Codable {
  package var severity: Severity
  /// A stable name in UpperCamelCase, by which an author can look it up or configure it.
  package var identifier: String
  /// The file, relative to the site's root, or nil for what is about no file.
  package var path: String?
  package var range: SourceRange?
  /// One line: what is wrong, with the offending value.
  package var summary: String
  /// What the rule is and why, where the summary does not say it.
  package var explanation: String?
  package var notes: [Note]
  /// What to do about it: "did you mean 'gallium'?".
  package var hint: String?

  /// A further place that belongs to the same matter.
  package struct Note: Hashable, Sendable, Codable {
    package var path: String?
    package var range: SourceRange?
    package var text: String

    package init(path: String? = nil, range: SourceRange? = nil, text: String) {
      self.path = path
      self.range = range
      self.text = Diagnostic.line(text)
    }
  }

  package init(
    _ severity: Severity, _ identifier: String, path: String? = nil, range: SourceRange? = nil,
    _ summary: String, explanation: String? = nil, notes: [Note] = [], hint: String? = nil
  ) {
    self.severity = severity
    self.identifier = identifier
    self.path = path
    self.range = range
    self.summary = Self.line(summary)
    self.explanation = explanation.map(Self.line)
    self.notes = notes
    self.hint = hint.map(Self.line)
  }

  /// A text as one line that can be printed anywhere: line ends and tabs become blanks, other control
  /// characters the sign for what cannot be shown.
  package static func line(_ text: String) -> String {
    // U+0080 to U+009F begin with C2, the separators of lines and paragraphs with E2 80.
    guard text.utf8.contains(where: { $0 < 32 || $0 == 127 || $0 == 0xC2 || $0 == 0xE2 }) else {
      return text
    }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": line.append(" ")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": line.append("\u{FFFD}")
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  /// The same about a text that is a part of a file, at its place there.
  ///
  /// - Parameters:
  ///   - whole: the place of what is about the text as a whole.
  ///   - range: gives the place in the file of one in the text.
  /// - Returns: itself where it has a path, for then it is placed.
  package func placed(
    in path: String, whole: SourceRange, _ range: (SourceRange) -> SourceRange
  ) -> Diagnostic {
    guard self.path == nil else { return self }
    var placed = self
    placed.path = path
    placed.range = self.range.map(range) ?? whole
    placed.notes = notes.map { note in
      guard note.path == nil, let noteRange = note.range else { return note }
      return Note(path: path, range: range(noteRange), text: note.text)
    }
    return placed
  }

  /// The same matter, placed in a file, or moved to where its text begins in that file.
  package func placed(
    in path: String, at origin: SourcePosition = .start, indent: Int = 0
  ) -> Diagnostic {
    var placed = self
    if placed.path == nil {
      placed.path = path
      placed.range = (range ?? SourceRange(at: .start)).moved(to: origin, indent: indent)
    }
    return placed
  }
}

/// Several diagnostics as one error, for code that can give no value without mending them.
package struct DiagnosticsError: Error, Sendable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  package init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}

/// A failure of the environment (a disk, a lock, a missing program): it stops the run.
package struct EnvironmentError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    case input, output, unavailable, temporary, configuration
    /// What is to be written over is somebody else's: for the author to decide, like a mistake.
    case foreign
  }

  package var kind: Kind
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
