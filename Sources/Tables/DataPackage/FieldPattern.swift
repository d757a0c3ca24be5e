import Basics
import Synchronization

/// A pattern that whole cells must match.
///
/// One is compiled for all columns that name it, and cells repeat, as the names of rows do in the
/// tables that refer to them: what matched is remembered.
final class FieldPattern: Sendable {
  enum Outcome { case matches, differs, takesTooLong }

  private static let known = Mutex<[String: FieldPattern]>([:])
  /// So that a column of ever new texts does not fill the memory.
  private static let limit = 4096

  /// Nil where the pattern is no regular expression.
  private let pattern: Pattern?
  private let matched = Mutex<Set<String>>([])

  private init(_ pattern: String) { self.pattern = Pattern(pattern) }

  static func of(_ pattern: String) -> FieldPattern {
    known.withLock { known in
      if let made = known[pattern] { return made }
      let made = FieldPattern(pattern)
      known[pattern] = made
      return made
    }
  }

  var isValid: Bool { pattern != nil }

  /// Whether a text matches; each does where the pattern is no regular expression, which is reported
  /// where the schema is read.
  func match(_ text: String) -> Outcome {
    guard let pattern, !matched.withLock({ $0.contains(text) }) else { return .matches }
    do {
      guard try pattern.matchesWhole(text) else { return .differs }
    } catch {
      return .takesTooLong
    }
    matched.withLock { if $0.count < Self.limit { $0.insert(text) } }
    return .matches
  }
}
