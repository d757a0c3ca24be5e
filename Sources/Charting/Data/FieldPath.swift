/// A field as a spec names it: `a`, `a.b`, `a[0]`, `a['b c']`, with dots escaped as `a\.b`.
struct FieldPath: Hashable, Sendable {
  /// The names from the row inwards; never empty.
  let steps: [String]

  init(_ text: String) {
    steps = FieldPath.split(text)
  }

  /// The name a nested field has once it is a column of its own: its steps joined by dots.
  var flattenedName: String { steps.joined(separator: ".") }

  /// The rules are those of Vega's `splitAccessPath`; an unclosed bracket or quote is kept as text.
  private static func split(_ text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == 0x2E || $0 == 0x5B || $0 == 0x5C || $0 == 0x5D }) else {
      return [text]
    }
    var steps: [String] = []
    var current = ""
    var quote: Character?
    var bracketDepth = 0
    var scalars = text.makeIterator()
    while let character = scalars.next() {
      if character == "\\" {
        if let escaped = scalars.next() { current.append(escaped) }
      } else if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if bracketDepth > 0, character == "'" || character == "\"" {
        quote = character
      } else if character == ".", bracketDepth == 0 {
        if !current.isEmpty { steps.append(current) }
        current = ""
      } else if character == "[" {
        if !current.isEmpty { steps.append(current) }
        current = ""
        bracketDepth += 1
      } else if character == "]", bracketDepth > 0 {
        steps.append(current)
        current = ""
        bracketDepth -= 1
      } else {
        current.append(character)
      }
    }
    if !current.isEmpty { steps.append(current) }
    return steps.isEmpty ? [text] : steps
  }
}

/// A field path resolved against the columns of a dataset: reads its value from any row.
struct FieldAccessor: Sendable {
  /// The column, or nil where the dataset has no such field: every row reads null.
  var column: Int?
  var values: [Datum] = []
  /// What is read inside the column's values.
  var inner: [Datum] = []

  @inline(__always)
  func callAsFunction(_ row: Row) -> Datum {
    guard values.indices.contains(row) else { return .null }
    guard !inner.isEmpty else { return values[row] }
    var value = values[row]
    for step in inner { value = value[step] }
    return value
  }
}
