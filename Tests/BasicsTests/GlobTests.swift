import Basics
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("notes/a.md", ["notes/a.md"], ["notes/b.md", "notes/a.md2", "Content/notes/a.md"]),
    ("notes/*.md", ["notes/a.md", "notes/.md"], ["notes/2026/a.md", "notes/a.txt", "notes"]),
    ("notes/**", ["notes/a.md", "notes/2026/a.md", "notes/"], ["notes", "other/notes/a.md"]),
    ("**/*.md", ["a/b.md", "a/b/c.md"], ["b.md", "a/b.txt"]),
    ("F0?", ["F01", "F0x"], ["F0", "F012", "F0/"]),
    ("https://*.example/**", ["https://a.example/x/y"], ["https://a.b/c.example/x"]),
    ("**", ["", "a/b"], []),
    ("", [""], ["a"]),
    ("*a*b", ["ab", "xaxb", "aab", "abab"], ["ba", "a/b", "abc"]),
  ])
  func aPatternFits(_ pattern: String, _ good: [String], _ bad: [String]) {
    for name in good { #expect(Glob(pattern).matches(name), "\(pattern) should fit \(name)") }
    for name in bad { #expect(!Glob(pattern).matches(name), "\(pattern) should not fit \(name)") }
  }

  @Test func aHostilePatternTakesNoLongTime() {
    let pattern = Glob(String(repeating: "*a", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
  }
}
