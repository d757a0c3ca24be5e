import Basics
import Markup
import Testing

/// Good Markdown that is hardly meant is found, and what is meant is let be.
@Suite struct MarkupSlipTests {
  private static func said(_ markdown: String) -> [String] {
    Document(parsing: markdown, path: "p.md").slips(roles: ["sql", "claim"]).map { diagnostic in
      let start = diagnostic.range?.start ?? .start
      return "\(start.line):\(start.column) \(diagnostic.severity) \(diagnostic.identifier): "
        + "\(diagnostic.summary) (\(diagnostic.hint ?? ""))"
    }
  }

  @Test(arguments: [
    "```sql a\nselect 1\n```\n", "```sql a\nselect 1\n```", "~~~~\n~~~\n~~~~\n\ntext\n",
    "> ```\n> x\n> ```\n", "- a\n\n  ```sh\n  x\n\n  y\n  ```\n\n  more\n", "```a\n```\n",
    "```a\r\nb\r\n```\r\n", "    ```\n    indented\n", "````\n```\n````\n",
    "```\nx\n```   \t\n\nz\n",
    "`{sql} select 1` and `{ x: 1 }`, {…} and `` `{ sql } x` ``",
    "A #tag, ##, ## Levels, x [a] (see b), f(x)[1], (a)[b] and < 5.", "#1 and ##2",
    "A.[^1]\n\n[^1]: Used.", "```md\n[^1]: x\n##Levels\n```", "    code\n    [^2] x",
    "Sets like {a, b} `c` and {x} `y`", "`{sql 0.0} select 1` `x`",
  ])
  func whatIsMeantIsLetBe(_ markdown: String) {
    #expect(Self.said(markdown) == [])
  }

  @Test(arguments: [
    ("Text\n\n```sql z\nselect 1\n\nMore.\n", "3:1", "```"), ("```sql z", "1:1", "```"),
    ("~~~~\na\n~~~\n", "1:1", "~~~~"), ("> ```\n> x\n\ntext\n", "1:3", "```"),
    ("- a\n\n  ```sh\n  x\n\ntext\n", "3:3", "```"),
  ])
  func aFenceWithoutEndIsTold(_ markdown: String, _ place: String, _ fence: String) {
    #expect(
      Self.said(markdown) == [
        "\(place) warning UnclosedFence: this block is never closed: all that follows is part of it "
          + "(end it with a line \(fence))"
      ])
  }

  /// What other tools read and we print, and our roles where they are text.
  @Test(arguments: [
    ("Words\n##Levels", "2:1 MarkdownSlip"), ("See [a] (b.md) there.", "1:5 MarkdownSlip"),
    ("See (a)[https://example.org].", "1:5 MarkdownSlip"), ("<<<<<<< HEAD\nx", "1:1 ForeignMark"),
    ("A.\n\n[^1]: Never used.", "3:1 UnusedFootnote"),
    ("A.\n\n    ```sql x\n    select 1\n    ```", "3:5 MarkdownSlip"),
    ("## Scope {#scope .unnumbered}", "1:10 ForeignMark"),
    ("![x](y.png){width=50%}", "1:12 ForeignMark"),
    ("[a](b.md){.button}", "1:10 ForeignMark"), ("Words {#here} more", "1:7 ForeignMark"),
    (":::note\nx\n:::", "1:1 ForeignMark"), ("!!! note", "1:1 ForeignMark"),
    ("It is $$x^2$$.", "1:7 ForeignMark"), ("It is $x$.", "1:7 ForeignMark"),
    ("It is $\\alpha_1$.", "1:7 ForeignMark"), ("{{< video a >}}", "1:1 ForeignMark"),
    ("{% include a %}", "1:1 ForeignMark"), ("{{ site.title }}", "1:1 ForeignMark"),
    ("See [[Page]].", "1:5 ForeignMark"), ("[TOC]", "1:1 ForeignMark"),
    ("+++\ntitle = 1\n+++", "1:1 ForeignMark"), ("CO~2~", "1:3 StruckIndex"),
    ("{claim F1} words `code`", "1:1 RoleAsText"), ("It is {sql} select 1.", "1:7 RoleAsText"),
    ("`sql select 1`", "1:1 RoleAsCode"), ("| a |\n| - |\n| b | c |", "3:1 DroppedCells"),
    ("| a | b |\n| - | - |\n| `{sql} select 'x'||'y'` | 1 |", "3:1 DroppedCells"),
    ("| a | b | c |\n| - | - | - |\n| `{sql} select 'x'|'y'` | 1 |", "3:3 RoleAsText"),
  ])
  func whatWouldBePrintedIsTold(_ markdown: String, _ told: String) throws {
    let said = try #require(Self.said(markdown).first)
    #expect(said.replacing(" warning", with: "").hasPrefix(told + ":"), "\(said)")
  }

  @Test(arguments: [
    "## Scope {#scope}", "\\{width=50%}", "\\$x$ and \\:::", "It cost $5m, then $6m.",
    "US$5 and A$6.",
    "From $50m in the A$ zone", "`{{< x >}}` and `$x$`", "~~gone~~ and a ~b~", "A: b ::: c",
    "x {a} {b c}",
    "| a | b |\n| - | - |\n| 1 | `x\\|y` |\n| 1 |", "| a |\n| - |\n| b |  \n",
    "> | a |\n> | - |\n> | b |",
    "[1] and [[2]](x.md)", "so !!! x", "f{x=1}y",
  ])
  func whatIsNoMarkIsLetBe(_ markdown: String) {
    #expect(Self.said(markdown) == [])
  }

  @Test(arguments: [
    (
      "It is `{ sql } select 1`.",
      "1:7 warning RoleAsCode: a blank before 'sql' makes this code that readers see (write `{sql} "
        + "select 1`)"
    ),
    (
      "It is `{ claim F1 }`.",
      "1:7 warning RoleAsCode: a blank before 'claim' makes this code that readers see (write "
        + "`{claim F1}`)"
    ),
    (
      "It is {sql 0.0 %} `select 1`.",
      "1:1 warning RoleAsCode: '{sql 0.0 %}' stands before the code, so readers see both (write "
        + "`{sql 0.0 %} select 1`)"
    ),
  ])
  func aRoleThatIsCodeIsTold(_ markdown: String, _ said: String) {
    #expect(Self.said(markdown) == [said])
  }
}
