import Basics

/// What a mark is, which decides what is to be said of it.
enum ForeignMark {
  case attributes, headingAttributes, container, admonition, formula, shortcode, wikiLink, contents
  case tomlFrontMatter, role, cutRole, command, comment, highlight, reference, inlineNote
  case hash, partedLink, turnedLink, spacedLink, undefinedLink, partedCitation, looseStars, conflict

  /// Whether it means something only where Markdown is read.
  var isOfMarkdown: Bool {
    switch self {
    case .cutRole, .wikiLink, .hash, .partedLink, .turnedLink, .spacedLink, .undefinedLink,
      .partedCitation, .looseStars, .comment, .highlight, .reference, .inlineNote:
      true
    default: false
    }
  }
}

/// Looks for marks in the text of one block.
struct ForeignMarkScan {
  let text: [UInt8]
  let isHeading: Bool
  /// Where a stretch of text begins, behind a link's end for instance.
  let starts: Set<Int>
  let roles: [String]
  private(set) var marks: [(kind: ForeignMark, range: Range<Int>)] = []

  init(_ block: ProseBlock, roles: [String]) {
    text = block.text
    isHeading = block.kind == .heading
    starts = Set(block.stretches.map(\.offset))
    self.roles = roles
  }

  /// Of a text that is no Markdown.
  init(_ text: [UInt8], roles: [String]) {
    self.text = text
    isHeading = false
    starts = []
    self.roles = roles
  }

