import Ledger
import Tables

/// A total of figures with qualifiers, as it is printed: "up to 11.67", "10 to 12".
enum QualifiedTotal {
  /// - Parameter print: the text of a number, as its column prints.
  /// - Returns: nil where the rows name no qualifiers, or the total is exact.
  static func text(
    of column: Int, in table: Table, print: (Value) -> String
  ) -> String? {
    guard let sum = ResultMeasures(table).qualifiedSum(of: column), sum.qualifier != .exact else {
      return nil
    }
    if sum.qualifier == .range {
      let low = print(.number(sum.rounded(sum.interval.low)))
      guard sum.interval.isBounded else { return Qualifier.atLeast.words + " " + low }
      return low + "\u{2013}" + print(.number(sum.rounded(sum.interval.high)))
    }
    return sum.qualifier.words + " " + print(.number(sum.rounded))
  }
}
