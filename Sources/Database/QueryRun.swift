internal import Basics
internal import GRDB
internal import Synchronization
internal import Tables

internal import struct Tables.Column
internal import struct Tables.Table

/// One run of a query on one connection.
struct QueryRun {
  private let database: SQLDatabase
  private let scan: SQLScan
  private let asOf: CalendarDate?
  private let connection: Connection
  private let db: GRDB.Database
  private var parameters: [String: Value]

  init(
    _ database: SQLDatabase, _ scan: SQLScan, _ parameters: [String: Value],
    _ asOf: CalendarDate?, _ connection: Connection, _ db: GRDB.Database
  ) {
    self.database = database
    self.scan = scan
    self.asOf = asOf
    self.connection = connection
    self.db = db
    self.parameters = parameters
    if let asOf, parameters["as_of"] == nil {
      self.parameters["as_of"] = .text(asOf.description)
    }
    self.parameters[SQLScan.clockParameter] = database.content.clock.map { .text($0.description) }
  }

  private var monitor: QueryMonitor { connection.monitor }

  /// What is there to read; views come to it while queries name them.
  var context: QueryContext {
    QueryContext(
      database.content, database.viewGraph, broken: database.brokenViews,
      materialized: connection.materialized.withLock { $0 })
  }

  /// - Throws: a `DiagnosticsError` where it took too much of this machine, which another machine or
  ///   another day might have given it.
  func result() throws -> Result<QueryResult, DiagnosticsError> {
    let context = context
    let statement: Statement
    let preparation = QueryPreparation(context, scan, monitor, db)
    switch preparation.statement() {
    case .success(let prepared): statement = prepared
    case .failure(let error): return .failure(error)
    }
    let unbound = scan.parameters.filter { parameters[$0.name] == nil }
    if !unbound.isEmpty {
      return .failure(DiagnosticsError(unbound.map(unboundParameter)))
    }
    for (name, value) in parameters { statement.bind(value, to: name) }
    // What it calls while it runs was reported while it was compiled.
    let readSet = readSet(monitor.report, context)
    switch try rows(of: statement) {
    case .failure(let error): return .failure(error)
    case .success(let rows):
      var table = Table(columns: preparation.columns(of: statement), rows: rows)
      table.inferTypes()
      return .success(
        QueryResult(
          table: table, readSet: readSet,
          diagnostics: duplicates(in: table) + preparation.mixedColumns(of: table)
            + SQLSlips.diagnostics(scan, context) { database.hasRows($0, in: db, connection) }
            + strayTexts(readSet, context)))
    }
  }

  private func strayTexts(_ readSet: ReadSet, _ context: QueryContext) -> [Diagnostic] {
    SQLTexts.diagnostics(scan, readSet, context) { database.texts(of: $0, in: db, connection) }
  }

  /// What the text itself compares with words that its columns do not have, and what it reads.
  func slips() -> (diagnostics: [Diagnostic], readSet: ReadSet)? {
    let context = context
    let preparation = QueryPreparation(context, scan, monitor, db)
    guard case .success = preparation.statement() else { return nil }
    let readSet = readSet(monitor.report, context)
    return (strayTexts(readSet, context), readSet)
  }

  private func rows(of statement: Statement) throws -> Result<[[Value]], DiagnosticsError> {
    let limits = database.limits
    monitor.setBudget(limits.steps)
    monitor.setSeconds(limits.seconds)
    monitor.setMemory(limits.memory)
    defer {
      monitor.setMemory(nil)
      monitor.setBudget(nil)
      monitor.setSeconds(nil)
    }
    let path = scan.sql.path
    var rows: [[Value]] = []
    var bytes = 0
    while true {
      switch statement.step() {
      case .row:
        if rows.count == limits.rows {
          return .failure(DiagnosticsError(.rowLimit(path, place, limits.rows)))
        }
        let row = statement.row()
        if let index = row.firstIndex(where: \.isNoNumber) {
          return .failure(
            DiagnosticsError(.notFinite(path, place, statement.columnNames[index])))
        }
        bytes += row.reduce(0) { $0 + $1.size }
        if bytes > limits.bytes {
          return .failure(DiagnosticsError(.resultTooLarge(path, place, limits.bytes)))
        }
        rows.append(row)
      case .done: return .success(rows)
      case .interrupted:
        if monitor.isOutOfSteps {
          return .failure(DiagnosticsError(.stepLimit(path, place, limits.steps)))
        }
        throw DiagnosticsError(
          monitor.isOutOfMemory
            ? .memoryLimit(path, place, limits.memory) : .timeLimit(path, place, limits.seconds))
      case .failed:
        if let call = monitor.report.volatileCall {
          return .failure(DiagnosticsError(.volatile(path, place, call)))
        }
        return .failure(DiagnosticsError(.queryFailed(path, place, db.errorMessage)))
      }
    }
  }

