package import Basics
package import Tables

package import struct Tables.Column

/// A table to be queried, and which of its columns say when its rows were current.
package struct DatabaseTable: Sendable {
  package var name: String
  package private(set) var columns: [Column]
  private(set) var contents: Contents
  package var primaryKey: [String]
  /// The column that says when a row could first be known.
  package var knownOn: String?
  /// The column that says when a row stopped being current.
  package var supersededOn: String?
  /// The column that names what took a row's place.
  package var supersededBy: String?
  /// Whether the tool computes the rows, so that no file of the package has them.
  package var isComputed = false
  /// The columns that may be shown and are left out of every download.
  package var withheld: Set<String>

  /// The rows, or what became of them where they were loaded before.
  enum Contents: Sendable {
    case rows([[Value]])
    case pages(DatabasePart)
  }

  package init(
    name: String, table: Table, primaryKey: [String] = [], knownOn: String? = nil,
    supersededOn: String? = nil, supersededBy: String? = nil, withheld: Set<String> = []
  ) {
    self.name = name
    self.withheld = withheld
    columns = table.columns
    contents = .rows(table.rows)
    self.primaryKey = primaryKey
    // A name that is no column was reported where the data package was read.
    self.knownOn = knownOn.flatMap { table.index(of: $0) == nil ? nil : $0 }
    self.supersededOn = supersededOn.flatMap { table.index(of: $0) == nil ? nil : $0 }
    self.supersededBy = supersededBy.flatMap { table.index(of: $0) == nil ? nil : $0 }
  }

  package init(_ resource: DataResource, _ table: Table) {
    self.init(
      name: resource.name, table: table, primaryKey: resource.schema.primaryKey,
      knownOn: resource.knownOn, supersededOn: resource.supersededOn,
      supersededBy: resource.supersededBy,
      withheld: Set(
        resource.schema.fields.filter { !resource.redistributable || !$0.redistributable }
          .map(\.name)))
  }

  /// The table with its rows loaded, for databases now and later.
  package func loaded() throws(EnvironmentError) -> DatabasePart {
    let rows: [[Value]]
    switch contents {
    case .pages(let part): return part
    case .rows(let values): rows = values
    }
    do {
      return try DatabasePart { db in
        // SQLite knows no table without columns.
        if !columns.isEmpty { try Snapshot.load(self, rows, into: db) }
      }
    } catch {
      throw EnvironmentError(.unavailable, "\(name) cannot be loaded into SQLite: \(error)")
    }
  }

  /// The same table, loaded before.
  package func with(_ part: DatabasePart) -> DatabaseTable {
    var result = self
    result.contents = .pages(part)
    return result
  }

  func hasColumn(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// Whether a query by the table's name sees only some of its rows: those that an edition knew, or
  /// those that are current.
  var hasEditions: Bool { knownOn != nil || supersededOn != nil }

  /// Whether a read of a column, or of the rows alone, is of what is left out of downloads.
  func withholds(_ column: String?) -> Bool {
    // The rows alone tell nothing of a column; they do where the whole table is left out.
    column.map(withheld.contains)
      ?? (!withheld.isEmpty && columns.allSatisfy { withheld.contains($0.name) })
  }

  /// The table without the columns, and without their values, that are left out of downloads.
  var withoutWithheld: DatabaseTable {
    var result = self
    result.columns = columns.filter { !withheld.contains($0.name) }
    result.contents = .rows([])
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
