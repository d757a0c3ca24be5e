/// The tokens of a query by the brackets and the SELECTs they stand in.
struct SQLSelects {
  /// One SELECT: what stands in its own brackets, without what stands in further ones.
  struct Select {
    /// Indices of its tokens; a bracket within is there as its two signs.
    var members: ArraySlice<Int>
    /// Whether it is computed for a row of the query around it, whose columns it may name.
    var isInExpression: Bool
  }

  let tokens: [SQLToken]
  /// What stands in each pair of brackets, by the token that opens it; nil is the query itself.
  private(set) var groups: [Int?: [Int]] = [nil: []]
  /// In the order in which they begin.
  private(set) var selects: [Select] = []

  init(_ tokens: [SQLToken]) {
    self.tokens = tokens
    var open: [Int?] = [nil]
    for (index, token) in tokens.enumerated() {
      if token.isSymbol(")"), open.count > 1 { open.removeLast() }
      groups[open[open.count - 1], default: []].append(index)
      if token.isSymbol("(") {
        open.append(index)
        groups[index] = []
      }
    }
    for (opener, members) in groups.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
      addSelects(of: members, opener)
    }
  }

  /// A member's token; nil past the end.
  func token(_ members: some RandomAccessCollection<Int>, _ position: Int) -> SQLToken? {
    guard position >= 0, position < members.count else { return nil }
    return tokens[members[members.index(members.startIndex, offsetBy: position)]]
  }

  private mutating func addSelects(of members: [Int], _ opener: Int?) {
    let separators = members.indices.filter { index in
      ["union", "intersect", "except"].contains(where: tokens[members[index]].isWord)
    }
    for (start, end) in zip([0] + separators, separators + [members.count]) {
      let part = members[start..<end]
      guard let first = part.firstIndex(where: { tokens[$0].isWord("select") }) else { continue }
      selects.append(
        Select(members: part[first...], isInExpression: opener.map(isInExpression) ?? false))
    }
  }

  /// Whether a query in brackets is none that stands for a table.
  private func isInExpression(_ opener: Int) -> Bool {
    guard opener > 0 else { return false }
    let before = tokens[opener - 1]
    return !["from", "join", "as", "materialized"].contains(where: before.isWord)
  }
}

extension SQLToken {
  /// Whether this is a word of the language that can stand where a column can, or next to one.
  var isKeyword: Bool { kind == .word && Self.keywords.contains(text.lowercased()) }

  /// Whether this names a column or a table, as far as the word itself tells.
  var isPlainName: Bool { isName && !isKeyword }

  var isLiteral: Bool { kind == .string || kind == .number || kind == .parameter }

  private static let keywords: Set<String> = [
    "all", "and", "as", "asc", "between", "by", "case", "cast", "collate", "cross", "current_date",
    "current_time", "current_timestamp", "desc", "distinct", "else", "end", "escape", "except",
    "exists", "false", "filter", "first", "following", "from", "full", "glob", "group", "groups",
    "having", "in", "indexed", "inner", "intersect", "is", "isnull", "join", "last", "left", "like",
    "limit", "match", "materialized", "natural", "not", "notnull", "null", "nulls", "offset", "on",
    "or", "order", "outer", "over", "partition", "preceding", "range", "recursive", "regexp",
    "right",
    "row", "rows", "select", "then", "true", "unbounded", "union", "using", "values", "when",
    "where",
    "window", "with",
  ]
}
