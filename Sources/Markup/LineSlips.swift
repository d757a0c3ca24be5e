import Basics

/// Slips of whole lines: tables without their second line, bullets that make no list, rules that make
/// headings, and marks of callouts that share their line.
extension Document {
  func lineSlips(in blocks: [ProseBlock]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for block in blocks where block.kind == .paragraph {
      let lines = lines(of: block)
      guard lines.count > 1 else { continue }
      if let slip = rowsOutsideTable(lines, of: block) { found.append(slip) }
      if let slip = bulletsOutsideList(lines, of: block) { found.append(slip) }
    }
    return found + headingsByRule() + quotesWithMark()
  }

  private func lines(of block: ProseBlock) -> [ArraySlice<UInt8>] {
    block.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  // MARK: Tables

  /// Two lines between bars, of which one would have to say where the columns are.
  private func rowsOutsideTable(
    _ lines: [ArraySlice<UInt8>], of block: ProseBlock
  ) -> Diagnostic? {
    for (row, next) in zip(lines, lines.dropFirst())
    where isRow(row) && isRow(next) && !isEscaped(row.startIndex, in: block) {
      let line = lineWithoutEnd(place(of: row.startIndex, in: block))
      let columns = RowCells.count(in: line, of: source.utf8)
      let rule = "|" + String(repeating: "---|", count: columns > 12 ? 2 : columns)
      let hint =
        if isRule(row) {
          "put a row with the names of the columns above it, and no empty line between"
        } else if isRule(next) {
          "the line below the first row has one --- for each column: \(rule)"
        } else {
          "put a line \(rule) below the first row"
        }
      return MarkupDiagnostics.rowsOutsideTable(
        hint: hint, path: source.path, range: range(utf8Offsets: line))
    }
    return nil
  }

  private func isRow(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line.count > 2 && line.first == UInt8(ascii: "|") && line.last == UInt8(ascii: "|")
  }

  private func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: ".utf8.contains($0) }
  }

  // MARK: Lists

  /// Lines of one paragraph that begin with the bullet of a word processor.
  private func bulletsOutsideList(
    _ lines: [ArraySlice<UInt8>], of block: ProseBlock
  ) -> Diagnostic? {
    for bullet in ["•", "·", "▪", "◦", "‣", "–"] {
      let items = lines.indices.filter { begins(lines[$0], with: bullet) }
      // What the author has parted with line ends looks as it was to look.
      guard items.count > 1, !block.hardBreaks.contains(lines[items[1]].startIndex - 1),
        bullet != "–" || areDashesOfList(items, lines)
      else { continue }
      let start = lines[items[0]].startIndex
      return MarkupDiagnostics.bulletsOutsideList(
        bullet, path: source.path, range: range(of: start..<(start + bullet.utf8.count), in: block))
    }
    return nil
  }

  private func begins(_ line: ArraySlice<UInt8>, with bullet: String) -> Bool {
    guard line.starts(with: bullet.utf8) else { return false }
    let rest = line.dropFirst(bullet.utf8.count)
    return rest.first.map(isBlank) == true || rest.starts(with: "\u{A0}".utf8)
  }

  /// Whether lines with a dash are one list: a line of a sentence may begin with one by chance.
  private func areDashesOfList(_ items: [Int], _ lines: [ArraySlice<UInt8>]) -> Bool {
    let isFirst = items[0] == 0 || lines[items[0] - 1].last == UInt8(ascii: ":")
    return isFirst && items[1] == items[0] + 1
  }

  // MARK: Headings

  /// Paragraphs that a line `---` right below them makes headings, and that hardly are.
  private func headingsByRule() -> [Diagnostic] {
    nodes.indices.compactMap { index in
      guard nodes[index].kind == .heading, nodes[index].level == 2, nodes[index].hasChildren,
        let rule = rule(below: index)
      else { return nil }
      let inner = (index + 1)..<subtreeEnd(index)
      let hasLines = nodes[inner].contains { $0.kind == .softBreak || $0.kind == .lineBreak }
      let words = plainText(in: inner)
      let isSentence = words.last.map { ".:;".contains($0) } ?? false
      guard hasLines || isSentence || words.split(separator: " ").count > 12 else { return nil }
      // Front matter without its first line has a message of its own.
      let isFrontMatter =
        nodes[index].start <= 3 && words.prefix { !$0.isWhitespace }.hasSuffix(":")
      guard !isFrontMatter else { return nil }
      return MarkupDiagnostics.headingByRule(path: source.path, range: range(utf8Offsets: rule))
    }
  }

  /// The line of hyphens that makes a heading of the words above it; nil where `#` does.
  private func rule(below index: Int) -> Range<Int>? {
    let bytes = source.utf8
    let words = bytes[Int(nodes[index].start)...].drop { $0 == UInt8(ascii: "#") }
    let signs = words.startIndex - Int(nodes[index].start)
    if (1...6).contains(signs), words.first.map(isBlank) != false { return nil }
    let last = nodes[(index + 1)..<subtreeEnd(index)].map { max($0.start, $0.end) }.max() ?? 0
    var line = bytes[lineWithoutEnd(nextLine(Int(last), bytes))]
    line = line.drop { isBlank($0) || $0 == UInt8(ascii: ">") }
    while let last = line.last, isBlank(last) { line.removeLast() }
    let isRule = !line.isEmpty && line.allSatisfy { $0 == UInt8(ascii: "-") }
    return isRule ? line.startIndex..<line.endIndex : nil
  }

  // MARK: Callouts

  /// Quotes whose mark has words in its line, which makes them plain quotes.
  private func quotesWithMark() -> [Diagnostic] {
    nodes.indices.compactMap { index in
      guard nodes[index].kind == .blockQuote, nodes[index].hasChildren,
        nodes[index + 1].kind == .paragraph, nodes[index + 1].hasChildren
      else { return nil }
      let first = index + 2
      let literal = literalBytes(of: nodes[first])
      guard nodes[first].kind == .text, let mark = Callout.mark(in: literal),
        !isEscaped(first, literal.startIndex)
      else { return nil }
      let next = Int(nodes[first].next)
      let isLast = next < 0 || nodes[next].kind == .softBreak || nodes[next].kind == .lineBreak
      guard !isLast || !literal[mark.end...].allSatisfy(isBlank) else { return nil }
      let range = range(ofText: literal.startIndex..<mark.end, in: first)
      return Callout(rawValue: mark.name.lowercased()) == nil
        ? MarkupDiagnostics.unknownAlert(
          mark.name, isAlone: false, path: source.path, range: range)
        : MarkupDiagnostics.alertWithWords(mark.name, path: source.path, range: range)
    }
  }
}
