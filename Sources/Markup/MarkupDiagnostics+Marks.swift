import Basics

/// What is said of marks that would be printed as they stand.
extension MarkupDiagnostics {
  static func foreignMark(
    _ mark: String, _ kind: ForeignMark, path: String, range: SourceRange
  ) -> Diagnostic {
    let hint = hint(to: mark, kind)
    let mark = shortened(mark)
    switch kind {
    case .role, .cutRole:
      return Diagnostic(
        .warning, "RoleAsText", path: path, range: range,
        kind == .role
          ? "'\(mark)' is text here, and readers see it"
          : "this role has no end, and readers see it",
        hint: hint)
    case .hash, .partedLink, .turnedLink, .spacedLink, .undefinedLink, .partedCitation,
      .looseStars:
      return Diagnostic(
        .warning, "MarkdownSlip", path: path, range: range,
        "'\(mark)' is \(whatIsMissed(kind)), and readers see it as it stands", hint: hint)
    default:
      return Diagnostic(
        .warning, "ForeignMark", path: path, range: range,
        "'\(mark)' is a mark of other tools, and readers see it as it stands", hint: hint)
    }
  }

  private static func whatIsMissed(_ kind: ForeignMark) -> String {
    switch kind {
    case .hash: "no heading"
    case .looseStars: "no bold text"
    case .partedCitation: "not one citation"
    default: "no link"
    }
  }

  private static func hint(to mark: String, _ kind: ForeignMark) -> String {
    switch kind {
    case .role: "put the role and what it says in backticks: `\(shortened(mark)) …`"
    case .cutRole:
      "close it with a backtick; in a table write \\| for a bar, or name the result and use its name"
    case .attributes: "only headings take an id, {#id}; sizes and colours are the style sheet's"
    case .headingAttributes: "a heading takes an id alone, at its end: {#id}"
    case .container, .admonition: "write a quote that begins with [!NOTE]"
    case .formula: "write it in words or with Unicode's signs (x², CO₂), or show it as a picture"
    case .shortcode: hint(toShortcode: mark)
    case .wikiLink: hint(toWikiLink: mark)
    case .contents: "the template prints the list of contents: page.contents"
    case .tomlFrontMatter: "write the front matter in YAML, between two lines ---"
    case .command: hint(toCommand: mark)
    case .comment: "write <!-- and --> around what readers are not to see"
    case .highlight: "write **\(mark.dropFirst(2).dropLast(2))**"
    case .reference: "write \(reference(to: mark))"
    case .inlineNote: "write [^note] here, and in a line of its own [^note]: and the words"
    case .hash: "put a blank behind the signs of a heading: \(spaced(shortened(mark)))"
    case .partedLink: "write no blank between the words and the address: [words](address)"
    case .turnedLink: "the words stand in square brackets: [words](address)"
    case .spacedLink: hint(toSpacedLink: mark)
    case .undefinedLink: hint(toUndefinedLink: mark)
    case .partedCitation: "write \(mark.replacing("][", with: ", ", maxReplacements: 1))"
    case .looseStars:
      "write no blanks inside the stars: **\(trimmed(mark.dropFirst(2).dropLast(2)))**"
    case .conflict: "take out one of the two versions, and the lines of git's"
    }
  }

  /// `##Levels` with a blank behind its signs.
  private static func spaced(_ heading: String) -> String {
    let signs = heading.prefix { $0 == "#" }
    return "\(signs) \(heading.dropFirst(signs.count))"
  }

  private static func trimmed(_ words: Substring) -> String {
    var words = words.drop(while: \.isWhitespace)
    while words.last?.isWhitespace == true { words.removeLast() }
    return String(words)
  }

