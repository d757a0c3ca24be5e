import Foundation
import Testing

@testable import Exporting

/// A published page as Markdown and as JSON.
@Suite struct ExportedEditionTests {
  private func edition(_ main: String) -> ExportedEdition {
    ExportedEdition(
      html: "<html lang=\"en\"><body><header>no</header><main>\(main)</main></body></html>",
      head: ExportedEdition.Head(
        title: "T", url: "https://example.org/notes/one/", asOf: "2026-02-05"))
  }

  @Test(arguments: [
    ("<h2 id=\"a\">A &amp; b</h2>\n<p>One\n<em>two</em>.</p>", "## A & b\n\nOne *two*.\n"),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
    ("<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>", "3. a\n\n4. b\n"),
    (
      "<p><a href=\"/x/\">y</a> <a href=\"t.csv\">z</a></p>",
      "[y](https://example.org/x/) [z](https://example.org/notes/one/t.csv)\n"
    ),
    (
      "<p>2 * 3_4 &lt;b&gt;<span class=\"visually-hidden\">no</span></p><nav>no</nav>",
      "2 \\* 3\\_4 \\<b\\>\n"
    ),
    (
      "<aside class=\"callout callout-note\"><p class=\"callout-title\">Note</p><p>x</p></aside>",
      "> [!NOTE]\n> x\n"
    ),
    ("<pre><code class=\"language-sql\">select 1\n</code></pre>", "```sql\nselect 1\n```\n"),
    (
      "<table><caption>C</caption><thead><tr><th>a|b</th><th class=\"num\">n</th></tr></thead>"
        + "<tbody><tr><th>x</th><td>1</td></tr></tbody></table>",
      "**C**\n\n| a\\|b | n |\n| --- | ---: |\n| x | 1 |\n"
    ),
    ("<p>one<br>two</p>", "one\\\ntwo\n"),
  ])
  func aTextIsWrittenAsMarkdown(_ html: String, _ markdown: String) {
    #expect(edition(html).markdown() == markdown)
  }

  private static let chart = """
    <figure class="chart" id="fig-a"><figcaption><span class="number">Figure 1</span>
    <strong class="title">Shares</strong> <span class="subtitle">In %</span></figcaption>
    <div class="chart-graphic"><svg><title>t</title><desc>Two bars.</desc><text>9</text></svg></div>
    <details class="data-twin"><summary>Data</summary><table><tr><th>who</th><th>share</th></tr>
    <tr><td>A</td><td>71</td></tr></table></details></figure>
    """

  @Test func aChartIsItsWordsAndItsData() {
    #expect(
      edition(Self.chart).markdown() == """
        **Figure 1: Shares**

        In %

        Two bars.

        | who | share |
        | --- | --- |
        | A | 71 |

        """)
  }

  @Test func programsGetFiguresTablesAndCharts() throws {
    let html = Self.chart + "<p>It is <span data-claim=\"F1\">71 %</span>.</p>"
    let json = try JSONSerialization.jsonObject(with: Data(edition(html).json().utf8))
    let document = try #require(json as? [String: Any])
    #expect((document["head"] as? [String: String])?["as_of"] == "2026-02-05")
    #expect((document["head"] as? [String: String])?["language"] == "en")
    let figure = try #require((document["figures"] as? [[String: String]])?.first)
    #expect(figure == ["text": "71 %", "claim": "F1"])
    let chart = try #require((document["charts"] as? [[String: Any]])?.first)
    #expect(chart["title"] as? String == "Shares")
    #expect((chart["data"] as? [String: Any])?["rows"] as? [[String]] == [["A", "71"]])
    #expect((document["tables"] as? [Any])?.isEmpty == true)
  }
}
