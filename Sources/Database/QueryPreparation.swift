internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column
internal import struct Tables.Table

/// What a message about a query may need to know.
struct QueryContext {
  let content: SQLDatabase.Content
  let graph: ViewGraph
  let broken: [ViewDefinition]
  /// The columns of views that stand as tables, by lower-case name.
  let materialized: [String: [Column]]

  init(
    _ content: SQLDatabase.Content, _ graph: ViewGraph, broken: [ViewDefinition],
    materialized: [String: [Column]] = [:]
  ) {
    self.content = content
    self.graph = graph
    self.broken = broken
    self.materialized = materialized
  }

  /// What is known of a column of a table, or of a view that stands as one.
  func column(_ name: String, of table: String) -> Column? {
    let columns =
      materialized[table.lowercased()] ?? content.tables.first { $0.name == table }?.columns
    return columns?.first { $0.name == name }
  }

  /// Every name that may stand after FROM.
  var tableNames: [String] {
    content.tables.flatMap { $0.hasEditions ? [$0.name, $0.unfilteredName] : [$0.name] }
      + graph.ordered.map(\.name)
  }

  /// The table that a name means, with or without its editions.
  func table(_ name: String) -> DatabaseTable? {
    content.tablesByName[name.lowercased()]
  }
}

/// Has SQLite compile a query, and says in our words what it finds wrong.
struct QueryPreparation {
  let context: QueryContext
  let scan: SQLScan
  let monitor: QueryMonitor
  let db: GRDB.Database

  init(_ context: QueryContext, _ scan: SQLScan, _ monitor: QueryMonitor, _ db: GRDB.Database) {
    self.context = context
    self.scan = scan
    self.monitor = monitor
    self.db = db
  }

  func statement() -> Result<Statement, DiagnosticsError> {
    monitor.begin()
    do {
      let statement = try db.makeStatement(sql: scan.queryText)
      return statement.isReadonly ? .success(statement) : .failure(DiagnosticsError(notReading))
    } catch {
      let offset = db.errorOffset
      let message = (error as? DatabaseError)?.message ?? "\(error)"
      return .failure(DiagnosticsError(diagnostic(for: message, at: offset)))
    }
  }

  /// Makes the query a view, which others may name from then on.
  func asView(_ view: PreparedView, clock: CalendarDate?) -> Result<Void, DiagnosticsError> {
    let body = scan.viewText(asOf: nil, clock: clock)
    do {
      try monitor.unwatched {
        try db.execute(sql: "CREATE TEMP VIEW \(quoted(view.name)) AS \(body)")
      }
      return .success(())
    } catch {
      let message = (error as? DatabaseError)?.message ?? "\(error)"
      return .failure(DiagnosticsError(.invalidSQL(path, wholeRange, message)))
    }
  }

  /// The columns of a prepared query, with what is known of those that are columns of tables.
  func columns(of statement: Statement) -> [Column] {
    let compound = CompoundColumns(scan, context, db)
    return statement.columnNames.enumerated().map { index, name in
      if let compound { return compound.column(index, named: name) }
      guard let origin = statement.origin(ofColumn: index),
        var column = context.column(origin.column, of: origin.table)
      else { return Column(name) }
      column.name = name
      return column
    }
  }

  /// Columns that hold figures of different units or bases, where no column says which.
  func mixedColumns(of table: Table) -> [Diagnostic] {
    guard let compound = CompoundColumns(scan, context, db) else { return [] }
    return table.columns.enumerated().compactMap { index, column in
      let measures = compound.mixed(index)
      let names = ["unit", "basis"].flatMap { [$0, "\(column.name)_\($0)"] }
      guard !measures.isEmpty, !names.contains(where: { table.index(of: $0) != nil }) else {
        return nil
      }
      return .mixedColumn(path, wholeRange, column.name, measures)
    }
  }

  private var path: String { scan.sql.path }

  private var wholeRange: SourceRange {
    let start = scan.tokens.first?.offsets.lowerBound ?? 0
    return scan.sql.range(start..<(scan.tokens.last?.offsets.upperBound ?? start))
  }