  private var place: SourceRange {
    let start = scan.tokens.first?.offsets.lowerBound ?? 0
    return scan.sql.range(start..<(scan.tokens.last?.offsets.upperBound ?? start))
  }

  private func unboundParameter(_ parameter: (name: String, offsets: Range<Int>)) -> Diagnostic {
    var known = Set(parameters.keys)
    known.remove(SQLScan.clockParameter)
    return .unboundParameter(
      scan.sql.path, scan.sql.range(parameter.offsets), parameter.name, known: known.sorted())
  }

  /// What the query read, from what SQLite's authorizer reported.
  ///
  /// A table with editions is read through a view over all its columns, of which the authorizer
  /// reports every one; what the query reads of that view is what it reads of the table.
  func readSet(_ report: QueryMonitor.Report, _ context: QueryContext) -> ReadSet {
    var columns: Set<ReadSet.Column> = []
    var viewColumns: Set<ReadSet.Column> = []
    let used = context.graph.viewsUsed(by: scan.names, tables: Set(context.materialized.keys))
    for view in used.tables {
      let known = context.materialized[view.name.lowercased()] ?? []
      let reads = report.reads.filter {
        $0.isView && $0.name.lowercased() == view.name.lowercased()
      }
      viewColumns.insert(ReadSet.Column(view.name))
      for column in known
      where reads.contains(where: { $0.column.lowercased() == column.name.lowercased() }) {
        viewColumns.insert(ReadSet.Column(view.name, column.name))
      }
    }
    for read in report.reads {
      guard let table = context.table(read.name) else { continue }
      let isWhole = table.hasEditions && !read.isView
      columns.insert(ReadSet.Column(table.name, isWhole ? nil : column(read.column, of: table)))
      // Row numbers alone may come in the order of the key's index.
      if read.column.uppercased() == "ROWID" {
        for key in table.primaryKey { columns.insert(ReadSet.Column(table.name, key)) }
      }
      let view = read.isView ? read.name : read.accessor
      if view.lowercased() != table.unfilteredName.lowercased() {
        addEdition(of: table, to: &columns)
      }
    }
    let scans = [scan] + used.views.map(\.scan)
    addJoinColumns(of: scans, used.tables, to: &columns, &viewColumns, context)
    // A table of which some column is read is not read for its rows alone.
    let named = Set(columns.filter { $0.column != nil }.map(\.table))
    columns = columns.filter { $0.column != nil || !named.contains($0.table) }
    var result = ReadSet()
    result.columns = columns.sorted()
    result.viewColumns = viewColumns.sorted()
    result.views = used.views.map(\.name).sorted()
    result.functions = report.functions.sorted()
    result.parameters = Set(scans.flatMap { $0.parameters.map(\.name) }).sorted()
    result.usesClock = scans.contains { !$0.clockTokens.isEmpty }
    return result
  }

  /// The columns by which an edition selects its rows, or what is current is told.
  private func addEdition(of table: DatabaseTable, to columns: inout Set<ReadSet.Column>) {
    guard table.hasEditions else { return }
    for column in [asOf == nil ? nil : table.knownOn, table.supersededOn].compactMap({ $0 }) {
      columns.insert(ReadSet.Column(table.name, column))
    }
  }

  private func column(_ name: String, of table: DatabaseTable) -> String? {
    table.columns.first { $0.name.lowercased() == name.lowercased() }?.name
  }

