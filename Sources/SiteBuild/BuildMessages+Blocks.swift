import Basics
import Tables

/// Every sentence about blocks and roles of data.
extension BuildMessages {
  static func unknownBlock(_ kind: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "UnknownBlock", "'\(kind)' is no kind of block",
      hint: didYouMean(kind, among: known))
  }

  static func blockWithoutName(_ kind: String) -> Diagnostic {
    if kind == "include" {
      return Diagnostic(
        .error, "BlockWithoutName", "this block names no file",
        hint: "write ```include fragments/FILE.md; its path begins in Content")
    }
    return Diagnostic(
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
      hint: CellPattern.hint(for: format))
  }

  static func unitDiffers(_ column: String, _ unit: String, declared: String) -> Diagnostic {
    Diagnostic(
      .warning, "UnitDiffers", "'\(column)' is in '\(declared)', and the table says '\(unit)'",
      explanation: "A unit multiplies nothing: the numbers stay as the data have them.",
      hint: "leave 'unit' out, or compute the other unit in the query under another name")
  }

  static func formatOfText(_ column: String, _ format: String) -> Diagnostic {
    Diagnostic(
      .warning, "FormatOfText", "'\(column)' holds texts, which '\(format)' does not change",
      hint: "leave 'format' out, or give the column numbers or dates")
  }

  static func linkWithoutAddress(_ column: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .warning, "LinkWithoutAddress",
      "'\(value)' in the column '\(column)' is no address to link to",
      hint: "name a column with addresses such as https://example.org or /notes/")
  }

  static func totalOfPercentages(_ column: String, _ sum: String) -> Diagnostic {
    Diagnostic(
      .warning, "TotalOfPercentages", "the percentages of '\(column)' come to \(sum) %",
      hint: "shares of different wholes have no sum: take the column out of 'totals'")
  }

  static func formatMismatch(_ format: String, _ value: String) -> Diagnostic {
    Diagnostic(.error, "FormatMismatch", "'\(value)' cannot be printed as '\(format)'")
  }

  static func noCaption() -> Diagnostic {
    Diagnostic(
      .error, "TableWithoutCaption", "this table has no caption",
      hint: "add: caption: what the table shows")
  }

  /// - Parameter line: where the next block begins.
  static func unclosedBlock(_ kind: String, line: Int) -> Diagnostic {
    Diagnostic(
      .error, "UnclosedBlock",
      "this '\(kind)' block is not closed before the next one begins, in line \(line)",
      hint: "end it with a line ```")
  }

  /// What is known of a table on the day of a page.
  static func notYetKnown(_ table: String, rows: Int, on day: CalendarDate) -> String {
    "'\(table)' has \(rows) rows, and none of them was known on \(day), the page's as_of"
  }

  static func emptyTable() -> Diagnostic {
    Diagnostic(
      .error, "EmptyTable", "the table has no rows",
      hint: "look at its query, or say what to print instead: empty: No cases yet.")
  }

  static func emptyCalendar() -> Diagnostic {
    Diagnostic(
      .error, "EmptyTable", "the calendar has no rows with a date",
      hint: "look at its query, or take the block out")
  }

  static func repeatedUID(_ uid: String) -> Diagnostic {
    Diagnostic(
      .error, "RepeatedEvent", "two events have the uid '\(uid)', so calendars keep one of them",
      hint: "name a column that is another in each row, such as the table's key")
  }

  static func emptyWithoutWords() -> Diagnostic {
    Diagnostic(
      .error, "EmptyText",
      "'empty' is what readers are told where there are no rows, and says nothing",
      hint: "write a sentence: empty: No cases yet.")
  }

  static func emptyValue() -> Diagnostic {
    Diagnostic(
      .error, "EmptyText", "this query gives an empty text where the sentence needs a value",
      hint: "say in words what is not known, or choose a row that has a value")
  }

  static func badMissingMark(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "InvalidMissingMark", "'\(text)' would be taken for a value where one is missing",
      hint: "write a mark such as '[x]' (not available), '[z]' (not applicable) or '[c]' "
        + "(confidential)")
  }

  static func repeatedRows(_ words: String, count: Int) -> Diagnostic {
    Diagnostic(
      .warning, "RepeatedRowHeadings", "\(count) rows of the table are headed '\(words)' alike",
      hint: "look at the query's joins, or add the column that tells these rows apart")
  }

  static func percentOfFraction(_ format: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .note, "PercentOfFraction", "'\(format)' prints \(value) as it is: % multiplies nothing",
      hint: "if it is a share of one, multiply it by 100 in the query")
  }

  static func percentOfPercent(_ field: String, _ format: String) -> Diagnostic {
    Diagnostic(
      .warning, "PercentOfPercent",
      "'\(field)' is in %, and '\(format)' multiplies it by 100",
      hint: "in charts % means 100 times: write '.1f', and the sign in the axis's title")
  }

  static func wholeDivision() -> Diagnostic {
    Diagnostic(
      .warning, "WholeDivision",
      "whole numbers divided by whole numbers give a whole number in SQL",
      hint: "write one of them with a point: 1.0 * a / b")
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
        : "this query gives \(count) rows where the sentence needs one value",
      hint: count == 0
        ? nil
        : "choose one with where or limit 1, or take max(…), min(…) or group_concat(…, ', ')")
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

  static func includeOfOther(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "IncludeOfOtherFile", "'\(path)' is no Markdown, and readers would see it as text",
      hint: path.hasPrefix("data/")
        ? "show a table by a query: ```sql NAME, then ```table NAME"
        : "include a file that ends in .md")
  }

  static func resultsTooLarge(_ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "RowLimitExceeded",
      "with this the results of the page come to more than \(limit / 1_000_000) MB",
      hint: "add up or choose in the queries, or divide the page")
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
}
