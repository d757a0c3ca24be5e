import Basics

/// Every sentence of the build that is no other module's.
enum BuildMessages {
  static let commaMissing = "put a comma here"

  // MARK: Files

  static func notUTF8(_ byte: UInt8) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .error, "InvalidUTF8", "this file is not UTF-8: byte 0x\(digits) begins no character",
      hint: "save the file as UTF-8")
  }

  static func controlCharacter(_ scalar: Unicode.Scalar) -> Diagnostic {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .error, "ControlCharacter", "here stands the control character U+\(number), which is no text",
      explanation:
        "Such characters come along from PDFs and word processors; feeds cannot hold them.",
      hint: "delete it, or write the letter that it stands for")
  }

  static func noSite(_ root: String) -> EnvironmentError {
    EnvironmentError(
      .input,
      FileSystem.stamp(root + "/content")?.kind == .folder
        ? "\(root) is no site: name its folder 'content' 'Content'"
        : "\(root) is no site: it has no folder 'Content'; name the site's folder with --root")
  }

  static func locked(_ root: String, by holder: LockHolder?) -> EnvironmentError {
    let who = holder.map { holder in
      " (process \(holder.process)" + (holder.seconds.map { ", for \($0) s" } ?? "") + ")"
    }
    return EnvironmentError(
      .temporary, "another build of \(root) is running\(who ?? "") and did not end in time")
  }

  static func notBuilt(_ root: String) -> EnvironmentError {
    EnvironmentError(.input, "\(root) has not been built yet: run assay build first")
  }

  static func unknownOutput(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownOutput", "the last build made nothing named '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" })
  }

  static func missingDataFile(_ path: String, table: String) -> Diagnostic {
    Diagnostic(
      .error, "MissingDataFile", "table '\(table)' names the file '\(path)', which is not there",
      hint: "paths are relative to Content/data")
  }

  // MARK: Settings and front matter

  static func noSettings(near name: String?) -> Diagnostic {
    Diagnostic(
      .error, "MissingSettings", path: SitePaths.settings, "there is no Content/site.yaml",
      hint: name.map { "name '\($0)' site.yaml" }
        ?? "make one with at least: title: The site's name")
  }

  static func noFrontMatter() -> Diagnostic {
    Diagnostic(
      .error, "MissingFrontMatter", "this page has no front matter",
      hint: "begin the file with --- and title: and ---")
  }

  /// The same of a file in a folder for parts of pages: as a page it would be public.
  static func ofPart(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.summary == noFrontMatter().summary else { return diagnostic }
    var told = diagnostic
    told.hint = "if pages include it, move it to Content/fragments and include it from there"
    return told
  }

  static func noFirstLine() -> Diagnostic {
    Diagnostic(
      .error, "MissingFrontMatter", "the line --- above this front matter is missing",
      hint: "put a line --- before this one")
  }

  static func noHomePage() -> Diagnostic {
    Diagnostic(
      .warning, "NoHomePage", path: SitePaths.content + "/index.md", range: SourceRange(at: .start),
      "the site has no home page, and its own address leads nowhere",
      hint: "write Content/index.md; small letters count")
  }

  static func roleInFrontMatter(_ role: String, _ key: String) -> Diagnostic {
    Diagnostic(
      .error, "RoleInFrontMatter",
      "'\(role)' in '\(key)' would be printed: nothing is computed in the front matter",
      hint: "write the words that are to stand there, or compute the value in the text of the page")
  }

  static func noTitle() -> Diagnostic {
    Diagnostic(
      .error, "MissingTitle", "this page has no title", hint: "add to the front matter: title: …")
  }

  static func pageSizeOfPage() -> Diagnostic {
    Diagnostic(
      .warning, "KeyWithoutEffect",
      "'page_size' divides the list of a folder's pages, and this page has none",
      hint: "write it in the folder's index.md, and take it out here")
  }

  static func rowsWithoutParameter() -> Diagnostic {
    Diagnostic(
      .error, "RowsWithoutParameter", "'rows' needs a file name in brackets",
      hint: "name the file after a column of the rows: [material].md")
  }

  static func parameterWithoutRows(_ parameter: String) -> Diagnostic {
    Diagnostic(
      .error, "ParameterWithoutRows",
      "this page has no 'rows' to take '\(parameter)' from",
      hint: "add to the front matter: rows: a query with a column '\(parameter)'")
  }

  static func noParameterColumn(_ parameter: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "MissingParameterColumn", "the rows have no column '\(parameter)'",
      hint: didYouMean(parameter, among: known))
  }

  static func badParameter(_ parameter: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidParameterValue",
      "'\(value)' in the column '\(parameter)' cannot be a part of an address",
      hint: "use letters, digits, '-', '_' and '.'")
  }

  static func noClock() -> Diagnostic {
    Diagnostic(
      .error, "MissingClock",
      "pages have publish_on or expires_on, but no date was given for today",
      hint: "give --clock DATE, or set SOURCE_DATE_EPOCH")
  }

  static func unknownTemplate(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTemplate", "there is no template '\(name)'",
      hint: known.first { $0 + ".mustache" == name }.map { "did you mean '\($0)'?" }
        ?? didYouMean(name, among: known))
  }

  static func templatesInSmallLetters() -> Diagnostic {
    Diagnostic(
      .error, "InvalidFileName", path: "templates",
      "the folder of the templates is not found by this name: capital letters count",
      hint: "name it 'Templates'")
  }

  static func bodyNotPrinted(template: String) -> Diagnostic {
    Diagnostic(
      .warning, "PageTextNotPrinted", path: TemplateRules.path(template),
      "pages of this template have a text, and it prints none of it",
      hint: "put the text in: {{{page.body}}}")
  }

  static func foreignTemplateTag(_ tag: String) -> Diagnostic {
    Diagnostic(
      .warning, "ForeignMark", "'\(tag.prefix(60))' is a tag of other tools, and readers see it",
      hint: "write Mustache: {{#name}}…{{/name}} where there is one, {{> partials/item}}")
  }

  /// A name in the signs of another tool: `{page.title}`, `<%= page.title %>`.
  ///
  /// - Parameter name: the name where templates know it.
  static func foreignBraces(_ tag: String, name: String?) -> Diagnostic {
    let isHTML = name.map { TemplateContext.htmlNames.contains($0) } ?? false
    let hint = name.map { isHTML ? "three braces: {{{\($0)}}}" : "two braces: {{\($0)}}" }
    return Diagnostic(
      .warning, "ForeignMark",
      "'\(tag.prefix(60))' is no tag of a template here, and readers see it",
      hint: "write " + (hint ?? "Mustache: {{page.title}}, {{#name}}…{{/name}}"))
  }

  static func relativeAddress(_ url: String, hint: String) -> Diagnostic {
    Diagnostic(
      .warning, "RelativeAddress", "'\(url)' leads to another place from each page", hint: hint)
  }

  static func specialFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "SpecialFile", path: path,
      "this is a pipe, a socket or a device, and is not read", hint: "take it out of the site")
  }

  static func unknownTitleColumn(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "UnknownTitleColumn",
      "the title or summary says '{\(name)}', which is no column here",
      hint: didYouMean(name, among: known))
  }

  static func emptyPage(template: String) -> Diagnostic {
    Diagnostic(
      .error, "EmptyPage", path: TemplateRules.path(template),
      "this template makes pages with nothing in them",
      hint: "put the page in: {{{page.body}}}; if it extends another template, look there too")
  }

  // MARK: References and links

  static func unknownSource(_ id: String, known: [String]) -> Diagnostic {
    let figure = id.wholeMatch(of: #/(fig|tbl|sec)[:-](.+)/#)
    return Diagnostic(
      .error, "UnknownSource", "'\(id)' is no source of this site",
      hint: figure.map { "figures, tables and sections take no brackets: @\($0.1)-\($0.2)" }
        ?? didYouMean(id, among: known))
  }

  static func sourcesNotParted(_ parted: String) -> Diagnostic {
    Diagnostic(
      .error, "SourcesNotParted", "what follows the first source is taken for a place in it",
      hint: "put a semicolon between sources: \(parted)")
  }

  /// Brackets with the id of a source in them, and without its '@'.
  static func sourceWithoutSign(_ id: String, _ locator: String?) -> Diagnostic {
    let rest = locator.map { ", " + $0 } ?? ""
    return Diagnostic(
      .warning, "MisspeltSource", "'[\(id)\(rest)]' lacks its '@', and readers see it as it stands",
      hint: "write [@\(id)\(rest)]")
  }

  /// A word that begins with '@' and is nearly a source's id.
  static func perhapsSource(_ id: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "MisspeltSource", "'@\(id)' is no source, and readers see it as it stands",
      hint: (didYouMean(id, among: known) ?? "") + " If it is a name, write \\@\(id)")
  }

  static func misspeltSource(_ text: String, near: String) -> Diagnostic {
    Diagnostic(
      .warning, "MisspeltSource", "'\(text)' is no source, and readers see it as it stands",
      hint: "did you mean '\(near)'?")
  }

  static func citedBeforePublished(
    _ id: String, published: String, day: CalendarDate
  ) -> Diagnostic {
    Diagnostic(
      .error, "CitedBeforePublished",
      "'\(id)' was published on \(published), after the day of this page, \(day)",
      hint: "cite what was known on that day, or correct 'published_on'")
  }

  static func noSources() -> Diagnostic {
    Diagnostic(
      .error, "NoSources", "this site has no table 'source' to cite from",
      hint: "add one with the columns source_id, title, publisher, url and published_on")
  }

  static func unknownReference(_ id: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownReference", "nothing on this page is named '\(id)'",
      hint: didYouMean(id, among: known))
  }

  static func brokenLink(_ destination: String, hint: String?) -> Diagnostic {
    Diagnostic(.error, "BrokenLink", "the link '\(destination)' leads nowhere", hint: hint)
  }

  static func emptyFeed(_ section: String) -> Diagnostic {
    Diagnostic(
      .warning, "EmptyFeed", "no page of '\(section)' has a date, so the feed is empty",
      hint: "give its pages a 'date' or an 'as_of'")
  }

  static func brokenAnchor(_ anchor: String, page: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "BrokenAnchor", "\(page) has no place named '#\(anchor)'",
      hint: nearMiss(anchor, among: known).map { "did you mean '#\($0)'?" })
  }

  static func unsafeAddress(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "UnsafeLink", "'\(url)' runs code or reads the reader's files, so it is no link here",
      hint: "write an address that begins with https:// or a path of the site")
  }

  static func externalInStyleSheet(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "ExternalImage", "'\(url)' would be fetched from another host when a page is read",
      hint: "put the file into Templates/assets and name it by its path")
  }

  static func styleSheetsInCircle(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "StyleSheetsInCircle", "'\(url)' is a style sheet that imports this one",
      hint: "take one of the imports out")
  }

  static func externalImage(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "ExternalImage", "'\(url)' would be fetched from another host when the page is read",
      hint: "put the picture into Content and name it by its path")
  }

  static func notAPicture(_ destination: String) -> Diagnostic {
    Diagnostic(
      .error, "NotAPicture", "'\(destination)' is no picture, and browsers show none here",
      hint: "link to it: [words](\(destination)); pictures are SVG, PNG, JPEG, WebP, AVIF or GIF")
  }

  /// A link to a file of `Content` that is there, and not in the output.
  static func linkToUnpublished(
    _ destination: String, _ file: String, near: String?
  ) -> Diagnostic {
    let hint: String
    if FileNames.isFragment(file) {
      hint = "files in 'fragments' are for pages to include: move this one out of the folder"
    } else if file.hasPrefix(DataFilesKey.folder + "/") {
      hint =
        near.map { "the site publishes '\($0)'" }
        ?? "of 'data' the site publishes its tables alone, and those that may be given away"
    } else {
      hint = "it is read by Assay and not for readers: take the link out"
    }
    return Diagnostic(
      .error, "LinkToUnpublished", "'\(destination)' is in Content, and not published", hint: hint)
  }

  static func linkToDraft(_ destination: String) -> Diagnostic {
    Diagnostic(
      .error, "LinkToUnpublished", "'\(destination)' is not published in this build",
      hint: "publish it, take the link out, or build with --drafts or --future")
  }
}

extension Diagnostic {
  func at(_ path: String, _ range: SourceRange?) -> Diagnostic {
    var placed = self
    placed.path = path
    placed.range = range
    return placed
  }
}
