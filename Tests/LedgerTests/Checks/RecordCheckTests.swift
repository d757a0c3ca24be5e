import Basics
import Testing

@testable import Ledger

/// People, parties, forecasts, origins, quotations, names.
struct RecordCheckTests {
  static let breton = CheckCase.claims(
    "K,breton,named_as,,Commissioner,,,,exact,stated,2026-02-05,2026-02-05,,,wrong")
  static let mention = ("claim_mention", "claim_id,entity_id,role,of_entity\nK,breton,holder,ec")

  @Test(arguments: [
    CheckCase(
      name: "an office that has ended", check: .officeTermEnded,
      tables: [
        breton, mention, ("entity", "entity_id,kind,name\nbreton,person,Thierry Breton"),
        ("office", "person,role,org,from_date,to_date\nbreton,Commissioner,ec,2019,2024-09-16"),
      ],
      expected: [
        "data/claim.csv:2:20: K names Thierry Breton in office on 2026-02-05, but the term as "
          + "Commissioner ran from 2019 to 2024-09-16"
      ]),
    CheckCase(
      name: "an office that is held", check: .officeTermEnded,
      tables: [
        breton, mention,
        (
          "office",
          """
          person,role,org,from_date,to_date
          breton,Commissioner,ec,2019,2024-09-16
          breton,Adviser,ec,2026,
          """
        ),
      ], expected: []),
    CheckCase(
      name: "another matter in a claim's place", check: .supersededByOther,
      tables: [
        CheckCase.claims(
          """
          P,mou,days,30,,,days,,exact,stated,2026-02-05,2026-02-05,Q,2026-02-09,high
          Q,mou,form,,a memorandum,,,,exact,stated,2026-02-09,2026-02-09,,,high
          """)
      ],
      expected: [
        "data/claim.csv:2:58: P is superseded by Q, which says something of another matter: mou, days; "
          + "mou, form"
      ]),
    CheckCase(
      name: "the same of another day in a claim's place", check: .supersededByOther,
      tables: [
        CheckCase.claims(
          """
          P,mou,days,30,,,days,,exact,stated,2026-02-05,2026-02-05,Q,2026-02-09,high
          Q,mou,days,60,,,days,,exact,stated,2026-02-09,2026-02-09,,,high
          """)
      ], expected: []),
    CheckCase(
      name: "what became of a plan in its place", check: .supersededByOther,
      tables: [
        CheckCase.claims(
          """
          P,mou,expected,,,2026-03-01,,,exact,forecast,2026-02-05,2026-02-05,Q,2026-02-09,high
          Q,mou,signed,,,2026-02-09,,,exact,stated,2026-02-09,2026-02-09,,,high
          """), CheckCase.relations("Q,P,outcome"),
      ], expected: []),
    CheckCase(
      name: "a party too many", check: .partyMismatch,
      tables: [
        CheckCase.claims(
          """
          P,mou,expected,30,,,days,,up_to,forecast,2026-02-05,2026-02-05,,,wrong
          Q,mou,form,,a memorandum,,,,exact,stated,2026-02-03,2026-02-03,,,high
          """),
        (
          "claim_mention",
          """
          claim_id,entity_id,role,of_entity
          P,EU,party,mou
          P,USA,party,mou
          P,JPN,party,mou
          Q,EU,party,mou
          """
        ),
        (
          "participation",
          """
          instrument,entity_id,role,from_date,known_on
          mou,EU,party,2026-02-03,2026-02-03
          mou,USA,party,2026-02-03,2026-02-03
          mou,JPN,invited,2026-02-03,2026-02-03
          """
        ), ("entity", "entity_id,name\nJPN,Japan\nmou,the memorandum\nEU,the EU\nUSA,the US"),
      ],
      expected: [
        "data/claim.csv:2:16: P names Japan as party to the memorandum, whose parties are the EU "
          + "and the US"
      ]),
    CheckCase(
      name: "forecasts whose day has passed", check: .forecastWithoutOutcome,
      tables: [
        CheckCase.claims(
          """
          A,mou,time,30,,,days,,up_to,forecast,2026-02-03,2026-02-03,,,high
          B,text,release,,,2026-02-04,,,exact,forecast,2026-02-03,2026-02-03,D,2026-02-04,high
          C,eu,raises,,tariffs,,,,exact,forecast,2026-02-04,2026-02-03,,,high
          D,text,released,,,2026-02-04,,,exact,stated,2026-02-04,2026-02-04,,,high
          E,eu,purpose,,supply,,,,exact,proposal,2026-02-03,2026-02-03,,,high
          F,eu,visits,,,2026-02-06,,,exact,forecast,2026-02-03,2026-02-03,,,high
          G,roadmap,time,3,,,months,,up_to,proposal,2026-02-03,2026-02-03,,,high
          """), CheckCase.relations("D,F,outcome"),
        ("timeline", "item_id,base,claim_id\nmou,statement,A\nroadmap,mou,G"),
        ("outcome", "item_id,claim_id,known_on\nstatement,D,2026-02-04"),
        ("edition", "edition_id,as_of\ne1,2026-02-03\ne2,2026-03-10"),
      ],
      expected: [
        "data/claim.csv:2:12: A is a forecast that was due on 2026-03-06, and on 2026-03-10 no "
          + "outcome is on record",
        "data/claim.csv:4:14: C is a forecast that was due on 2026-02-04, and on 2026-03-10 no "
          + "outcome is on record",
      ]),
    CheckCase(
      name: "a claim that rests on nothing", check: .claimWithoutCitation,
      tables: [
        CheckCase.claims(
          """
          A,mou,form,,a text,,,,exact,stated,2026,2026-02-03,,,high
          B,mou,term,,a text,,,,exact,stated,2026,2026-02-03,,,high
          C,mou,days,3,,,days,,exact,computed,2026,2026-02-03,,,high
          """), ("citation", "claim_id,source_id\nA,bloomberg"),
      ],
      expected: ["data/claim.csv:3:1: B has no citation"]),
    CheckCase(
      name: "many documents of one origin", check: .singleOrigin,
      tables: [
        CheckCase.claims(
          """
          A,mou,form,,a text,,,,exact,stated,2026,2026-02-03,,,high
          B,mou,term,,a text,,,,exact,stated,2026,2026-02-03,,,high
          C,mou,time,,a text,,,,exact,stated,2026,2026-02-03,,,high
          """),
        (
          "citation",
          """
          claim_id,source_id,origin_id,relation,known_on
          A,bloomberg,,originates,2026-02-03
          A,paper,bloomberg,reports,2026-02-03
          A,blog,,contradicts,2026-02-03
          B,bloomberg,,originates,2026-02-03
          B,guardian,,reports,2026-02-03
          C,bloomberg,,originates,2026-02-03
          """
        ),
      ],
      expected: ["data/claim.csv:2:1: the 2 documents of A have one origin: bloomberg"]),
    CheckCase(
      name: "quotations against stored texts", check: .quotationNotFound,
      tables: [
        CheckCase.claims("A,eca,says,,words,,,,exact,stated,2026,2026-02-03,,,high"),
        ("source", "source_id,archive_id\nlaw,text-1\npaper,\n"),
        (
          "citation",
          """
          claim_id,source_id,quotation,known_on
          A,law,no third country accounts for more than 65 %,2026-02-03
          A,law,not more than 65 %,2026-02-03
          A,paper,nobody has this text,2026-02-03
          """
        ),
      ], archive: ["text-1": "that no third\n  country accounts for more than 65 % of it"],
      expected: [
        "data/citation.csv:3:7: \"not more than 65 %\" does not stand in the stored text of "
          + "'law' (text-1)"
      ]),
    CheckCase(
      name: "names written otherwise", check: .nameVariant,
      tables: [
        CheckCase.claims(
          """
          A,doc,follows,,the minister Katrin Reiche and GM,,,,exact,stated,2026,2026-02-03,,,high
          B,doc,names,,Katherina Reiche of General Motors,,,,exact,stated,2026,2026-02-03,,,high
          """),
        (
          "entity",
          """
          entity_id,kind,name,aliases
          reiche,person,Katherina Reiche,Katrin Reiche
          gm,company,General Motors,GM
          """
        ),
      ],
      expected: [
        "data/claim.csv:2:16: A writes 'Katrin Reiche' for what is printed as 'Katherina Reiche'"
      ]),
  ])
  func aCheckSaysWhatTheRecordDoesNotBear(_ example: CheckCase) {
    let found = example.ledger.diagnostics(
      settings: [.claimWithoutCitation: CheckSetting(severity: .error)], archive: example.archive
    )
    .filter { $0.identifier == example.check.rawValue }
    #expect(found.map(\.line) == example.expected)
  }
}
