import Basics
import SiteBuild
import Testing

/// Sites that would hang, crash, tell of the machine or lead readers' browsers elsewhere: each ends
/// in diagnostics at its place, soon.
@Suite struct HostileSiteTests {
  struct Fault: Sendable, CustomStringConvertible {
    var description: String
    /// Files to write over those of the small site.
    var files: [String: String]
    /// The identifiers that are said, in any order.
    var said: Set<String>

    init(_ description: String, _ said: Set<String>, _ files: [String: String]) {
      (self.description, self.said, self.files) = (description, said, files)
    }

    /// A page of this text.
    init(_ description: String, _ said: String, page: String) {
      self.init(description, [said], ["Content/x.md": "---\ntitle: X\n---\n\n\(page)\n"])
    }
  }

  private static func query(_ sql: String) -> String { "`{sql} \(sql)`" }

  static let queries = [
    Fault("today by a detour", "VolatileFunction", page: query("select date('n' || 'ow')")),
    Fault(
      "today in a cell", "VolatileFunction",
      page: query("select date(x) from (select ' now' as y, 'NOW' as x)")),
    Fault("today in bytes", "VolatileFunction", page: query("select time(x'6e6f77')")),
    Fault(
      "the machine's zone", "VolatileFunction",
      page: query("select datetime(0, 'unixepoch', 'local' || 'time')")),
    Fault("no day at all", "VolatileFunction", page: query("select strftime('%' || 'Y')")),
    Fault(
      "months without end", "QueryFailed",
      page: query("select add_months('2026-01-31', -9223372036854775808)")),
    Fault(
      "a text of a gigabyte", "QueryFailed", page: query("select length(hex(zeroblob(900000000)))")),
    Fault(
      "a table expression that doubles", "QueryTooLarge",
      page: query(
        "with a0 as (select 1 as x)"
          + (1...20).map { ", a\($0) as (select l.x from a\($0 - 1) as l, a\($0 - 1) as r)" }
          .joined()
          + " select count(*) from a20")),
    Fault(
      "results that double", "QueryTooLarge",
      page: "```sql r0\nselect 1 as x\n```\n"
        + (1...20).map { "```sql r\($0)\nselect l.x from r\($0 - 1) as l, r\($0 - 1) as r\n```\n" }
        .joined()),
    Fault("a number too large to be one", "NotFinite", page: query("select 1e308 * 10")),
    Fault(
      "sorted until the memory is full", "MemoryLimitExceeded",
      page: query(
        "with recursive n(i, x) as (select 1, zeroblob(900000) union all "
          + "select i + 1, zeroblob(900000) from n limit 100000) "
          + "select count(*) from (select * from n order by x)")),
    Fault(
      "a slip in a view", ["InvalidSQL"],
      [
        "Content/data/views/top_share.sql": "select material, pct\nfrm share\n"
      ]),
    Fault(
      "views that double", ["QueryTooLarge"],
      Dictionary(
        uniqueKeysWithValues: (0...12).map { number in
          (
            "Content/data/views/v\(number).sql",
            number == 0
              ? "select pct from share"
              : "select count(*) as pct from v\(number - 1) as l, v\(number - 1) as r"
          )
        } + [("Content/x.md", "---\ntitle: X\n---\n\n" + query("select count(*) from v12"))])),
  ]

  /// A result of 24 MB.
  private static func largeResult(_ name: String) -> String {
    "```sql \(name)\nwith recursive n(i) as (select 1 union all select i + 1 from n where i < 30) "
      + "select i, replace(hex(zeroblob(200000)), '0', 'ab') as t from n\n```\n"
  }

