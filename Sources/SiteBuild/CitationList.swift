import Basics
import Incremental
import Markup
import Tables

import struct Ledger.PartialDate

/// The sources that a page cites, numbered in the order of their first citation.
///
/// Sources are rows of the package's table `source`, by `source_id`.
struct CitationList {
  private let recorder: Recorder
  /// The day whose knowledge the page shows.
  private let day: CalendarDate?
  private var cited: [Source] = []

  init(recorder: Recorder, asOf day: CalendarDate?) {
    self.recorder = recorder
    self.day = day
  }

  private struct Source {
    var id: String
    var title: String
    var publisher: String
    var url: String?
    var date: String?
    /// As the data have it: `2026`, `2026-02` or `2026-02-05`.
    var published: String?
  }

  /// Says that a document appeared only after the day of the edition that cites it.
  func lateness(of id: String) throws -> Diagnostic? {
    guard let day, let published = try source(id)?.published,
      let first = PartialDate(String(published.prefix(10)))?.first, first > day
    else { return nil }
    return BuildMessages.citedBeforePublished(id, published: published, day: day)
  }

  /// What a source line may have meant that names no source: one of the sources' ids.
  func nearSource(of text: String) throws -> Diagnostic? {
    guard SourceID.isPlain(text) else { return nil }
    return nearMiss(text, among: try allIDs()).map { BuildMessages.misspeltSource(text, near: $0) }
  }

  /// `[1, p. 12; 2]` with links to the list of references.
  ///
  /// - Returns: nil where a key without brackets is no source's: it is a name, then.
  mutating func mark(
    for citation: Citation, _ diagnostics: inout [Diagnostic]
  ) throws -> String? {
    if citation.isInText { return try wordMark(for: citation, &diagnostics) }
    if citation.isBare {
      let item = citation.items[0]
      if try allIDs().contains(item.key) {
        diagnostics.append(
          BuildMessages.sourceWithoutSign(item.key, item.locator).at(citation.path, citation.range))
      }
      return nil
    }
    var parts: [String] = []
    for item in citation.items {
      guard let number = try number(of: item.key) else {
        let all = try recorder.value(Self.allIDs)
        if all.isDoubtful { continue }
        let diagnostic =
          all.table.map { table in
            BuildMessages.unknownSource(item.key, known: table.rows.map { $0[0].machineText })
          } ?? BuildMessages.noSources()
        diagnostics.append(diagnostic.at(citation.path, item.range))
        continue
      }
      if let late = try lateness(of: item.key) {
        diagnostics.append(late.at(citation.path, item.range))
      }
      if let key = Self.key(in: item.locator ?? "") {
        let isMeant = item.locator?.hasPrefix("@") == true
        if try isMeant || source(key) != nil {
          diagnostics.append(
            BuildMessages.sourcesNotParted(Self.parted(citation)).at(citation.path, citation.range))
        }
      }
      let locator = item.locator.map { ", " + escaped($0) } ?? ""
      let prefix = item.prefix.map { escaped($0) + " " } ?? ""
      parts.append("\(prefix)<a href=\"#ref-\(escaped(item.key))\">\(number)\(locator)</a>")
    }
    return parts.isEmpty ? "" : "<span class=\"citation\">[\(parts.joined(separator: "; "))]</span>"
  }

  /// "European Court of Auditors[1]" for `@eca-2026` in a sentence.
  private mutating func wordMark(
    for citation: Citation, _ diagnostics: inout [Diagnostic]
  ) throws -> String? {
    let item = citation.items[0]
    guard let source = try source(item.key), let number = try number(of: item.key) else {
      let known = try allIDs()
      if nearMiss(item.key, among: known) != nil {
        diagnostics.append(
          BuildMessages.perhapsSource(item.key, known: known).at(citation.path, item.range))
      }
      return nil
    }
    if let late = try lateness(of: item.key) {
      diagnostics.append(late.at(citation.path, item.range))
    }
    let name = escaped(source.publisher.isEmpty ? source.title : source.publisher)
    let link = "<a href=\"#ref-\(escaped(item.key))\">\(number)</a>"
    return "\(name)<span class=\"citation\">[\(link)]</span>"
  }

