package import Basics
package import Tables

/// A table to be queried, and which of its columns say when its rows were current.
package struct DatabaseTable: Sendable {
  package var name: String
  package var table: Table
  package var primaryKey: [String]
  /// The column that says when a row could first be known.
  package var knownOn: String?
  /// The column that says when a row stopped being current.
  package var supersededOn: String?
  /// The column that names what took a row's place.
  package var supersededBy: String?
  /// Whether a query without an edition sees only the rows that nothing has taken the place of:
  /// for tables that hold a history.
  package var showsLatest = false
  /// Whether the tool computes the rows, so that no file of the package has them.
  package var isComputed = false
  /// The columns that may be shown and are left out of every download.
  package var withheld: Set<String>

  package init(
    name: String, table: Table, primaryKey: [String] = [], knownOn: String? = nil,
    supersededOn: String? = nil, supersededBy: String? = nil, withheld: Set<String> = []
  ) {
    self.name = name
    self.withheld = withheld
    self.table = table
    self.primaryKey = primaryKey
    // A name that is no column was reported where the data package was read.
    self.knownOn = knownOn.flatMap { table.index(of: $0) == nil ? nil : $0 }
    self.supersededOn = supersededOn.flatMap { table.index(of: $0) == nil ? nil : $0 }
    self.supersededBy = supersededBy.flatMap { table.index(of: $0) == nil ? nil : $0 }
  }

  package init(_ resource: DataResource, _ loaded: LoadedTable) {
    self.init(
      name: resource.name, table: loaded.table, primaryKey: resource.schema.primaryKey,
      knownOn: resource.knownOn, supersededOn: resource.supersededOn,
      supersededBy: resource.supersededBy,
      withheld: Set(
        resource.schema.fields.filter { !resource.redistributable || !$0.redistributable }
          .map(\.name)))
  }

  /// Whether an edition sees only some of its rows.
  var hasEditions: Bool { knownOn != nil }

  /// Whether a read of a column, or of the rows alone, is of what is left out of downloads.
  func withholds(_ column: String?) -> Bool {
    // The rows alone tell nothing of a column; they do where the whole table is left out.
    column.map(withheld.contains)
      ?? (!withheld.isEmpty && table.columns.allSatisfy { withheld.contains($0.name) })
  }

  /// The table without the columns, and without their values, that are left out of downloads.
  var withoutWithheld: DatabaseTable {
    var result = self
    result.table = Table(
      columns: table.columns.filter { !withheld.contains($0.name) }, rows: [])
    return result
  }

  /// The name under which all rows can be read whatever the edition.
  var unfilteredName: String { "all_" + name }
}

/// A named query, `data/views/NAME.sql`; the comment on top says what it means.
package struct ViewDefinition: Sendable {
  package let name: String
  package let sql: SQLText

  package init(name: String, sql: SourceText) {
    self.name = name
    self.sql = SQLText(sql)
  }

  /// The comment on top, without its comment signs; nil where there is none.
  package var description: String? {
    var lines: [String] = []
    for line in sql.source.text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      guard trimmed.hasPrefix("--") else {
        if trimmed.isEmpty || trimmed == "\r", lines.isEmpty { continue }
        break
      }
      var text = trimmed.dropFirst(2).drop { $0 == " " }
      while let last = text.last, last.isWhitespace { text.removeLast() }
      lines.append(String(text))
    }
    let text = lines.joined(separator: " ")
    return text.isEmpty ? nil : text
  }
}