  private func diagnostic(for message: String, at offset: Int?) -> Diagnostic {
    if let refused = monitor.report.refused { return diagnostic(for: refused) }
    if let name = message.dropping(prefix: "no such table: ") { return noTable(name) }
    if let name = message.dropping(prefix: "no such column: ") { return noColumn(name, offset) }
    if let name = message.dropping(prefix: "no such function: ") {
      let known = context.content.functions.map(\.name) + Self.commonFunctions
      return .unknownFunction(path, range(of: name, near: offset), name, known: known)
    }
    if let name = message.dropping(prefix: "wrong number of arguments to function ") {
      let function = String(name.prefix { $0 != "(" })
      let summary = context.content.functions.first { $0.name == function }?.summary
      return .wrongArguments(path, range(of: function, near: offset), function, summary: summary)
    }
    if message == "incomplete input" {
      let end = scan.tokens.last?.offsets.upperBound ?? 0
      return .invalidSQL(path, scan.sql.range(end..<end), "the query breaks off")
    }
    if let name = message.dropping(prefix: "ambiguous column name: ") {
      return .ambiguousColumn(path, range(of: name, near: offset), name)
    }
    var finding = Diagnostic.invalidSQL(path, offset.map { range(at: $0) } ?? wholeRange, message)
    if zip(scan.tokens, scan.tokens.dropFirst()).contains(where: {
      $0.isWord("select") && $1.isWord("top")
    }) {
      finding.hint = "SQLite has no TOP: write limit 1 at the end of the query"
    }
    return finding
  }

  private func diagnostic(for refused: QueryMonitor.Refusal) -> Diagnostic {
    switch refused {
    case .table(let name): return noTable(name)
    case .function(let name): return .volatile(path, range(of: name, near: nil), "\(name)()")
    case .action:
      // SQLite's virtual tables declare themselves on first use.
      let pragma = scan.tokens.first { $0.isName && $0.text.lowercased().hasPrefix("pragma_") }
      return pragma.map { noTable($0.text) } ?? notReading
    }
  }

  /// A statement that writes may begin with WITH.
  private var notReading: Diagnostic {
    let words = ["insert", "update", "delete", "replace"]
    let token = scan.tokens.first { token in words.contains { token.isWord($0) } }
    return .statementNotAllowed(
      path, token.map { scan.sql.range($0.offsets) } ?? wholeRange, token?.text ?? "this")
  }

  private func noTable(_ name: String) -> Diagnostic {
    let place = range(of: name, near: nil)
    if let view = context.broken.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return .brokenView(path, place, view.name, file: view.sql.path)
    }
    return .unknownTable(path, place, name, known: context.tableNames)
  }

  private func noColumn(_ name: String, _ offset: Int?) -> Diagnostic {
    let parts = name.split(separator: ".").map(String.init)
    let column = parts.last ?? name
    // The columns of what the query names; those of everything would be noise.
    var tables = scan.names.compactMap { context.table($0) }
    tables.sort { $0.name < $1.name }
    if parts.count == 2, let table = context.table(parts[0]) { tables = [table] }
    var known = Set(tables.flatMap { $0.columns.map(\.name) })
    for view in context.graph.viewsUsed(by: scan.names).views where scan.names.contains(view.name) {
      known.formUnion(
        view.scan.tokens.lazy.filter { $0.kind == .word && !$0.isKeyword }.map(\.text))
    }
    if parts.count == 1, let token = token(of: column, near: offset), token.kind == .quotedName,
      isCompared(token) || nearMiss(column, among: known.sorted()) == nil
    {
      return .quotedText(path, scan.sql.range(token.offsets), name)
    }
    return .unknownColumn(
      path, range(of: column, near: offset), name, near: nearMiss(column, among: known.sorted()),
      tables: tables.map { ($0.name, $0.columns.map(\.name)) })
  }

  /// Whether a sign of comparison stands before a token, so that it is hardly a column.
  private func isCompared(_ token: SQLToken) -> Bool {
    guard let index = scan.tokens.firstIndex(of: token), index > 0 else { return false }
    let before = scan.tokens[index - 1]
    return ["=", "<", ">"].contains(where: before.isSymbol) || before.isWord("like")
  }

  /// The token of a name: the one at SQLite's offset, or after its qualifier, or else the first.
  private func range(of name: String, near offset: Int?) -> SourceRange {
    token(of: name, near: offset).map { scan.sql.range($0.offsets) } ?? wholeRange
  }

  private func token(of name: String, near offset: Int?) -> SQLToken? {
    let name = name.split(separator: ".").last.map { $0.lowercased() } ?? name
    let start = offset ?? 0
    let isNamed: (SQLToken) -> Bool = { $0.isName && $0.text.lowercased() == name }
    return scan.tokens.first { $0.offsets.lowerBound >= start && isNamed($0) }
      ?? scan.tokens.first(where: isNamed)
  }

  private func range(at offset: Int) -> SourceRange {
    let token = scan.tokens.first { $0.offsets.contains(offset) }
    return scan.sql.range(token?.offsets ?? offset..<offset)
  }

  /// SQLite's functions that figures are made of, for near misses.
  private static let commonFunctions = [
    "abs", "avg", "ceil", "coalesce", "count", "date", "floor", "format", "group_concat", "ifnull",
    "iif", "instr", "julianday", "lag", "lead", "length", "ln", "log10", "lower", "max", "min",
    "nullif", "power", "printf", "rank", "replace", "round", "row_number", "sqrt", "strftime",
    "substr", "sum", "total", "trim", "upper",
  ]
}

extension String {
  func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
