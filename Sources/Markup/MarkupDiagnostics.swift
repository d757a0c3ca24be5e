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

  /// - Parameter isAlone: whether the mark has its line for itself, as it must.
  static func unknownAlert(
    _ name: String, isAlone: Bool = true, path: String, range: SourceRange
  ) -> Diagnostic {
    let known = didYouMean(name.uppercased(), among: Callout.allCases.map(\.marker))
    return Diagnostic(
      .warning, "UnknownAlert", path: path, range: range,
      "there is no alert of the kind '\(shortened(name))'",
      hint: isAlone ? known : known.map { "\($0); the mark stands alone in its line" })
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

  /// - Parameter reason: what stands next to the role's name: "a blank before".
  static func roleAsCode(_ role: InlineRole, because reason: String) -> Diagnostic {
    let arguments = role.arguments.isEmpty ? "" : " " + role.arguments
    let content = role.content.isEmpty ? "" : " " + shortened(role.content)
    return Diagnostic(
      .warning, "RoleAsCode", path: role.path, range: role.range,
      "\(reason) '\(role.name)' makes this code that readers see",
      hint: "write `{\(role.name)\(arguments)}\(content)`")
  }

  static func unclosedRole(_ name: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "RoleAsCode", path: path, range: range,
      "the brace before '\(name)' is not closed, which makes this code that readers see",
      hint: "put a } behind '\(name)' and its format, as in `{\(name)} …`")
  }

  static func codeOfR(_ code: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "RoleAsCode", path: path, range: range,
      "'\(shortened(code))' is code of R, which is not run, and readers see it",
      hint: "let a query compute it: `{sql} select …`")
  }

  static func roleBeforeCode(
    _ role: String, code: String, path: String, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .warning, "RoleAsCode", path: path, range: range,
      "'\(role)' stands before the code, so readers see both",
      hint: "write `\(role) \(shortened(code))`")
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

  static func blockInBraces(_ block: FencedBlock) -> Diagnostic {
    let words = block.arguments.isEmpty ? block.kind : "\(block.kind) \(block.arguments)"
    return Diagnostic(
      .error, "ForeignMark", path: block.path, range: block.infoRange,
      "braces around a block's kind are those of other tools", hint: "write ```\(words)")
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
  static func shortened(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" }
    return line.count > 60 ? line.prefix(59) + "…" : String(line)
  }
}