  /// SQLite does not report the columns that USING and NATURAL JOIN compare, nor a table of which
  /// only those are read; so every table that is named counts.
  private func addJoinColumns(
    of scans: [SQLScan], _ views: [PreparedView], to columns: inout Set<ReadSet.Column>,
    _ viewColumns: inout Set<ReadSet.Column>, _ context: QueryContext
  ) {
    let using = scans.reduce(into: Set<String>()) { $0.formUnion($1.usingColumns) }
    let isNatural = scans.contains(where: \.hasNaturalJoin)
    guard isNatural || !using.isEmpty else { return }
    func isCompared(_ column: Column) -> Bool {
      isNatural || using.contains(column.name.lowercased())
    }
    let names = scans.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    for table in database.tables {
      let isNamed = names.contains(table.name.lowercased())
      let isUnfiltered = table.hasEditions && names.contains(table.unfilteredName.lowercased())
      guard isNamed || isUnfiltered else { continue }
      for column in table.columns where isCompared(column) {
        columns.insert(ReadSet.Column(table.name, column.name))
        if isNamed { addEdition(of: table, to: &columns) }
      }
    }
    for view in views {
      for column in context.materialized[view.name.lowercased()] ?? [] where isCompared(column) {
        viewColumns.insert(ReadSet.Column(view.name, column.name))
      }
    }
  }

  /// What of the result comes from columns that are left out of downloads.
  ///
  /// A column that is a plain column of a table is judged by that one; in a compound query SQLite
  /// tells of one part only, so there it is not. Any other is judged by what the program for it
  /// alone reads.
  func withheld(
    from columns: [Column], _ readSet: ReadSet, origins statement: Statement
  ) -> Withheld {
    let reasons = database.withheldReads(readSet)
    guard !reasons.isEmpty else { return Withheld() }
    let scans = [scan] + database.viewGraph.viewsUsed(by: scan.names).views.map(\.scan)
    let isCompound = scans.contains { $0.isCompound }
    var result = Withheld()
    for (index, column) in columns.enumerated() {
      if !isCompound, let origin = statement.origin(ofColumn: index),
        let source = database.content.tablesByName[origin.table.lowercased()],
        !source.withholds(origin.column)
      {
        continue
      }
      if readsWithheld(column.name) { result.columns.append(column.name) }
    }
    // A result that does not show what it read beside has nothing to leave out.
    if !result.columns.isEmpty { result.reasons = reasons }
    result.isWhole = result.columns.count == columns.count
    return result
  }

  private func readsWithheld(_ column: String) -> Bool {
    let sql = "SELECT \(quoted(column)) FROM (\(scan.innerText)\n)"
    return QueryProgram(sql, db)?.readsWithheld(
      database.content.tablesByName, roots: database.content.snapshot.roots) ?? true
  }

  private func duplicates(in table: Table) -> [Diagnostic] {
    var seen: Set<String> = []
    return table.columns.filter { !seen.insert($0.name).inserted }.map {
      .duplicateResultColumn(scan.sql.path, place, $0.name)
    }
  }
}

extension Value {
  /// Whether it is infinite, or not a number at all.
  fileprivate var isNoNumber: Bool {
    if case .number(let number) = self { return !number.isFinite }
    return false
  }

  /// About how many bytes of memory it takes.
  fileprivate var size: Int {
    if case .text(let text) = self { return 32 + text.utf8.count }
    return 32
  }
}

extension Table {
  /// About how many bytes of memory the rows take.
  package var size: Int { rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.size } } }

  /// Gives computed columns a type by their values, and booleans of tables back their own.
  mutating func inferTypes() {
    for index in columns.indices {
      if columns[index].type == .boolean {
        for row in rows.indices {
          if case .integer(let integer) = rows[row][index] {
            rows[row][index] = .boolean(integer != 0)
          }
        }
      } else if columns[index].type == .any {
        columns[index].type = inferredType(of: index)
      }
    }
  }

  private func inferredType(of column: Int) -> ColumnType {
    var types: Set<ColumnType> = []
    for row in rows {
      switch row[column] {
      case .null: continue
      case .boolean: types.insert(.boolean)
      case .integer: types.insert(.integer)
      case .number: types.insert(.number)
      case .text(let text): types.insert(CalendarDate(text) == nil ? .string : .date)
      }
    }
    switch types {
    case []: return .any
    case [.integer, .number]: return .number
    case [.string, .date]: return .string
    default: return types.count == 1 ? types.first ?? .any : .any
    }
  }
}
