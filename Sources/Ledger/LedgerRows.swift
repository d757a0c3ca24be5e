import Basics
package import Tables

/// The rows of a ledger's tables as values.
struct LedgerRows {
  var claims: [Claim] = []
  var citations: [Citation] = []
  var sources: [Source] = []
  var entities: [Entity] = []
  var offices: [Office] = []
  var participations: [Participation] = []
  var conflicts: [Conflict] = []
  var relations: [ClaimRelation] = []
  var mentions: [Mention] = []
  var milestones: [Milestone] = []
  var outcomes: [Outcome] = []
  var rejectedWords: [RejectedWords] = []
  var editionDates: [CalendarDate] = []
  var units: [String: MeasureUnit] = [:]
  var conversions: [UnitConversion] = []
  var qualifierWords: [Qualifier: String] = [:]
}

extension ClaimLedger {
  /// Reads a ledger from the tables of a data package; tables of other names are passed over.
  package init(_ tables: [LoadedTable]) {
    let byName = Dictionary(
      tables.filter { ClaimLedger.tableNames.contains($0.name) && !$0.table.columns.isEmpty }
        .map { ($0.name, $0) }
    ) { first, _ in first }
    self.init(rows: LedgerRows(byName), tables: byName)
  }
}

extension LedgerRows {
  init(_ tables: [String: LoadedTable]) {
    func each(_ name: String, _ body: (Row) -> Void) {
      guard let table = tables[name]?.table else { return }
      let columns = Row.index(table)
      for (number, cells) in table.rows.enumerated() {
        body(Row(number: number, cells: cells, columns: columns))
      }
    }
    each("claim") { if let claim = Claim($0) { claims.append(claim) } }
    each("citation") { if let citation = Citation($0) { citations.append(citation) } }
    each("source") { if let source = Source($0) { sources.append(source) } }
    each("entity") { if let entity = Entity($0) { entities.append(entity) } }
    each("office") { if let office = Office($0) { offices.append(office) } }
    each("participation") { row in
      guard let instrument = row["instrument"], let role = row["role"],
        let entity = row["entity_id"] ?? row["entity"]
      else { return }
      var participation = Participation(instrument: instrument, entity: entity, role: role)
      participation.knownOn = row.date("known_on")
      participation.row = row.number
      participations.append(participation)
    }
    readConflicts(each)
    readMentions(each)
    each("claim_relation") { row in
      guard let claim = row["claim_id"], let of = row["of_claim"],
        let kind = row["relation"].flatMap(ClaimRelation.Kind.init)
      else { return }
      var relation = ClaimRelation(claim: claim, of: of, kind: kind)
      relation.row = row.number
      relations.append(relation)
    }
    each("unit") { row in
      guard let id = row["unit_id"] else { return }
      var unit = MeasureUnit(id: id, dimension: row["dimension"])
      unit.singular = row["singular"]
      unit.plural = row["plural"]
      units[id] = unit
    }
    each("unit_conversion") { row in
      guard let from = row["from_unit"], let to = row["to_unit"], let factor = row.number("factor"),
        factor != 0
      else { return }
      conversions.append(UnitConversion(from: from, to: to, factor: factor))
    }
    each("qualifier") { row in
      guard let qualifier = row["qualifier_id"].flatMap(Qualifier.init) else { return }
      qualifierWords[qualifier] = row["words"] ?? ""
    }
  }

  private mutating func readMentions(_ each: (String, (Row) -> Void) -> Void) {
    each("claim_mention") { row in
      guard let claim = row["claim_id"], let entity = row["entity_id"],
        let role = row["role"].flatMap(Mention.Role.init)
      else { return }
      var mention = Mention(claim: claim, entity: entity, role: role, of: row["of_entity"])
      mention.row = row.number
      mentions.append(mention)
    }
    each("timeline") { row in
      guard let id = row["item_id"], let claim = row["claim_id"] else { return }
      milestones.append(Milestone(id: id, claim: claim, base: row["base"]))
    }
    each("outcome") { row in
      guard let item = row["item_id"], let claim = row["claim_id"] else { return }
      outcomes.append(Outcome(item: item, claim: claim, knownOn: row.date("known_on")))
    }
    each("edition") { row in
      if let date = row.date("as_of") { editionDates.append(date) }
    }
  }

