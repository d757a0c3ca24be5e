/// The printed cells of a table or chart beside those that were published.
struct PublishedCells {
  /// A cell that prints otherwise, by the heads of its row and column.
  struct Change: Hashable {
    var name: String
    var was: String
    var now: String

    var words: String { "\(name): \(Self.shown(was)), now \(Self.shown(now))" }

    private static func shown(_ text: String) -> String { text.isEmpty ? "empty" : text }
  }

  /// Empty also where the rows or columns are others.
  private(set) var changes: [Change] = []
  /// What became of the rows and columns, where they are others.
  private(set) var shape: Change?

  /// - Parameters: the rows of cells, the first being the headings.
  init(published: [[String]], now: [[String]]) {
    let was = published.map { $0.map(PublishedComparison.plain) }
    let now = now.map { $0.map(PublishedComparison.plain) }
    guard was != now else { return }
    guard was.map(\.count) == now.map(\.count) else {
      shape = Change(name: "rows", was: Self.size(was), now: Self.size(now))
      return
    }
    if Set(was) == Set(now), was.first == now.first {
      shape = Change(name: "order of the rows", was: Self.heads(was), now: Self.heads(now))
      return
    }
    for row in was.indices {
      for column in was[row].indices where was[row][column] != now[row][column] {
        changes.append(
          Change(
            name: Self.name(row, column, of: was), was: was[row][column], now: now[row][column]))
      }
    }
  }

  /// The names of the cells of published rows that print a text.
  static func names(of text: String, in rows: [[String]]) -> [String] {
    rows.indices.flatMap { row in
      rows[row].indices.filter { PublishedComparison.plain(rows[row][$0]) == text }
        .map { name(row, $0, of: rows) }
    }
  }

  private static func name(_ row: Int, _ column: Int, of rows: [[String]]) -> String {
    let heading = rows[0].indices.contains(column) ? rows[0][column] : ""
    if row == 0 { return "heading \(column + 1)" }
    let head = column > 0 ? rows[row].first ?? "" : ""
    return PublishedComparison.plain(head.isEmpty ? "row \(row)" : head)
      + (heading.isEmpty ? "" : ", " + PublishedComparison.plain(heading))
  }

  private static func heads(_ rows: [[String]]) -> String {
    rows.dropFirst().prefix(6).map { $0.first ?? "" }.joined(separator: ", ")
      + (rows.count > 7 ? ", …" : "")
  }

  private static func size(_ rows: [[String]]) -> String {
    let heads = rows.count > 1 ? ": " + heads(rows) : ""
    return "\(max(0, rows.count - 1)) rows of \(rows.first?.count ?? 0) columns" + heads
  }
}
