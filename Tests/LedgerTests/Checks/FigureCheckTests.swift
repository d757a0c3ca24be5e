import Basics
import Testing

@testable import Ledger

/// Sums, ratios and claims that say the same.
struct FigureCheckTests {
  static let vault = """
    V1,vault,total,12,,,USD bn,,about,stated,2026,2026-02-02,,,medium
    V2,vault,loan,10,,,USD bn,,exact,stated,2026,2026-02-02,,,medium
    V3,vault,private,%@,,,USD bn,,nearly,stated,2026,2026-02-02,,,medium
    """
  static let vaultParts = CheckCase.relations("V2,V1,part_of\nV3,V1,part_of")

  static func vault(_ amount: String) -> (String, String) {
    CheckCase.claims(vault.split(separator: "%@", maxSplits: 1).joined(separator: amount))
  }

  @Test(arguments: [
    CheckCase(
      name: "parts that fall short", check: .partsDoNotSum,
      tables: [vault("1.67"), vaultParts, CheckCase.units],
      expected: [
        "data/claim.csv:2:16: V1 states about USD\u{202F}12\u{202F}bn, but its parts (V2 and V3) "
          + "come to nearly USD\u{202F}11.67\u{202F}bn: USD\u{202F}0.33\u{202F}bn is in none of "
          + "them"
      ]),
    CheckCase(
      name: "parts that close", check: .partsDoNotSum,
      tables: [vault("2.0"), vaultParts, CheckCase.units], expected: []),
    CheckCase(
      name: "parts that come to more", check: .partsDoNotSum,
      tables: [vault("3.5"), vaultParts, CheckCase.units],
      expected: [
        "data/claim.csv:2:16: V1 states about USD\u{202F}12\u{202F}bn, but its parts (V2 and V3) "
          + "come to nearly USD\u{202F}13.5\u{202F}bn: USD\u{202F}1.5\u{202F}bn more than the total"
      ]),
    CheckCase(
      name: "counts are not rounded", check: .partsDoNotSum,
      tables: [
        CheckCase.claims(
          """
          A,audit,all,18,,,materials,,exact,stated,2026,2026-02-02,,,high
          B,audit,low,7,,,materials,,exact,stated,2026,2026-02-02,,,high
          C,audit,none,10,,,materials,,exact,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of\nC,A,part_of"), CheckCase.units,
      ],
      expected: [
        "data/claim.csv:2:13: A states 18\u{A0}materials, but its parts (B and C) come to "
          + "17\u{A0}materials: 1\u{A0}material is in none of them"
      ]),
    CheckCase(
      name: "shares may miss by rounding", check: .partsDoNotSum,
      tables: [
        CheckCase.claims(
          """
          A,s,all,100,,,%,,exact,stated,2026,2026-02-02,,,high
          B,s,a,33.3,,,%,,exact,stated,2026,2026-02-02,,,high
          C,s,b,33.3,,,%,,exact,stated,2026,2026-02-02,,,high
          D,s,c,33.3,,,%,,exact,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of\nC,A,part_of\nD,A,part_of"), CheckCase.units,
      ], expected: []),
    CheckCase(
      name: "a limit leaves its side open", check: .partsDoNotSum,
      tables: [
        CheckCase.claims(
          """
          A,s,all,12,,,USD bn,,exact,stated,2026,2026-02-02,,,high
          B,s,a,13,,,USD bn,,up_to,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of"), CheckCase.units,
      ], expected: []),
    CheckCase(
      name: "a superseded part is replaced by what took its place", check: .partsDoNotSum,
      tables: [
        CheckCase.claims(
          """
          A,s,all,12,,,USD bn,,exact,stated,2026,2026-02-02,,,high
          B,s,a,11,,,USD bn,,exact,stated,2026,2026-02-02,C,2026-02-04,high
          C,s,a,12,,,USD bn,,exact,stated,2026,2026-02-04,,,high
          """), CheckCase.relations("B,A,part_of"), CheckCase.units,
      ], expected: []),
    CheckCase(
      name: "parts in a convertible unit", check: .partsDoNotSum,
      tables: [
        CheckCase.claims(
          """
          A,s,all,1500,,,t,,exact,stated,2026,2026-02-02,,,high
          B,s,a,1.5,,,kt,,exact,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of"), CheckCase.conversions,
      ], expected: []),
    CheckCase(
      name: "parts in another unit", check: .unitsMixed,
      tables: [
        CheckCase.claims(
          """
          A,s,all,1500,,,t,,exact,stated,2026,2026-02-02,,,high
          B,s,a,1.5,,,USD bn,,exact,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of"), CheckCase.conversions,
      ],
      expected: [
        "data/claim_relation.csv:2:1: B is in 'USD bn', A in 't', and no conversion is declared"
      ]),
    CheckCase(
      name: "parts on another basis", check: .basisMixed,
      tables: [
        CheckCase.claims(
          """
          A,s,all,97,,,%,imports,exact,stated,2026,2026-02-02,,,high
          B,s,a,70,,,%,world_production,exact,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("B,A,part_of"),
      ],
      expected: [
        "data/claim_relation.csv:2:1: B is measured on 'world_production', A on 'imports'"
      ]),
    CheckCase(
      name: "a ratio that its parts do not give", check: .ratioMismatch,
      tables: [
        CheckCase.claims(
          """
          R,magnets,share,90,,,%,,more_than,stated,2026,2026-02-02,,,high
          N,magnets,from,17000,,,t,,exact,stated,2026,2026-02-02,,,high
          D,magnets,used,20000,,,t,,about,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("N,R,numerator\nD,R,denominator"), CheckCase.units,
      ],
      expected: [
        "data/claim.csv:2:17: R states more than 90\u{202F}%, but N over D is about 85\u{202F}%"
      ]),
    CheckCase(
      name: "limits that exclude each other", check: .ratioMismatch,
      tables: [
        CheckCase.claims(
          """
          R,magnets,share,90,,,%,,more_than,stated,2026,2026-02-02,,,high
          N,magnets,from,18000,,,t,,up_to,stated,2026,2026-02-02,,,high
          D,magnets,used,20000,,,t,,about,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("N,R,numerator\nD,R,denominator"), CheckCase.units,
      ],
      expected: [
        "data/claim.csv:2:17: R states more than 90\u{202F}%, but N over D is up to 90\u{202F}%"
      ]),
    CheckCase(
      name: "a ratio within rounding", check: .ratioMismatch,
      tables: [
        CheckCase.claims(
          """
          R,s,share,85.7,,,%,,exact,stated,2026,2026-02-02,,,high
          N,s,loan,10,,,USD bn,,exact,stated,2026,2026-02-02,,,high
          D,s,all,11.67,,,USD bn,,nearly,stated,2026,2026-02-02,,,high
          """), CheckCase.relations("N,R,numerator\nD,R,denominator"),
      ], expected: []),
    CheckCase(
      name: "two values of one statement", check: .claimsDisagree,
      tables: [
        CheckCase.claims(
          """
          A,tungsten,share,31,,,%,,exact,stated,2026,2026-02-02,,,high
          B,tungsten,share,32,,,%,,exact,stated,2026,2026-02-02,,,low
          """), ("entity", "entity_id,name\ntungsten,Tungsten"),
      ],
      expected: [
        "data/claim.csv:2:18: A and B say the same of Tungsten but disagree: 31\u{202F}% "
          + "against 32\u{202F}%"
      ]),
    CheckCase(
      name: "one number of two nouns", check: .claimsDisagree,
      tables: [
        CheckCase.claims(
          """
          A,eu,signed,14,,,partnerships,,exact,stated,2026-02-02,2026-02-02,,,high
          B,eu,trade_signed,14,,,agreements,,exact,stated,2026-02-05,2026-02-05,A,2026-02-05,wrong
          """), CheckCase.relations("B,A,restates"), CheckCase.units,
      ],
      expected: [
        "data/claim.csv:3:19: B and A say the same of eu but disagree: 14\u{A0}agreements "
          + "against 14\u{A0}partnerships"
      ]),
    CheckCase(
      name: "a limit and a figure beyond it agree", check: .claimsDisagree,
      tables: [
        CheckCase.claims(
          """
          A,m,attending,50,,,countries,,more_than,stated,2026-02-04,2026-02-05,,,medium
          B,m,attending,54,,,countries,,exact,stated,2026-02-04,2026-02-05,,,medium
          """), CheckCase.units,
      ], expected: []),
    CheckCase(
      name: "a claim and what superseded it", check: .claimsDisagree,
      tables: [
        CheckCase.claims(
          """
          A,m,held_on,,,2026-02-04,,,exact,stated,2026,2026-02-02,B,2026-02-03,medium
          B,m,held_on,,,2026-02-05,,,exact,stated,2026,2026-02-03,,,medium
          C,m,held_on,,,2026-02-06,,,exact,stated,2026,2026-02-03,,,medium
          """), CheckCase.relations("A,C,distinct"),
      ],
      expected: [
        "data/claim.csv:3:15: B and C say the same of m but disagree: 5 February 2026 against "
          + "6 February 2026"
      ]),
  ])
  func aCheckSaysWhereFiguresDoNotMeet(_ example: CheckCase) {
    let found = example.ledger.diagnostics(archive: example.archive)
      .filter { $0.identifier == example.check.rawValue }
    #expect(found.map(\.line) == example.expected)
  }

  @Test func partsAreNotedWithTheirPlaces() throws {
    let tables = [Self.vault("1.67"), Self.vaultParts, CheckCase.units]
    let ledger = ClaimLedger(tables.map { Rows.table($0.0, $0.1) })
    let diagnostic = try #require(ledger.diagnostics().first)
    #expect(diagnostic.severity == .warning)
    #expect(
      diagnostic.hint
        == "correct the figure, or record the conflict and its ruling in the table 'conflict', its "
        + "claims in 'conflict_claim' and the check in 'conflict_check'")
    #expect(
      diagnostic.notes.map(\.text) == [
        "V2: USD\u{202F}10\u{202F}bn", "V3: nearly USD\u{202F}1.67\u{202F}bn",
      ])
    #expect(diagnostic.notes.map { $0.range?.start.line } == [3, 4])
  }
}
