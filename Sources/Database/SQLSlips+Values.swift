internal import Basics
internal import Tables

/// Comparisons and sums that SQLite takes and that hardly mean what they say.
extension SQLSlips {
  mutating func checkValues() {
    for index in tokens.indices {
      checkNull(index)
      checkItself(index)
      checkDivision(index)
      if tokens[index].isWord("count") { checkCount(index) }
      if tokens[index].isSymbol("+") || tokens[index].isSymbol("-") { checkDaySum(index) }
      if tokens[index].isPlainName { checkForm(index) }
    }
  }

  /// `where a = null`.
  private mutating func checkNull(_ index: Int) {
    guard tokens[index].isWord("null"), let sign = sign(before: index), sign.name >= 0,
      tokens[sign.name].isPlainName || tokens[sign.name].isSymbol(")")
    else { return }
    diagnostics.append(
      .comparedWithNull(scan.sql.path, range(index), isNegated: sign.isNegated))
  }

  /// The sign of a comparison for equality that ends before a token, and what stands before it.
  private func sign(before index: Int) -> (name: Int, isNegated: Bool)? {
    guard index > 1 else { return nil }
    if tokens[index - 1].isSymbol("=") {
      if tokens[index - 2].isSymbol("!") { return (index - 3, true) }
      if tokens[index - 2].isSymbol("=") { return (index - 3, false) }
      if tokens[index - 2].isSymbol("<") || tokens[index - 2].isSymbol(">") { return nil }
      return (index - 2, false)
    }
    return tokens[index - 1].isSymbol(">") && tokens[index - 2].isSymbol("<")
      ? (index - 3, true) : nil
  }

  /// `on a.x = a.x`.
  private mutating func checkItself(_ index: Int) {
    guard tokens[index].isSymbol("="), index >= 3, index + 3 < tokens.count,
      tokens[index - 2].isSymbol("."), tokens[index + 2].isSymbol(".")
    else { return }
    let same = zip([index - 3, index - 1], [index + 1, index + 3]).allSatisfy {
      tokens[$0].isPlainName && tokens[$1].isPlainName
        && tokens[$0].text.lowercased() == tokens[$1].text.lowercased()
    }
    guard same else { return }
    let name = tokens[index - 3].text + "." + tokens[index - 1].text
    diagnostics.append(.comparedWithItself(scan.sql.path, range(index), name))
  }

  /// `count(a > 5)`.
  private mutating func checkCount(_ index: Int) {
    guard index + 1 < tokens.count, tokens[index + 1].isSymbol("("),
      let members = selects.groups[index + 1], let first = members.first,
      !members.contains(where: { tokens[$0].isWord("case") || tokens[$0].isWord("distinct") }),
      let sign = members.first(where: { member in
        ["=", "<", ">"].contains(where: tokens[member].isSymbol)
          || ["and", "or", "like", "in", "between", "is"].contains(where: tokens[member].isWord)
      }), sign > first
    else { return }
    diagnostics.append(.countOfCondition(scan.sql.path, range(index)))
  }

  // MARK: Whole numbers

  /// `a / b` of whole numbers, which cuts off the fraction.
  private mutating func checkDivision(_ index: Int) {
    guard tokens[index].isSymbol("/"), isWhole(after: index), isWhole(before: index) else { return }
    // `year / 10 * 10` cuts on purpose.
    if tokens[index + 1].kind == .number {
      guard tokens[index - 1].kind == .number else { return }
    }
    diagnostics.append(.wholeDivision(scan.sql.path, range(index)))
  }

  private func isWhole(after index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let next = index + 2 < tokens.count ? tokens[index + 2] : nil
    if next?.isSymbol("(") == true { return isWholeCall(index + 1) }
    if next?.isSymbol(".") == true { return index + 3 < tokens.count && isWholeValue(index + 3) }
    return isWholeValue(index + 1)
  }

  /// Whether all that is multiplied and divided before a sign are whole numbers.
  private func isWhole(before index: Int) -> Bool {
    var end = index - 1
    while end >= 0 {
      var start = end
      if tokens[end].isSymbol(")") {
        guard let opener = opener(of: end), opener > 0, isWholeCall(opener - 1) else {
          return false
        }
        start = opener - 1
      } else {
        guard isWholeValue(end) else { return false }
        if end > 1, tokens[end - 1].isSymbol(".") { start = end - 2 }
      }
      guard start > 0, tokens[start - 1].isSymbol("*") || tokens[start - 1].isSymbol("/") else {
        return true
      }
      end = start - 2
    }
    return false
  }

