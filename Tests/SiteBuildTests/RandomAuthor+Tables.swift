import Foundation
import Fuzzing

/// A table that the author added, as one line of the data package.
struct OwnTable: Codable {
  struct Notes: Codable {
    var unit: String?
    var decimals: Int?
    var format: String?
    var redistributable: Bool?
    var knownOn: String?

    enum CodingKeys: String, CodingKey {
      case unit, decimals, format, redistributable
      case knownOn = "known_on"
    }
  }

  struct Field: Codable {
    var name: String
    var type: String
    var title: String?
    var assay: Notes?
  }

  struct Reference: Codable {
    var resource: String
    var fields: [String]
  }

  struct ForeignKey: Codable {
    var fields: [String]
    var reference: Reference
  }

  struct Schema: Codable {
    var fields: [Field]
    var primaryKey: [String]?
    var uniqueKeys: [[String]]?
    var foreignKeys: [ForeignKey]?
  }

  var name: String
  var path: String
  var assay: Notes?
  var schema: Schema
}

/// Edits of tables and their schemas.
extension RandomAuthor {
  private static let package = "Content/data/datapackage.yaml"
  private static let types = [
    "string", "string", "integer", "number", "boolean", "date", "datetime", "time", "year",
    "yearmonth", "any",
  ]

  func ownTables() throws -> [OwnTable] {
    guard let text = try? site.read(Self.package) else { return [] }
    return text.split(separator: "\n").filter { $0.hasPrefix("  - {\"") }.compactMap {
      try? JSONDecoder().decode(OwnTable.self, from: Data($0.dropFirst(4).utf8))
    }
  }

  private func write(_ tables: [OwnTable]) throws {
    guard let text = try? site.read(Self.package) else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix("  - {\"") }.map(String.init)
    let lines = try tables.map { "  - " + String(decoding: try encoder.encode($0), as: UTF8.self) }
    try site.write(Self.package, (kept + lines).joined(separator: "\n") + "\n")
  }

  /// A cell of a type, at times one that is none.
  mutating func value(ofType type: String) -> String {
    if random.chance(0.05) { return "" }
    switch type {
    case "integer": return "\(number % 50)"
    case "number", "any": return share()
    case "boolean": return number.isMultiple(of: 2) ? "true" : "false"
    case "date": return date()
    case "datetime": return date() + "T10:0\(number % 10):00Z"
    case "time": return "10:0\(number % 10):00"
    case "year": return "\(2020 + number % 6)"
    case "yearmonth": return "2026-0\(1 + number % 9)"
    default: return random.chance(0.5) ? name() : "s\(number % 5)"
    }
  }

  mutating func addedTable() throws -> String? {
    var tables = try ownTables()
    guard tables.count < 6 else { return nil }
    let path =
      random.chance(0.3)
      ? try fileName("", ending: ".csv") ?? "t\(number).csv" : "t\(number).csv"
    var fields: [OwnTable.Field] = []
    for _ in 0...Int.random(in: 0...3, using: &random) {
      fields.append(OwnTable.Field(name: name(), type: random.pick(Self.types) ?? "string"))
    }
    let table = OwnTable(name: name(), path: path, schema: OwnTable.Schema(fields: fields))
    var rows = [fields.map(\.name)]
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      number += 1
      var row: [String] = []
      for field in fields { row.append(value(ofType: field.type)) }
      rows.append(row)
    }
    try site.write("Content/data/" + path, Self.csv(rows))
    tables.append(table)
    try write(tables)
    return "\(table.name) with \(fields.map { $0.name + ": " + $0.type })"
  }

  mutating func removedTable() throws -> String? {
    var tables = try ownTables()
    guard !tables.isEmpty else { return nil }
    let table = tables.remove(at: Int.random(in: tables.indices, using: &random))
    try write(tables)
    if random.chance(0.7) { try site.remove("Content/data/" + table.path) }
    return table.name
  }

  /// A table that is renamed, moved, reordered, or told otherwise.
  mutating func changedTable() throws -> String? {
    var tables = try ownTables()
    guard !tables.isEmpty else { return nil }
    let index = Int.random(in: tables.indices, using: &random)
    var table = tables[index]
    let (old, columns) = (table.name, table.schema.fields.map(\.name))
    let column = random.pick(columns) ?? ""
    switch Int.random(in: 0..<8, using: &random) {
    case 0: table.name = name()
    case 1: table.schema.primaryKey = table.schema.primaryKey == nil ? [column] : nil
    case 2: table.schema.uniqueKeys = table.schema.uniqueKeys == nil ? [[column]] : nil
    case 3:
      let known = table.schema.fields.first { $0.type == "date" }?.name ?? column
      table.assay = table.assay == nil ? OwnTable.Notes(knownOn: known) : nil
    case 4:
      table.assay = table.assay == nil ? OwnTable.Notes(redistributable: false) : nil
    case 5:
      let target = random.pick(tables)
      let key = OwnTable.ForeignKey(
        fields: [column],
        reference: OwnTable.Reference(
          resource: target?.name ?? "", fields: [target?.schema.fields.first?.name ?? ""]))
      table.schema.foreignKeys = table.schema.foreignKeys == nil ? [key] : nil
    case 6:
      guard let path = try fileName("", ending: ".csv") else { return nil }
      try site.write("Content/data/" + path, try site.read("Content/data/" + table.path))
      try site.remove("Content/data/" + table.path)
      table.path = path
    default: tables.swapAt(index, 0)
    }
    if tables[index].name == old { tables[index] = table }
    try write(tables)
    return "\(old) is now \(table)"
  }

  mutating func changedColumn() throws -> String? {
    var tables = try ownTables()
    guard !tables.isEmpty else { return nil }
    let index = Int.random(in: tables.indices, using: &random)
    let path = "Content/data/" + tables[index].path
    guard let text = try? site.read(path), let field = tables[index].schema.fields.indices.last
    else { return nil }
    var rows = Self.rows(text)
    var fields = tables[index].schema.fields
    let place = Int.random(in: 0...field, using: &random)
    let units = ["%", "t", "USD bn", nil, name()]
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      fields[place].name = name()
      if random.chance(0.8), rows.first?.indices.contains(place) ?? false {
        rows[0][place] = fields[place].name
      }
    case 1: fields[place].type = random.pick(Self.types) ?? "string"
    case 2: fields[place].assay = OwnTable.Notes(unit: random.pick(units) ?? nil)
    case 3: fields[place].assay = OwnTable.Notes(decimals: number % 4)
    case 4: fields[place].assay = OwnTable.Notes(format: random.pick(["0.0", "0 'x'", "#,##0"]))
    case 5: fields[place].title = random.chance(0.7) ? name() : nil
    case 6: fields.append(OwnTable.Field(name: name(), type: "string"))
    default: fields.remove(at: place)
    }
    if fields.count > rows.first?.count ?? 0, let added = fields.last {
      rows = rows.enumerated().map { $1 + [$0 == 0 ? added.name : "s\($0)"] }
    } else if fields.count < tables[index].schema.fields.count {
      rows = rows.map { row in row.enumerated().filter { $0.offset != place }.map(\.element) }
    }
    tables[index].schema.fields = fields
    try write(tables)
    try site.write(path, Self.csv(rows))
    return "\(tables[index].name) has \(fields)"
  }
}
