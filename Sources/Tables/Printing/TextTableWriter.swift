/// Writes a table for a terminal: aligned columns, numbers to the right, a rule under the names.
package struct TextTableWriter: Sendable {
  /// The widest a column may be; longer cells end in an ellipsis. Nil for no limit.
  package var maximumColumnWidth: Int?

  package init(maximumColumnWidth: Int? = 60) {
    self.maximumColumnWidth = maximumColumnWidth
  }

  package func text(_ table: Table) -> String {
    let names = table.columns.map { column in
      cut(column.unit.map { "\(column.name) (\($0))" } ?? column.name)
    }
    let rows = table.rows.map { row in
      zip(row, table.columns).map { cut(onOneLine($0.displayText(in: $1))) }
    }
    var widths = names.map(terminalWidth)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], terminalWidth(cell))
      }
    }
    let alignsRight = table.columns.indices.map { index in
      let values = table.rows.lazy.map { $0[index] }.filter { $0 != .null }
      return !values.isEmpty && values.allSatisfy { $0.numeric != nil }
    }
    var lines = [line(names, widths, alignsRight)]
    lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    for row in rows { lines.append(line(row, widths, alignsRight)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int], _ alignsRight: [Bool]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - terminalWidth(cell)))
      text += (index > 0 ? "  " : "") + (alignsRight[index] ? padding + cell : cell + padding)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func cut(_ text: String) -> String {
    guard let limit = maximumColumnWidth, terminalWidth(text) > limit else { return text }
    var result = ""
    var width = 0
    for character in text {
      let own = terminalWidth(String(character))
      if width + own > limit - 1 { break }
      result.append(character)
      width += own
    }
    return result + "\u{2026}"
  }

  /// Control characters could move the cursor; they are shown as pictures or blanks.
  private func onOneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9, 10, 13: result.append(" ")
      case 0..<32, 127..<160: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

/// How many cells of a terminal a text fills: none for combining marks, two for wide East Asian
/// characters and emoji, as in Unicode's East Asian Width (UAX #11).
package func terminalWidth(_ text: String) -> Int {
  var width = 0
  for character in text {
    guard let first = character.unicodeScalars.first else { continue }
    if first.properties.generalCategory == .nonspacingMark
      || first.properties.generalCategory == .enclosingMark
      || first.properties.generalCategory == .format
    {
      continue
    }
    let isEmoji =
      first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
    width += isEmoji || isWide(first.value) ? 2 : 1
  }
  return width
}

private func isWide(_ code: UInt32) -> Bool {
  guard code >= 0x1100 else { return false }
  return wideRanges.contains { $0.contains(code) }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]