  static let more = [
    Fault(
      "a text filled up without end", "QueryFailed",
      page: query("select printf('%.*c', 2000000000, 'x')")),
    Fault(
      "table expressions on each other", "QueryTooLarge",
      page: query(
        "with a0 as (select 1 as x)"
          + (1...900).map { ", a\($0) as (select * from a\($0 - 1))" }.joined()
          + " select x from a900")),
    Fault(
      "views on each other", ["QueryTooLarge"],
      Dictionary(
        uniqueKeysWithValues: (0...900).map { number in
          (
            "Content/data/views/v\(number).sql",
            number == 0 ? "select pct from share" : "select * from v\(number - 1)"
          )
        })),
    Fault(
      "a page of large tables", "PageTooLarge",
      page: largeResult("r") + (0..<3).map { _ in "\n```table r\ncaption: C\n```\n" }.joined()),
    Fault(
      "many large results", "RowLimitExceeded",
      page: (0..<20).map { largeResult("r\($0)") }.joined(separator: "\n")),
    Fault(
      "many tags", ["TooManyEntries"],
      [
        "Content/x.md": "---\ntitle: X\ntags: ["
          + (0..<50_000).map { "t\($0)" }.joined(separator: ", ") + "]\n---\nText.\n"
      ]),
    Fault(
      "a long page often in one", ["TemplateTooMuch"],
      [
        "Templates/page.mustache": String(repeating: "{{{page.body}}}", count: 3_000),
        "Content/x.md": "---\ntitle: X\n---\n\n" + String(repeating: "word ", count: 40_000),
      ]),
    Fault(
      "a table of too many fields", ["TooManyFields"],
      [
        "Content/data/datapackage.yaml": SmallSite.data[
          "Content/data/datapackage.yaml", default: ""]
          + "  - name: wide\n    path: wide.csv\n    schema:\n      fields:\n"
          + (0...2_000).map { "        - {name: f\($0)}\n" }.joined(),
        "Content/data/wide.csv": (0...2_000).map { "f\($0)" }.joined(separator: ",") + "\n",
      ]),
    Fault(
      "empty queries in one line", "EmptyQuery", page: String(repeating: "`{sql} ` ", count: 5_000)),
    Fault(
      "references in one line", "UnknownReference",
      page: String(repeating: "@fig-x ", count: 5_000)),
  ]

  static let texts = [
    Fault(
      "a table of many cells", "MarkdownTooComplex",
      page: "|" + String(repeating: "x|", count: 20_000) + "\n|"
        + String(repeating: "-|", count: 20_000) + "\n" + String(repeating: "|x|\n", count: 200)),
    Fault(
      "brackets that close nothing", "MarkdownTooComplex",
      page: "[a](b" + String(repeating: ")", count: 100_000)),
    Fault(
      "headings without end", "MarkdownTooComplex", page: String(repeating: "# a\n", count: 30_000)),
    Fault(
      "a long definition used often", "MarkdownTooComplex",
      page: String(repeating: "[a] ", count: 5_000) + "\n\n[a]: /"
        + String(repeating: "x", count: 50_000)),
    Fault(
      "files that include ten others each", ["IncludesTooMuch"],
      Dictionary(
        uniqueKeysWithValues: (0..<8).map { number in
          (
            "Content/fragments/p\(number).md",
            String(repeating: "```include fragments/p\(number + 1).md\n```\n\n", count: 10)
          )
        } + [
          ("Content/fragments/p8.md", "end\n"),
          ("Content/x.md", "---\ntitle: X\n---\n\n```include fragments/p0.md\n```\n"),
        ])),
    Fault(
      "partials that include ten others each", ["TemplateTooMuch"],
      Dictionary(
        uniqueKeysWithValues: (0..<8).map { number in
          (
            "Templates/q\(number).mustache",
            String(repeating: "{{>q\(number + 1)}}\n", count: 10)
          )
        } + [("Templates/q8.mustache", "x"), ("Templates/page.mustache", "{{>q0}}")])),
    Fault(
      "sections in sections", ["TemplateSyntax"],
      [
        "Templates/page.mustache": String(repeating: "{{#site}}", count: 5_000)
          + String(repeating: "{{/site}}", count: 5_000)
      ]),
    Fault("a control character", "ControlCharacter", page: "a\u{8}b"),
    Fault(
      "a control character in a title", ["ControlCharacter"],
      ["Content/x.md": "---\ntitle: \"a\\x08b\"\n---\n\nText.\n"]),
  ]

  private static func chart(_ mark: String, _ more: String = "") -> String {
    "```chart #fig-a\ntitle: t\ndescription: d\ndata: {values: [{a: 1, z: aaaaaaaa}]}\n"
      + "mark: \(mark)\n\(more)encoding: {x: {field: a, type: quantitative}}\n```"
  }

