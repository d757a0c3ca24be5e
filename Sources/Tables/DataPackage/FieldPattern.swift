import Synchronization

/// A pattern that whole cells must match.
///
/// One is compiled for all columns that name it, and cells repeat, as the names of rows do in the
/// tables that refer to them: what matched is remembered.
final class FieldPattern: Sendable {
  private struct State {
    /// Nil where the pattern is no regular expression.
    var regex: Regex<AnyRegexOutput>?
    var matched: Set<String> = []
  }

  private static let known = Mutex<[String: FieldPattern]>([:])
  /// So that a column of ever new texts does not fill the memory.
  private static let limit = 4096

  private let state: Mutex<State>

  private init(_ pattern: String) {
    state = Mutex(State(regex: (try? Regex(pattern))?.matchingSemantics(.unicodeScalar)))
  }

  static func of(_ pattern: String) -> FieldPattern {
    known.withLock { known in
      if let made = known[pattern] { return made }
      let made = FieldPattern(pattern)
      known[pattern] = made
      return made
    }
  }

  var isValid: Bool { state.withLock { $0.regex != nil } }

  /// Whether a text matches; each does where the pattern is no regular expression, which is reported
  /// where the schema is read.
  func matches(_ text: String) -> Bool {
    state.withLock { state in
      guard let regex = state.regex, !state.matched.contains(text) else { return true }
      guard (try? regex.wholeMatch(in: text)) != nil else { return false }
      if state.matched.count < Self.limit { state.matched.insert(text) }
      return true
    }
  }
}
