import Basics
import Incremental
import Ledger
import SiteModel
import Tables

/// The rules about claims in pages: what sentences print of them, and their entries for readers.
///
/// An edit of one of the ledger's tables asks for every printed claim again; a page is composed
/// again where one of its own has changed.
struct ClaimRules: Sendable {
  var rules: [Rule] {
    [
      Rule(ClaimKey.self) { try claim($0, $1) },
      Rule(ClaimTopicsKey.self) { try topics($0, $1) },
      Rule(ClaimEntriesKey.self) { try entries($0, $1) },
    ]
  }

  private func ledger(_ recorder: Recorder) throws -> ClaimLedger {
    try recorder.value(LedgerKey()).ledger
  }

  private func claim(_ key: ClaimKey, _ recorder: Recorder) throws -> ClaimOutcome {
    let ledger = try ledger(recorder)
    var outcome = ClaimOutcome()
    guard ledger.isPresent else {
      // Where the data cannot be read, that is said and enough.
      if try recorder.value(PackageKey()).isBroken { return outcome }
      outcome.diagnostics = [FigureMessages.noClaims()]
      return outcome
    }
    guard let claim = ledger.claim(key.id) else {
      if try recorder.value(MistakenTablesKey()).contains("claim") { return outcome }
      outcome.diagnostics = [
        FigureMessages.unknownClaim(key.id, known: ledger.claims.map(\.id))
      ]
      return outcome
    }
    if let diagnostic = FigureMessages.unusable(
      claim.id, claim.standing(asOf: key.asOf), replacement: claim.supersededBy, asOf: key.asOf)
    {
      outcome.diagnostics = [diagnostic]
      return outcome
    }
    guard let entry = ledger.entry(key.id, asOf: key.asOf), !entry.support.isEmpty else {
      outcome.diagnostics = [FigureMessages.uncitedClaim(key.id, asOf: key.asOf)]
      return outcome
    }
    outcome.sources = Self.citedSources(of: entry)
    outcome.topic = claim.topic ?? ""
    switch ClaimForm(key.form) {
    case nil: outcome.diagnostics = [BuildMessages.badFormat(key.form)]
    case let form?:
      outcome.text = form.text(of: claim, ledger)
      if outcome.text == nil {
        outcome.diagnostics = [BuildMessages.formatMismatch(key.form, entry.text)]
      }
    }
    return outcome
  }

  /// The documents with which a claim begins; where all relay others, those others.
  private static func citedSources(of entry: ClaimEntry) -> [String] {
    var seen: Set<String> = []
    let first = entry.support.filter { $0.citation.relation == .originates && $0.source != nil }
      .map(\.citation.source)
    let origins = entry.origins.filter { $0.publisher != nil || $0.title != nil }.map(\.id)
    let all = entry.support.filter { $0.source != nil }.map(\.citation.source)
    let chosen = !first.isEmpty ? first : !origins.isEmpty ? origins : all
    return chosen.filter { seen.insert($0).inserted }
  }

  private func topics(_: ClaimTopicsKey, _ recorder: Recorder) throws -> [String] {
    var seen: Set<String> = []
    return try ledger(recorder).claims.map { $0.topic ?? "" }.filter { seen.insert($0).inserted }
      .sorted { !$0.isEmpty && $1.isEmpty }
  }

  private func entries(
    _ key: ClaimEntriesKey, _ recorder: Recorder
  ) throws -> [ClaimEntryHTML] {
    let ledger = try ledger(recorder)
    let settings = try recorder.value(SettingsKey())
    func address(_ url: String) throws -> String? {
      try recorder.value(PageAtAddressKey(url)).isEmpty ? nil : settings.href(url)
    }
    _ = try recorder.value(TableKey("confidence"))
    var places: [String: String] = [:]
    for topic in try recorder.value(ClaimTopicsKey()) {
      places[topic] = try ClaimPlace(of: topic, recorder).map { settings.href($0.url) }
    }
    let writer = ClaimEntryWriter(
      ledger: ledger, topic: key.name, places: places, reasons: try reasons(recorder),
      corrections: try address("/corrections/"), conflicts: try address("/conflicts/"),
      disagreements: Self.disagreements(in: ledger))
    return ledger.claims.filter { ($0.topic ?? "") == key.name }.compactMap { claim in
      ledger.entry(claim.id).map {
        ClaimEntryHTML(id: claim.id, html: writer.html($0), line: writer.line($0))
      }
    }
  }

  /// For each claim those that state something else of the same, and stand in no conflict with it.
  private static func disagreements(in ledger: ClaimLedger) -> [String: [String]] {
    let sides = ledger.conflicts.map { Set($0.sides.map(\.claim)) }
    var found: [String: [String]] = [:]
    for finding in LedgerChecks(ledger).findings(of: .claimsDisagree)
    where finding.claims.count == 2 {
      let (first, second) = (finding.claims[0], finding.claims[1])
      guard !sides.contains(where: { $0.contains(first) && $0.contains(second) }) else { continue }
      found[first, default: []].append(second)
      found[second, default: []].append(first)
    }
    return found
  }

  /// Why each level of confidence is given: the column `meaning` of the table `confidence`.
  private func reasons(_ recorder: Recorder) throws -> [String: String] {
    let table = try recorder.value(TableKey("confidence")).loaded.table
    guard let id = table.index(of: "confidence_id"), let meaning = table.index(of: "meaning")
    else { return [:] }
    return Dictionary(
      table.rows.map { ($0[id].machineText, $0[meaning].machineText) },
      uniquingKeysWith: { first, _ in first })
  }
}
