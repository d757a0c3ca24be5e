import Basics
import Markup

extension InlineRole {
  /// Where the words between name and brace stand: of a role in a sentence behind backtick, brace and
  /// name; of one in another text the whole of it.
  var argumentsRange: SourceRange {
    guard contentRange != range else { return range }
    let start = range.start.column + name.count + 3
    return SourceRange(
      start: SourcePosition(line: range.start.line, column: start),
      end: SourcePosition(line: range.start.line, column: start + arguments.count))
  }
}
