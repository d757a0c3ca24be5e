/// How a CSV file separates and quotes its cells; the defaults are those of RFC 4180.
package struct CSVDialect: Hashable, Sendable {
  package var delimiter = UInt8(ascii: ",")
  /// Nil where no character quotes.
  package var quote: UInt8? = UInt8(ascii: "\"")
  /// A character that takes the next one as it is, inside quotes and outside.
  package var escape: UInt8?
  /// Lines that begin with it are passed over.
  package var comment: UInt8?
  package var skipsInitialSpace = false
  package var header = Header.first
  /// What stands between the cells of a header of several rows.
  package var headerJoin = " "
  /// Rows that are passed over, by their numbers in the file.
  package var commentRows: Set<Int> = []
  /// A further text that means "no value".
  package var nullSequence: String?

  /// Which rows name the columns.
  package enum Header: Hashable, Sendable {
    case none
    /// The first that is neither blank nor a comment.
    case first
    /// Those of these numbers; what stands above the last of them and is none of them is no data.
    case rows(Set<Int>)
  }

  package init() {}

  /// Whether a row, by its number in the file, is neither data nor header.
  func passesOver(row number: Int) -> Bool {
    if commentRows.contains(number) { return true }
    guard case .rows(let rows) = header, let last = rows.max() else { return false }
    return number < last && !rows.contains(number)
  }
}
