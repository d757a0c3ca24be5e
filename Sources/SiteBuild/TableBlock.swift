import Basics
import Markup
import Tables

/// What a `table` block says of how its result is shown.
struct TableBlock: Sendable {
  struct ColumnChoice: Sendable {
    var name: String
    var label: String?
    var unit: String?
    var format: CellPattern?
    var formatText: String?
    var alignsRight: Bool?
    /// What a cell without a value prints.
    var missing: String?
    /// The column with the address that this column's texts link to.
    var link: String?
    /// Whether the column is left out where none of its cells says anything.
    var isOptional = false
    var range: SourceRange
  }

  var caption: String?
  var columns: [ColumnChoice]?
  var totalLabel: String?
  var totals: [(name: String, range: SourceRange)] = []
  var note: String?
  /// What is printed where the result has no rows.
  var empty: String?
  var sources: [(text: String, range: SourceRange)] = []

  enum Alignment: String, CaseIterable { case left, right }

  static func decode(
    _ value: StructuredValue, path: String
  ) -> (block: TableBlock, diagnostics: [Diagnostic]) {
    let (block, diagnostics) = ObjectReader.read(value, path: path, subject: "the table") {
      reader in
      var block = TableBlock()
      block.caption = reader.words("caption")
      if block.caption == nil, !reader.has("caption") {
        reader.report(BuildMessages.noCaption().at(path, SourceRange(at: value.range.start)))
      }
      block.columns = reader.elements("columns")?.map { element in
        if let name = element.string {
          return ColumnChoice(name: name, range: element.range)
        }
        return reader.nested(element, "a column") { column in
          let name = column.require("name", column.string("name")) ?? ""
          var choice = ColumnChoice(name: name, range: element.range)
          choice.label = column.string("label")
          choice.unit = column.string("unit")
          choice.link = column.string("link")
          if let missing = column.string("missing") {
            choice.missing = missing
            if !Column.isMissingMark(missing) {
              column.report(
                BuildMessages.badMissingMark(missing).at(path, column.range(of: "missing")))
            }
          }
          choice.isOptional = column.boolean("optional") ?? false
          choice.alignsRight = column.choice("align", Alignment.self).map { $0 == .right }
          if let format = column.string("format") {
            choice.formatText = format
            choice.format = CellPattern(format)
            if choice.format == nil {
              column.report(
                BuildMessages.badFormat(format).at(path, column.range(of: "format")))
            }
          }
          return choice
        }
      }
      _ = reader.object("totals") { totals in
        block.totalLabel = totals.string("label")
        block.totals = (totals.elements("columns") ?? []).compactMap { element in
          element.string.map { ($0, element.range) }
        }
      }
      block.note = reader.words("note")
      block.empty = reader.words("empty")
      block.sources = sourceList(&reader, "source")
      return block
    }
    return (block, diagnostics)
  }

  /// How many bytes the texts come to that the block shows of a result.
  func textBytes(of table: Table) -> Int {
    let shown = columns.map { Set($0.map(\.name)) }
    let indices = table.columns.indices.filter { shown?.contains(table.columns[$0].name) ?? true }
    return table.rows.reduce(0) { sum, row in
      indices.reduce(sum) { sum, index in
        guard case .text(let text) = row[index] else { return sum }
        return sum + text.utf8.count
      }
    }
  }

  /// A text or a list of texts, each with its place.
  static func sourceList(
    _ reader: inout ObjectReader, _ name: String
  ) -> [(text: String, range: SourceRange)] {
    guard let value = reader.value(name) else { return [] }
    return (value.elements ?? [value]).compactMap { element in
      element.string.map { ($0, element.range) }
    }
  }
}

/// A result as it is shown: which columns, what they are called and how their cells print.
struct ShownTable: Sendable {
  struct Column: Sendable {
    var label: String
    var unit: String?
    var alignsRight: Bool
    var isHeader: Bool
    /// Whether its cells are amounts: numbers with a unit or a point, which tell no row from another.
    var isMeasure: Bool
  }

  struct Cell: Sendable {
    var text: String
    var link: String?
  }

  var columns: [Column] = []
  var rows: [[Cell]] = []
  var totals: [Cell]?
  private(set) var diagnostics: [Diagnostic] = []

  /// All columns of a table in their order, each printing as its column says.
  init(_ table: Table) { self.init(table, TableBlock(), path: "") }

