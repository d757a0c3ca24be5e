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

  /// The first line of a text, at most 60 characters of it.
  private static func shortened(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" }
    return line.count > 60 ? line.prefix(59) + "…" : String(line)
  }
}
