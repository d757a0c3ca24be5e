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
      .input, "\(root) is no site: it has no folder 'Content'; name the site's folder with --root")
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

  static func noSettings() -> Diagnostic {
    Diagnostic(
      .error, "MissingSettings", path: SitePaths.settings, "there is no Content/site.yaml",
      hint: "make one with at least: title: The site's name")
  }

  static func noFrontMatter() -> Diagnostic {
    Diagnostic(
      .error, "MissingFrontMatter", "this page has no front matter",
      hint: "begin the file with --- and title: and ---")
  }

  static func noFirstLine() -> Diagnostic {
    Diagnostic(
      .error, "MissingFrontMatter", "the line --- above this front matter is missing",
      hint: "put a line --- before this one")
  }

  static func noTitle() -> Diagnostic {
    Diagnostic(
      .error, "MissingTitle", "this page has no title", hint: "add to the front matter: title: …")
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
      hint: didYouMean(name, among: known))
  }

  static func emptyPage(template: String) -> Diagnostic {
    Diagnostic(
      .error, "EmptyPage", path: TemplateRules.path(template),
      "this template makes pages with nothing in them",
      hint: "put the page in: {{{page.body}}}; if it extends another template, look there too")
  }

  // MARK: Blocks and roles

  static func unknownBlock(_ kind: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownBlock", "'\(kind)' is no kind of block",
      hint: didYouMean(kind, among: known))
  }

  static func blockWithoutName(_ kind: String) -> Diagnostic {
    Diagnostic(
      .error, "BlockWithoutName", "this block names no result",
      hint: kind == "table" ? "write ```table NAME #tbl-id" : "write ```\(kind) NAME")
  }

  static func duplicateResult(_ name: String) -> Diagnostic {
    Diagnostic(.error, "DuplicateResult", "the page has two results named '\(name)'")
  }

  static func unknownResult(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownResult", "no sql block above has the name '\(name)'",
      hint: known.isEmpty
        ? "add a block ```sql \(name) before this one" : didYouMean(name, among: known))
  }

  static func invalidBlockID(_ id: String, prefix: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidBlockID", "'\(id)' is no name for this block",
      hint: "begin it with #\(prefix) and use letters, digits and '-'")
  }

  static func unknownBlockWord(_ word: String) -> Diagnostic {
    Diagnostic(.error, "UnknownBlockWord", "'\(word)' means nothing here")
  }

  static func unknownTableColumn(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownColumn", "the result has no column '\(name)'",
      hint: didYouMean(name, among: known))
  }

  static func unusedTemplate(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "UnusedTemplate", path: path, "no page uses this template",
      hint: "delete it, or name it in a page's 'template'")
  }

  static func unusedFragment(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "UnusedFragment", path: path, "no page includes this fragment",
      hint: "delete it, or include it in a page")
  }

  static func unusedTable(_ name: String) -> Diagnostic {
    Diagnostic(.note, "UnusedTable", "no page reads the table '\(name)'")
  }

  /// Readers of the published data may want a view that no page does.
  static func unusedView(_ name: String, path: String, isPublished: Bool) -> Diagnostic {
    let summary = "no page reads the view '\(name)'"
    return isPublished
      ? Diagnostic(.note, "UnusedView", path: path, summary)
      : Diagnostic(
        .warning, "UnusedView", path: path, summary, hint: "delete it, or name it in a query")
  }

  static func unusedDataFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "UnusedDataFile", path: path, "no table of the data package has this file",
      hint: "describe it as a resource there, or delete it")
  }

  static func calendarFileName(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidFileName", "'\(name)' is no name for a calendar file",
      hint: "use letters, digits, '-' and '_', and end it with '.ics'")
  }

  static func calendarDate(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "NotADate", "'\(text)' is no date where the calendar needs one",
      hint: "write dates as YYYY-MM-DD; a row without a date is left out")
  }

  static func badFormat(_ format: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidFormat", "'\(format)' is no pattern for numbers or dates",
      hint: "write for example 0, 0.0, #,##0 or d MMMM yyyy")
  }

  static func formatMismatch(_ format: String, _ value: String) -> Diagnostic {
    Diagnostic(.error, "FormatMismatch", "'\(value)' cannot be printed as '\(format)'")
  }

  static func noCaption() -> Diagnostic {
    Diagnostic(
      .error, "TableWithoutCaption", "this table has no caption",
      hint: "add: caption: what the table shows")
  }

  static func totalOfText(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "TotalOfText", "the column '\(name)' has values that are no numbers: no total")
  }

  static func unknownRole(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownRole", "'{\(name)}' is no role", hint: didYouMean(name, among: known))
  }

  static func valueCount(_ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "NotOneValue",
      count == 0
        ? "this query gives no row where the sentence needs one value"
        : "this query gives \(count) rows where the sentence needs one value")
  }

  static func valueColumns(_ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "NotOneValue",
      "this query gives \(count) columns where the sentence needs one value")
  }

  static func nullValue() -> Diagnostic {
    Diagnostic(
      .error, "NullInSentence", "this query gives NULL where the sentence needs a value",
      hint: "say in words what is not known, or choose a row that has a value")
  }

  static func includeMissing(_ path: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "MissingInclude", "there is no file '\(path)' in Content",
      hint: didYouMean(path, among: known))
  }

  static func includeCycle(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      .error, "IncludeCycle", "a file includes itself: " + paths.joined(separator: " → "))
  }

  static func includesTooMuch(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      .error, "IncludesTooMuch", "the page includes too much: " + paths.joined(separator: " → "),
      explanation: "It may include 2,000 files and 10 MB, each at most 20 deep.",
      hint: "include each file once, or make pages of its parts")
  }

  static func templateTooMuch(_ template: String) -> Diagnostic {
    Diagnostic(
      .error, "TemplateTooMuch", path: "\(SitePaths.templates)/\(template).mustache",
      range: SourceRange(at: .start), "the template prints more than a page can hold",
      explanation: "It may come to 50 MB, and to 200,000 partials and entries of lists.",
      hint: "look for a partial or a list inside others of its kind")
  }

  static func pageTooLarge() -> Diagnostic {
    Diagnostic(
      .error, "PageTooLarge", "with this the page comes to more than 50 MB",
      hint: "show fewer rows or columns, or divide the page")
  }

  static func noData() -> Diagnostic {
    Diagnostic(
      .error, "NoData", "this site has no data: there is no Content/data/datapackage.yaml or .json")
  }

  static func unknownTable(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTable", "there is no table or view '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" }
        ?? "assay tables lists them")
  }

  // MARK: References and links

  static func unknownSource(_ id: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownSource", "'\(id)' is no source of this site",
      hint: didYouMean(id, among: known))
  }

  /// A word that begins with '@' and is nearly a source's id.
  static func perhapsSource(_ id: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "MisspeltSource", "'@\(id)' is no source, and readers see it as it stands",
      hint: (didYouMean(id, among: known) ?? "") + " If it is a name, write \\@\(id)")
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

  static func externalImage(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, "ExternalImage", "'\(url)' would be fetched from another host when the page is read",
      hint: "put the picture into Content and name it by its path")
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
