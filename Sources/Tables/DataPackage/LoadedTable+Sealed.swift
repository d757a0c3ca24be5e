package import Basics

/// Rows that are not known yet on a day, and what tells of them.
package struct SealedRows: Sendable, Hashable {
  /// For each table the rows that are sealed, in their order.
  package private(set) var rows: [String: [Int]] = [:]

  package var isEmpty: Bool { rows.isEmpty }

  package init(rows: [String: [Int]] = [:]) { self.rows = rows }

  /// The rows that are known only after a day, and those that refer to them by a foreign key.
  ///
  /// - Parameter tables: the tables of the package, in the order of its resources.
  package init(after day: CalendarDate, of package: DataPackage, _ tables: [Table]) {
    var sealed: [String: Set<Int>] = [:]
    let named = Dictionary(
      zip(package.resources, tables).map { ($0.name, (resource: $0, table: $1)) },
      uniquingKeysWith: { first, _ in first })
    for (resource, table) in zip(package.resources, tables) {
      guard let column = resource.knownOn.flatMap({ table.index(of: $0) }) else { continue }
      let later = table.rows.indices.filter { table.rows[$0][column].isAfter(day) }
      if !later.isEmpty { sealed[resource.name] = Set(later) }
    }
    var isGrowing = !sealed.isEmpty
    while isGrowing {
      isGrowing = false
      for (resource, table) in zip(package.resources, tables) {
        for key in resource.keys(beside: named.mapValues(\.resource))
        where key.fields != resource.supersededBy.map({ [$0] }) {
          guard let target = named[key.resource]?.table, let gone = sealed[key.resource],
            let own = table.indices(of: key.fields),
            let theirs = target.indices(of: key.referencedFields)
          else { continue }
          // An empty cell refers to nothing.
          var lost = Set(
            gone.map { row in theirs.map { target.rows[row][$0] } }.filter { !$0.contains(.null) })
          for row in target.rows.indices where !gone.contains(row) {
            lost.remove(theirs.map { target.rows[row][$0] })
          }
          for row in table.rows.indices where lost.contains(own.map { table.rows[row][$0] }) {
            if sealed[resource.name, default: []].insert(row).inserted { isGrowing = true }
          }
        }
      }
    }
    rows = sealed.mapValues { $0.sorted() }
  }
}

extension LoadedTable {
  /// The table as it was on a day: without the rows that are sealed, and with no word in the others
  /// of what is to take their place later.
  package func on(
    _ day: CalendarDate, without sealed: [Int], _ resource: DataResource
  ) -> LoadedTable {
    let sealed = Set(sealed)
    let kept = table.rows.indices.filter { !sealed.contains($0) }
    let width = 2 * table.columns.count
    var rows = kept.map { table.rows[$0] }
    let by = resource.supersededBy.flatMap { table.index(of: $0) }
    if let on = resource.supersededOn.flatMap({ table.index(of: $0) }) {
      for row in rows.indices where rows[row][on].isAfter(day) {
        rows[row][on] = .null
        if let by { rows[row][by] = .null }
      }
    }
    if let by, let key = table.indices(of: resource.schema.primaryKey), key.count == 1 {
      let gone = Set(sealed.map { table.rows[$0][key[0]] })
      for row in rows.indices where gone.contains(rows[row][by]) { rows[row][by] = .null }
    }
    let columns = table.columns.count
    var mistaken: Set<Int> = []
    for (new, old) in kept.enumerated() where hasMistakes {
      for column in 0..<columns where isMistaken(row: old, column: column) {
        mistaken.insert(new * columns + column)
      }
    }
    return LoadedTable(
      name: name, table: Table(columns: table.columns, rows: rows), isComplete: isComplete,
      hasMistakes: hasMistakes, mistaken: mistaken, files: files,
      firstRows: firstRows.map { first in kept.count { $0 < first } },
      places: places.isEmpty
        ? [] : kept.flatMap { places[$0 * width..<($0 + 1) * width] })
  }
}

extension DataResource {
  /// The foreign keys that are declared, and that of a ledger's rows to the claims they are about.
  fileprivate func keys(beside resources: [String: DataResource]) -> [ForeignKey] {
    let claim = ["claim_id"]
    guard name != "claim", resources["claim"]?.schema.primaryKey == claim,
      schema.fields.contains(where: { $0.name == claim[0] }),
      !schema.foreignKeys.contains(where: { $0.fields == claim })
    else { return schema.foreignKeys }
    return schema.foreignKeys
      + [ForeignKey(fields: claim, resource: "claim", referencedFields: claim)]
  }
}

extension Table {
  fileprivate func indices(of names: [String]) -> [Int]? {
    let found = names.compactMap { index(of: $0) }
    return found.count == names.count && !found.isEmpty ? found : nil
  }
}

extension Value {
  /// Whether a date, or a moment of a day, is later than a day.
  fileprivate func isAfter(_ day: CalendarDate) -> Bool {
    guard case .text(let text) = self, let own = CalendarDate(text.prefix(10)) else { return false }
    return own > day
  }
}

extension SealedRows: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    let tables = rows.sorted { $0.key.precedesInBytes($1.key) }
    writer.write(list: tables) {
      $0.write($1.key)
      $0.write(list: $1.value) { $0.write($1) }
    }
  }

  package init(from reader: inout ByteReader) throws {
    let tables = try reader.list { (try $0.string(), try $0.list { try $0.int() }) }
    self.init(rows: Dictionary(uniqueKeysWithValues: tables))
  }
}