  /// The bracket that one closes.
  private func opener(of close: Int) -> Int? {
    var depth = 0
    for index in stride(from: close, through: 0, by: -1) {
      if tokens[index].isSymbol(")") { depth += 1 }
      if tokens[index].isSymbol("(") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// `count(…)`, or a sum, the least or the greatest of a column of whole numbers.
  private func isWholeCall(_ name: Int) -> Bool {
    guard tokens[name].kind == .word, let members = selects.groups[name + 1] else { return false }
    if tokens[name].isWord("count") { return true }
    return ["sum", "min", "max"].contains(where: tokens[name].isWord)
      && members.count == 1 && isWholeValue(members[0])
  }

  private func isWholeValue(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.kind == .number { return token.text.allSatisfy(\.isNumber) }
    return type(of: index) == .integer
  }

  /// The type of a column that a name stands for, where it is one.
  private func type(of index: Int) -> ColumnType? {
    let token = tokens[index]
    if index + 1 < tokens.count, tokens[index + 1].isSymbol("(") || tokens[index + 1].isSymbol(".")
    {
      return nil
    }
    guard token.isPlainName, !scan.defines(token.text) else { return nil }
    let types = Set(
      scan.names.flatMap { name in
        context.columns(of: name).filter { $0.name.lowercased() == token.text.lowercased() }
      }.map(\.type))
    return types.count == 1 ? types.first : nil
  }

  // MARK: Days and months

  /// `:as_of - 30`, `known_on - updated`: texts of days count as their years.
  private mutating func checkDaySum(_ index: Int) {
    guard index > 0, index + 1 < tokens.count else { return }
    let before = tokens[index - 1]
    guard before.isLiteral || before.isPlainName || before.isSymbol(")") else { return }
    let side = [index - 1, index + 1].first { side in
      tokens[side].kind == .parameter && tokens[side].text == "as_of"
        || [.date, .yearmonth, .datetime].contains(type(of: side))
    }
    guard let side else { return }
    let token = tokens[side]
    let name = token.kind == .parameter ? ":" + token.text : token.text
    diagnostics.append(.sumOfDays(scan.sql.path, range(index), tokens[index].text, name))
  }

  /// `month >= '2026-01-01'` of months, `known_on = '31.03.2026'`, `month = 2026-03`.
  private mutating func checkForm(_ index: Int) {
    guard let type = type(of: index), type == .date || type == .yearmonth else { return }
    for (value, allowsBeginning) in compared(with: index) {
      let token = tokens[value]
      let column = tokens[index].text
      if token.kind == .number {
        let isSigned = tokens[value - 1].isSymbol("-")
        guard !isSigned, token.text.count == 4 || value + 1 < tokens.count else { continue }
        diagnostics.append(
          .dayAsNumber(scan.sql.path, range(value), column, isMonth: type == .yearmonth))
      } else if !Self.fits(token.text, type, allowsBeginning: allowsBeginning) {
        diagnostics.append(
          .otherForm(
            scan.sql.path, range(value), column, token.text, isMonth: type == .yearmonth))
      }
    }
  }

  /// The literals that a column is compared with, and whether the beginning of a day says the same as
  /// one that is written out.
  private func compared(with name: Int) -> [(value: Int, allowsBeginning: Bool)] {
    var index = name + 1
    func literal(_ index: Int) -> Bool {
      tokens.indices.contains(index) && [.string, .number].contains(tokens[index].kind)
    }
    guard index < tokens.count else { return [] }
    if tokens[index].isWord("not") { index += 1 }
    guard index < tokens.count else { return [] }
    if tokens[index].isWord("between") {
      guard literal(index + 1) else { return [] }
      let isPair = index + 3 < tokens.count && tokens[index + 2].isWord("and")
      return [(index + 1, true)] + (isPair && literal(index + 3) ? [(index + 3, false)] : [])
    }
    if tokens[index].isWord("in"), let members = selects.groups[index + 1] {
      return members.filter { literal($0) }.map { ($0, false) }
    }
    let start = index
    while index < tokens.count, ["=", "<", ">", "!"].contains(where: tokens[index].isSymbol) {
      index += 1
    }
    guard index > start, literal(index) else { return [] }
    let sign = tokens[start..<index].map(\.text).joined()
    return [(index, [">", ">=", "<"].contains(sign))]
  }

  private static func fits(_ text: String, _ type: ColumnType, allowsBeginning: Bool) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.map(\.utf8.count)
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return false }
    let whole = type == .date ? [4, 2, 2] : [4, 2]
    return widths == whole
      || allowsBeginning && !widths.isEmpty && widths == Array(whole.prefix(widths.count))
  }
}
