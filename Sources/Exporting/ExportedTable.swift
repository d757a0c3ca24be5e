import Basics

/// A table of a page, cell by cell as it prints.
struct ExportedTable: Equatable, Sendable, Encodable {
  var caption: String?
  var columns: [String]
  var rows: [[String]]
  /// For each column whether it stands to the right, as numbers do.
  var isNumeric: [Bool]

  enum CodingKeys: String, CodingKey { case caption, columns, rows }

  /// - Parameter text: what a cell says; its plain text where nothing is given.
  init?(_ node: HTMLNode, text: (HTMLNode) -> String = { collapsed($0.text) }) {
    guard let table = node.first(where: { $0.name == "table" }) else { return nil }
    let lines = table.all { $0.name == "tr" }.map { line in
      line.children.filter { $0.tag.map { ["td", "th"].contains($0.name) } ?? false }
    }
    guard let head = lines.first else { return nil }
    caption = table.first { $0.name == "caption" }.map(text)
    columns = head.map(text)
    isNumeric = head.map { cell in
      cell.tag.map { $0.classes.contains("num") || $0.classes.contains("align-right") } ?? false
    }
    rows = lines.dropFirst().map { $0.map(text) }
  }

  /// The table in GitHub's Markdown, with no line end behind it.
  ///
  /// - Parameter text: how a cell is written.
  func markdown(_ text: (String) -> String) -> String {
    func line(_ cells: [String]) -> String {
      let cells = cells + [String](repeating: "", count: max(0, columns.count - cells.count))
      return "| " + cells.map(text).joined(separator: " | ") + " |"
    }
    let rule = isNumeric.map { $0 ? "---:" : "---" }.joined(separator: " | ")
    return ([line(columns), "| \(rule) |"] + rows.map(line)).joined(separator: "\n")
  }
}
