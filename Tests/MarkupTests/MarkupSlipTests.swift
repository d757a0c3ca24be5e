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
    "`{sql} select 1` and `{ x: 1 }`, {…} and `` `{ sql } x` ``", "{claim F1} words `code`",
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
