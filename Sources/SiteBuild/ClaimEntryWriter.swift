import Basics
import Ledger
import Markup

/// A claim's entry in the list of claims: what it says, who says so where, and how far to trust it.
struct ClaimEntryWriter {
  let ledger: ClaimLedger
  /// The topic whose entries are written.
  let topic: String
  /// The addresses of the pages with the entries, by topic.
  let places: [String: String]
  /// Why each level of confidence is given.
  let reasons: [String: String]
  /// The addresses of the pages of corrections and of conflicts, where the site has them.
  let corrections: String?
  let conflicts: String?
  /// For each claim those that disagree with it and stand in no conflict with it.
  let disagreements: [String: [String]]

  func html(_ entry: ClaimEntry) -> String {
    let claim = entry.claim
    let id = escaped(claim.id)
    if claim.confidence == .wrong {
      let place =
        corrections.map { "<a href=\"\(escaped($0))\">the corrections</a>" } ?? "the corrections"
      let instead = claim.supersededBy.map { " On record instead: \(link(to: $0))." } ?? ""
      return """
        <section class="claim claim-wrong" id="\(id)" aria-labelledby="\(id)-name">
        <h3 id="\(id)-name"><span class="claim-id">\(id)</span> Stated in error</h3>
        <p>The record contradicts this claim; \(place) say what circulates.\(instead)</p>
        </section>

        """
    }
    return """
      <section class="claim" id="\(id)" aria-labelledby="\(id)-name">
      <h3 id="\(id)-name"><span class="claim-id">\(id)</span> \(escaped(name(of: entry)))</h3>
      <p class="claim-value">\(escaped(entry.text))</p>
      <dl>
      \(facts(entry))</dl>
      </section>

      """
  }

  /// What the claim says in one line, with a link to its entry.
  func line(_ entry: ClaimEntry) -> String {
    let id = escaped(entry.claim.id)
    let text =
      entry.claim.confidence == .wrong
      ? "Stated in error"
      : escaped(entry.subjectName + ", " + predicate(of: entry) + ": " + entry.text)
    let href = escaped((places[topic] ?? "") + "#" + entry.claim.id)
    return "<li id=\"\(id)\"><a class=\"claim-id\" href=\"\(href)\">\(id)</a> \(text)</li>\n"
  }

  private func name(of entry: ClaimEntry) -> String {
    entry.subjectName + ": " + predicate(of: entry)
  }

  private func predicate(of entry: ClaimEntry) -> String {
    String(entry.claim.predicate.map { $0 == "_" ? " " : $0 })
  }

  private func facts(_ entry: ClaimEntry) -> String {
    let claim = entry.claim
    var list = ""
    func add(_ term: String, _ html: String?) {
      guard let html, !html.isEmpty else { return }
      list += "<div><dt>\(term)</dt><dd>\(html)</dd></div>\n"
    }
    add("Qualifier", claim.qualifier == .exact ? nil : qualifier(claim))
    add("Kind of statement", escaped(claim.status.rawValue))
    add("Speaker", entry.speakerName.map(escaped))
    add("About", claim.asOf.isEmpty ? nil : escaped(TemplateContext.dateText(claim.asOf)))
    add("Known on", claim.knownOn.map { escaped(TemplateContext.dateText($0)) })
    add("Superseded", superseded(claim))
    add("Documents", documents(entry))
    add("Independent origins", origins(entry))
    add("Quotation", quotations(entry))
    add("Confidence", confidence(claim))
    add("Conflicts", entry.conflicts.map { conflict($0, of: claim) }.joined(separator: "<br>"))
    add("Otherwise stated, not decided", unruled(claim))
    add("Note", claim.note.map(escaped))
    return list
  }

  private func qualifier(_ claim: Claim) -> String {
    let words = ledger.qualifierWords[claim.qualifier] ?? claim.qualifier.words
    let printed = words.isEmpty ? claim.qualifier.rawValue : words
    let own = claim.qualifierText.flatMap {
      $0 == printed ? nil : " (in the source: \(escaped($0)))"
    }
    return escaped(printed) + (own ?? "")
  }

  private func superseded(_ claim: Claim) -> String? {
    guard let day = claim.supersededOn else { return nil }
    let by = claim.supersededBy.map { " by \(link(to: $0))" } ?? ""
    return "on \(escaped(TemplateContext.dateText(day)))\(by)"
  }

  private func link(to id: String) -> String {
    let other = ledger.claim(id).flatMap { places[$0.topic ?? ""] }
    let page = other == places[topic] ? "" : other ?? ""
    return "<a href=\"\(escaped(page + "#" + id))\">\(escaped(id))</a>"
  }

  private func documents(_ entry: ClaimEntry) -> String {
    entry.support.map { support in
      let citation = support.citation
      var text = escaped(support.source.map(Self.name) ?? citation.source)
      if let url = support.source?.url, isSafeLink(url) {
        text = "<a href=\"\(escaped(url))\">\(text)</a>"
      }
      if let locator = citation.locator { text += ", " + escaped(locator) }
      if citation.relation != .reports { text += " (\(citation.relation.rawValue))" }
      return text
    }.joined(separator: "<br>")
  }

  private static func name(of source: Source) -> String {
    [source.publisher, source.title].compactMap { $0 }.joined(separator: ", ")
  }

  private func origins(_ entry: ClaimEntry) -> String {
    let names = entry.origins.map { escaped($0.publisher ?? $0.title ?? $0.id) }
    let documents = entry.documents
    let noun = documents == 1 ? "document" : "documents"
    guard !names.isEmpty else { return "none in \(documents) \(noun)" }
    return "\(names.count) of \(documents) \(noun): " + names.joined(separator: "; ")
  }

  private func quotations(_ entry: ClaimEntry) -> String {
    entry.support.compactMap { $0.citation.quotation }.map { "<q>\(escaped($0))</q>" }
      .joined(separator: "<br>")
  }

  private func confidence(_ claim: Claim) -> String {
    let level = claim.confidence.rawValue
    return escaped(level) + (reasons[level].map { ": " + escaped($0) } ?? "")
  }

  /// A conflict with what its other sides say and what was decided.
  private func conflict(_ id: String, of claim: Claim) -> String {
    let name = conflicts.map { "<a href=\"\(escaped($0))\">\(escaped(id))</a>" } ?? escaped(id)
    guard let conflict = ledger.conflict(id) else { return name }
    var text = name + ": " + escaped(conflict.title)
    let others = conflict.sides.map(\.claim).filter { $0 != claim.id }
    let values = others.compactMap { value($0, beside: claim) }
    if !values.isEmpty { text += ". Beside it: " + values.joined(separator: "; ") }
    let ruling = conflict.ruling.map { escaped($0) } ?? "nothing is decided"
    return text + ". Ruling: " + ruling + (ruling.hasSuffix(".") ? "" : ".")
  }

  /// What another claim says, with its subject where it is another and a link to it; nothing of one
  /// that the record contradicts.
  private func value(_ id: String, beside claim: Claim) -> String? {
    guard let other = ledger.claim(id) else { return nil }
    guard other.confidence != .wrong else { return "\(link(to: id)), which was stated in error" }
    let subject = other.subject == claim.subject ? "" : ledger.name(of: other.subject) + ", "
    return "\(escaped(subject + ledger.text(of: other))) (\(link(to: id)))"
  }

  /// The claims that say otherwise of the same without a conflict that says so.
  private func unruled(_ claim: Claim) -> String {
    (disagreements[claim.id] ?? []).compactMap { value($0, beside: claim) }
      .joined(separator: "<br>")
  }
}
