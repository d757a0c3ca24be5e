package import Basics
internal import GRDB
internal import Synchronization
internal import Tables

/// Looks for texts that a query compares a column with and that no cell of the column is, where one is
/// nearly.
struct SQLTexts {
  private let scan: SQLScan
  /// The columns that the query reads, with the table or view of each.
  private let columns: [ReadSet.Column]
  private let context: QueryContext
  /// The texts of a column; nil where there are too many to be kinds of something.
  private let texts: (ReadSet.Column) -> Set<String>?

  static func diagnostics(
    _ scan: SQLScan, _ readSet: ReadSet, _ context: QueryContext,
    texts: @escaping (ReadSet.Column) -> Set<String>?
  ) -> [Diagnostic] {
    // What a view computes under a column's name is not that column.
    guard readSet.views.isEmpty else { return [] }
    let found = SQLTexts(
      scan: scan, columns: readSet.columns + readSet.viewColumns, context: context, texts: texts)
    return found.comparisons().compactMap(found.diagnostic) + found.orders()
  }

  /// `max(homes)` and `order by homes` of a column that holds numbers as texts.
  private func orders() -> [Diagnostic] {
    let tokens = scan.tokens
    return tokens.indices.dropFirst(2).compactMap { index -> Diagnostic? in
      let (word, before) = (tokens[index - 2], tokens[index - 1])
      let isMost = (word.isWord("max") || word.isWord("min")) && before.isSymbol("(")
      let isOrder = word.isWord("order") && before.isWord("by")
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      guard isMost && next?.isSymbol(")") ?? false || isOrder && !isComputed(index + 1),
        tokens[index].isPlainName, next?.isSymbol("(") != true, next?.isSymbol(".") != true
      else { return nil }
      let name = tokens[index].text.lowercased()
      let read = columns.filter { $0.column?.lowercased() == name }
      guard !scan.defines(name), read.count == 1,
        context.column(read[0].column ?? "", of: read[0].table)?.type == .string,
        let texts = texts(read[0]), texts.count > 1
      else { return nil }
      let numbers = texts.compactMap { text in Double(text).map { (text, $0) } }
      guard numbers.count == texts.count else { return nil }
      let sorted = numbers.sorted { $0.0.precedesInBytes($1.0) }
      // Years and codes of one length come in the order of their numbers.
      guard let wrong = zip(sorted, sorted.dropFirst()).first(where: { $0.1 > $1.1 }) else {
        return nil
      }
      return .numbersAsTexts(
        scan.sql.path, scan.sql.range(tokens[index].offsets), tokens[index].text,
        wrong.0.0, wrong.1.0)
    }
  }

  /// The indices of a column's name and of a text that it is compared with.
  private func comparisons() -> [(name: Int, text: Int)] {
    let tokens = scan.tokens
    var found: [(Int, Int)] = []
    for (index, token) in tokens.enumerated() where token.kind == .string {
      guard index > 0, !isComputed(index + 1) else { continue }
      var before = index - 1
      if tokens[before].isSymbol("=") {
        before -= 1
        if before >= 0, ["=", "!", "<", ">"].contains(where: tokens[before].isSymbol) {
          // `<=` and `>=` compare with what need not be there.
          if tokens[before].isSymbol("<") || tokens[before].isSymbol(">") { continue }
          before -= 1
        }
      } else if tokens[before].isSymbol(">"), before > 0, tokens[before - 1].isSymbol("<") {
        before -= 2
      } else if tokens[before].isSymbol("(") || tokens[before].isSymbol(",") {
        guard let start = listStart(index), start > 1, tokens[start - 1].isWord("in") else {
          continue
        }
        before = start - 2
        if tokens[before].isWord("not") { before -= 1 }
      } else {
        continue
      }
      guard before >= 0, tokens[before].isPlainName else { continue }
      let first = before > 1 && tokens[before - 1].isSymbol(".") ? before - 2 : before
      if isComputed(first - 1) { continue }
      found.append((before, index))
    }
    return found
  }

  /// The bracket that opens a list in which only values stand.
  private func listStart(_ index: Int) -> Int? {
    var start = index - 1
    while start >= 0 {
      if scan.tokens[start].isSymbol("(") { return start }
      guard scan.tokens[start].isSymbol(",") || scan.tokens[start].isLiteral else { return nil }
      start -= 1
    }
    return nil
  }

  /// Whether the sign beside an operand makes it a part of something longer.
  private func isComputed(_ index: Int) -> Bool {
    guard scan.tokens.indices.contains(index) else { return false }
    let token = scan.tokens[index]
    return ["|", "+", "-", "*", "/", "%"].contains(where: token.isSymbol) || token.isWord("collate")
  }

