import Basics
import Testing

@testable import Ledger

struct ClaimLedgerTests {
  static let ledger = Rows.ledger([
    "claim": """
    claim_id,subject,predicate,value_num,value_hi,value_text,value_date,unit,qualifier,status,as_of,known_on,superseded_by,superseded_on,speaker,confidence
    A1,magnets,share,90,,,,%,up_to,stated,2026,2026-02-03,,,eca,high
    A2,vault,capital,1.67,,,,USD bn,nearly,stated,2026,2026-02-03,A9,2026-02-10,,medium
    A3,magnets,amount,17000,18000,,,t,range,stated,2026,2026-02-03,,,,low
    A4,meeting,countries,50,,,,countries,more_than,stated,2026,2026-02-03,,,,medium
    A5,meeting,date,,,,2026-02-04,,exact,stated,2026,2026-02-03,,,,medium
    A6,meeting,host,,,a ministry,,,exact,stated,2026,2026-02-03,,,,wrong
    A7,deal,price,110,,,,USD/kg,exact,stated,2026,2026-02-03,,,,medium
    A8,meeting,hosts,1,,,,countries,exact,stated,2026,2026-02-03,,,,medium
    A9,vault,capital,2,,,,USD bn,about,stated,2026,2026-02-10,,,,medium
    """,
    "entity": """
    entity_id,name,aliases
    eca,European Court of Auditors,ECA; Court of Auditors
    vault,Project Vault,
    """,
    "unit": """
    unit_id,singular,plural,dimension
    %,per cent,per cent,share
    countries,country,countries,count
    """,
    "citation": """
    claim_id,source_id,locator,origin_id,relation,known_on
    A1,paper,line 3,audit,reports,2026-02-03
    A1,audit,p. 4,,originates,2026-02-05
    A1,blog,line 1,paper,contradicts,2026-02-03
    """,
    "source": """
    source_id,title,known_on
    paper,A newspaper,2026-02-03
    audit,An audit,2026-02-02
    """,
  ])

  @Test(arguments: [
    ("A1", "up to 90\u{202F}%"),
    ("A2", "nearly USD\u{202F}1.67\u{202F}bn"),
    ("A3", "17,000\u{2013}18,000\u{202F}t"),
    ("A4", "more than 50\u{A0}countries"),
    ("A5", "4 February 2026"),
    ("A6", "a ministry"),
    ("A7", "110\u{202F}USD/kg"),
    ("A8", "1\u{A0}country"),
  ])
  func aClaimIsWordedWithQualifierAndUnit(_ id: String, _ text: String) throws {
    let claim = try #require(Self.ledger.claim(id))
    #expect(Self.ledger.text(of: claim) == text)
  }

  @Test func anEditionDoesNotLearnWhatReplacesAClaimLater() throws {
    let early = CalendarDate("2026-02-05")
    let entry = try #require(Self.ledger.entry("A2", asOf: early))
    #expect(entry.standing == .current)
    #expect(entry.claim.supersededBy == nil)
    #expect(entry.claim.supersededOn == nil)
    #expect(Self.ledger.entry("A9", asOf: early) == nil)
    let late = try #require(CalendarDate("2026-02-10"))
    #expect(Self.ledger.entry("A2", asOf: late)?.standing == .superseded(by: "A9", on: late))
  }

  @Test func documentsOfOneOriginCountOnce() throws {
    let entry = try #require(Self.ledger.entry("A1"))
    #expect(entry.documents == 3)
    #expect(entry.origins.map(\.id) == ["audit"])
    #expect(entry.origins.map(\.title) == ["An audit"])
    #expect(entry.speakerName == "European Court of Auditors")
    let early = try #require(Self.ledger.entry("A1", asOf: CalendarDate("2026-02-03")))
    #expect(early.support.map(\.citation.source) == ["paper", "blog"])
  }

  @Test func currentClaimsLeaveOutTheWrongAndTheSuperseded() {
    let early = Self.ledger.claims(asOf: CalendarDate("2026-02-05")).map(\.id)
    #expect(early == ["A1", "A2", "A3", "A4", "A5", "A7", "A8"])
    let late = Self.ledger.claims(asOf: CalendarDate("2026-02-11")).map(\.id)
    #expect(late == ["A1", "A3", "A4", "A5", "A7", "A8", "A9"])
  }

  @Test func aRowIsFoundInItsFile() {
    let place = Self.ledger.place("claim", row: 1, column: "value_num")
    #expect(place.path == "data/claim.csv")
    #expect(place.range?.start == SourcePosition(line: 3, column: 18))
  }
}
