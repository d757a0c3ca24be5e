import Basics
import Database
import Incremental
import Markup
import SiteModel
import Tables

/// The values of queries that stand in sentences.
extension PageComposer {
  func value(of role: InlineRole, _ state: inout RenderState) throws -> String {
    guard let text = try printedValue(of: role, &state) else { return "" }
    let mark = body.figures.last?.id ?? ""
    return "<span class=\"value\" data-query=\"\(mark)\">\(escaped(text))</span>"
  }

  /// The one value of a `sql` role as it prints; nil where there is none, which was reported.
  func printedValue(of role: InlineRole, _ state: inout RenderState) throws -> String? {
    func fail(_ diagnostic: Diagnostic) -> String? {
      state.diagnostics.append(diagnostic.at(role.path, role.contentRange))
      return nil
    }
    let (sql, lines) = results.composed(role.content)
    let outcome = try outcome(
      of: QueryKey(sql: sql, asOf: page.asOf, parameters: parameters), below: lines,
      placed: role.placed)
    state.diagnostics += outcome.diagnostics
    guard !outcome.isDoubtful, let table = outcome.table else { return nil }
    guard table.columns.count == 1 else {
      return fail(BuildMessages.valueColumns(table.columns.count))
    }
    guard table.rows.count == 1 else {
      var finding = BuildMessages.valueCount(table.rows.count)
      if table.rows.isEmpty { finding.hint = try hintOfDay(role.content) }
      return fail(finding)
    }
    let value = table.rows[0][0]
    if value == .null {
      var finding = BuildMessages.nullValue()
      if let hint = try hintOfDay(role.content) {
        finding.hint = hint
      } else if role.content.contains(Self.monthInDateFunction) {
        finding.hint = "date functions take a day: write '2026-03-01', not '2026-03'"
      }
      return fail(finding)
    }
    if case .text(let text) = value, !text.contains(where: { !$0.isWhitespace }),
      !Self.mayBeEmpty(role.content)
    {
      return fail(BuildMessages.emptyValue())
    }
    var text = value.displayText(in: table.columns[0])
    if !role.arguments.isEmpty {
      guard let pattern = CellPattern(role.arguments) else {
        state.diagnostics.append(
          BuildMessages.badFormat(role.arguments).at(role.path, role.argumentsRange))
        return nil
      }
      guard let formatted = pattern.text(value) else {
        state.diagnostics.append(
          BuildMessages.formatMismatch(role.arguments, value.machineText)
            .at(role.path, role.argumentsRange))
        return nil
      }
      text = formatted
    }
    if let note = Self.remark(on: value, in: table.columns[0], role),
      !outcome.diagnostics.contains(where: { $0.identifier == note.identifier })
    {
      state.diagnostics.append(note.at(role.path, role.contentRange))
    }
    printedRoles.append((role, text))
    // A figure and its unit, or the parts of a date, stay on one line.
    if text.first.map({ $0.isNumber || "−+".contains($0) }) ?? false, text.count < 24 {
      text = text.split(separator: " ", omittingEmptySubsequences: false)
        .joined(separator: "\u{A0}")
    }
    body.figures.append(
      PrintedFigure(
        kind: .query, id: QueryMark.mark(sql), form: role.arguments, text: text,
        path: role.path, range: role.range))
    return text
  }

  private static var monthInDateFunction: Regex<(Substring, Substring, Substring?)> {
    /(date|strftime|julianday)\s*\(\s*('[^']*'\s*,\s*)?'\d{4}-\d{2}'/
  }

  /// Says of a query without a value on a page with `as_of` which table has rows only later: one that
  /// it names, or, as it may name a view, any.
  private func hintOfDay(_ sql: String) throws -> String? {
    guard let day = page.asOf, let package = try recorder.value(PackageKey()).package else {
      return nil
    }
    let dated = package.resources.filter { $0.knownOn != nil }.map(\.name)
    let named = dated.filter { sql.contains($0) }
    for table in named.isEmpty ? dated : named {
      func count(_ table: String, asOf: CalendarDate?) throws -> Int? {
        let quoted = table.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"")
        let key = QueryKey(sql: "select count(*) from \"\(quoted)\"", asOf: asOf, parameters: [:])
        guard case .integer(let count)? = try recorder.value(key).table?.rows.first?.first else {
          return nil
        }
        return Int(count)
      }
      guard try count(table, asOf: day) == 0, let all = try count("all_" + table, asOf: day),
        all > 0
      else { continue }
      return BuildMessages.notYetKnown(table, rows: all, on: day)
    }
    return nil
  }

  /// What a beginner may not have meant: a share of one printed with a % sign, or the whole number
  /// that a division gives.
  private static func remark(
    on value: Value, in column: Column, _ role: InlineRole
  ) -> Diagnostic? {
    switch value {
    case .number(let number)
    where number != 0 && abs(number) < 1 && role.arguments.hasSuffix("%") && column.unit == nil
      && (!role.arguments.contains(".") || isFraction(role.content)):
      BuildMessages.percentOfFraction(role.arguments, value.machineText)
    case .integer where role.arguments.contains("0.0") && dividesWholeNumbers(role.content):
      BuildMessages.wholeDivision()
    default: nil
    }
  }

  /// The columns of a table that say % and hold nothing but shares of one.
  func fractions(in block: TableBlock, of table: Table, named name: String) -> [Diagnostic] {
    guard let sql = results.text(of: name), Self.isFraction(sql) else { return [] }
    return (block.columns ?? []).compactMap { choice in
      guard choice.unit == "%" || choice.formatText?.hasSuffix("%") ?? false,
        let index = table.index(of: choice.name), table.columns[index].unit == nil
      else { return nil }
      let numbers = table.rows.compactMap { $0[index].numeric }.filter { $0 != 0 }
      guard numbers.count > 1, numbers.allSatisfy({ abs($0) < 1 }) else { return nil }
      return BuildMessages.percentOfFraction(
        choice.formatText ?? "%", Value.number(numbers[0]).machineText
      ).at("", choice.range).withoutPath
    }
  }

  /// Whether a query says itself that it may print nothing: `case … else '' end`, `coalesce(…, '')`.
  private static func mayBeEmpty(_ sql: String) -> Bool {
    let words = sql.lowercased()
    return words.contains("''")
      && ["case ", "coalesce(", "ifnull(", "iif("].contains(where: words.contains)
  }

  /// Whether a query divides and makes no percentages of what that gives.
  static func isFraction(_ sql: String) -> Bool {
    sql.contains("/") && !sql.contains("/*") && !sql.contains("100")
  }

  /// Whether a query divides and has no number with a point in it.
  private static func dividesWholeNumbers(_ sql: String) -> Bool {
    sql.contains("/") && !sql.contains("/*") && !sql.contains(".0") && !sql.contains("round(")
  }
}
