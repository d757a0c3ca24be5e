@testable import Charting

extension Dataset {
  /// The values row by row, for comparison.
  var table: [[Datum]] { rows.map { self[$0] } }
}
