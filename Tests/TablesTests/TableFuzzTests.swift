import Basics
import Fuzzing
import Tables
import Testing

/// Whatever a descriptor and its table are, what is wrong is said at its place, and what is read is
/// what was written.
@Suite struct TableFuzzTests {
  private static let fuzz = Fuzz("tables", rounds: 300)

  private static let descriptors = [
    """
    name: minerals
    resources:
      - name: share
        path: t.csv
        assay: {known_on: known_on, superseded_on: until, updated_every: P1M, basis: trade}
        schema:
          primaryKey: [material, year]
          uniqueKeys: [[year, pct]]
          foreignKeys:
            - {fields: material, reference: {resource: share, fields: [material]}}
          fields:
            - {name: material, type: string, constraints: {required: true, pattern: '[a-z]+'}}
            - {name: year, type: year, constraints: {minimum: 1990, enum: [2024, 2025]}}
            - {name: pct, type: number, groupChar: ',', assay: {unit: '%', decimals: 1}}
            - {name: known_on, type: date}
            - {name: until, type: date, format: '%d/%m/%Y'}

    """,
    """
    {"resources": [{"name": "t", "path": ["t.csv"], "dialect": {"delimiter": ";", "quoteChar": "'",
     "header": true, "skipInitialSpace": true, "commentChar": "#"}, "encoding": "utf-8",
     "schema": {"fieldsMatch": "subset", "missingValues": ["", "NA"], "fields": [
     {"name": "a", "type": "integer", "constraints": {"unique": true}},
     {"name": "b", "type": "boolean", "trueValues": ["yes"]}, {"name": "c", "type": "datetime"},
     {"name": "d", "type": "any", "categories": ["x", 1]}]}}]}
    """,
  ]

  private static let tables = [
    "material,year,pct,known_on,until\ngallium,2024,\"1,069.5\",2026-01-01,\n"
      + "tin,2025,0.5,2026-02-01,03/02/2026\n",
    "a;b;c;d\n1;yes;2026-01-01T00:00:00Z;x\n# none\n2;NA; '2026-02-01T10:00:00.5';'y''z'\n",
  ]

  /// - Parameter bytes: a descriptor and, after a line `===`, a table.
  private func check(_ bytes: [UInt8], _ name: String) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let mark = text.firstRange(of: "\n===\n")
    let descriptor = SourceText(
      path: "p.yaml", text: String(text[..<(mark?.lowerBound ?? text.endIndex)]))
    let file = SourceText(path: "t.csv", text: mark.map { String(text[$0.upperBound...]) } ?? "")
    guard case .success(let value) = StructuredValue.parseYAML(descriptor) else { return }
    let (package, found) = DataPackage.decode(value, path: descriptor.path)
    var diagnostics = found
    var loaded: [LoadedTable] = []
    for resource in package.resources {
      let result = loadTable(resource, files: resource.paths.map { _ in file })
      diagnostics += result.diagnostics
      loaded.append(result.table)
      for row in result.table.table.rows {
        #expect(row.count == resource.schema.columns.count, "\(name)")
      }
      try isReadAsWritten(result.table.table, name)
    }
    diagnostics += checkKeys(package, tables: loaded)
    for diagnostic in diagnostics where diagnostic.identifier != "MoreMistakes" {
      #expect(diagnostic.path != nil && diagnostic.range != nil, "\(name): \(diagnostic.summary)")
    }
  }

  /// A table's values survive their way through the state, and its cells that through a file.
  private func isReadAsWritten(_ table: Table, _ name: String) throws {
    var writer = ByteWriter()
    table.encode(to: &writer)
    var reader = ByteReader(writer.bytes)
    #expect(try Table(from: &reader) == table, "\(name)")
    let source = SourceText(path: "w.csv", text: CSVWriter().text(table))
    let rows = CSVReader(source).rows.dropFirst().map { $0.map(\.text) }
    let isPlain = table.columns.count > 1
    if isPlain { #expect(rows == table.rows.map { $0.map(\.machineText) }, "\(name)") }
  }

  @Test func anyDescriptorAndTableAreReadOrRefused() throws {
    for (name, bytes) in Self.fuzz.corpus { try check(bytes, name) }
    let complaints = try Self.fuzz.run { seed in
      var mutator = Mutator(seed: seed)
      let index = Int.random(in: Self.tables.indices, using: &mutator.random)
      var (descriptor, table) = (
        Array(Self.descriptors[index].utf8), Array(Self.tables[index].utf8)
      )
      if mutator.random.chance(0.7) { descriptor = mutator.mutated(descriptor) }
      if mutator.random.chance(0.7) { table = mutator.mutated(table) }
      try check(descriptor + Array("\n===\n".utf8) + table, "seed \(seed)")
    }
    #expect(complaints == [])
  }
}
