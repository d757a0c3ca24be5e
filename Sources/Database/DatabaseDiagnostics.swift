internal import Basics

/// The sentences about queries and views.
extension Diagnostic {
  static func emptyQuery(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.error, "EmptyQuery", path: path, range: range, "there is no query here")
  }

  static func statementNotAllowed(
    _ path: String, _ range: SourceRange, _ word: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "StatementNotAllowed", path: path, range: range,
      "a query may only read: \(word.uppercased()) is not allowed",
      hint: "begin with SELECT, WITH or VALUES")
  }

  static func bareDate(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "DateWithoutQuotes", path: path, range: range,
      "a date without quotes is a subtraction of three numbers", hint: "put it between ' and '")
  }

  static func twoStatements(_ path: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "TwoStatements", path: path, range: range, "a second statement begins here",
      hint: "write one query; put another one in a block of its own")
  }

  static func schemaQualified(_ path: String, _ range: SourceRange, _ schema: String) -> Diagnostic
  {
    Diagnostic(
      .error, "SchemaNotAllowed", path: path, range: range,
      "a table may not be named with its schema '\(schema)'",
      explanation: "It would look past the edition that the page shows.",
      hint: "leave '\(schema).' out")
  }

  static func volatile(_ path: String, _ range: SourceRange, _ function: String) -> Diagnostic {
    let isDate = Self.dateWords.contains { function.lowercased().hasPrefix($0) }
    return Diagnostic(
      .error, "VolatileFunction", path: path, range: range,
      "\(function) gives another value each time it runs",
      hint: isDate ? "use :as_of, or a date of the data" : nil)
  }

  private static let dateWords = [
    "date", "time", "julianday", "unixepoch", "strftime", "current_",
  ]

  static func unknownTable(
    _ path: String, _ range: SourceRange, _ name: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownTable", path: path, range: range, "there is no table or view '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" }
        ?? "'assay tables' lists what there is")
  }

  static func mixedColumn(
    _ path: String, _ range: SourceRange, _ column: String, _ measures: [String]
  ) -> Diagnostic {
    Diagnostic(
      .warning, "MixedColumn", path: path, range: range,
      "the column '\(column)' holds figures in \(measures.joined(separator: " and "))",
      explanation: "The parts of the query take it from columns that differ in unit or basis.",
      hint: "give each a column of its own, or add a column 'unit' that says which is which")
  }

  static func brokenView(
    _ path: String, _ range: SourceRange, _ name: String, file: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "BrokenView", path: path, range: range, "the view '\(name)' has mistakes of its own",
      notes: [Note(path: file, text: "the view is written here")])
  }

  static func unknownColumn(
    _ path: String, _ range: SourceRange, _ name: String, near: String?,
    tables: [(name: String, columns: [String])]
  ) -> Diagnostic {
    let columns = tables.prefix(3).map { "\($0.name)(\($0.columns.joined(separator: ", ")))" }
    let list = columns.isEmpty ? nil : "columns: " + columns.joined(separator: "; ")
    return Diagnostic(
      .error, "UnknownColumn", path: path, range: range, "there is no column '\(name)'",
      hint: near.map { "did you mean '\($0)'?" } ?? list)
  }

  static func quotedText(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "UnknownColumn", path: path, range: range,
      "there is no column '\(name)', and double quotes name a column",
      hint: "a text stands in single quotes: '\(name)'")
  }

  static func ambiguousColumn(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "AmbiguousColumn", path: path, range: range,
      "several tables have a column '\(name)'", hint: "write the table's name before it")
  }

  static func unknownFunction(
    _ path: String, _ range: SourceRange, _ name: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .error, "UnknownFunction", path: path, range: range, "there is no function '\(name)'",
      hint: nearMiss(name, among: known).map { "did you mean '\($0)'?" })
  }

  static func wrongArguments(
    _ path: String, _ range: SourceRange, _ name: String, summary: String?
  ) -> Diagnostic {
    Diagnostic(
      .error, "WrongArgumentCount", path: path, range: range,
      "the function '\(name)' takes another number of arguments", hint: summary)
  }

  static func invalidSQL(_ path: String, _ range: SourceRange, _ message: String) -> Diagnostic {
    Diagnostic(.error, "InvalidSQL", path: path, range: range, "this is not SQL: \(message)")
  }

  static func queryFailed(_ path: String, _ range: SourceRange, _ message: String) -> Diagnostic {
    Diagnostic(.error, "QueryFailed", path: path, range: range, "the query failed: \(message)")
  }

  static func unboundParameter(
    _ path: String, _ range: SourceRange, _ name: String, known: [String]
  ) -> Diagnostic {
    let hint =
      name == "as_of"
      ? "give the page an 'as_of' date"
      : didYouMean(name, among: known) ?? "this page has no parameters"
    return Diagnostic(
      .error, "UnboundParameter", path: path, range: range,
      "the parameter ':\(name)' has no value here", hint: hint)
  }

  static func notFinite(_ path: String, _ range: SourceRange, _ column: String) -> Diagnostic {
    Diagnostic(
      .error, "NotFinite", path: path, range: range,
      "the column '\(column)' comes to a number too large to be one",
      hint: "look at what it is computed from")
  }

  static func rowLimit(_ path: String, _ range: SourceRange, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "RowLimitExceeded", path: path, range: range,
      "the query gives more than \(limit) rows")
  }

  static func stepLimit(_ path: String, _ range: SourceRange, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "TimeLimitExceeded", path: path, range: range,
      "the query takes more than \(limit) steps of the database",
      hint: "join on keys, and look for a join without a condition")
  }

  static func tooManyTables(
    _ path: String, _ range: SourceRange, _ count: Int, most: Int
  ) -> Diagnostic {
    Diagnostic(
      .error, "QueryTooLarge", path: path, range: range,
      "written out, this reads \(count >= SQLTableNames.most ? "more than a million" : "\(count)") tables",
      explanation:
        "What WITH or a named result defines is written out at each place that names it.",
      hint: "at most \(most) are allowed: name each result once, and join less")
  }

  static func tooDeep(_ path: String, _ range: SourceRange, most: Int) -> Diagnostic {
    Diagnostic(
      .error, "QueryTooLarge", path: path, range: range,
      "this reads through more than \(most) views or table expressions, each of which reads the next",
      hint: "compute more in each of them")
  }

  static func resultTooLarge(_ path: String, _ range: SourceRange, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "RowLimitExceeded", path: path, range: range,
      "the query gives more than \(limit / 1_000_000) MB")
  }

  static func timeLimit(_ path: String, _ range: SourceRange, _ seconds: Double) -> Diagnostic {
    Diagnostic(
      .error, "TimeLimitExceeded", path: path, range: range,
      "the query takes more than \(Int(seconds)) s of the processor's time",
      explanation: "Nothing of it was kept: on a faster machine it may do.",
      hint: "join on keys, look for long texts in loops, or raise the limit with --query-seconds")
  }

  static func memoryLimit(_ path: String, _ range: SourceRange, _ bytes: Int) -> Diagnostic {
    Diagnostic(
      .error, "MemoryLimitExceeded", path: path, range: range,
      "the query takes more than \(bytes / 1_000_000) MB of memory",
      explanation: "Nothing of it was kept.",
      hint: "sort and group fewer rows, and shorter texts")
  }

  static func duplicateResultColumn(
    _ path: String, _ range: SourceRange, _ name: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "DuplicateResultColumn", path: path, range: range,
      "the result has two columns named '\(name)'", hint: "name one of them with AS")
  }

  static func unavailable(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(.error, "DatabaseUnavailable", path: path, message)
  }

  static func viewNameTaken(_ path: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "ViewNameTaken", path: path, range: SourceRange(at: .start),
      "there is already a table or view named '\(name)'", hint: "give the file another name")
  }

  static func viewNameReserved(_ path: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "ViewNameTaken", path: path, range: SourceRange(at: .start),
      "'\(name)' cannot be the name of a view: 'sqlite_' is SQLite's own",
      hint: "give the file another name")
  }

  static func viewParameter(_ path: String, _ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "ViewParameter", path: path, range: range,
      "a view knows no parameter ':\(name)'", hint: "only :as_of has a value in a view")
  }

  static func viewCycle(_ path: String, _ range: SourceRange, _ names: String) -> Diagnostic {
    Diagnostic(.error, "ViewCycle", path: path, range: range, "views use each other: \(names)")
  }
}