  static let charts = [
    Fault(
      "a colour that fetches", "InvalidColour", page: chart("{type: bar, fill: 'url(http://h/x)'}")),
    Fault(
      "a colour that fetches when a name is unknown", "InvalidColour",
      page: chart("{type: bar, stroke: 'var(--x, url(//h/x))'}")),
    Fault("a colour that is none", "InvalidColour", page: chart("{type: bar, fill: steelbleu}")),
    Fault(
      "a background that fetches", "InvalidColour", page: chart("bar", "background: 'url(x)'\n")),
    Fault(
      "a blend that is a style", "InvalidChartValue",
      page: chart("{type: bar, blend: 'x;background:url(x)'}")),
    Fault(
      "a text that doubles", "ChartTooComplex",
      page: chart(
        "bar",
        "transform: ["
          + Array(repeating: "{calculate: 'datum.z + datum.z', as: z}", count: 40).joined(
            separator: ", ") + "]\n")),
    Fault(
      "a pattern that goes back", "ChartTooComplex",
      page: chart(
        "bar",
        "transform: [{filter: \"test(regexp('(a+)+$'), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')\"}]\n"
      )),
  ]

  static let settings = [
    Fault(
      "a pattern that goes back", ["PatternTooSlow"],
      [
        "Content/data/datapackage.yaml": """
        name: metals
        resources:
          - name: t
            path: t.csv
            schema: {fields: [{name: a, type: string, constraints: {pattern: '(\\w+\\s?)*'}}]}
        """,
        "Content/data/t.csv":
          "a\nStatement of the Commission on raw materials!\nStatement of the Commission on raw materials?\n",
        "Content/data/views/top_share.sql": "select 1 as pct",
        "Content/notes/first.md": "---\ntitle: F\ndate: 2026-01-01\n---\n\n## Numbers\n",
        "Content/notes/second.md": "---\ntitle: S\n---\n\nText.\n",
        "Content/notes/third.md": "---\ntitle: S\n---\n\nText.\n",
        "Content/materials/[material].md":
          "---\ntitle: M\nrows: select 'gallium' as material\n---\n\nText.\n",
      ])
  ]

  static let all = queries + more + texts + charts + settings

  @Test(arguments: all)
  func itEndsInDiagnosticsSoon(_ fault: Fault) throws {
    let site = try TestSite()
    _ = try site.buildGood()
    let before = try site.manifestOfOutput()
    for (path, text) in fault.files { try site.write(path, text) }
    let clock = ContinuousClock()
    var diagnostics: [Diagnostic] = []
    let time = try clock.measure {
      do {
        diagnostics = try site.build().diagnostics
      } catch let error as DiagnosticsError {
        diagnostics = error.diagnostics
      }
    }
    #expect(Set(diagnostics.map(\.identifier)) == fault.said, "\(diagnostics.map(\.summary))")
    #expect(diagnostics.allSatisfy { $0.path != nil && $0.range != nil }, "\(diagnostics)")
    // What has no end takes minutes here; nothing is held to seconds.
    #expect(time < .seconds(90))
    #expect(try site.manifestOfOutput() == before, "the last good site stays")
  }

  @Test(arguments: [
    ("  - name: The Desk\n", "  - {name: The Desk, url: \"javascript:alert(1)\"}\n"),
    ("licenses/by/4.0/}", "licenses/by/4.0/, }"),
    ("url: /notes/}", "url: //evil.example/}"),
    ("url: /notes/}", "url: \"data:text/html,x\"}"),
    ("limit: 3", "limit: 0"), ("limit: 3", "limit: -1"), ("tag_page_size: 2", "tag_page_size: 0"),
  ])
  func settingsAreHeldToTheOneRule(_ old: String, _ new: String) throws {
    let site = try TestSite()
    try site.edit("Content/site.yaml", old, new)
    let said = try site.build().diagnostics.map(\.identifier)
    let isLink = new.contains("javascript") || new.contains("evil") || new.contains("data:")
    #expect(said == (new.contains(", }") ? [] : [isLink ? "UnsafeLink" : "InvalidValue"]))
  }
}

extension TestSite {
  /// The bytes of the list of what is published, which has the hash of every file.
  fileprivate func manifestOfOutput() throws -> String { try read("Output/.assay-manifest") }
}
