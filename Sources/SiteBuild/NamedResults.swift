import Basics
import Database
import Tables

/// The named results of a page, as later queries of the page may read them.
///
/// A query that mentions a result's name gets that result's query as a common table expression
/// before it, so that what it reads is known as for any query.
struct NamedResults {
  private(set) var keys: [String: QueryKey] = [:]
  private var texts: [(name: String, sql: String)] = []

  var names: [String] { Array(keys.keys) }

  subscript(name: String) -> QueryKey? { keys[name] }

  /// The query of a result, as its author wrote it.
  func text(of name: String) -> String? { texts.last { $0.name == name }?.sql }

  /// - Parameter sql: the query as its author wrote it; `key` asks it with what it needs before it.
  mutating func add(_ name: String, sql: String, key: QueryKey) {
    keys[name] = key
    // A result with the name of the table it reads would be read as itself.
    if Self.isName(name), !SQLText.tableNames(in: sql).contains(name.lowercased()) {
      texts.append((name, sql))
    }
  }

  /// A query with the results it mentions before it, and how many lines they take.
  func composed(_ sql: String) -> (sql: String, lines: Int) {
    guard !texts.isEmpty else { return (sql, 0) }
    var needed: Set<String> = []
    var mentioned = SQLText.tableNames(in: sql)
    for (name, text) in texts.reversed() where mentioned.contains(name.lowercased()) {
      needed.insert(name)
      mentioned.formUnion(SQLText.tableNames(in: text))
    }
    guard !needed.isEmpty else { return (sql, 0) }
    var head = ""
    for (name, text) in texts where needed.contains(name) {
      head += head.isEmpty ? "with recursive " : ",\n"
      // Written out wherever it is named, twenty that each name the one before twice would be a
      // million.
      head += "\(name) as materialized (\n\(text)\n)"
    }
    // A query that begins with WITH goes on with its own expressions in the same list.
    let words = sql.drop { $0.isWhitespace }
    var rest = sql
    if words.lowercased().hasPrefix("with"), words.dropFirst(4).first?.isWhitespace ?? false {
      let start = words.startIndex
      var end = sql.index(start, offsetBy: 4)
      let after = sql[end...].drop { $0.isWhitespace }
      if after.lowercased().hasPrefix("recursive") {
        end = sql.index(after.startIndex, offsetBy: 9)
      }
      let blanks = sql[start..<end].map { $0.isNewline ? $0 : " " }
      rest = sql[..<start] + String(blanks) + sql[end...]
      head += ","
    }
    head += "\n"
    return (head + rest, head.count { $0 == "\n" })
  }

  private static func isName(_ text: String) -> Bool {
    (text.first.map { $0.isLetter || $0 == "_" } ?? false)
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

extension Diagnostic {
  /// Whether a warning is about the lines before a text, which is said where those are written.
  func isAbout(first lines: Int) -> Bool {
    guard severity < .error, path == nil, let range else { return false }
    return range.start.line <= lines
  }

  /// The same about a text that began some lines later; one about those lines has no place left.
  func raised(by lines: Int) -> Diagnostic {
    guard lines > 0, path == nil, let range else { return self }
    var raised = self
    guard range.start.line > lines else {
      raised.range = nil
      return raised
    }
    raised.range = SourceRange(
      start: SourcePosition(line: range.start.line - lines, column: range.start.column),
      end: SourcePosition(line: range.end.line - lines, column: range.end.column))
    return raised
  }
}