  /// `[1; 2, F109]`: a claim's sources, and a link to its entry where the site lists claims.
  mutating func mark(for sources: [String], claim: String, entry: String?) throws -> String {
    var parts: [String] = []
    for id in sources {
      guard let number = try number(of: id) else { continue }
      parts.append("<a href=\"#ref-\(escaped(id))\">\(number)</a>")
    }
    let sources = parts.joined(separator: "; ")
    let link = entry.map {
      "<a href=\"\(escaped($0))\" title=\"Claim \(escaped(claim))\">\(escaped(claim))</a>"
    }
    let all = [sources, link ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    return all.isEmpty ? "" : "<span class=\"citation\">[\(all)]</span>"
  }

  /// The list of references as HTML, or nil where nothing is cited.
  var html: String? {
    guard !cited.isEmpty else { return nil }
    var html = """
      <section class="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ol>

      """
    for source in cited {
      let title = "<cite>\(escaped(source.title))</cite>"
      let linked = source.url.map { "<a href=\"\(escaped($0))\">\(title)</a>" } ?? title
      let date = source.date.map { ", " + escaped($0) } ?? ""
      let id = "ref-" + escaped(source.id)
      html += "<li id=\"\(id)\">\(escaped(source.publisher)), \(linked)\(date)</li>\n"
    }
    return html + "</ol>\n</section>\n"
  }

  /// A source as a figure's source line names it, linked where it has an address; nil where the
  /// text is no source's id.
  func shortName(of text: String) throws -> String? {
    guard let source = try source(text) else { return nil }
    let date = source.date.map { " (\($0))" } ?? ""
    let name = escaped("\(source.publisher), \(source.title)\(date)")
    return source.url.map { "<a href=\"\(escaped($0))\">\(name)</a>" } ?? name
  }

  private mutating func number(of id: String) throws -> Int? {
    if let index = cited.firstIndex(where: { $0.id == id }) { return index + 1 }
    guard let source = try source(id) else { return nil }
    cited.append(source)
    return cited.count
  }

  private func source(_ id: String) throws -> Source? {
    guard SourceID.isPlain(id) else { return nil }
    let outcome = try recorder.value(
      QueryKey(
        sql: "select title, publisher, url, published_on from source where source_id = :source_id",
        parameters: ["source_id": .text(id)]))
    guard let row = outcome.table?.rows.first else { return nil }
    func text(_ index: Int) -> String? {
      let text = row[index].machineText
      return text.isEmpty ? nil : text
    }
    let date = text(3).map { TemplateContext.dateText($0) }
    return Source(
      id: id, title: text(0) ?? id, publisher: text(1) ?? "",
      url: text(2).flatMap { isSafeLink($0) ? $0 : nil }, date: date, published: text(3))
  }

  /// The ids of all sources; none where there is no table of them.
  private func allIDs() throws -> [String] {
    try recorder.value(Self.allIDs).table?.rows.map { $0[0].machineText } ?? []
  }

  /// The key in what should be a place in a source: `p. 3, @other`.
  private static func key(in locator: String) -> String? {
    guard locator.utf8.contains(UInt8(ascii: "@")) else { return nil }
    return locator.firstMatch(of: #/(?:^|[\s,])@([A-Za-z0-9_][^\s,;@\]]*)/#).map { String($0.1) }
  }

  /// A citation with a semicolon before each key: `[@a, p. 3; @b]`.
  private static func parted(_ citation: Citation) -> String {
    let items = citation.items.map { item in
      let prefix = item.prefix.map { $0 + " " } ?? ""
      let rest = item.locator?.replacing(#/\s*(?:,|\band\b|&)?\s*@/#, with: "; @") ?? ""
      let comma = rest.isEmpty || rest.hasPrefix(";") ? "" : ", "
      return "\(prefix)@\(item.key)\(comma)\(rest)"
    }
    return "[\(items.joined(separator: "; "))]"
  }

  private static let allIDs = QueryKey(sql: "select source_id from source order by source_id")
}

/// What can be an identifier of a source: no blanks, so that texts are not looked up.
enum SourceID {
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && !text.contains { $0.isWhitespace }
  }
}
