import Basics
import SiteBuild
import Testing

/// A mistake in a text within a text is said at the line and column where it stands in the file.
@Suite struct PlacedTextTests {
  private static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    return "\(start) \(diagnostic.identifier)"
  }

  private func said(_ text: String, matter: String = "title: P") throws -> [String] {
    let site = try TestSite()
    try site.write("Content/p.md", "---\n\(matter)\n---\n\(text)\n")
    return try site.build().diagnostics.map(Self.line)
  }

  @Test(arguments: [
    ("A `{sql} select maxx(pct) from share`.", "4:17 UnknownFunction"),
    ("A `{sql} select\nmaxx(pct) from share`.", "5:1 UnknownFunction"),
    ("A `{sql} select max(pct)\n   from shar`.", "5:9 UnknownTable"),
    ("> A `{sql} select max(pct)\n> from shar`.", "5:8 UnknownTable"),
    ("- A `{sql} select max(pct)\n  from\n  shar`.", "6:3 UnknownTable"),
    ("| a |\n|---|\n| `{sql} select 1 \\|\\| xx` |", "6:24 UnknownColumn"),
    ("A `{assert} 1 <\n(select max(pct) from shar) :: b`.", "5:23 UnknownTable"),
    ("Ä `{sql} select 'ä',\n'ä' || xx from share`.", "5:8 UnknownColumn"),
    ("```sql q\nselect pct\nfrom shar\n```", "6:6 UnknownTable"),
    ("- b\n\n  ```sql q\n  select pct\n  from shar\n  ```", "8:8 UnknownTable"),
  ])
  func aMistakeInTheText(_ text: String, _ expected: String) throws {
    #expect(try said(text) == [expected])
  }

  @Test(arguments: [
    ("caption: 'A `{sql} select max(a)\n  from z`.'", "10:8 UnknownTable"),
    ("caption: 'It''s `{sql} select ''x'' from z`.'", "9:42 UnknownTable"),
    ("caption: A `{sql} select 1`, `{sql} select max(a)\n  from z`.", "10:8 UnknownTable"),
    ("caption: C\nnote: |\n  One\n  two `{sql} select a\n  from z`.", "13:8 UnknownTable"),
    ("caption: C\nnote: >-\n  One\n  two `{sql} select\n  max(b) from q`.", "13:7 UnknownColumn"),
    ("caption: \"A \\\"b\\\" `{sql} select max(b) from q`\"", "9:37 UnknownColumn"),
    ("caption: C\ncolums: [a]", "10:1 UnknownKey"),
    ("caption: C\ncolumns:\n- {name: a,\n  labell: A}", "12:3 UnknownKey"),
  ])
  func aMistakeInABlocksText(_ options: String, _ expected: String) throws {
    let text = "```sql q\nselect 1 as a\n```\n\n```table q\n\(options)\n```"
    #expect(try said(text).first == expected)
  }

  @Test(arguments: [
    ("title: P\nsummary: A `{sql} select 1` b", "3:10 RoleInFrontMatter"),
    ("title: '`{claim F1}` b'", "2:8 RoleInFrontMatter"),
    ("title: P\ntags: [a, '`{sql} select 1`']", "3:11 RoleInFrontMatter"),
    ("title: P {sql} select 1", "2:8 RoleAsText"),
    ("title: 'P [@usgs-2026]'", "2:8 MarkdownInText"),
    ("title: P\nsummary: '**P** q'", "3:10 MarkdownInText"),
    ("title: P\nsummary: '{{< p >}}'", "3:10 ForeignMark"),
    ("title: P 1 * 2 ** 3 [a] (b)", ""),
  ])
  func theFrontMatterIsPrintedAsItStands(_ matter: String, _ expected: String) throws {
    #expect(try said("Text.", matter: matter) == [expected].filter { !$0.isEmpty })
  }

  @Test(arguments: [
    ("caption: C {sql} select 1", ["9:10 RoleAsText"]),
    ("caption: C\nnote: See [it](https://a.example/)", ["10:7 MarkdownInText"]),
    ("caption: C\nnote: See $x^2$ and {width=3}", ["10:7 ForeignMark", "10:7 ForeignMark"]),
    ("caption: C\nempty: '{{< no >}}'", ["10:8 ForeignMark"]),
    ("caption: C\ncolumns: [{name: a, label: '**A**'}]", ["10:28 MarkdownInText"]),
    ("caption: C `{sql} select a from q` d", []),
  ])
  func theTextsOfATableToo(_ options: String, _ expected: [String]) throws {
    let text = "```sql q\nselect 1 as a\n```\n\n```table q\n\(options)\n```"
    #expect(try said(text) == expected)
  }

  @Test func theTextsOfAChartToo() throws {
    let text = """
      ```chart
      data: {values: [{a: 1}]}
      title:
        text: [One, '{{< two >}}']
        subtitle: 'As [@usgs-2026] says'
      description: See `code`
      mark: point
      encoding: {x: {field: a, type: quantitative, axis: {title: '{sql} a'}}}
      usermeta: {note: '**N**'}
      ```
      """
    #expect(
      try said(text) == [
        "7:15 ForeignMark", "8:13 MarkdownInText", "9:14 MarkdownInText", "11:60 RoleAsText",
        "12:18 MarkdownInText",
      ])
  }
}
