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

  // MARK: - With the hints

  private static func told(_ markdown: String) -> [String] {
    Document(parsing: markdown, path: "p.md").slips(roles: ["sql", "claim"]).map { diagnostic in
      let start = diagnostic.range?.start ?? .start
      return "\(start.line):\(start.column) \(diagnostic.identifier): \(diagnostic.hint ?? "")"
    }
  }

  /// Each with what an author is to write in its place.
  @Test(arguments: [
    ("It is `{sql: 0.0} select 1`.", "1:7 RoleAsCode: write `{sql 0.0} select 1`"),
    ("It is `{ sql: select 1}`.", "1:7 RoleAsCode: write `{sql} select 1`"),
    ("It is `{claim: C001}`.", "1:7 RoleAsCode: write `{claim C001}`"),
    (
      "It is `{sql 0.0 select 1`.",
      "1:7 RoleAsCode: put a } behind 'sql' and its format, as in `{sql} …`"
    ),
    ("It is `r max(x)`.", "1:7 RoleAsCode: let a query compute it: `{sql} select …`"),
    ("Or `r rents$low`.", "1:4 RoleAsCode: let a query compute it: `{sql} select …`"),
    (
      "A.\n%% a note\nto myself %%",
      "2:1 ForeignMark: write <!-- and --> around what readers are not to see"
    ),
    ("%%\n\nA.", "1:1 ForeignMark: write <!-- and --> around what readers are not to see"),
    ("It is ==marked==.", "1:7 ForeignMark: write **marked**"),
    ("See @fig:rents.", "1:5 ForeignMark: write @fig-rents"),
    ("See (@tab:a:b).", "1:6 ForeignMark: write @tbl-a-b"),
    ("See \\@ref(fig:rents).", "1:5 ForeignMark: write @fig-rents"),
    ("See \\ref{sec:a}.", "1:5 ForeignMark: write @sec-a"),
    ("See \\ref{a}.", "1:5 ForeignMark: write @fig-id, @tbl-id or @sec-id"),
    ("So \\citep[p. 3]{a, b}.", "1:4 ForeignMark: write [@a; @b]"),
    ("\\newpage", "1:1 ForeignMark: take it out: the style sheet sets what pages look like"),
    (
      "A.\n{: .lead}",
      "2:1 ForeignMark: only headings take an id, {#id}; sizes and colours are the style sheet's"
    ),
    ("## A {: #a}", "1:6 ForeignMark: a heading takes an id alone, at its end: {#id}"),
    ("{:toc}", "1:1 ForeignMark: the template prints the list of contents: page.contents"),
    (
      "A.^[See b.]",
      "1:3 ForeignMark: write [^note] here, and in a line of its own [^note]: and the words"
    ),
    (
      "{{ page.title }}",
      "1:1 ForeignMark: a text has no variables: a page's title and the like are printed by "
        + "its template"
    ),
    ("{{< figure src=\"x.png\" >}}", "1:1 ForeignMark: write ![words](x.png)"),
    ("{{< ref \"x.md\" >}}", "1:1 ForeignMark: write [words](x.md)"),
    ("{% link x.md %}", "1:1 ForeignMark: write [words](x.md)"),
    (
      "{% include x.md %}",
      "1:1 ForeignMark: what is to be included is named by an 'include' block"
    ),
    ("See ![[map.png|300]].", "1:5 ForeignMark: write ![words](map.png)"),
    ("See [[Page|the page]].", "1:5 ForeignMark: write [the page](page.md)"),
    ("See ** rose **.", "1:5 MarkdownSlip: write no blanks inside the stars: **rose**"),
    ("See **rose **.", "1:5 MarkdownSlip: write no blanks inside the stars: **rose**"),
    ("See [@x, p. 1][p. 2].", "1:5 MarkdownSlip: write [@x, p. 1, p. 2]"),
    (
      "The [words][a].",
      "1:5 MarkdownSlip: say in a line of its own where it leads: [a]: address; or write "
        + "[words](address)"
    ),
    ("See [](x.md).", "1:5 MarkdownSlip: write some in its brackets: [words](x.md)"),
    (
      "See [x](#).",
      "1:5 MarkdownSlip: write its address in place of #: a file, as in method.md, or https://…"
    ),
    ("![Map](a map.png)", "1:1 MarkdownSlip: write %20 for each blank of the address: a%20map.png"),
    (
      "A [t](https://x.example/a b.pdf).",
      "1:3 MarkdownSlip: write %20 for each blank of the address: https://x.example/a%20b.pdf"
    ),
    (
      "A [t](map (1).png \"T\").",
      "1:3 MarkdownSlip: write %20 for each blank of the address: map%20(1).png"
    ),
    ("```{sql months, echo=FALSE}\nselect 1\n```", "1:4 ForeignMark: write ```sql months"),
  ])
  func whatIsToBeWrittenIsSaid(_ markdown: String, _ told: String) {
    #expect(Self.told(markdown) == [told])
  }

  /// Lines that are not what they look like.
  @Test(arguments: [
    ("A:\n| a | b |\n| 1 | 2 |", "2:1 MarkdownSlip: put a line |---|---| below the first row"),
    (
      "> | a | b |\n> |---|\n> | 1 | 2 |",
      "1:3 MarkdownSlip: the line below the first row has one --- for each column: |---|---|"
    ),
    (
      "|---|\n| 1 |",
      "1:1 MarkdownSlip: put a row with the names of the columns above it, and no empty line between"
    ),
    (
      "A:\n• one\n• two",
      "2:1 MarkdownSlip: begin each with - and a blank, and put an empty line before the first"
    ),
    (
      "· one\n  more\n· two",
      "1:1 MarkdownSlip: begin each with - and a blank, and put an empty line before the first"
    ),
    (
      "A:\n– one\n– two",
      "2:1 MarkdownSlip: begin each with - and a blank, and put an empty line before the first"
    ),
    (
      "It rose.\n---\nA.",
      "2:1 MarkdownSlip: put an empty line above it, and it is a rule; begin a heading with ##"
    ),
    (
      "> It rose\n> and fell\n> ---",
      "3:3 MarkdownSlip: put an empty line above it, and it is a rule; begin a heading with ##"
    ),
    (
      "- a b c d e f g h i j k l **m**\n  ---",
      "2:3 MarkdownSlip: put an empty line above it, and it is a rule; begin a heading with ##"
    ),
    (
      "> [!NOTE] On it\n> x",
      "1:3 MarkdownSlip: let it stand alone in its line, and begin the words in the next"
    ),
    (
      "> [!tip]- **On it**",
      "1:3 MarkdownSlip: let it stand alone in its line, and begin the words in the next"
    ),
    (
      "> [!info] On it",
      "1:3 UnknownAlert: known here: CAUTION, IMPORTANT, NOTE, TIP, WARNING; the mark stands alone "
        + "in its line"
    ),
  ])
  func aLineThatIsNotWhatItLooksLikeIsTold(_ markdown: String, _ told: String) {
    #expect(Self.told(markdown) == [told])
  }

  @Test(arguments: [
    "`{sql: true}`, `{claim: C001, x: 1}`, `{x: 1}`", "`r (radius)` and `r = 2`",
    "At 5 %%, or 100%% of %d and %%.", "a == b == c, x==1 and y==2",
    "a@fig:x, `@fig:x` and \\@fig:x",
    "\\\\cite{a}, \\\\newpage, C:\\newpage and \\newpages",
    "x^[2] and ^[a-z]+", "`{{ a }}` and \\{{ a }}",
    "2 ** 3 ** 4, and *** p, ** q, * r", "[@a][@b] and [@a][^1]\n\n[^1]: b",
    "a[i][j], [1][2], [the words][b] and \\[the words][c]\n\n[b]: x.md",
    "[Back to top](#) [![y](z.png)](q.md) [`{sql} select 1`](a.md) [x](#a)",
    "[a](said before), [x](b.md \"a title\") and \\[x](a b.md)",
    "| one line |", "\\| a |\n\\| b |", "| a |\n|---|\n| 1 |", "A | b |\nc | d |",
    "• one\n\n• two", "• one  \n• two", "• one\nand more", "- •\n- •",
    "It rose\n– so\nand\n– so on",
    "Head\n---", "It rose.\n===", "It rose.\n\n---", "## It rose.\n---", "A.\n***",
    "> [!NOTE]\n> x", "> \\[!NOTE] x", "> [!NOTE](x.md) y", "> A [!NOTE] b", "[!NOTE] x",
    "````\n```{sql a}\n```\n````",
  ])
  func whatOnlyLooksLikeASlipIsLetBe(_ markdown: String) {
    #expect(Self.told(markdown) == [])
  }
}
