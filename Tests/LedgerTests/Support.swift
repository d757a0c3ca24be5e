import Basics
import Tables

@testable import Ledger

/// Tables written as CSV, read by a schema that is made from their headers.
enum Rows {
  static let numbers: Set<String> = ["value_num", "value_hi", "factor", "tolerance"]

  static func table(_ name: String, _ csv: String) -> LoadedTable {
    var resource = DataResource(name: name)
    let header = csv.prefix { $0 != "\n" }
    resource.schema.fields = header.split(separator: ",").map { name in
      let name = String(name)
      return Field(column: Column(name, type: numbers.contains(name) ? .number : .string))
    }
    return loadTable(resource, files: [SourceText(path: "data/\(name).csv", text: csv)]).table
  }

  static func ledger(_ tables: KeyValuePairs<String, String>) -> ClaimLedger {
    ClaimLedger(tables.map { table($0.key, $0.value) })
  }
}
