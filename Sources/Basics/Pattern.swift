internal import CPCRE2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular expression, with a bound on the work that one match may take.
///
/// Engines that go back and try again can take years over a short text. The bound counts what is
/// tried, so a text is too much for a pattern on every machine or on none.
package final class Pattern: Sendable {
  /// A match would have taken too much work.
  package struct TooMuchWork: Error {
    package init() {}
  }

  package struct Options: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let ignoresCase = Options(rawValue: 1)
    /// `^` and `$` match at each line.
    package static let matchesLines = Options(rawValue: 2)
    /// `.` matches line ends too.
    package static let dotMatchesLineEnds = Options(rawValue: 4)
  }

  // Safe: PCRE2 does not write to a compiled pattern.
  private nonisolated(unsafe) let code: OpaquePointer
  // Safe: PCRE2 does not write to a match context once it is set up.
  private nonisolated(unsafe) let context: OpaquePointer

  /// How often a match may be tried at some place, and how much memory it may need for that.
  private static let mostTries: UInt32 = 1_000_000
  private static let mostKibibytes: UInt32 = 20_000
  private static let longest = 10_000

  /// Nil where the text is no pattern.
  package init?(_ pattern: String, _ options: Options = []) {
    guard pattern.utf8.count <= Self.longest else { return nil }
    var flags =
      PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF
      | PCRE2_NEVER_BACKSLASH_C
    if options.contains(.ignoresCase) { flags |= PCRE2_CASELESS }
    if options.contains(.matchesLines) { flags |= PCRE2_MULTILINE }
    if options.contains(.dotMatchesLineEnds) { flags |= PCRE2_DOTALL }
    var error: Int32 = 0
    var place = 0
    let bytes = Array(pattern.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, flags, &error, &place, nil) else {
      return nil
    }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(code)
      return nil
    }
    pcre2_set_match_limit_8(context, Self.mostTries)
    pcre2_set_heap_limit_8(context, Self.mostKibibytes)
    (self.code, self.context) = (code, context)
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  /// Whether the whole text matches.
  package func matchesWhole(_ text: String) throws(TooMuchWork) -> Bool {
    try match(Array(text.utf8), from: 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED) != nil
  }

  /// The first match at an offset or after it: its bytes, and then those of its groups, nil for a
  /// group that took no part.
  package func firstMatch(
    in text: [UInt8], from start: Int = 0
  ) throws(TooMuchWork) -> [Range<Int>?]? {
    try match(text, from: start, 0)
  }

  /// - Parameter text: UTF-8.
  private func match(
    _ text: [UInt8], from start: Int, _ options: UInt32
  ) throws(TooMuchWork) -> [Range<Int>?]? {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { throw TooMuchWork() }
    defer { pcre2_match_data_free_8(data) }
    let result = pcre2_match_8(
      code, text, text.count, start, options | PCRE2_NO_UTF_CHECK, data, context)
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result > 0, let pairs = pcre2_get_ovector_pointer_8(data) else { throw TooMuchWork() }
    return (0..<Int(pcre2_get_ovector_count_8(data))).map { group in
      let (low, high) = (pairs[2 * group], pairs[2 * group + 1])
      // ~0 stands for a group that took no part; `\K` can move the begin past the end.
      return low <= high && high <= text.count ? low..<high : nil
    }
  }
}

/// The thread that this runs on, as a number.
package var currentThreadNumber: UInt {
  #if canImport(Darwin)
    UInt(bitPattern: pthread_self())
  #else
    UInt(pthread_self())
  #endif
}
