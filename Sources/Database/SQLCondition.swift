/// A condition in SQL, taken apart to say why it does not hold.
package enum SQLCondition {
  /// The texts that a condition compares, in their order, each once; those that are a plain number
  /// or string are left out, as their values can be read.
  ///
  /// `(select a from t) > 2 * 33 and b` gives `(select a from t)`, `2 * 33` and `b`.
  package static func operands(of sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    var operands: [String] = []
    var start: Int?
    var end = 0
    var count = 0
    var isPlain = false
    var depth = 0

    func finish() {
      guard let first = start else { return }
      let text = String(decoding: bytes[first..<end], as: UTF8.self)
      if !(count == 1 && isPlain), !operands.contains(text) { operands.append(text) }
      start = nil
      count = 0
    }

    for token in SQLTokenizer.tokens(bytes) {
      if depth == 0, separates(token) {
        finish()
        continue
      }
      if token.isSymbol("(") || token.kind == .word && token.text.lowercased() == "case" {
        depth += 1
      }
      if token.isSymbol(")") || token.kind == .word && token.text.lowercased() == "end" {
        depth -= 1
      }
      if start == nil {
        start = token.offsets.lowerBound
        isPlain = token.kind == .number || token.kind == .string
      }
      end = token.offsets.upperBound
      count += 1
    }
    finish()
    return operands
  }

  /// Whether a query only computes with numbers that are typed into it: it reads no table and no
  /// parameter.
  package static func isTyped(_ sql: String) -> Bool {
    let tokens = SQLTokenizer.tokens(Array(sql.utf8))
    return tokens.contains { $0.kind == .number }
      && !tokens.contains { $0.kind == .parameter || $0.isWord("from") || $0.isWord("join") }
  }

  /// The queries in brackets that stand for one value each: `select a from t` in
  /// `(select a from t) > 2`. SQLite takes the first row of one that gives several.
  ///
  /// Those behind IN, EXISTS, FROM, JOIN and the like are tables, and not among them.
  package static func scalarSubqueries(of sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    let tokens = SQLTokenizer.tokens(bytes)
    var found: [String] = []
    for index in tokens.indices.dropLast() where tokens[index].isSymbol("(") {
      let next = tokens[index + 1]
      guard next.isWord("select") || next.isWord("with") || next.isWord("values") else { continue }
      if index > 0 {
        let before = tokens[index - 1]
        if tableWords.contains(where: before.isWord) || before.isSymbol(",") { continue }
      }
      var depth = 1
      var end = index + 1
      while end < tokens.count, depth > 0 {
        if tokens[end].isSymbol("(") { depth += 1 }
        if tokens[end].isSymbol(")") { depth -= 1 }
        end += 1
      }
      guard depth == 0 else { continue }
      let inner = next.offsets.lowerBound..<tokens[end - 1].offsets.lowerBound
      found.append(String(decoding: bytes[inner], as: UTF8.self))
    }
    return found
  }

  private static let tableWords = [
    "in", "exists", "from", "join", "as", "materialized", "union", "all", "except", "intersect",
  ]

  /// Comparisons and what joins them.
  private static func separates(_ token: SQLToken) -> Bool {
    switch token.kind {
    case .symbol: ["<", ">", "=", "!"].contains(token.text)
    case .word:
      ["and", "or", "not", "is", "in", "like", "between", "glob", "null", "isnull", "notnull"]
        .contains(token.text.lowercased())
    default: false
    }
  }
}
