import Basics
import Testing

@testable import Ledger

struct ConflictTests {
  static func tables(
    amount: String = "1.67", state: String = "ruled", ruling: String = "Both are published."
  ) -> [(String, String)] {
    [
      FigureCheckTests.vault(amount), FigureCheckTests.vaultParts, CheckCase.units,
      (
        "conflict",
        "conflict_id,title,ruling,state,known_on\nC01,The total,\(ruling),\(state),2026-02-03"
      ),
      ("conflict_claim", "conflict_id,claim_id,side\nC01,V1,total\nC01,V2,part\nC01,V3,part"),
      ("conflict_check", "conflict_id,check,covers\nC01,PartsDoNotSum,sides"),
    ]
  }

  static func ledger(_ tables: [(String, String)]) -> ClaimLedger {
    ClaimLedger(tables.map { Rows.table($0.0, $0.1) })
  }

  @Test func aRuledConflictIsNotReportedAgain() {
    #expect(Self.ledger(Self.tables()).diagnostics().isEmpty)
  }

  @Test func anOpenConflictIsReportedWithItsPlace() throws {
    let ledger = Self.ledger(Self.tables(state: "open", ruling: ""))
    let diagnostic = try #require(ledger.diagnostics().first)
    #expect(diagnostic.identifier == "PartsDoNotSum")
    #expect(diagnostic.notes.last?.path == "data/conflict.csv")
    #expect(diagnostic.notes.last?.text == "recorded as C01, The total, but without a ruling")
  }

  @Test func aConflictClosesWhenItsCheckFindsNothing() {
    let ledger = Self.ledger(Self.tables(amount: "2.0"))
    #expect(
      ledger.diagnostics().map { "\($0.severity) \($0.line) [\($0.identifier)]" } == [
        "note data/conflict.csv:2:35: C01, The total, is closed: PartsDoNotSum finds nothing any "
          + "more [ConflictClosed]"
      ])
    #expect(ledger.conflictHistory().map(\.state) == [.closed])
  }

  @Test func aStateHasAHistory() throws {
    var tables = Self.tables()
    tables[0] = CheckCase.claims(
      """
      V1,vault,total,12,,,USD bn,,about,stated,2026,2026-02-02,,,medium
      V2,vault,loan,10,,,USD bn,,exact,stated,2026,2026-02-02,,,medium
      V3,vault,private,1.67,,,USD bn,,nearly,stated,2026,2026-02-02,V4,2026-02-10,medium
      V4,vault,private,2,,,USD bn,,about,stated,2026,2026-02-10,,,medium
      """)
    let history = Self.ledger(tables).conflictHistory()
    #expect(history.map(\.state) == [.ruled, .closed])
    #expect(history.map(\.from.description) == ["2026-02-03", "2026-02-10"])
    #expect(history.map { $0.to?.description } == ["2026-02-10", nil])
  }

  @Test func aFindingBeyondTheSidesIsReported() {
    var tables = Self.tables()
    tables[4].1 = "conflict_id,claim_id,side\nC01,V1,total\nC01,V2,part"
    #expect(
      Self.ledger(tables).diagnostics().map(\.identifier) == ["PartsDoNotSum", "ConflictClosed"])
    tables[5].1 = "conflict_id,check,covers\nC01,PartsDoNotSum,all"
    #expect(Self.ledger(tables).diagnostics().isEmpty)
  }

  @Test func aCheckThatDoesNotExistIsAnError() throws {
    var tables = Self.tables()
    tables[5].1 += "\nC01,PartsDontSum,sides"
    let diagnostic = try #require(Self.ledger(tables).diagnostics().first)
    #expect(
      diagnostic.line
        == "data/conflict_check.csv:3:5: C01 is raised by 'PartsDontSum', which is no check of the "
        + "ledger")
    #expect(diagnostic.hint == "did you mean 'PartsDoNotSum'?")
    #expect(diagnostic.severity == .error)
  }

  @Test(arguments: [
    (CheckSetting(severity: .error), [Severity.error]),
    (CheckSetting(severity: nil), []),
    (CheckSetting(severity: .warning, exceptions: ["V2"]), []),
    (CheckSetting(severity: .warning, exceptions: ["C01"]), []),
    (CheckSetting(severity: .note, exceptions: ["V9"]), [.note]),
  ])
  func settingsChangeTheSeverityAndMakeExceptions(
    _ setting: CheckSetting, _ severities: [Severity]
  ) {
    let ledger = Self.ledger(Self.tables(state: "open", ruling: ""))
    let found = ledger.diagnostics(settings: [.partsDoNotSum: setting])
    #expect(found.map(\.severity) == severities)
  }

  static let partnerships = ledger([
    CheckCase.claims(
      """
      P1,eu,signed,14,,,partnerships,,exact,stated,2026-02-02,2026-02-02,,,high
      P2,eu,deals,14,,,agreements,,exact,stated,2026-02-05,2026-02-05,P1,2026-02-05,wrong
      """), CheckCase.units,
    ("conflict", "conflict_id,title,ruling,state\nC03,Partnerships or trade agreements,So,ruled"),
    ("conflict_claim", "conflict_id,claim_id,side\nC03,P1,a\nC03,P2,b"),
    ("conflict_wording", "conflict_id,words,claim_id\nC03,trade agreement,P1"),
  ])

  @Test(
    arguments: [
      ("The EU signed 14 trade agreements.", 17..<33),
      ("Fourteen new Trade Agreement texts.", 13..<28),
      ("The EU signed 14 partnerships.", nil),
      ("The EU signed 14 trade agreements, as C03 has it.", nil),
      ("The EU signs trade agreements.", nil),
      ("In 2014 it signed 15 trade agreements.", nil),
    ] as [(String, Range<Int>?)])
  func rejectedWordsAreFoundBesideTheirFigure(_ sentence: String, _ offsets: Range<Int>?) {
    let found = Self.partnerships.rejectedWording(in: sentence)
    #expect(found.map(\.offsets) == [offsets].compactMap { $0 })
  }

  @Test func rejectedWordsAreFoundBesideACitedClaim() throws {
    let found = Self.partnerships.rejectedWording(
      in: "The EU signed many trade agreements.", citing: ["P2"])
    #expect(
      found.map(\.finding.summary) == [
        "'trade agreements' is not what P1 (14\u{A0}partnerships) counts: C03, Partnerships or "
          + "trade agreements"
      ])
  }
}
