import Basics

/// Diagnostics as the overlay of a page takes them: with the source lines around their places.
struct DiagnosticsMessage: Sendable {
  /// The folder that paths are relative to.
  let root: String

  /// More than these are counted, not shown.
  private static let most = 40
  /// A longer line is shown around its place, as on the terminal.
  private static let widest = 160

  func json(_ outcome: BuildOutcome) -> String {
    let ranked =
      outcome.diagnostics.filter { $0.severity == .error }
      + outcome.diagnostics.filter { $0.severity != .error }
    var sources: [String: SourceText] = [:]
    let items = ranked.prefix(Self.most).map { item($0, outcome.pages, &sources) }
    func count(_ severity: Severity) -> String {
      String(outcome.diagnostics.count { $0.severity == severity })
    }
    var members: [(String, String)] = [
      ("published", outcome.isPublished ? "true" : "false"),
      ("errors", count(.error)), ("warnings", count(.warning)),
      ("left", String(ranked.count - items.count)),
      ("items", JSONText.array(items)),
    ]
    if let failure = outcome.failure { members.append(("failure", JSONText.string(failure))) }
    return JSONText.object(members)
  }

  private func item(
    _ diagnostic: Diagnostic, _ pages: [String: String], _ sources: inout [String: SourceText]
  ) -> String {
    var members: [(String, String)] = [
      ("severity", JSONText.string(diagnostic.severity.rawValue)),
      ("identifier", JSONText.string(diagnostic.identifier)),
      ("summary", JSONText.string(diagnostic.summary)),
    ]
    if let path = diagnostic.path {
      members.append(("place", JSONText.string(Self.place(path, diagnostic.range))))
      if let page = pages[path] { members.append(("page", JSONText.string(page))) }
    }
    members += excerpt(diagnostic.path, diagnostic.range, &sources)
    if let explanation = diagnostic.explanation {
      members.append(("explanation", JSONText.string(explanation)))
    }
    if let hint = diagnostic.hint { members.append(("hint", JSONText.string(hint))) }
    let notes = diagnostic.notes.map { note in
      let path = note.path ?? diagnostic.path
      let place = path.map { Self.place($0, note.range) + ": " } ?? ""
      return JSONText.string(place + note.text)
    }
    if !notes.isEmpty { members.append(("notes", JSONText.array(notes))) }
    return JSONText.object(members)
  }

  /// `path:line:column`, as editors and terminals understand it.
  private static func place(_ path: String, _ range: SourceRange?) -> String {
    range.map { "\(path):\($0.start.line):\($0.start.column)" } ?? path
  }

  /// The source line with its number, cut in three: before, in and after the range.
  private func excerpt(
    _ path: String?, _ range: SourceRange?, _ sources: inout [String: SourceText]
  ) -> [(String, String)] {
    guard let path, let range else { return [] }
    if sources[path] == nil {
      let full = path.hasPrefix("/") ? path : root + "/" + path
      guard let bytes = try? FileSystem.readFile(full)?.bytes else { return [] }
      sources[path] = SourceText(path: path, utf8: bytes)
    }
    var first = max(0, range.start.column - 1 - Self.widest / 2)
    let isLong = range.end.line > range.start.line
    let wanted = max(isLong ? Int(Int32.max) : range.end.column - 1, first + Self.widest)
    guard let source = sources[path],
      var line = source.line(range.start.line, columns: (first + 1)..<(wanted + 1))
    else { return [] }
    if first > 0, range.start.column > first + 1 + line.unicodeScalars.count {
      // The file has changed, and the line is shorter now.
      first = 0
      line = source.line(range.start.line, columns: 1..<(Self.widest + 1)) ?? ""
    }
    let scalars = line.unicodeScalars.map {
      $0.properties.generalCategory == .control ? " " : $0
    }
    let start = min(range.start.column - 1 - first, scalars.count)
    let end = isLong ? scalars.count : min(max(range.end.column - 1 - first, start), scalars.count)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return JSONText.string(String(view))
    }
    return [
      ("line", String(range.start.line)),
      ("source", JSONText.array([text(0..<start), text(start..<end), text(end..<scalars.count)])),
    ]
  }
}
