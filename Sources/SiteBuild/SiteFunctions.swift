import Database
import Ledger

/// The functions that a site's queries may call beside those of the database.
enum SiteFunctions {
  static let all: [SQLFunction] = FieldFormulas.functions + LedgerFunctions.all
}
