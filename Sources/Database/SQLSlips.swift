internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column

/// Looks for SQL that SQLite answers and that hardly means what it says.
///
/// What a named result put before a query is looked at where that result is written.
struct SQLSlips {
  let selects: SQLSelects
  let scan: SQLScan
  let context: QueryContext
  /// Whether a table has several rows.
  let hasRows: (DatabaseTable) -> Bool
  var diagnostics: [Diagnostic] = []

  var tokens: [SQLToken] { selects.tokens }

  static func diagnostics(
    _ scan: SQLScan, _ context: QueryContext, hasRows: @escaping (DatabaseTable) -> Bool
  ) -> [Diagnostic] {
    var slips = SQLSlips(scan, context, hasRows)
    slips.check()
    return slips.diagnostics
  }

  private init(
    _ scan: SQLScan, _ context: QueryContext, _ hasRows: @escaping (DatabaseTable) -> Bool
  ) {
    selects = SQLSelects(scan.tokens)
    self.scan = scan
    self.context = context
    self.hasRows = hasRows
  }

  private mutating func check() {
    for (_, members) in selects.groups.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
      for position in members.indices {
        checkCondition(members, position)
        checkRange(members, position)
        checkOrder(members, position)
      }
    }
    for index in tokens.indices where tokens[index].isSymbol("+") { checkSum(index) }
    checkValues()
    for select in selects.selects {
      checkAggregate(select)
      checkJoin(select)
    }
  }

  func range(_ index: Int) -> SourceRange { scan.sql.range(tokens[index].offsets) }

  // MARK: Words and numbers

  /// `where a = 'x' or 'y'`.
  private mutating func checkCondition(_ members: [Int], _ position: Int) {
    let token = tokens[members[position]]
    guard token.kind == .string || token.kind == .number && token.text != "0" && token.text != "1",
      let before = selects.token(members, position - 1),
      ["where", "and", "or", "not", "having", "on"].contains(where: before.isWord),
      isConditionEnd(selects.token(members, position + 1)),
      !(before.isWord("and") && isOfBetween(members, position - 1))
    else { return }
    var column: String?
    if position >= 4, let sign = selects.token(members, position - 3),
      sign.isSymbol("=") || sign.isWord("like"),
      let name = selects.token(members, position - 4), name.isPlainName
    {
      column = name.text
    }
    let text = token.kind == .string ? "'\(token.text)'" : token.text
    diagnostics.append(.literalAsCondition(scan.sql.path, range(members[position]), text, column))
  }

  private func isConditionEnd(_ token: SQLToken?) -> Bool {
    guard let token else { return true }
    let words = ["and", "or", "group", "order", "limit", "having", "window", "union", "except"]
    return token.isSymbol(";") || token.isWord("intersect") || words.contains(where: token.isWord)
  }

  /// Whether an AND is the one of a BETWEEN.
  private func isOfBetween(_ members: [Int], _ position: Int) -> Bool {
    for index in members[..<position].reversed() {
      if tokens[index].isWord("between") { return true }
      if ["and", "or", "where", "having", "on", "when"].contains(where: tokens[index].isWord) {
        return false
      }
    }
    return false
  }

  /// `between 80 and 50`.
  private mutating func checkRange(_ members: [Int], _ position: Int) {
    guard tokens[members[position]].isWord("between") else { return }
    var next = position + 1
    guard let low = bound(members, &next), selects.token(members, next)?.isWord("and") == true
    else { return }
    next += 1
    guard let high = bound(members, &next),
      selects.token(members, next)?.kind != .symbol
        || selects.token(members, next)?.isSymbol(",") == true
        || selects.token(members, next)?.isSymbol(";") == true
    else { return }
    let isEmpty =
      if let low = low.number, let high = high.number {
        low > high
      } else if low.number == nil, high.number == nil {
        Array(low.text.utf8).lexicographicallyPrecedes(Array(high.text.utf8)) == false
          && low.text != high.text
      } else {
        false
      }
    guard isEmpty else { return }
    diagnostics.append(
      .emptyRange(scan.sql.path, range(members[position]), low.text, high.text))
  }

  private func bound(_ members: [Int], _ position: inout Int) -> (text: String, number: Double?)? {
    var sign = ""
    if selects.token(members, position)?.isSymbol("-") == true {
      sign = "-"
      position += 1
    }
    guard let token = selects.token(members, position) else { return nil }
    position += 1
    switch token.kind {
    case .number: return Double(sign + token.text).map { (sign + token.text, $0) }
    case .string where sign.isEmpty: return (token.text, nil)
    default: return nil
    }
  }

  /// `order by 'name'`.
  private mutating func checkOrder(_ members: [Int], _ position: Int) {
    guard tokens[members[position]].isWord("by"), let word = selects.token(members, position - 1),
      word.isWord("order") || word.isWord("group") || word.isWord("partition")
    else { return }
    for next in (position + 1)..<max(position + 1, members.count) {
      let token = tokens[members[next]]
      if ["limit", "having", "order", "window", "rows", "range"].contains(where: token.isWord) {
        break
      }
      guard token.kind == .string, let before = selects.token(members, next - 1),
        before.isSymbol(",") || before.isWord("by")
      else { continue }
      let after = selects.token(members, next + 1)
      let ends = ["asc", "desc", "limit", "having", "order", "nulls", "collate", "rows", "range"]
      guard
        after.map({ $0.isSymbol(",") || $0.isSymbol(";") || ends.contains(where: $0.isWord) })
          ?? true
      else { continue }
      diagnostics.append(
        .orderedByText(scan.sql.path, range(members[next]), token.text, word.text.lowercased()))
    }
  }

  /// `first + ' ' + last`.
  private mutating func checkSum(_ index: Int) {
    guard index > 0, index + 1 < tokens.count else { return }
    let sides = [index - 1, index + 1]
    // `code + 0` makes a number of a text that is one.
    if sides.contains(where: { tokens[$0].kind == .number }) { return }
    guard let side = sides.first(where: { isText($0) }) else { return }
    // Of several in a row the first is told.
    if index > 1, tokens[index - 2].isSymbol("+"), isText(index - 1) { return }
    let token = tokens[side]
    diagnostics.append(
      .sumOfTexts(
        scan.sql.path, range(index),
        token.kind == .string ? "'\(token.text)'" : "the column '\(token.text)'"))
  }

  private func isText(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.kind == .string { return Double(token.text) == nil }
    if index + 1 < tokens.count, tokens[index + 1].isSymbol("(") || tokens[index + 1].isSymbol(".")
    {
      return false
    }
    guard token.isPlainName, !scan.defines(token.text) else { return false }
    let types = scan.names.flatMap { name in
      context.columns(of: name).filter { $0.name.lowercased() == token.text.lowercased() }
    }.map(\.type)
    return !types.isEmpty && types.allSatisfy { $0 == ColumnType.string }
  }
}

extension QueryContext {
  /// The columns of a table or of a view that stands as one, by its name in lower case.
  func columns(of name: String) -> [Column] {
    materialized[name] ?? table(name)?.columns ?? []
  }
}

extension SQLScan {
  /// Whether the query gives something of its own a name, which then may not be that of a column.
  func defines(_ name: String) -> Bool {
    for index in tokens.indices.dropFirst() {
      let token = tokens[index]
      guard token.isName, token.text.lowercased() == name.lowercased() else { continue }
      let before = tokens[index - 1]
      if before.isWord("as") || before.isPlainName || before.isSymbol(")") || before.isWord("end")
        || before.kind == .string || before.kind == .number
      {
        return true
      }
    }
    // `with t(name) as (…)` names columns in brackets.
    for index in tokens.indices.dropLast(2)
    where tokens[index].isSymbol(")") && tokens[index + 1].isWord("as")
      && (tokens[index + 2].isSymbol("(") || tokens[index + 2].isWord("materialized")
        || tokens[index + 2].isWord("not"))
    {
      return true
    }
    return false
  }
}
