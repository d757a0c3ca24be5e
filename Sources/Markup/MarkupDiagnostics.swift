import Basics

/// Every sentence that this module says to an author.
enum MarkupDiagnostics {
  static func tooComplex(_ words: String, _ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "MarkdownTooComplex", path: path, range: range,
      "this text has \(words), and parsing it would take too long",
      hint: "divide it into several files, or into paragraphs with empty lines between them")
  }

  static func unsafeLink(_ link: Link) -> Diagnostic {
    let what = link.isImage ? "image source" : "link"
    return Diagnostic(
      .error, "UnsafeLink", path: link.path, range: link.range,
      "the \(what) '\(shortened(link.destination))' has a scheme that can run code or read files",
      explanation:
        "javascript:, vbscript:, file: and data: (but for images) are refused in links.",
      hint: "link to a page, a file of the site or an https address")
  }

  static func duplicateID(
    _ id: String, path: String, range: SourceRange, firstPath: String, firstRange: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, "DuplicateID", path: path, range: range,
      "the id '\(id)' is given twice on this page",
      notes: [Diagnostic.Note(path: firstPath, range: firstRange, text: "it is given here first")],
      hint: "write another id, as in {#\(id)-2}")
  }

  static func unknownAlert(_ name: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "UnknownAlert", path: path, range: range,
      "there is no alert of the kind '\(shortened(name))'",
      hint: didYouMean(name.uppercased(), among: Callout.allCases.map(\.marker)))
  }

  static func undefinedFootnote(_ label: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UndefinedFootnote", path: path, range: range,
      "the footnote '\(shortened(label))' is referred to and not defined",
      hint: "write its text in a line of its own: [^\(shortened(label))]: ...")
  }

  static func rawHTMLShown(_ html: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "RawHTMLEscaped", path: path, range: range,
      "the HTML '\(shortened(html))' is shown as text",
      hint: "raw_html: true in site.yaml lets HTML through; `code` marks text that is meant so")
  }

  static func unclosedFrontMatter(path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "UnclosedFrontMatter", path: path, range: range,
      "the front matter that begins here has no end",
      hint: "put a line '---' after its last key")
  }

  static func unclosedFence(_ fence: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "UnclosedFence", path: path, range: range,
      "this block is never closed: all that follows is part of it",
      hint: "end it with a line \(fence)")
  }

  static func blankInRole(_ role: InlineRole) -> Diagnostic {
    let arguments = role.arguments.isEmpty ? "" : " " + role.arguments
    let content = role.content.isEmpty ? "" : " " + shortened(role.content)
    return Diagnostic(
      .warning, "RoleAsCode", path: role.path, range: role.range,
      "a blank before '\(role.name)' makes this code that readers see",
      hint: "write `{\(role.name)\(arguments)}\(content)`")
  }

  static func roleBeforeCode(
    _ role: String, code: String, path: String, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .warning, "RoleAsCode", path: path, range: range,
      "'\(role)' stands before the code, so readers see both",
      hint: "write `\(role) \(shortened(code))`")
  }

  static func foreignMark(
    _ mark: String, _ kind: ForeignMark, path: String, range: SourceRange
  ) -> Diagnostic {
    let mark = shortened(mark)
    if kind == .role || kind == .cutRole {
      let hint =
        kind == .role
        ? "put the role and what it says in backticks: `\(mark) …`"
        : "close it with a backtick; in a table write \\| for a bar, or name the result and use its name"
      return Diagnostic(
        .warning, "RoleAsText", path: path, range: range,
        kind == .role
          ? "'\(mark)' is text here, and readers see it"
          : "this role has no end, and readers see it",
        hint: hint)
    }
    let hint =
      switch kind {
      case .attributes: "only headings take an id, {#id}; sizes and colours are the style sheet's"
      case .headingAttributes: "a heading takes an id alone, at its end: {#id}"
      case .container, .admonition: "write a quote that begins with [!NOTE]"
      case .formula: "write it in words or with Unicode's signs (x², CO₂), or show it as a picture"
      case .shortcode: "what is to be included is named by an 'include' block"
      case .wikiLink: "write [words](page.md)"
      case .contents: "the template prints the list of contents: page.contents"
      case .tomlFrontMatter: "write the front matter in YAML, between two lines ---"
      case .command: "write Markdown: **bold**, *italics*, [@source], [words](address)"
      case .hash: "put a blank behind the signs of a heading: \(spaced(mark))"
      case .partedLink: "write no blank between the words and the address: [words](address)"
      case .turnedLink: "the words stand in square brackets: [words](address)"
      case .conflict: "take out one of the two versions, and the lines of git's"
      case .role, .cutRole: ""
      }
    if [.hash, .partedLink, .turnedLink].contains(kind) {
      return Diagnostic(
        .warning, "MarkdownSlip", path: path, range: range,
        "'\(mark)' is no \(kind == .hash ? "heading" : "link"), and readers see it as it stands",
        hint: hint)
    }
    return Diagnostic(
      .warning, "ForeignMark", path: path, range: range,
      "'\(mark)' is a mark of other tools, and readers see it as it stands", hint: hint)
  }

  /// `##Levels` with a blank behind its signs.
  private static func spaced(_ heading: String) -> String {
    let signs = heading.prefix { $0 == "#" }
    return "\(signs) \(heading.dropFirst(signs.count))"
  }

  static func noteWithoutMark(_ mark: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "UnusedFootnote", path: path, range: range,
      "nothing in the text leads to the note '\(mark)', so it is not printed",
      hint: "put \(mark) where it belongs, or take the note out")
  }

  static func indentedBlock(_ line: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "four blanks before '\(shortened(line))' make it code that readers see",
      hint: "begin the block at the start of its line")
  }

  static func foreignBlock(_ kind: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "ForeignMark", path: path, range: range,
      "'\(kind)' is a block of other tools, and readers see its text as code",
      hint: kind == "vega-lite" || kind == "vega"
        ? "write ```chart #fig-id" : "write a sql, table or chart block, or show a picture")
  }

  static func markdownInText(_ mark: String, path: String, range: SourceRange) -> Diagnostic {
    let hint =
      mark.hasPrefix("[@")
      ? "name it under 'source', or cite it in the text of the page"
      : "write the words alone; Markdown is for the text of the page"
    return Diagnostic(
      .warning, "MarkdownInText", path: path, range: range,
      "no Markdown is read in this text, and readers see '\(shortened(mark))' as it stands",
      hint: hint)
  }

  static func struckIndex(_ words: String, path: String, range: SourceRange) -> Diagnostic {
    let low = String(
      String.UnicodeScalarView(
        words.unicodeScalars.compactMap { Unicode.Scalar($0.value - 48 + 0x2080) }))
    return Diagnostic(
      .warning, "StruckIndex", path: path, range: range,
      "'~\(words)~' is struck through, not set low",
      hint: "write \(low); ~~\(words)~~ if it is meant")
  }

  static func roleWithoutBraces(_ code: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "RoleAsCode", path: path, range: range,
      "without braces this is code that readers see",
      hint: "write `{sql}\(shortened(String(code.dropFirst(3))))`")
  }

  static func droppedCells(
    _ cells: Int, of columns: Int, path: String, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .warning, "DroppedCells", path: path, range: range,
      "this row has \(cells) cells and the table \(columns) columns: the rest is not shown",
      hint: "a bar ends a cell, in code too: write \\| for one that does not")
  }

  /// The first line of a text, at most 60 characters of it.
  private static func shortened(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" }
    return line.count > 60 ? line.prefix(59) + "…" : String(line)
  }
}
