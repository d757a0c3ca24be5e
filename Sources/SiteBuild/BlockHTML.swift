import Basics

/// The HTML of tables and figures, with the classes that `reference/templates.md` of the manual lists.
enum BlockHTML {
  /// A table's element with its caption; `label` is what assistive technology calls its region, and
  /// `empty` what it says where it has no rows.
  static func table(
    _ table: ShownTable, caption: String, label: String, empty: String = "",
    href: (String) -> String
  ) -> String {
    var html = """
      <div class="table-scroll" role="region" tabindex="0" aria-label="\(escaped(label))">
      <table>
      <caption>\(caption)</caption>
      <thead>
      <tr>
      """
    for column in table.columns {
      let unit = column.unit.map { " <span class=\"unit\">\(escaped($0))</span>" } ?? ""
      let alignment = column.alignsRight ? " class=\"num\"" : ""
      html += "<th scope=\"col\"\(alignment)>\(escaped(column.label))\(unit)</th>"
    }
    html += "</tr>\n</thead>\n<tbody>\n"
    if table.rows.isEmpty {
      let width = max(1, table.columns.count)
      html += "<tr><td colspan=\"\(width)\">\(escaped(empty))</td></tr>\n"
    }
    for row in table.rows { html += self.row(row, table.columns, href) }
    html += "</tbody>\n"
    if let totals = table.totals {
      html += "<tfoot>\n" + row(totals, table.columns, href) + "</tfoot>\n"
    }
    return html + "</table>\n</div>\n"
  }

  private static func row(
    _ cells: [ShownTable.Cell], _ columns: [ShownTable.Column], _ href: (String) -> String
  ) -> String {
    var html = "<tr>"
    for (cell, column) in zip(cells, columns) {
      var text = escaped(cell.text)
      if let link = cell.link { text = "<a href=\"\(escaped(href(link)))\">\(text)</a>" }
      if column.isHeader {
        html += "<th scope=\"row\">\(text)</th>"
      } else {
        html += "<td class=\"\(column.alignsRight ? "num" : "text")\">\(text)</td>"
      }
    }
    return html + "</tr>\n"
  }

  /// A paragraph under a figure, or nothing where there is no text.
  static func paragraph(_ name: String, _ label: String, _ html: String?) -> String {
    guard let html, !html.isEmpty else { return "" }
    return "<p class=\"\(name)\"><span class=\"label\">\(label)</span> \(html)</p>\n"
  }

  /// Links to the files of a figure.
  static func downloads(_ files: [(name: String, label: String)], of title: String) -> String {
    guard !files.isEmpty else { return "" }
    let links = files.map { file in
      "<a href=\"\(escaped(file.name))\" download>\(escaped(file.label))"
        + "<span class=\"visually-hidden\">: \(escaped(title))</span></a>"
    }
    return "<p class=\"downloads\">\(links.joined(separator: " "))</p>\n"
  }
}
