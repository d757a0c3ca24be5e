import Basics

/// Who is named as what: offices and their terms, instruments and their parties.
extension LedgerChecks {
  /// People named in an office on a day on which no term of theirs is on record, though others are.
  func officeFindings() -> [Finding] {
    ledger.mentions.filter { $0.role == .holder }.compactMap { mention in
      guard let claim = ledger.claim(mention.claim), isKnown(claim.knownOn),
        let day = PartialDate(claim.asOf)
      else { return nil }
      let terms = ledger.offices.filter { office in
        office.person == mention.entity && (mention.of == nil || office.org == mention.of)
      }
      guard !terms.isEmpty, !terms.contains(where: { covers($0, day) }) else { return nil }
      let last = terms.max { ($0.to ?? "9999") < ($1.to ?? "9999") }
      guard let last else { return nil }
      return Finding(
        .officeTermEnded, claims: [claim.id], .value(of: claim),
        LedgerMessages.officeTermEnded(
          claim.id, person: ledger.name(of: mention.entity), asOf: claim.asOf, role: last.role,
          from: last.from, to: last.to),
        notes: [
          Finding.Note(
            place: RowPlace(table: "office", row: last.row, column: "to_date"),
            text: LedgerMessages.term(last.role, from: last.from, to: last.to))
        ])
    }
  }

  private func covers(_ office: Office, _ day: PartialDate) -> Bool {
    let from = office.from.flatMap { PartialDate($0) }
    let to = office.to.flatMap { PartialDate($0) }
    return from.map { $0.first <= day.last } ?? true && to.map { day.first <= $0.last } ?? true
  }

  /// Claims that name a party which the instrument does not have.
  func partyFindings() -> [Finding] {
    var order: [[String]] = []
    var named: [[String]: [String]] = [:]
    for mention in ledger.mentions where mention.role == .party {
      guard let instrument = mention.of else { continue }
      let key = [mention.claim, instrument]
      if named[key] == nil { order.append(key) }
      named[key, default: []].append(mention.entity)
    }
    return order.compactMap { key in
      guard let claim = ledger.claim(key[0]), isKnown(claim.knownOn) else { return nil }
      let parties = ledger.participations.filter {
        $0.instrument == key[1] && $0.role == "party" && isKnown($0.knownOn)
      }
      let known = Set(parties.map(\.entity))
      let extra = (named[key] ?? []).filter { !known.contains($0) }
      guard !known.isEmpty, !extra.isEmpty else { return nil }
      return Finding(
        .partyMismatch, claims: [claim.id], .value(of: claim),
        LedgerMessages.partyMismatch(
          claim.id, extra: extra.map { ledger.name(of: $0) },
          instrument: ledger.name(of: key[1]), parties: parties.map { ledger.name(of: $0.entity) }),
        notes: parties.map {
          Finding.Note(
            place: RowPlace(table: "participation", row: $0.row, column: nil),
            text: LedgerMessages.party(ledger.name(of: $0.entity)))
        })
    }
  }

  /// Claims whose words name a person or company otherwise than the data print it.
  ///
  /// Only a name that shares a word with the printed one is a variant of it: "Katrin Reiche" for
  /// "Katherina Reiche". Abbreviations and by-names are not ("GM" for "General Motors").
  func nameFindings() -> [Finding] {
    let variants = NameVariants(of: ledger.entities)
    return claims.flatMap { claim -> [Finding] in
      guard claim.confidence != .wrong, case .text(let text) = claim.value else { return [] }
      return variants.found(in: text).map { variant in
        Finding(
          .nameVariant, claims: [claim.id], .value(of: claim),
          LedgerMessages.nameVariant(claim.id, variant.alias, name: variant.entity.name))
      }
    }
  }
}

/// The variants of names of people and companies.
struct NameVariants {
  private struct Variant {
    var entity: Entity
    var name: Words
    var alias: String
    var words: Words
  }

  private let variants: [Variant]

  init(of entities: [Entity]) {
    variants = entities.flatMap { entity -> [Variant] in
      guard ["person", "company"].contains(entity.kind ?? "") else { return [] }
      let name = Words(entity.name)
      return entity.aliases.map {
        Variant(entity: entity, name: name, alias: $0, words: Words($0))
      }.filter { !$0.words.all.isDisjoint(with: name.all) }
    }
  }

  /// The variants that stand in a text, with whose names they are.
  func found(in text: String) -> [(alias: String, entity: Entity)] {
    guard !variants.isEmpty else { return [] }
    let words = Words(text)
    return variants.filter { variant in
      // The printed name may itself stand in the alias, or the alias in it.
      words.contains(
        variant.words, outside: variant.words.count < variant.name.count ? variant.name : nil)
    }.map { ($0.alias, $0.entity) }
  }
}

/// The words of a text, without marks and accents, for comparing names.
struct Words: Hashable, Sendable {
  let list: [String]
  var all: Set<String> { Set(list) }
  var count: Int { list.count }

  init(_ text: String) {
    list = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// Whether the words stand in this text one after the other, at least once not as a part of
  /// some longer name.
  func contains(_ other: Words, outside longer: Words? = nil) -> Bool {
    places(of: other).contains { place in
      guard let longer else { return true }
      return !places(of: longer).contains {
        $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound
      }
    }
  }

  func places(of other: Words) -> [Range<Int>] {
    guard !other.list.isEmpty, count >= other.count else { return [] }
    return (0...(count - other.count)).compactMap { start in
      let range = start..<(start + other.count)
      return list[range].elementsEqual(other.list) ? range : nil
    }
  }
}
