internal import Basics

/// Which rows a query puts together.
extension SQLSlips {
  /// `select name, sum(share) from claim`.
  mutating func checkAggregate(_ select: SQLSelects.Select) {
    let members = Array(select.members)
    guard let from = members.firstIndex(where: { tokens[$0].isWord("from") }),
      !members.contains(where: { tokens[$0].isWord("group") || tokens[$0].isWord("values") })
    else { return }
    let end = tokens[members[from]].offsets.lowerBound
    let items = (members[0] + 1)..<tokens.endIndex
    let aliases = sources(members).flatMap { [$0.alias, $0.name] }.map { $0.lowercased() }
    let fixed = fixedColumns(members)
    var aggregates: [String] = []
    var bare: Int?
    var index = items.lowerBound
    while index < tokens.endIndex, tokens[index].offsets.lowerBound < end {
      let token = tokens[index]
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      if next?.isSymbol("(") == true, let close = close(of: index + 1) {
        if isAggregate(token, index + 1) {
          let after = close + 1 < tokens.count ? tokens[close + 1] : nil
          if after?.isWord("over") == true || after?.isWord("filter") == true && isWindow(close) {
            return
          }
          aggregates.append(token.text.lowercased())
          index = close + 1
          continue
        }
      } else if token.isSymbol("("),
        next.map({ $0.isWord("select") || $0.isWord("with") }) ?? false,
        let close = close(of: index)
      {
        index = close + 1
        continue
      } else if token.isPlainName, bare == nil, isColumn(index),
        !fixed.contains(token.text.lowercased())
      {
        let isQualified = tokens[index - 1].isSymbol(".")
        if isQualified
          ? aliases.contains(tokens[index - 2].text.lowercased()) : !select.isInExpression
        {
          bare = index
        }
      }
      index += 1
    }
    guard let bare, let first = aggregates.first else { return }
    // Beside one MIN or MAX the others are, in SQLite, those of the row that it comes from.
    if aggregates.count == 1, first == "min" || first == "max" { return }
    diagnostics.append(
      .columnBesideAggregate(scan.sql.path, range(bare), tokens[bare].text, first))
  }

  /// Whether a name in a list of results is that of a column: neither an alias nor a qualifier.
  private func isColumn(_ index: Int) -> Bool {
    let before = tokens[index - 1]
    if index + 1 < tokens.count, tokens[index + 1].isSymbol(".") { return false }
    if before.isSymbol(".") { return true }
    if ["as", "over", "collate", "end"].contains(where: before.isWord) { return false }
    return !before.isPlainName && !before.isLiteral && !before.isSymbol(")")
  }

  private func isAggregate(_ token: SQLToken, _ opener: Int) -> Bool {
    guard token.kind == .word else { return false }
    let name = token.text.lowercased()
    if name == "min" || name == "max" {
      return !(selects.groups[opener] ?? []).contains { tokens[$0].isSymbol(",") }
    }
    return ["avg", "count", "sum", "total", "group_concat", "string_agg"].contains(name)
      || context.content.functions.contains {
        if case .aggregate = $0.body { $0.name == name } else { false }
      }
  }

  /// Whether FILTER's brackets behind a call are followed by OVER.
  private func isWindow(_ close: Int) -> Bool {
    guard close + 2 < tokens.count, let end = self.close(of: close + 2) else { return false }
    return end + 1 < tokens.count && tokens[end + 1].isWord("over")
  }

  private func close(of opener: Int) -> Int? {
    guard let last = selects.groups[opener] else { return nil }
    var index = (last.last ?? opener) + 1
    while index < tokens.count, !tokens[index].isSymbol(")") { index += 1 }
    return index < tokens.count ? index : nil
  }

  /// The columns that a condition sets to one value, so that all rows agree in them.
  private func fixedColumns(_ members: [Int]) -> Set<String> {
    var columns: Set<String> = []
    for (left, sign) in zip(members, members.dropFirst()) where tokens[sign].isSymbol("=") {
      if tokens[left].isPlainName { columns.insert(tokens[left].text.lowercased()) }
      let right = tokens.indices.contains(sign + 1) ? tokens[sign + 1] : tokens[sign]
      if right.isPlainName { columns.insert(right.text.lowercased()) }
    }
    return columns
  }

