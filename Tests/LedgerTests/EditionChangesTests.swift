import Basics
import Tables
import Testing

@testable import Ledger

struct EditionChangesTests {
  static let ledger = ClaimLedger([
    Rows.table(
      "claim",
      CheckCase.claims(
        """
        A,deal,signs,30,,,days,,up_to,forecast,2026-02-03,2026-02-03,D,2026-04-24,high
        B,vault,size,12,,,USD bn,,about,stated,2026-02-02,2026-02-02,C,2026-02-04,high
        C,vault,size,11,,,USD bn,,exact,stated,2026-02-04,2026-02-04,,,high
        D,deal,signed_on,,,2026-04-24,,,exact,stated,2026-04-24,2026-04-24,,,high
        E,vault,named_as,,a fund,,,,exact,stated,2026-02-04,2026-02-04,,,wrong
        F,vault,place,,Texas,,,,exact,stated,2026-02-04,2026-02-04,G,2026-02-05,high
        G,vault,place,,Ohio,,,,exact,stated,2026-02-05,2026-02-05,,,high
        """
      ).1),
    Rows.table("entity", "entity_id,name\nvault,Project Vault\ndeal,The deal"),
    Rows.table("unit", CheckCase.units.1),
    Rows.table("edition", "edition_id,as_of\ne3,2026-04-27\ne1,2026-02-03\ne2,2026-02-05"),
  ])

  private func changes(_ first: String, _ second: String) throws -> [String] {
    let from = try #require(CalendarDate(first))
    let to = try #require(CalendarDate(second))
    return Self.ledger.changes(from: from, to: to).map {
      "\($0.kind) \($0.claim.id) \($0.replacement?.id ?? "-") \($0.on)"
    }
  }

  @Test func aClaimIsAddedRevisedOrSuperseded() throws {
    #expect(
      try changes("2026-02-03", "2026-02-05") == [
        "added G - 2026-02-05", "revised B C 2026-02-04",
      ])
    #expect(
      try changes("2026-02-05", "2026-04-27") == [
        "added D - 2026-04-24", "superseded A D 2026-04-24",
      ])
  }

  @Test func theOtherWayRoundNothingChanged() throws {
    #expect(try changes("2026-04-27", "2026-02-03").isEmpty)
    #expect(try changes("2026-02-03", "2026-02-03").isEmpty)
  }

  @Test func theTableOfChangesComparesEachEditionWithTheOneBefore() {
    let table = LedgerTable.editionChange.table(Self.ledger)
    #expect(
      table.rows.map { $0.map(\.machineText).joined(separator: "|") } == [
        "2026-02-05|2026-02-03|added|G|vault|Project Vault|place|||Ohio||2026-02-05",
        "2026-02-05|2026-02-03|revised|B|vault|Project Vault|size||"
          + "about USD\u{202F}12\u{202F}bn|USD\u{202F}11\u{202F}bn|C|2026-02-04",
        "2026-04-27|2026-02-05|added|D|deal|The deal|signed_on|||24 April 2026||2026-04-24",
        "2026-04-27|2026-02-05|superseded|A|deal|The deal|signs||up to 30\u{202F}days|"
          + "24 April 2026|D|2026-04-24",
      ])
  }
}
