package import Basics

/// Checks what rows ask of each other: unique fields, primary, unique and foreign keys.
///
/// In a primary key an empty cell is a value like another, but not all of a key may be empty. In
/// unique and foreign keys a row with an empty cell is passed over, as in SQL.
package func checkKeys(_ package: DataPackage, tables: [LoadedTable]) -> [Diagnostic] {
  let byName = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  var diagnostics: [Diagnostic] = []
  // Many tables refer to the same columns of a few.
  var known: [[String]: Set<[Value]>] = [:]
  for resource in package.resources {
    guard let loaded = byName[resource.name] else { continue }
    var mistakes = MistakeList(path: loaded.path(row: 0))
    let primaryKey = resource.schema.primaryKey
    if !primaryKey.isEmpty { checkUnique(primaryKey, of: loaded, isPrimary: true, &mistakes) }
    // The same key may be declared in three ways; its duplicates are reported once.
    var checked: Set<[String]> = [primaryKey]
    let uniqueFields = resource.schema.fields.filter(\.constraints.unique).map { [$0.name] }
    for key in uniqueFields + resource.schema.uniqueKeys where checked.insert(key).inserted {
      checkUnique(key, of: loaded, isPrimary: false, &mistakes)
    }
    for key in resource.schema.foreignKeys {
      // What a broken file lacks would be missed in every row that refers to it.
      guard let target = byName[key.resource], target.isComplete else { continue }
      let targets = key.referencedFields.compactMap { target.table.index(of: $0) }
      guard targets.count == key.fields.count, !target.hasMistakes(in: targets) else { continue }
      let name = [key.resource] + key.referencedFields
      let values =
        known[name] ?? Set(target.table.rows.map { cells in targets.map { cells[$0] } })
      known[name] = values
      check(key, of: loaded, among: values, &mistakes)
    }
    diagnostics += mistakes.diagnostics
  }
  return diagnostics
}

/// The columns that `checkKeys` looks at; some more than once.
package func keyColumns(of package: DataPackage) -> [(table: String, column: String)] {
  package.resources.flatMap { resource in
    let schema = resource.schema
    let own =
      schema.primaryKey + schema.uniqueKeys.flatMap { $0 }
      + schema.fields.filter(\.constraints.unique).map(\.name)
      + schema.foreignKeys.flatMap(\.fields)
    return own.map { (resource.name, $0) }
      + schema.foreignKeys.flatMap { key in key.referencedFields.map { (key.resource, $0) } }
  }
}

private func checkUnique(
  _ key: [String], of loaded: LoadedTable, isPrimary: Bool, _ mistakes: inout MistakeList
) {
  let columns = key.compactMap { loaded.table.index(of: $0) }
  guard columns.count == key.count, let first = columns.first else { return }
  // A column that the file does not have was told of, and leaves all keys alike.
  if loaded.lacksColumn(among: columns) { return }
  var rows: [[Value]: Int] = [:]
  for (row, cells) in loaded.table.rows.enumerated() {
    // What could not be read was told, and is no value to compare.
    if columns.contains(where: { loaded.isMistaken(row: row, column: $0) }) { continue }
    let values = columns.map { cells[$0] }
    if isPrimary, values.allSatisfy({ $0 == .null }) {
      mistakes.append(kind: "EmptyKey") {
        .emptyKey(loaded.path(row: row), loaded.range(row: row, column: first), key)
      }
      continue
    }
    if !isPrimary, values.contains(.null) { continue }
    guard let earlier = rows[values] else {
      rows[values] = row
      continue
    }
    mistakes.append(kind: "DuplicateKey " + key.joined(separator: " ")) {
      .duplicateRowKey(
        loaded.path(row: row), loaded.range(row: row, column: first), key,
        values.map(\.machineText), table: loaded.name,
        first: (loaded.path(row: earlier), loaded.range(row: earlier, column: first)))
    }
  }
}

private func check(
  _ key: ForeignKey, of loaded: LoadedTable, among known: Set<[Value]>,
  _ mistakes: inout MistakeList
) {
  let columns = key.fields.compactMap { loaded.table.index(of: $0) }
  guard columns.count == key.fields.count, let first = columns.first else { return }
  for (row, cells) in loaded.table.rows.enumerated() {
    let values = columns.map { cells[$0] }
    guard !values.contains(.null), !known.contains(values) else { continue }
    mistakes.append(kind: "DanglingForeignKey " + key.fields.joined(separator: " ")) {
      // Only for a key of one column is one of the known values a sensible guess.
      let candidates = values.count == 1 ? known.compactMap(\.first).map(\.machineText) : []
      return .danglingForeignKey(
        loaded.path(row: row), loaded.range(row: row, column: first), key,
        values.map(\.machineText), near: nearMiss(values[0].machineText, among: candidates))
    }
  }
}
