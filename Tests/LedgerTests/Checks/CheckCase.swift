import Basics
import Testing

@testable import Ledger

/// Tables of a ledger, and what a check must say of them.
struct CheckCase: CustomTestStringConvertible, Sendable {
  var name: String
  var check: LedgerCheck
  var tables: [(String, String)]
  var archive: [String: String] = [:]
  /// "path:line:column: summary" of each diagnostic.
  var expected: [String]

  var testDescription: String { name }

  var ledger: ClaimLedger { ClaimLedger(tables.map { Rows.table($0.0, $0.1) }) }

  /// The claims of a case: header and rows.
  static func claims(_ rows: String) -> (String, String) {
    (
      "claim",
      "claim_id,subject,predicate,value_num,value_text,value_date,unit,basis,qualifier,status,"
        + "as_of,known_on,superseded_by,superseded_on,confidence\n" + rows
    )
  }

  static func relations(_ rows: String) -> (String, String) {
    ("claim_relation", "claim_id,of_claim,relation\n" + rows)
  }

  static let units: (String, String) = (
    "unit",
    """
    unit_id,singular,plural,dimension
    %,per cent,per cent,share
    countries,country,countries,count
    materials,material,materials,count
    partnerships,partnership,partnerships,count
    agreements,agreement,agreements,count
    USD bn,billion US dollars,billion US dollars,money
    """
  )

  static let conversions: (String, String) = (
    "unit_conversion", "from_unit,to_unit,factor\nkt,t,1000"
  )
}

extension Diagnostic {
  var line: String {
    let start = range?.start
    return "\(path ?? "-"):\(start?.line ?? 0):\(start?.column ?? 0): \(summary)"
  }
}
