import Basics
import Foundation
import Markup
import Testing

/// Texts that nobody writes and somebody sends.
@Suite struct RobustnessTests {
  static let texts: [(String, String)] = [
    ("quotes", String(repeating: "> ", count: 10_000) + "a"),
    ("lists", String(repeating: "- ", count: 10_000) + "a"),
    ("numbers", String(repeating: "1. ", count: 5_000) + "a"),
    (
      "emphasis",
      String(repeating: "*a **a ", count: 10_000) + String(repeating: "a** a*", count: 10_000)
    ),
    (
      "brackets",
      String(repeating: "[", count: 20_000) + "a" + String(repeating: "](b)", count: 20_000)
    ),
    (
      "images",
      String(repeating: "![", count: 5_000) + "a" + String(repeating: "](b)", count: 5_000)
    ),
    ("tildes", String(repeating: "~~a ", count: 10_000)),
    ("backticks", (1...500).map { String(repeating: "`", count: $0) }.joined(separator: " ")),
    ("braces", "`" + String(repeating: "{a", count: 50_000) + "`"),
    ("ats", String(repeating: "@fig-", count: 50_000)),
    ("citations", String(repeating: "[@a", count: 30_000)),
    ("entities", String(repeating: "&amp;\\*", count: 30_000)),
    ("long line", String(repeating: "word ", count: 200_000)),
    ("lines", String(repeating: "word\n", count: 100_000)),
    ("headings", String(repeating: "# a\n", count: 20_000)),
    ("NUL", String(repeating: "a\0`{b} \0`\0\n", count: 2_000)),
    ("CR", String(repeating: "a\rb `{c} d`\r\r", count: 5_000)),
    ("table", "|a|b|\n|-|-|\n" + String(repeating: "|`{c} d`|[e](f)|\n", count: 20_000)),
    (
      "footnotes",
      (0..<3_000).map { "[^\($0)] a\n\n[^\($0)]: b[^\(($0 + 1) % 3_000)]\n" }.joined(
        separator: "\n")
    ),
    ("tags", String(repeating: "<a href=\"x\">", count: 20_000)),
    ("fence", String(repeating: "```a\n", count: 20_000)),
    ("alerts", String(repeating: "> [!NOTE]\n\n", count: 10_000)),
    ("BOMs", "\u{FEFF}\u{FEFF}# a"),
    ("front", "---\n---"),
  ]

  @Test(arguments: texts.map(\.0))
  func oddTextsNeitherCrashNorTakeForEver(name: String) throws {
    let text = try #require(RobustnessTests.texts.first { $0.0 == name }).1
    let clock = ContinuousClock()
    let source = SourceText(path: "a.md", text: text)
    let reference = clock.measure { _ = renderGFM(source.utf8) }
    let own = clock.measure {
      let rendered = renderFragment(source)
      #expect(!rendered.html.isEmpty || text.contains("---"))
      _ = Document(parsing: source).contents()
    }
    // A debug build is slow, and with a sanitizer slower; what is quadratic takes minutes here.
    let slowness = ProcessInfo.processInfo.environment["ASSAY_SANITIZED"] == nil ? 1 : 6
    let limit = (.seconds(20) + reference * 20) * slowness
    #expect(own < limit, "\(name): \(own), the library \(reference)")
  }

  @Test func deepNestingRendersInFull() {
    let html = render(String(repeating: "> ", count: 3_000) + "a").html
    #expect(html.split(separator: "\n").count { $0 == "<blockquote>" } == 3_000)
    #expect(html.split(separator: "\n").count { $0 == "</blockquote>" } == 3_000)
  }

  @Test func renderingInParallelIsRenderingAlone() async {
    let documents = (1...600).map { seed in
      var generator = RandomMarkdown(seed: UInt64(seed) + 900_000)
      return generator.document()
    }
    let alone = documents.map { render($0).html }
    let together = await inParallel(documents) { render($0).html }
    #expect(alone == together)
  }
}
