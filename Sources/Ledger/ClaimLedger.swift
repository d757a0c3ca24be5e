package import Basics
import Tables

/// The claims of a site with what they rest on and where they disagree, found by their ids.
///
/// It holds all rows, whenever they were known; what an edition of a day may see is asked with
/// `asOf`. Rows that break the schema are the schema's matter and are left out here.
package struct ClaimLedger: Sendable {
  /// The tables that a ledger is read from; all but the first may be missing.
  package static let tableNames = [
    "claim", "citation", "source", "entity", "office", "participation", "conflict",
    "conflict_claim", "conflict_check", "conflict_wording", "claim_relation", "claim_mention",
    "unit", "unit_conversion", "qualifier", "timeline", "outcome", "edition",
  ]

  private let rows: LedgerRows
  /// The tables that were read, for the places of their rows.
  let tables: [String: LoadedTable]

  private let claimIndex: [String: Int]
  private let sourceIndex: [String: Int]
  private let entityIndex: [String: Int]
  private let conflictIndex: [String: Int]
  private let citationsByClaim: [String: [Int]]

  /// Whether the data have claims at all.
  package var isPresent: Bool { tables["claim"] != nil }

  func hasTable(_ name: String) -> Bool { tables[name] != nil }

  init(rows: LedgerRows, tables: [String: LoadedTable]) {
    self.tables = tables
    claimIndex = index(rows.claims.map(\.id))
    sourceIndex = index(rows.sources.map(\.id))
    entityIndex = index(rows.entities.map(\.id))
    conflictIndex = index(rows.conflicts.map(\.id))
    citationsByClaim = Dictionary(grouping: rows.citations.indices) { rows.citations[$0].claim }
    self.rows = rows
  }

  /// In the order of their table, as all lists here.
  package var claims: [Claim] { rows.claims }
  package var citations: [Citation] { rows.citations }
  package var sources: [Source] { rows.sources }
  package var entities: [Entity] { rows.entities }
  package var offices: [Office] { rows.offices }
  package var participations: [Participation] { rows.participations }
  package var conflicts: [Conflict] { rows.conflicts }
  package var relations: [ClaimRelation] { rows.relations }
  package var mentions: [Mention] { rows.mentions }
  package var milestones: [Milestone] { rows.milestones }
  package var outcomes: [Outcome] { rows.outcomes }
  package var rejectedWords: [RejectedWords] { rows.rejectedWords }
  package var units: [String: MeasureUnit] { rows.units }
  package var conversions: [UnitConversion] { rows.conversions }
  /// The words printed before a figure, by qualifier.
  package var qualifierWords: [Qualifier: String] { rows.qualifierWords }
  /// The days of the editions, in the order of their table.
  package var editionDates: [CalendarDate] { rows.editionDates }

  package func claim(_ id: String) -> Claim? { claimIndex[id].map { claims[$0] } }
  package func source(_ id: String) -> Source? { sourceIndex[id].map { sources[$0] } }
  package func entity(_ id: String) -> Entity? { entityIndex[id].map { entities[$0] } }
  package func conflict(_ id: String) -> Conflict? { conflictIndex[id].map { conflicts[$0] } }

  /// An entity's name as it is printed, or its id where it is none of the ledger's.
  package func name(of entity: String) -> String { self.entity(entity)?.name ?? entity }

  /// The citations of a claim that were known on a day.
  package func citations(of claim: String, asOf day: CalendarDate? = nil) -> [Citation] {
    (citationsByClaim[claim] ?? []).map { citations[$0] }
      .filter { isKnown($0.knownOn, asOf: day) }
  }

  /// The claims that an edition of a day may use: known by then, not superseded, not wrong.
  package func claims(asOf day: CalendarDate?) -> [Claim] {
    claims.filter { $0.standing(asOf: day) == .current }.map { $0.seen(asOf: day) }
  }

  /// The factor by which a figure in one unit becomes one in another; 1 for the same unit, nil
  /// where no conversion is declared. Conversions work in both directions, never in chains.
  package func factor(from unit: String?, to other: String?) -> Double? {
    if unit == other { return 1 }
    guard let unit, let other else { return nil }
    for conversion in conversions {
      if conversion.from == unit, conversion.to == other { return conversion.factor }
      if conversion.from == other, conversion.to == unit { return 1 / conversion.factor }
    }
    return nil
  }

  /// A claim with its documents and origins as an edition of a day sees them.
  ///
  /// - Returns: nil where there is no such claim, and also where it is not known by the day: an
  ///   edition does not even learn that it will exist.
  package func entry(_ id: String, asOf day: CalendarDate? = nil) -> ClaimEntry? {
    guard let claim = claim(id), isKnown(claim.knownOn, asOf: day) else { return nil }
    let support = citations(of: id, asOf: day).map { citation in
      ClaimEntry.Support(
        citation: citation,
        source: source(citation.source).flatMap { isKnown($0.knownOn, asOf: day) ? $0 : nil })
    }
    var seen: Set<String> = []
    let origins = support.map(\.citation).filter { $0.relation != .contradicts }
      .map(\.independentOrigin).filter { seen.insert($0).inserted }
      .map { source($0) ?? Source(id: $0) }
    return ClaimEntry(
      claim: claim.seen(asOf: day), standing: claim.standing(asOf: day), text: text(of: claim),
      subjectName: name(of: claim.subject), speakerName: claim.speaker.map { name(of: $0) },
      support: support, origins: origins,
      conflicts: conflicts.filter { conflict in
        isKnown(conflict.knownOn, asOf: day)
          && conflict.sides.contains { $0.claim == id && isKnown($0.knownOn, asOf: day) }
      }.map(\.id))
  }

  private func isKnown(_ knownOn: CalendarDate?, asOf day: CalendarDate?) -> Bool {
    guard let knownOn, let day else { return true }
    return knownOn <= day
  }

  /// The file and range of a cell of a table's row, or of the row where there is no such column.
  package func place(
    _ table: String, row: Int, column: String? = nil
  ) -> (path: String?, range: SourceRange?) {
    guard let loaded = tables[table] else { return (nil, nil) }
    let range = column.flatMap { loaded.table.index(of: $0) }
      .flatMap { loaded.range(row: row, column: $0) }
    return (loaded.path(row: row), range ?? loaded.range(row: row))
  }
}

private func index(_ ids: [String]) -> [String: Int] {
  Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
}
