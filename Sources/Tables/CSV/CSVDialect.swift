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
  package var hasHeader = true
  /// A further text that means "no value".
  package var nullSequence: String?

  package init() {}
}