  private func diagnostic(_ comparison: (name: Int, text: Int)) -> Diagnostic? {
    let name = scan.tokens[comparison.name].text.lowercased()
    let text = scan.tokens[comparison.text].text
    guard !scan.defines(name) else { return nil }
    let read = columns.filter { $0.column?.lowercased() == name }
    var known: Set<String> = []
    for column in read {
      guard context.column(column.column ?? "", of: column.table)?.type == .string,
        let texts = texts(column)
      else { return nil }
      if texts.contains(text) { return nil }
      known.formUnion(texts)
    }
    guard let near = Self.near(text, known) else { return nil }
    return .unmatchedText(
      scan.sql.path, scan.sql.range(scan.tokens[comparison.text].offsets),
      scan.tokens[comparison.name].text, text, near: near)
  }

  /// The cell that was meant: the same but for its case or blanks, or a slip of one letter.
  ///
  /// Names that differ in their digits or are short are likely to be others.
  private static func near(_ text: String, _ known: Set<String>) -> String? {
    func letters(_ text: String) -> String {
      String(text.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" })
    }
    let same = known.filter { letters($0) == letters(text) }.min()
    if let same { return same }
    guard text.count >= 4 else { return nil }
    let digits = text.filter(\.isNumber)
    return known.filter {
      // An added ending is a word of its own: "open" and "opens".
      $0.count >= 4 && $0.filter(\.isNumber) == digits && !$0.hasPrefix(text)
        && !text.hasPrefix($0) && isOneSlip(Array($0.lowercased()), Array(text.lowercased()))
    }.min()
  }

  /// Whether one letter is another, too many or missing, or two stand the wrong way round.
  private static func isOneSlip(_ a: [Character], _ b: [Character]) -> Bool {
    guard abs(a.count - b.count) <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let rest = (a[start...], b[start...])
    let end = zip(rest.0.reversed(), rest.1.reversed()).prefix { $0 == $1 }.count
    let (x, y) = (Array(rest.0.dropLast(end)), Array(rest.1.dropLast(end)))
    return x.count <= 1 && y.count <= 1 || x.count == 2 && y.count == 2 && x == y.reversed()
  }
}

extension SQLDatabase {
  /// The most different texts that a column of kinds of something has.
  private static let mostTexts = 2_000

  /// The texts of a column in all rows of its table, which are looked for once.
  func texts(of column: ReadSet.Column, in db: GRDB.Database, _ connection: Connection) -> Set<
    String
  >? {
    guard let name = column.column else { return nil }
    let isTable = content.tablesByName[column.table.lowercased()] != nil
    let key = "\(column.table)\u{0}\(name)"
    if isTable, let known = knownTexts.withLock({ $0[key] }) { return known.isEmpty ? nil : known }
    let table = (isTable ? "main." : "temp.") + quoted(column.table)
    let found: Set<String>? = connection.monitor.unwatched {
      guard
        let statement = try? db.makeStatement(
          sql: "SELECT DISTINCT \(quoted(name)) FROM \(table) LIMIT \(Self.mostTexts + 1)")
      else { return nil }
      var texts: Set<String> = []
      while statement.step() == .row {
        if case .text(let text) = statement.row()[0] { texts.insert(text) }
      }
      statement.reset()
      return texts.count > Self.mostTexts ? nil : texts
    }
    if isTable { knownTexts.withLock { $0[key] = found ?? [] } }
    return found
  }

  /// Whether a table has more than one row.
  func hasRows(_ table: DatabaseTable, in db: GRDB.Database, _ connection: Connection) -> Bool {
    connection.monitor.unwatched {
      guard
        let statement = try? db.makeStatement(
          sql: "SELECT 1 FROM main.\(quoted(table.name)) LIMIT 2")
      else { return false }
      defer { statement.reset() }
      return statement.step() == .row && statement.step() == .row
    }
  }

  /// What a view's own text compares with words that its columns do not have, and what was read for it.
  package func slips(inView name: String) throws -> (diagnostics: [Diagnostic], readSet: ReadSet)? {
    guard let view = preparedViews.first(where: { $0.name == name }) else { return nil }
    return try withConnection { connection, db in
      try ViewMaterialization(database: self, connection: connection, asOf: nil, db: db)
        .prepare(view.scan.names)
      let run = QueryRun(self, view.scan, [:], nil, connection, db)
      return run.slips()
    }
  }
}