  mutating func run() {
    var index = 0
    while index < text.count {
      let mark: (ForeignMark, Int)? =
        switch text[index] {
        case UInt8(ascii: "{"): brace(index)
        case UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "<"):
          lineStart(index)
        case UInt8(ascii: "!"): picture(index) ?? lineStart(index)
        case UInt8(ascii: "("): turnedLink(index)
        case UInt8(ascii: "$"): formula(index)
        case UInt8(ascii: "["): bracket(index)
        case UInt8(ascii: "`"): cutRole(index)
        case UInt8(ascii: "\\"): command(index)
        case UInt8(ascii: "%"): comment(index)
        case UInt8(ascii: "="): highlight(index)
        case UInt8(ascii: "*"): looseStars(index)
        case UInt8(ascii: "@"): reference(index)
        case UInt8(ascii: "^"): inlineNote(index)
        default: nil
        }
      if let (kind, end) = mark {
        marks.append((kind, index..<end))
        index = end
      } else {
        index += 1
      }
    }
  }

  func has(_ words: String, at index: Int) -> Bool {
    text[index...].starts(with: words.utf8)
  }

  private func end(of words: String, from index: Int) -> Int? {
    var index = index
    while index + words.utf8.count <= text.count {
      if has(words, at: index) { return index + words.utf8.count }
      index += 1
    }
    return nil
  }

  func lineEnd(_ index: Int) -> Int {
    text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
  }

  /// The rest of the line, as far as a mark may reach: lines can be very long.
  func near(_ index: Int) -> ArraySlice<UInt8> {
    text[index..<min(text.count, index + 1_000)].prefix { $0 != UInt8(ascii: "\n") }
  }

  func place(of sign: Unicode.Scalar, in line: ArraySlice<UInt8>, from index: Int) -> Int? {
    index < line.endIndex ? line[index...].firstIndex(of: UInt8(ascii: sign)) : nil
  }

  /// Whether no word goes on here.
  func isWordStart(_ index: Int) -> Bool {
    index == 0 || isBlank(text[index - 1]) || "([\"'".utf8.contains(text[index - 1])
  }

  /// `{width=50%}`, `{.unnumbered}`, `{: .lead}`, `{{< video >}}`, `{% include %}`, `{sql} …`
  private func brace(_ index: Int) -> (ForeignMark, Int)? {
    for (open, close) in [("{{", "}}"), ("{%", "%}")] where has(open, at: index) {
      if let end = end(of: close, from: index + 2) { return (.shortcode, end) }
    }
    guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let inner = text[(index + 1)..<close]
    if let parts = InlineRole.split(text[index...close]), parts.content.isEmpty,
      roles.contains(String(decoding: text[parts.name], as: UTF8.self))
    {
      // Before code it is told by `slips`.
      let rest = text[(close + 1)...].drop(while: isBlank)
      return rest.starts(with: ProseBlock.object) ? nil : (.role, close + 1)
    }
    if inner.elementsEqual(":toc".utf8) { return (.contents, close + 1) }
    // In formulas braces stand behind a letter: f{x=1}.
    let isJoined = index > 0 && isLetter(text[index - 1]) && !starts.contains(index)
    let words = inner.first == UInt8(ascii: ":") ? inner.dropFirst() : inner
    guard !isJoined, Self.areAttributes(words) else { return nil }
    if isHeading {
      let isOurs = inner.first == UInt8(ascii: "#") && !inner.contains(where: isBlank)
      let isLast = text[(close + 1)...].allSatisfy(isBlank)
      return isOurs && isLast ? nil : (.headingAttributes, close + 1)
    }
    return (.attributes, close + 1)
  }

  /// Whether all words are `#id`, `.class` or `key=value`.
  private static func areAttributes(_ words: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: words, as: UTF8.self).split(separator: " ")
    guard !words.isEmpty else { return false }
    return words.allSatisfy { word in
      let rest = word.dropFirst()
      if word.first == "#" || word.first == "." {
        return rest.first?.isLetter ?? false
          && rest.allSatisfy { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0].first?.isLetter ?? false
        && parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        && !parts[1].isEmpty
    }
  }

  /// `:::`, `!!! note` and `+++` at the start of a line.
  private func lineStart(_ index: Int) -> (ForeignMark, Int)? {
    guard index == 0 || text[index - 1] == UInt8(ascii: "\n") else { return nil }
    if has(":::", at: index) { return (.container, lineEnd(index)) }
    if has("!!! ", at: index) { return (.admonition, lineEnd(index)) }
    if index == 0, has("+++\n", at: 0) { return (.tomlFrontMatter, 3) }
    if has("<<<<<<< ", at: index) { return (.conflict, lineEnd(index)) }
    if has("##", at: index) {
      let words = text[index...].drop { $0 == UInt8(ascii: "#") }
      guard words.startIndex - index <= 6, let first = words.first, isLetter(first) || first >= 0x80
      else { return nil }
      return (.hash, lineEnd(index))
    }
    return nil
  }

  /// `$x^2$` and `$$…$$`, as Pandoc reads them; sums of money are let be.
  private func formula(_ index: Int) -> (ForeignMark, Int)? {
    if has("$$", at: index) { return end(of: "$$", from: index + 2).map { (.formula, $0) } }
    let before = index > 0 ? text[index - 1] : 32
    guard !isWordByte(before), index + 1 < text.count,
      let close = text[(index + 1)..<lineEnd(index)].firstIndex(of: UInt8(ascii: "$"))
    else { return nil }
    let inner = text[(index + 1)..<close]
    guard let first = inner.first, let last = inner.last, !isBlank(first), !isBlank(last),
      isLetter(first) || first == UInt8(ascii: "\\"),
      inner.count <= 2 || inner.contains(where: { "\\^_=".utf8.contains($0) })
    else { return nil }
    if close + 1 < text.count, text[close + 1] >= 48, text[close + 1] <= 57 { return nil }
    return (.formula, close + 1)
  }

  /// A backtick with a role behind it, whose other backtick a table's pipe cut off.
  private func cutRole(_ index: Int) -> (ForeignMark, Int)? {
    guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "{"),
      let parts = InlineRole.split(text[(index + 1)...]),
      roles.contains(String(decoding: text[parts.name], as: UTF8.self))
    else { return nil }
    return (.cutRole, text.count)
  }

  /// `\cite{key}`, `\textbf{words}`, `\newpage`: LaTeX.
  private func command(_ index: Int) -> (ForeignMark, Int)? {
    var end = index + 1
    while end < text.count, isLetter(text[end]) { end += 1 }
    let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
    if Self.commandsAlone.contains(name) {
      let isAlone = isWordStart(index) && (end == text.count || isBlank(text[end]))
      return isAlone ? (.command, end) : nil
    }
    guard Self.commands.contains(name) else { return nil }
    if end < text.count, text[end] == UInt8(ascii: "["),
      let close = place(of: "]", in: near(end), from: end)
    {
      end = close + 1
    }
    guard end < text.count, text[end] == UInt8(ascii: "{"),
      let close = text[end...].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return (.command, close + 1)
  }

  private static let commands: Set<String> = [
    "cite", "citep", "citet", "ref", "autoref", "cref", "label", "footnote", "textbf", "textit",
    "emph", "section", "subsection", "begin", "end", "href", "url", "includegraphics",
  ]

  /// Those that stand without braces.
  static let commandsAlone: Set<String> = [
    "newpage", "pagebreak", "clearpage", "noindent", "bigskip", "medskip", "smallskip",
  ]
}
