import Basics
import Incremental
import Ledger
import SiteModel
import Tables
import Testing

@testable import SiteBuild

/// Keys of names that were chosen to be mistaken for something else.
@Suite struct SiteKeyTests {
  static let names = [
    "", "a", "trade.2024", "a.b.c", ".", "a\tb", "\t", "1\ta", "a\u{1F}b", "\u{1E}", "\0", "a\0b",
    "share on 2026-01-01", " on 2026-01-01", "2026-01-01", "a=b", "=", "e\u{301}", "\u{e9}",
    "[m].md", "/", "../x", "\"", "| a", String(repeating: "k", count: 4096),
  ]
  static let rules: [String] = SiteKeys.types.map { $0.rule }
  static let dates: [CalendarDate?] = [nil, CalendarDate("2026-01-01")]

  private static func named<Question: NamedKey>(_: Question.Type) -> [any RuleKey] {
    names.map { Question($0) }
  }

  private static func ofPages<Question: PageKey>(
    _: Question.Type, _ pages: [PageID]
  ) -> [any RuleKey] {
    pages.map { Question($0) }
  }

  private static func ofSite<Question: SiteKey>(_: Question.Type) -> [any RuleKey] { [Question()] }

  /// Keys of a type, each of which asks something else.
  private static func hostile(_ type: any RuleKey.Type) -> [any RuleKey] {
    let pages = names.flatMap { name in
      [PageID(file: name), PageID(file: name, parameter: "b"), PageID(file: "b", parameter: name)]
    }.filter { $0 != PageID(file: "b", parameter: "b") && $0 != PageID(file: "b") }
    let queries =
      names.flatMap { name in
        dates.flatMap { date in
          [
            QueryKey(sql: name, asOf: date),
            QueryKey(sql: "select", asOf: date, parameters: [name: .text("x")]),
            QueryKey(sql: "select", asOf: date, parameters: ["x": .text(name)]),
          ]
        }
      }
      + [.null, .boolean(true), .integer(1), .number(1)].map { value in
        QueryKey(sql: "select", parameters: ["x": value])
      }
    if let type = type as? any NamedKey.Type { return named(type) }
    if let type = type as? any PageKey.Type { return ofPages(type, pages) }
    if let type = type as? any SiteKey.Type { return ofSite(type) }
    switch type {
    case is SectionListOutputKey.Type:
      return pages.flatMap { page in [-1, 0, 12].map { SectionListOutputKey(page, number: $0) } }
    case is TagOutputKey.Type:
      return names.flatMap { name in [0, 1].map { TagOutputKey(tag: name, number: $0) } }
    case is OutputGroupKey.Type: return [0, -1, Int.max].map { OutputGroupKey($0) }
    case is LedgerTableKey.Type: return LedgerTable.allCases.map { LedgerTableKey($0) }
    case is ColumnKey.Type:
      return names.flatMap { name in
        [ColumnKey(name, nil), ColumnKey(name, "c"), ColumnKey("t", name)]
      }
    case is ViewResultKey.Type:
      return names.flatMap { name in dates.map { ViewResultKey(name, asOf: $0) } }
    case is ViewColumnKey.Type:
      return names.flatMap { name in
        dates.flatMap {
          [
            ViewColumnKey(name, nil, asOf: $0), ViewColumnKey(name, "c", asOf: $0),
            ViewColumnKey("t", name, asOf: $0),
          ]
        }
      }
    case is WithheldKey.Type: return names.map { WithheldKey(sql: $0) }
    case is QueryKey.Type: return queries
    case is ClaimKey.Type:
      return names.flatMap { name in
        dates.flatMap { [ClaimKey(name, asOf: $0), ClaimKey("c", form: name + "f", asOf: $0)] }
      }
    case is ClaimEntryKey.Type:
      return names.flatMap { name in dates.map { ClaimEntryKey(name, asOf: $0) } }
    case is SentenceCheckKey.Type:
      return names.flatMap { name in
        [
          SentenceCheckKey(name, citing: []), SentenceCheckKey("s", citing: [name]),
          SentenceCheckKey("s", citing: ["x", name]),
        ]
      }
    case is ChartKey.Type:
      return queries.map {
        ChartKey(id: "c", spec: "{}", texts: ComputedTexts([:]), data: ["d": $0])
      }
        + names.flatMap { name in
          [
            ChartKey(id: name, spec: "", texts: ComputedTexts([:]), data: [:]),
            ChartKey(id: "c", spec: name + "{}", texts: ComputedTexts([:]), data: [:]),
            ChartKey(id: "c", spec: "", texts: ComputedTexts([name: "t"]), data: [:]),
            ChartKey(id: "c", spec: "", texts: ComputedTexts(["r": name]), data: [:]),
          ]
        }
    case is BlockOptionsKey.Type: return names.map { BlockOptionsKey($0) }
    default: return []
    }
  }

  @Test(arguments: rules)
  func aKeyComesBackFromItsBytes(_ rule: String) throws {
    let type = try #require(SiteKeys.types.first { $0.rule == rule })
    try Self.check(type)
  }

  private static func check<Question: RuleKey>(_ type: Question.Type) throws {
    let questions = hostile(type).compactMap { $0 as? Question }
    #expect(!questions.isEmpty)
    // Texts that only look alike are equal in Swift, but they are not the same question.
    var bytes: Set<[UInt8]> = []
    for question in questions {
      let key = question.key
      #expect(bytes.insert(key.bytes).inserted, "two questions have the key \(key)")
      var writer = ByteWriter()
      writer.write(key)
      var reader = ByteReader(writer.bytes)
      let read = try Key(from: &reader)
      #expect(read == key)
      let asked = try read.asked(Question.self)
      #expect(asked == question)
      #expect(asked.key.bytes == key.bytes)
      #expect(!key.description.contains("\n"))
    }
  }

  @Test func everyRuleOfASiteIsListed() throws {
    let site = try TestSite()
    let reader = InputReader(inputs: SiteInputs(root: site.root, options: [:], isParanoid: false))
    let output = OutputFolder.discarding()
    let rules = SiteBuilder.rules(reader, output, progress: ProgressCounter(nil))
    #expect(Set(rules.map(\.name)) == Set(SiteKeys.types.map { $0.rule }))
    #expect(rules.count == SiteKeys.types.count)
  }
}