  /// `from a, b` where nothing says which row of one belongs to which of the other.
  mutating func checkJoin(_ select: SQLSelects.Select) {
    let members = Array(select.members)
    let sources = sources(members)
    guard sources.count > 1, sources.allSatisfy({ !$0.name.isEmpty }),
      let free = sources.dropFirst().first(where: \.isFree), !isLinked(members),
      sources.count - pins(members) > 1
    else { return }
    let tables = sources.compactMap { context.table($0.name) }
    guard tables.count == sources.count, tables.allSatisfy(hasRows) else { return }
    diagnostics.append(
      .joinWithoutCondition(scan.sql.path, range(free.index), free.name, sources[0].name))
  }

  /// How many of the tables a condition may bring down to one row: `a.claim_id = 'F1'`.
  private func pins(_ members: [Int]) -> Int {
    var qualifiers: Set<String> = []
    var others = 0
    for index in members where tokens[index].isSymbol("=") && index + 1 < tokens.count {
      guard tokens[index + 1].isLiteral, tokens[index - 1].isPlainName else { continue }
      if index > 2, tokens[index - 2].isSymbol(".") {
        qualifiers.insert(tokens[index - 3].text.lowercased())
      } else {
        others += 1
      }
    }
    return qualifiers.count + others
  }

  private struct Source {
    /// Empty for a query in brackets or a function.
    var name = ""
    var alias = ""
    var index = 0
    /// Whether it is joined without a condition of its own.
    var isFree = true
  }

  /// The tables of a SELECT's own FROM.
  private func sources(_ members: [Int]) -> [Source] {
    guard let from = members.firstIndex(where: { tokens[$0].isWord("from") }) else { return [] }
    var sources = [Source()]
    var expectsName = true
    for index in members[(from + 1)...] {
      let token = tokens[index]
      let ends = ["where", "group", "order", "having", "limit", "window"]
      if ends.contains(where: token.isWord) || token.isSymbol(";") { break }
      if token.isSymbol(",") || token.isWord("join") {
        // CROSS JOIN says what it means, and NATURAL has its condition in the columns.
        let words = [index - 1, index - 2].filter { $0 >= 0 }.map { tokens[$0] }
        let isSaid = words.contains { $0.isWord("cross") || $0.isWord("natural") }
        sources.append(Source(isFree: token.isSymbol(",") || !isSaid))
        expectsName = true
      } else if token.isWord("on") || token.isWord("using") {
        sources[sources.count - 1].isFree = false
      } else if expectsName {
        expectsName = false
        let isCall = index + 1 < tokens.count && tokens[index + 1].isSymbol("(")
        if token.isName, !isCall {
          sources[sources.count - 1].name = token.text
          sources[sources.count - 1].index = index
        }
      } else if token.isPlainName, sources[sources.count - 1].alias.isEmpty {
        sources[sources.count - 1].alias = token.text
      }
    }
    return sources
  }

  /// Whether a condition of a SELECT may compare its tables: neither side of a sign is a value.
  private func isLinked(_ members: [Int]) -> Bool {
    guard
      let start = members.first(where: { tokens[$0].isWord("where") || tokens[$0].isWord("on") }),
      let last = members.last
    else { return false }
    for index in (start + 1)..<max(start + 1, last) {
      let token = tokens[index]
      guard
        ["=", "<", ">"].contains(where: token.isSymbol) || token.isWord("like")
          || token.isWord("in") || token.isWord("between") || token.isWord("is")
      else { continue }
      let sides = [tokens[index - 1], tokens[index + 1]]
      if !sides.contains(where: { $0.isLiteral || $0.isWord("null") || $0.isWord("not") }),
        !(token.isWord("in") && tokens[index + 1].isSymbol("(")
          && index + 2 < tokens.count && tokens[index + 2].isLiteral)
      {
        return true
      }
    }
    return false
  }
}