  init(_ table: Table, _ block: TableBlock, path: String) {
    let linkColumns = Set((block.columns ?? []).compactMap(\.link))
    let choices =
      block.columns
      ?? table.columns.filter { !linkColumns.contains($0.name) }
      .map { TableBlock.ColumnChoice(name: $0.name, range: SourceRange(at: .start)) }
    var shown: [(choice: TableBlock.ColumnChoice, index: Int)] = []
    for choice in choices {
      guard let index = table.index(of: choice.name) else {
        report(unknown: choice.name, choice.range, table, path)
        continue
      }
      if let link = choice.link, table.index(of: link) == nil {
        report(unknown: link, choice.range, table, path)
      }
      if choice.isOptional, !table.rows.isEmpty,
        table.rows.allSatisfy({ $0[index] == .null || $0[index] == .text("") })
      {
        continue
      }
      shown.append((choice, index))
    }
    let numeric = shown.map { column in
      let values = table.rows.lazy.map { $0[column.index] }.filter { $0 != .null }
      return !values.isEmpty && values.allSatisfy { $0.numeric != nil }
        && table.columns[column.index].type != .year
    }
    let header = numeric.firstIndex(of: false)
    for (position, column) in shown.enumerated() {
      let definition = table.columns[column.index]
      columns.append(
        Column(
          label: column.choice.label ?? definition.title ?? Self.readable(definition.name),
          unit: column.choice.unit ?? definition.unit,
          alignsRight: column.choice.alignsRight ?? numeric[position],
          isHeader: position == header,
          isMeasure: numeric[position]
            && (definition.unit != nil || column.choice.unit != nil
              || table.rows.contains { if case .number = $0[column.index] { true } else { false } })
        ))
    }
    for row in table.rows {
      rows.append(
        shown.map { column in
          let value = row[column.index]
          let text = text(of: value, column.choice, table.columns[column.index], path)
          let link = column.choice.link.flatMap { table.index(of: $0) }.map { row[$0] }
          guard case .text(let url)? = link else { return Cell(text: text) }
          guard isSafeLink(url) else {
            diagnostics.append(BuildMessages.unsafeAddress(url).at(path, column.choice.range))
            return Cell(text: text)
          }
          return Cell(text: text, link: url)
        })
    }
    remark(on: shown, table, path)
    total(table, block, shown, path)
  }

  /// What is printed as it stands and hardly meant so: another unit than the data's, a pattern that no
  /// cell takes, links to what is no address.
  private mutating func remark(
    on shown: [(choice: TableBlock.ColumnChoice, index: Int)], _ table: Table, _ path: String
  ) {
    for (choice, index) in shown {
      let definition = table.columns[index]
      if let unit = choice.unit, let declared = definition.unit, Self.differ(unit, declared) {
        diagnostics.append(
          BuildMessages.unitDiffers(choice.name, unit, declared: declared).at(path, choice.range))
      }
      if let format = choice.format, let text = choice.formatText {
        let values = table.rows.lazy.map { $0[index] }.filter { $0 != .null }
        if !values.isEmpty, values.allSatisfy({ format.text($0) == nil && $0.numeric == nil }) {
          diagnostics.append(
            BuildMessages.formatOfText(choice.name, text).at(path, choice.range))
        }
      }
      if let link = choice.link.flatMap({ table.index(of: $0) }) {
        let stray = table.rows.lazy.map { $0[link] }.first { value in
          if case .text(let text) = value {
            !text.isEmpty && !Self.isAddress(text)
          } else {
            value != .null && value != .text("")
          }
        }
        if let stray {
          diagnostics.append(
            BuildMessages.linkWithoutAddress(table.columns[link].name, stray.machineText)
              .at(path, choice.range))
        }
      }
    }
  }

  /// Whether two units are two: "t" and "tonnes" are one, as are "USD bn" and "bn USD".
  private static func differ(_ unit: String, _ declared: String) -> Bool {
    func words(_ text: String) -> [String] {
      text.lowercased().split(separator: " ").map(String.init).sorted()
    }
    let (written, known) = (words(unit), words(declared))
    return
      !(written.count == known.count
      && zip(written, known).allSatisfy { $0.hasPrefix($1) || $1.hasPrefix($0) })
  }

  private static func isAddress(_ text: String) -> Bool {
    !text.contains(" ")
      && (text.hasPrefix("/") || text.hasPrefix("#") || text.contains(":") || text.contains("."))
  }

