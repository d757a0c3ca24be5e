package import Basics

/// An SQL text with its place in a file: a fenced block, an inline role, a view's file.
package struct SQLText: Sendable {
  /// The SQL alone; its path is that of the file in which it stands.
  package let source: SourceText
  /// Where the SQL's first character stands in that file.
  package let origin: SourcePosition
  /// How many columns were taken off its other lines.
  package let indent: Int

  package init(_ source: SourceText, at origin: SourcePosition = .start, indent: Int = 0) {
    self.source = source
    self.origin = origin
    self.indent = indent
  }

  package init(_ text: String, path: String = "query") {
    self.init(SourceText(path: path, text: text))
  }

  /// The names of the tables and views that a query reads, in lower case.
  package static func tableNames(in sql: String) -> Set<String> {
    SQLTableNames(SQLTokenizer.tokens(Array(sql.utf8))).names
  }

  var path: String { source.path }

  func range(_ offsets: Range<Int>) -> SourceRange {
    source.range(utf8Offsets: offsets).moved(to: origin, indent: indent)
  }
}

/// What can be seen of a query before SQLite sees it: what is not allowed, and what it names.
struct SQLScan {
  let sql: SQLText
  let tokens: [SQLToken]
  /// The names of its tables and views, in lower case.
  var names: Set<String> { Set(uses.keys) }
  /// How often each of them is read when the query's table expressions are written out.
  let uses: [String: Int]
  /// How many tables and table expressions that comes to.
  let size: Int
  /// How many table expressions stand on each other.
  let depth: Int
  private(set) var diagnostics: [Diagnostic] = []
  /// The names of its parameters, and where each first stands.
  private(set) var parameters: [(name: String, offsets: Range<Int>)] = []
  /// Tokens that mean "today" and are bound to the build's clock.
  private(set) var clockTokens: [Range<Int>] = []
  private var parameterTokens: [SQLToken] = []
  private var semicolons: [Range<Int>] = []

  /// How many tables and table expressions a query may come to: SQLite compiles each anew.
  static let mostTables = 1_000
  /// How many views or table expressions may stand on each other: SQLite looks through all of them,
  /// over and over.
  static let mostDepth = 100

  /// The parameter that stands for today; it has as many characters as `'now'`.
  static let clockParameter = "now_"

  init(_ sql: SQLText, hasClock: Bool) {
    self.sql = sql
    tokens = SQLTokenizer.tokens(sql.source.utf8)
    let tables = SQLTableNames(tokens)
    (uses, size, depth) = (tables.uses, tables.size, tables.depth)
    checkStatement()
    guard diagnostics.isEmpty else { return }
    for index in tokens.indices { check(index, hasClock: hasClock) }
    if size > Self.mostTables {
      diagnostics.append(.tooManyTables(sql.path, sql.range(0..<0), size, most: Self.mostTables))
    } else if depth > Self.mostDepth {
      diagnostics.append(.tooDeep(sql.path, sql.range(0..<0), most: Self.mostDepth))
    }
  }

  /// Columns in `USING (…)`, of which SQLite's authorizer says nothing.
  var usingColumns: Set<String> {
    var columns: Set<String> = []
    for index in tokens.indices.dropLast()
    where tokens[index].isWord("using") && tokens[index + 1].isSymbol("(") {
      for token in tokens[(index + 2)...].prefix(while: { !$0.isSymbol(")") }) where token.isName {
        columns.insert(token.text.lowercased())
      }
    }
    return columns
  }

  /// Whether rows of several queries make one result.
  var isCompound: Bool {
    tokens.contains { $0.isWord("union") || $0.isWord("intersect") || $0.isWord("except") }
  }

  var hasNaturalJoin: Bool { tokens.contains { $0.isWord("natural") } }

