/// A generator of Markdown documents from a seed: nesting, Unicode, long lines, broken syntax.
struct RandomMarkdown {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0xD134_2543_DE82_EF95 &+ 0x5851_F42D_4C95_7F2D
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  mutating func document() -> String {
    var text = ""
    for _ in 0..<(1 + below(9)) { text += block(depth: 0) + (below(6) == 0 ? "\n" : "\n\n") }
    if below(8) == 0 { text = text.split(separator: "\n").joined(separator: "\r\n") }
    return text
  }

  private mutating func block(depth: Int) -> String {
    switch below(depth > 4 ? 5 : 13) {
    case 0: return paragraph()
    case 1: return String(repeating: "#", count: 1 + below(7)) + " " + inline(depth: 0)
    case 2: return paragraph() + "\n" + pick(["===", "---"])
    case 3:
      return pick(["```", "~~~~"]) + pick(["", "swift", "sql x"]) + "\nlet a = `b` < c\n\n  ~~x~~\n"
        + pick(["```", "~~~~", ""])
    case 4: return table()
    case 5: return prefixed(pick(["> ", ">", " > "]), block(depth: depth + 1))
    case 6, 7:
      let marker = pick(["- ", "* ", "1. ", "10) ", "- [x] ", "- [ ] ", "+   "])
      let indent = String(repeating: " ", count: min(marker.count, 4))
      var list = ""
      for _ in 0..<(1 + below(4)) {
        let lines = block(depth: depth + 1).split(separator: "\n", omittingEmptySubsequences: false)
        list += marker + lines.joined(separator: "\n" + indent) + "\n"
        if below(3) == 0 { list += "\n" }
      }
      return list
    case 8: return pick(["<div class=\"a\">\n<script>x</script>\n</div>", "<!-- c -->", "***"])
    case 9: return "    indented `code`\n\n    more"
    case 10: return "[ref]: http://example.org/\(below(9)) \"t\"\n[b]: <u v>\n" + paragraph()
    case 11: return "[^n\(below(3))]: " + paragraph()
    default: return paragraph() + "\n" + paragraph()
    }
  }

  private mutating func prefixed(_ prefix: String, _ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }
      .joined(separator: "\n")
  }

  private mutating func table() -> String {
    let columns = 1 + below(4)
    var text = (0..<columns).map { _ in inline(depth: 2) }.joined(separator: " | ") + "\n"
    text = pick(["| ", "|", ""]) + text
    text +=
      (0..<columns).map { _ in pick(["---", ":-:", "-:", ":-"]) }.joined(separator: "|") + "\n"
    for _ in 0..<below(4) {
      text += "| "
      for _ in 0..<max(1, columns + below(3) - 1) { text += inline(depth: 2) + pick([" | ", "|"]) }
      text += "\n"
    }
    return text
  }

  private mutating func paragraph() -> String {
    var text = ""
    for _ in 0..<(1 + below(4)) {
      text += pick(["", "", "  ", "\t"]) + inline(depth: 0) + pick(["\n", "  \n", "\\\n", "\n"])
    }
    if below(40) == 0 { text += String(repeating: "long word ~~x~~ ", count: 400) }
    return String(text.dropLast())
  }

  private mutating func inline(depth: Int) -> String {
    var text = ""
    for _ in 0..<(1 + below(7)) {
      text += span(depth: depth)
      if below(3) > 0 { text += " " }
    }
    return text
  }

  private mutating func span(depth: Int) -> String {
    if depth > 3 { return word() }
    switch below(22) {
    case 0: return pick(["*", "_"]) + word() + pick(["*", "_"])
    case 1:
      let mark = pick(["*", "_", "**", "__", "~", "~~", "~~~", "***"])
      return mark + inline(depth: depth + 1) + mark
    case 2: return "`" + pick(["a", "{sql} select 1", "x | y", "``", "*no*"]) + "`"
    case 3:
      return "[" + inline(depth: depth + 1) + "](" + pick(["u", "<a b>", "x(y)z", "../a.md#b"])
        + ")"
    case 4: return "![" + word() + "](i.png \"t\")"
    case 5:
      return pick(["http://a.example/x?y=1&z=2", "www.example.com.", "https://é.example/_a_"])
    case 6:
      return pick(["me@example.org", "x.y-z@b.co", "@fig-a", "[@k, p. 1]", "<mailto:a@b.co>"])
    case 7: return pick(["<b>", "</b>", "<i a='1'>", "<?p?>", "<title>", "<!-- x -->"])
    case 8:
      return pick(["&amp;", "&copy;", "&#35;", "&#x1F600;", "&nope;", "\\*", "\\|", "\\~", "\\\\"])
    case 9: return pick(["[ref]", "[x][ref]", "[ref][]", "[b]", "[^n1]", "[^n2]", "[!NOTE]"])
    case 10: return pick(["~", "~~", "*", "_", "`", "[", "]", "(", ")", "!", "|", "<", ":", "w"])
    case 11: return pick(["<http://e.example/a b>", "<https://e.example/~x>"])
    default: return word()
    }
  }

  private mutating func word() -> String {
    pick([
      "gallium", "Wolfram", "naïve", "Ünïcödé", "日本語", "мир", "e\u{301}", "😀", "a~b", "w", "www",
      "x:y", "50",
      "http:", "snake_case_word", "“quoted”", "—", "\u{A0}", "العربية",
    ])
  }
}