  /// The words that more than one row is headed by, where these rows differ in one amount or in
  /// nothing; nil where each row has words of its own.
  func repeatedHeadings(of table: Table) -> (words: String, count: Int)? {
    guard columns.contains(where: \.isHeader) else { return nil }
    let measures = columns.indices.filter { columns[$0].isMeasure }
    // Of several amounts some can be what a scenario assumes, and tell the rows apart.
    let words = columns.indices.filter { measures.count > 1 || !columns[$0].isMeasure }
    var counts: [[String]: Int] = [:]
    for row in rows { counts[words.map { row[$0].text }, default: 0] += 1 }
    let most = counts.filter { $0.value > 1 }
      .max { ($0.value, $1.key.joined()) < ($1.value, $0.key.joined()) }
    return most.map {
      ($0.key.filter { !$0.isEmpty }.joined(separator: ", "), $0.value)
    }
  }

  private mutating func text(
    of value: Value, _ choice: TableBlock.ColumnChoice, _ column: Tables.Column, _ path: String
  ) -> String {
    if value == .null { return choice.missing ?? column.missing ?? "" }
    guard let format = choice.format else { return value.displayText(in: column) }
    if let text = format.text(value) { return text }
    // A column may say "not known" in words where it has no number.
    if case .text(let text) = value { return text }
    diagnostics.append(
      BuildMessages.formatMismatch(choice.formatText ?? "", value.machineText)
        .at(path, choice.range))
    return value.displayText(in: column)
  }

  private mutating func total(
    _ table: Table, _ block: TableBlock,
    _ shown: [(choice: TableBlock.ColumnChoice, index: Int)], _ path: String
  ) {
    guard !block.totals.isEmpty else { return }
    var cells = shown.map { _ in Cell(text: "") }
    if !cells.isEmpty {
      cells[columns.firstIndex(where: \.isHeader) ?? 0].text = block.totalLabel ?? "Total"
    }
    for (name, range) in block.totals {
      guard let position = shown.firstIndex(where: { $0.choice.name == name }) else {
        if block.columns?.contains(where: { $0.name == name && $0.isOptional }) ?? false {
          continue
        }
        report(unknown: name, range, table, path)
        continue
      }
      let values = table.rows.map { $0[shown[position].index] }.filter { $0 != .null }
      guard values.allSatisfy({ $0.numeric != nil }) else {
        diagnostics.append(BuildMessages.totalOfText(name).at(path, range))
        continue
      }
      // A sum of nothing is not nought.
      guard !values.isEmpty else { continue }
      let column = table.columns[shown[position].index]
      let sum = Self.sum(values)
      // Parts of one whole come to 100 at most, but for what their rounding adds.
      if (shown[position].choice.unit ?? column.unit) == "%",
        let number = sum.numeric, number > 100 + 0.5 * Double(max(2, values.count))
      {
        diagnostics.append(
          BuildMessages.totalOfPercentages(name, sum.machineText).at(path, range))
      }
      let choice = shown[position].choice
      cells[position].text =
        QualifiedTotal.text(of: shown[position].index, in: table) {
          text(of: $0, choice, column, path)
        } ?? text(of: sum, choice, column, path)
    }
    totals = cells
  }

  /// The sum of numbers; decimal digits beyond those of the terms are rounding and are cut.
  private static func sum(_ values: [Value]) -> Value {
    var integers: Int64? = 0
    for value in values {
      guard case .integer(let integer) = value, let sum = integers else {
        integers = nil
        continue
      }
      let (next, overflows) = sum.addingReportingOverflow(integer)
      integers = overflows ? nil : next
    }
    if let integers { return .integer(integers) }
    // Of whole numbers, a sum that a number with a point cannot hold exactly is none.
    let areWhole = values.allSatisfy { if case .integer = $0 { true } else { false } }
    if areWhole { return .null }
    let sum = values.compactMap(\.numeric).reduce(0, +)
    let scale = 1e9
    return .number(abs(sum) < 1e6 ? (sum * scale).rounded() / scale : sum)
  }

  private mutating func report(
    unknown name: String, _ range: SourceRange, _ table: Table, _ path: String
  ) {
    diagnostics.append(
      BuildMessages.unknownTableColumn(name, known: table.columns.map(\.name)).at(path, range))
  }

  /// `share_pct` as a heading: "Share pct".
  static func readable(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
