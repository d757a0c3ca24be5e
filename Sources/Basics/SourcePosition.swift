/// A place in a text file: line and column, both counted from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable, Codable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first place of a file.
  package static let start = SourcePosition(line: 1, column: 1)

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a text file, from its first position up to, but not including, its last.
package struct SourceRange: Hashable, Sendable, Codable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// An empty stretch, for a message about a place rather than about a text.
  package init(at position: SourcePosition) {
    self.init(start: position, end: position)
  }

  /// The same stretch, seen from a file in which this text begins at `origin`.
  ///
  /// Columns move only on the first line; `indent` moves those of the other lines.
  package func moved(to origin: SourcePosition, indent: Int = 0) -> SourceRange {
    func move(_ position: SourcePosition) -> SourcePosition {
      position.line == 1
        ? SourcePosition(line: origin.line, column: origin.column + position.column - 1)
        : SourcePosition(
          line: origin.line + position.line - 1, column: position.column + indent)
    }
    return SourceRange(start: move(start), end: move(end))
  }
}