  /// The SQL with the clock's tokens as a parameter: no byte after them moves.
  var queryText: String {
    var bytes = sql.source.utf8
    for offsets in clockTokens {
      let parameter = Array((":" + Self.clockParameter).utf8)
      for (index, offset) in offsets.enumerated() {
        bytes[offset] = index < parameter.count ? parameter[index] : UInt8(ascii: " ")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The SQL to stand inside another, with its parameters and without a semicolon.
  var innerText: String {
    var bytes = Array(queryText.utf8)
    for offsets in semicolons {
      for offset in offsets { bytes[offset] = UInt8(ascii: " ") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The SQL with its parameters written out, which is what a view needs, and no semicolon.
  func viewText(asOf: CalendarDate?, clock: CalendarDate?) -> String {
    text(parameters: literal(asOf), clock: literal(clock))
  }

  /// The SQL with its parameters and the clock's tokens replaced, and no semicolon.
  func text(parameters: String, clock: String) -> String {
    var replacements = semicolons.map { ($0, "") }
    replacements += parameterTokens.map { ($0.offsets, parameters) }
    replacements += clockTokens.map { ($0, clock) }
    var bytes = sql.source.utf8
    for (offsets, text) in replacements.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(offsets, with: Array(text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func literal(_ date: CalendarDate?) -> String {
    date.map { "'\($0)'" } ?? "NULL"
  }

  // MARK: Checks

  private mutating func checkStatement() {
    guard let first = tokens.first(where: { !$0.isSymbol(";") }) else {
      diagnostics.append(.emptyQuery(sql.path, sql.range(0..<0)))
      return
    }
    semicolons = tokens.filter { $0.isSymbol(";") }.map(\.offsets)
    let isQuery = ["select", "with", "values"].contains { first.isWord($0) } || first.isSymbol("(")
    if !isQuery {
      diagnostics.append(.statementNotAllowed(sql.path, sql.range(first.offsets), first.text))
      return
    }
    if let end = tokens.firstIndex(where: { $0.isSymbol(";") }),
      let second = tokens[end...].first(where: { !$0.isSymbol(";") })
    {
      diagnostics.append(.twoStatements(sql.path, sql.range(second.offsets)))
    }
  }

  /// `2026-03-01` without quotes, which is 2022: the bytes of the five tokens.
  private func bareDate(at index: Int) -> Range<Int>? {
    guard index + 4 < tokens.count else { return nil }
    let parts = tokens[index...(index + 4)]
    let numbers = [parts[index], parts[index + 2], parts[index + 4]]
    guard numbers.allSatisfy({ $0.kind == .number }), parts[index + 1].isSymbol("-"),
      parts[index + 3].isSymbol("-"),
      zip(parts, parts.dropFirst()).allSatisfy({ $0.offsets.upperBound == $1.offsets.lowerBound }),
      let year = Int(numbers[0].text), (1900...2199).contains(year), numbers[1].text.count == 2,
      numbers[2].text.count == 2
    else { return nil }
    return parts[index].offsets.lowerBound..<parts[index + 4].offsets.upperBound
  }

  private mutating func check(_ index: Int, hasClock: Bool) {
    let token = tokens[index]
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    if let range = bareDate(at: index) { diagnostics.append(.bareDate(sql.path, sql.range(range))) }
    if token.kind == .parameter {
      parameterTokens.append(token)
      if !parameters.contains(where: { $0.name == token.text }) {
        parameters.append((token.text, token.offsets))
      }
    }
    if token.isName, next?.isSymbol(".") == true {
      let schema = token.text.lowercased()
      if schema == "main" || schema == "temp" {
        diagnostics.append(.schemaQualified(sql.path, sql.range(token.offsets), token.text))
      }
    }
    if token.isWord("current_date") {
      meansToday(token.offsets, "CURRENT_DATE", hasClock)
    } else if token.isWord("current_time") || token.isWord("current_timestamp") {
      diagnostics.append(.volatile(sql.path, sql.range(token.offsets), token.text))
    } else if token.kind == .word, next?.isSymbol("(") == true,
      Self.dateFunctions.contains(token.text.lowercased())
    {
      checkDateFunction(index, hasClock)
    }
  }

  private mutating func checkDateFunction(_ index: Int, _ hasClock: Bool) {
    let name = tokens[index].text
    var depth = 0
    var commas = 0
    var inner = 0
    for token in tokens[(index + 1)...] {
      if token.isSymbol(")") {
        depth -= 1
        if depth == 0 { break }
      }
      if depth >= 1 { inner += 1 }
      if token.isSymbol("(") { depth += 1 }
      if depth == 1, token.isSymbol(",") { commas += 1 }
      guard depth == 1, token.kind == .string else { continue }
      switch token.text.lowercased() {
      case "now": meansToday(token.offsets, "\(name)('now')", hasClock)
      case "localtime", "utc":
        diagnostics.append(
          .volatile(sql.path, sql.range(token.offsets), "\(name)(…, '\(token.text)')"))
      default: break
      }
    }
    // Without a time value these functions mean now.
    let needed = name.lowercased() == "strftime" ? 1 : 0
    if inner == 0 || commas < needed {
      diagnostics.append(.volatile(sql.path, sql.range(tokens[index].offsets), "\(name)()"))
    }
  }

  private mutating func meansToday(_ offsets: Range<Int>, _ name: String, _ hasClock: Bool) {
    if hasClock {
      clockTokens.append(offsets)
    } else {
      diagnostics.append(.volatile(sql.path, sql.range(offsets), name))
    }
  }

  private static let dateFunctions: Set<String> = [
    "date", "time", "datetime", "julianday", "unixepoch", "strftime",
  ]
}
