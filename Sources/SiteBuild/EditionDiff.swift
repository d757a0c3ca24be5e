import Basics
import Ledger
import Tables

extension SiteData {
  /// How the difference between two editions is printed.
  package enum DiffFormat: String, CaseIterable, Sendable {
    case text, json, csv
  }

  /// What the second edition says that the first one did not, and the other way round.
  ///
  /// - Parameters:
  ///   - first: a date, an id of the table `edition`, or a page with `as_of`, by its file or name.
  ///   - root: the site's root, where pages are looked for.
  package func difference(
    from first: String, to second: String, root: String, format: DiffFormat
  ) throws -> String {
    guard ledger.isPresent else { throw DiagnosticsError(BuildMessages.noClaims()) }
    let from = try day(of: first, root)
    let to = try day(of: second, root)
    guard from < to else { throw DiagnosticsError(BuildMessages.editionOrder(first, second)) }
    let changes = ledger.changes(from: from, to: to)
    switch format {
    case .text: return text(changes, from: from, to: to)
    case .csv: return CSVWriter().text(table(changes, from, to))
    case .json: return JSONTableWriter().text(table(changes, from, to))
    }
  }

  private func table(
    _ changes: [EditionChange], _ from: CalendarDate, _ to: CalendarDate
  ) -> Table {
    Table(
      columns: LedgerTable.editionChange.columns,
      rows: changes.map { LedgerTable.row(of: $0, from: from, to: to, ledger) })
  }

  private func text(
    _ changes: [EditionChange], from: CalendarDate, to: CalendarDate
  ) -> String {
    let counts = EditionChange.Kind.allCases.map { kind in
      "\(changes.count { $0.kind == kind }) \(kind.rawValue)"
    }
    var lines = ["\(from) to \(to): \(counts.joined(separator: ", "))"]
    for kind in EditionChange.Kind.allCases {
      let some = changes.filter { $0.kind == kind }
      guard !some.isEmpty else { continue }
      lines += ["", kind.rawValue] + some.map { "  " + line($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ change: EditionChange) -> String {
    let claim = change.claim
    let statement = claim.predicate.split(separator: "_").joined(separator: " ")
    var text = "\(claim.id)  \(ledger.name(of: claim.subject)), \(statement): "
    text += ledger.text(of: claim)
    if let other = change.replacement {
      let subject = other.subject == claim.subject ? "" : ledger.name(of: other.subject) + ": "
      text += " -> \(other.id)  \(subject)\(ledger.text(of: other))"
    }
    return text + " (\(change.on))"
  }

  // MARK: - Names of editions

  private func day(of name: String, _ root: String) throws -> CalendarDate {
    if let date = CalendarDate(name) { return date }
    if let id = editions.first(where: { $0.id == name }) { return id.day }
    return try EditionNames.choose(
      name, among: datedPages(root), root: root, others: editions.map(\.id)
    ) { EditionNames(file: $0.file, address: $0.address, day: $0.day) }.day
  }

  /// The rows of the table `edition`.
  private var editions: [(id: String, day: CalendarDate)] {
    guard let table = loaded("edition"), let id = table.index(of: "edition_id"),
      let day = table.index(of: "as_of")
    else { return [] }
    return table.rows.compactMap { row in
      guard case .text(let name) = row[id], case .text(let text) = row[day] else { return nil }
      return CalendarDate(text).map { (name, $0) }
    }
  }

  /// The pages with a day of their own: their files below `Content`, addresses and days.
  private func datedPages(
    _ root: String, folder: String = ""
  ) throws -> [(file: String, address: String?, day: CalendarDate)] {
    var pages: [(file: String, address: String?, day: CalendarDate)] = []
    let content = SitePaths.content + (folder.isEmpty ? "" : "/" + folder)
    for entry in try FileSystem.list(root + "/" + content) ?? [] {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      if entry.kind == .folder {
        pages += try datedPages(root, folder: path)
      } else if entry.name.hasSuffix(".md"),
        let bytes = try SourceFolders(root: root).read(SitePaths.content + "/" + path)
      {
        let file = MarkdownFile(SourceText(path: path, utf8: bytes))
        if let day = file.frontMatter?["as_of"]?.string.flatMap({ CalendarDate($0) }) {
          pages.append((path, file.frontMatter?["slug"]?.string.map { folder + "/" + $0 }, day))
        }
      }
    }
    return pages
  }
}
