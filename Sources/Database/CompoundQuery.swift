internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column

extension SQLScan {
  /// The parts of a compound query, each with the table expressions before it; empty where the
  /// query is one SELECT.
  var parts: [String] {
    var depth = 0
    var start: Int?
    var end: Int?
    var separators: [Range<Int>] = []
    for (index, token) in tokens.enumerated() {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      guard depth == 0 else { continue }
      if start == nil, token.isWord("select") || token.isWord("values") {
        start = token.offsets.lowerBound
      } else if ["union", "intersect", "except"].contains(where: token.isWord) {
        let isAll = index + 1 < tokens.count && tokens[index + 1].isWord("all")
        let last = isAll ? tokens[index + 1] : token
        separators.append(token.offsets.lowerBound..<last.offsets.upperBound)
        end = nil
      } else if end == nil, token.isWord("order") || token.isWord("limit") {
        end = token.offsets.lowerBound
      }
    }
    guard let start, !separators.isEmpty else { return [] }
    let bytes = Array(innerText.utf8)
    let prefix = bytes[..<start]
    let starts = [start] + separators.map(\.upperBound)
    let ends = separators.map(\.lowerBound) + [end ?? bytes.count]
    return zip(starts, ends).compactMap { start, end in
      start <= end ? String(decoding: prefix + bytes[start..<end], as: UTF8.self) : nil
    }
  }
}

/// What is known of the columns of a compound query, of which SQLite tells for one part only.
struct CompoundColumns {
  /// For each column what its parts are known to be; a part may be known to be nothing.
  private let known: [[Column]]
  private let partCount: Int

  /// Nil where the query is no compound one.
  init?(_ scan: SQLScan, _ context: QueryContext, _ db: GRDB.Database) {
    let parts = scan.parts.map { try? db.makeStatement(sql: $0) }
    guard let first = parts.first else { return nil }
    partCount = parts.count
    known = (0..<(first?.columnCount ?? 0)).map { index in
      parts.compactMap { part in
        guard let part, index < part.columnCount,
          let origin = part.origin(ofColumn: index)
        else { return nil }
        return context.column(origin.column, of: origin.table)
      }
    }
  }

  /// What is known of a column: what its parts agree on.
  func column(_ index: Int, named name: String) -> Column {
    guard known.indices.contains(index), var column = known[index].first else {
      return Column(name)
    }
    let others = known[index].dropFirst()
    func agrees<Part: Equatable>(_ part: KeyPath<Column, Part>) -> Bool {
      others.allSatisfy { $0[keyPath: part] == column[keyPath: part] }
    }
    guard agrees(\.unit), agrees(\.basis), agrees(\.unitColumn), agrees(\.basisColumn),
      agrees(\.type)
    else { return Column(name) }
    column.name = name
    // Words may stand among the figures of the parts of which nothing is known, and the reverse.
    if known[index].count < partCount, column.type == .string { column.type = .any }
    return column
  }

  /// The units or bases that stand in one column, where they differ.
  func mixed(_ index: Int) -> [String] {
    guard known.indices.contains(index) else { return [] }
    for measure in [\Column.unit, \Column.basis] {
      var found: [String] = []
      for value in known[index].compactMap({ $0[keyPath: measure] }) where !found.contains(value) {
        found.append(value)
      }
      if found.count > 1 { return found }
    }
    return []
  }
}