  private static func hint(toShortcode mark: String) -> String {
    if let picture = mark.firstMatch(of: #/^\{\{[<%]\s*figure\b.*?\bsrc\s*=\s*["']?([^"'\s>]+)/#) {
      return "write ![words](\(picture.1))"
    }
    if let link = mark.firstMatch(
      of: #/^\{(?:\{[<%]\s*(?:rel)?ref|%-?\s*(?:link|post_url))\s+["']?([^"'\s>%]+)/#)
    {
      return "write [words](\(link.1))"
    }
    if mark.contains(#/^\{\{[^<%]/#) {
      return "a text has no variables: a page's title and the like are printed by its template"
    }
    return "what is to be included is named by an 'include' block"
  }

  private static func hint(toWikiLink mark: String) -> String {
    let inner = mark.drop { $0 == "!" }.dropFirst(2).dropLast(2)
    let parts = inner.split(separator: "|", maxSplits: 1).map(trimmed)
    guard let target = parts.first else { return "write [words](page.md)" }
    if mark.hasPrefix("!") {
      return target.contains(".")
        ? "write ![words](\(target))" : "what is to be included is named by an 'include' block"
    }
    return "write [\(parts.count > 1 ? parts[1] : "words")](page.md)"
  }

  private static func hint(toCommand mark: String) -> String {
    let name = mark.dropFirst().prefix { $0.isLetter }
    let inner = mark.drop { $0 != "{" }.dropFirst().dropLast()
    if ForeignMarkScan.commandsAlone.contains(String(name)) {
      return "take it out: the style sheet sets what pages look like"
    }
    switch name {
    case "cite", "citep", "citet":
      let keys = inner.split(separator: ",").map { "@" + trimmed($0) }
      return "write [\(keys.joined(separator: "; "))]"
    case "ref", "autoref", "cref": return "write \(reference(to: inner))"
    case "footnote": return hint(to: "", .inlineNote)
    default: return "write Markdown: **bold**, *italics*, [@source], [words](address)"
    }
  }

  /// `@fig-rents` for a label of other tools: `fig:rents`, `@fig:rents`, `@ref(fig:rents)`.
  private static func reference(to label: some StringProtocol) -> String {
    guard let match = String(label).firstMatch(of: #/(fig|tbl|tab|sec):([\w-]+(?::[\w-]+)*)/#)
    else {
      return "@fig-id, @tbl-id or @sec-id"
    }
    let kind = match.1 == "tab" ? "tbl" : String(match.1)
    return "@\(kind)-\(match.2.replacing(":", with: "-"))"
  }

  private static func hint(toSpacedLink mark: String) -> String {
    let address = mark.firstRange(of: "](").map { mark[$0.upperBound...].dropLast() } ?? ""
    let encoded = SpacedAddress(address.utf8)?.encoded ?? ""
    return "write %20 for each blank of the address: \(encoded)"
  }

  private static func hint(toUndefinedLink mark: String) -> String {
    let name = mark.firstRange(of: "][").map { mark[$0.upperBound...].dropLast() } ?? ""
    return "say in a line of its own where it leads: [\(name)]: address; or write [words](address)"
  }

  // MARK: Lines and links

  static func rowsOutsideTable(hint: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "these lines are no table, and readers see their bars", hint: hint)
  }

  static func bulletsOutsideList(
    _ bullet: String, path: String, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "lines that begin with '\(bullet)' are no list, and run into one another",
      hint: "begin each with - and a blank, and put an empty line before the first")
  }

  static func headingByRule(path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "this line makes a heading of all the words above it",
      hint: "put an empty line above it, and it is a rule; begin a heading with ##")
  }

  static func alertWithWords(_ name: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "'[!\(name)]' has words behind it, so this is a plain quote and readers see it",
      hint: "let it stand alone in its line, and begin the words in the next")
  }

  static func linkWithoutWords(_ address: String, path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "this link has no words, and readers see nothing of it",
      hint: "write some in its brackets: [words](\(shortened(address)))")
  }

  static func linkToNothing(path: String, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, "MarkdownSlip", path: path, range: range,
      "this link leads to the top of its own page",
      hint: "write its address in place of #: a file, as in method.md, or https://…")
  }
}