  private mutating func readConflicts(_ each: (String, (Row) -> Void) -> Void) {
    var sides: [String: [Conflict.Side]] = [:]
    var checks: [String: [ConflictCheck]] = [:]
    each("conflict_claim") { row in
      guard let conflict = row["conflict_id"], let claim = row["claim_id"] else { return }
      sides[conflict, default: []].append(
        Conflict.Side(claim: claim, label: row["side"], knownOn: row.date("known_on")))
    }
    each("conflict_check") { row in
      guard let conflict = row["conflict_id"], let check = row["check"] else { return }
      checks[conflict, default: []].append(
        ConflictCheck(
          conflict: conflict, check: check, coversAll: row["covers"] == "all", row: row.number))
    }
    each("conflict_wording") { row in
      guard let conflict = row["conflict_id"], let words = row["words"],
        let claim = row["claim_id"]
      else { return }
      rejectedWords.append(RejectedWords(conflict: conflict, words: words, claim: claim))
    }
    each("conflict") { row in
      guard let id = row["conflict_id"] else { return }
      var conflict = Conflict(id: id, title: row["title"] ?? "")
      conflict.kind = row["kind"]
      conflict.severity = row["severity"]
      conflict.ruling = row["ruling"]
      conflict.publishedClaim = row["published_claim"]
      conflict.recordedState = row["state"].flatMap(ConflictState.init) ?? .open
      conflict.checks = checks[id] ?? []
      conflict.knownOn = row.date("known_on")
      conflict.sides = sides[id] ?? []
      conflict.row = row.number
      conflicts.append(conflict)
    }
  }
}

/// A row whose cells are asked by the names of their columns.
struct Row {
  let number: Int
  let cells: [Value]
  let columns: [String: Int]

  static func index(_ table: Table) -> [String: Int] {
    Dictionary(table.columns.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in
      first
    }
  }

  /// The cell as text; nil where it is empty or there is no such column.
  subscript(column: String) -> String? {
    guard let index = columns[column], cells.indices.contains(index), cells[index] != .null else {
      return nil
    }
    let text = cells[index].machineText
    return text.isEmpty ? nil : text
  }

  func number(_ column: String) -> Double? {
    columns[column].flatMap { cells.indices.contains($0) ? cells[$0].numeric : nil }
  }

  func date(_ column: String) -> CalendarDate? { self[column].flatMap { CalendarDate($0) } }
}

extension Claim {
  init?(_ row: Row) {
    guard let id = row["claim_id"], let subject = row["subject"] else { return nil }
    let value: ClaimValue
    if let number = row.number("value_num") {
      value = row.number("value_hi").map { .range(number, $0) } ?? .number(number)
    } else if let date = row.date("value_date") {
      value = .date(date)
    } else if let text = row["value_text"] {
      value = .text(text)
    } else {
      return nil
    }
    self.init(id: id, subject: subject, predicate: row["predicate"] ?? "", value: value)
    unit = row["unit"]
    basis = row["basis"]
    qualifier = row["qualifier"].flatMap(Qualifier.init) ?? .exact
    qualifierText = row["qualifier_text"]
    status = row["status"].flatMap(ClaimStatus.init) ?? .stated
    asOf = row["as_of"] ?? ""
    knownOn = row.date("known_on")
    supersededBy = row["superseded_by"]
    supersededOn = row.date("superseded_on")
    speaker = row["speaker"]
    confidence = row["confidence"].flatMap(Confidence.init) ?? .medium
    topic = row["topic"]
    note = row["note"]
    self.row = row.number
  }
}

extension Citation {
  init?(_ row: Row) {
    guard let claim = row["claim_id"], let source = row["source_id"] else { return nil }
    self.init(claim: claim, source: source)
    locator = row["locator"]
    quotation = row["quotation"]
    origin = row["origin_id"]
    relation = row["relation"].flatMap(CitationRelation.init) ?? .reports
    knownOn = row.date("known_on")
    self.row = row.number
  }
}

extension Source {
  init?(_ row: Row) {
    guard let id = row["source_id"] else { return nil }
    self.init(id: id)
    kind = row["kind"]
    publisher = row["publisher"]
    title = row["title"]
    url = row["url"]
    publishedOn = row["published_on"]
    knownOn = row.date("known_on")
    licence = row["licence"]
    archiveID = row["archive_id"]
    note = row["note"]
    self.row = row.number
  }
}

extension Entity {
  init?(_ row: Row) {
    guard let id = row["entity_id"] else { return nil }
    let aliases = (row["aliases"] ?? "").split(separator: ";")
      .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
      .filter { !$0.isEmpty }
    self.init(id: id, name: row["name"] ?? id, aliases: aliases)
    kind = row["kind"]
    parent = row["parent"]
    self.row = row.number
  }
}

extension Office {
  init?(_ row: Row) {
    guard let person = row["person"], let role = row["role"] else { return nil }
    self.init(person: person, role: role)
    org = row["org"]
    from = row["from_date"]
    to = row["to_date"]
    self.row = row.number
  }
}
