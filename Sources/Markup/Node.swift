/// A node of a document: small, fixed in size, held in one flat array in document order.
///
/// A flat array has no depth: walking, copying and freeing it cannot overflow the stack however
/// deeply an author nests quotes and lists.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable {
    case document, blockQuote, bulletList, orderedList, item, codeBlock, htmlBlock, paragraph
    case heading, thematicBreak, footnoteDefinition, table, row, cell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough
    case link, image, footnoteReference
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A list whose items are not paragraphs.
    package static let tight = Flags(rawValue: 1)
    package static let task = Flags(rawValue: 2)
    package static let checked = Flags(rawValue: 4)
    /// A row or cell of a table's head.
    package static let header = Flags(rawValue: 8)
    /// A code block between fences.
    package static let fenced = Flags(rawValue: 16)
    /// The text stands in the source byte for byte: no escape, no entity.
    package static let verbatim = Flags(rawValue: 32)
  }

  package enum Alignment: UInt8, Sendable {
    case none, left, center, right

    init(letter: UInt8) {
      self =
        switch letter {
        case UInt8(ascii: "l"): .left
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .right
        default: .none
        }
    }
  }

  package var kind: Kind
  package var flags: Flags = []
  /// The level of a heading; the alignment of a cell.
  package var level: UInt8 = 0
  package var hasChildren = false
  /// The index of the parent, -1 for the document.
  var parent: Int32
  /// The index of the next sibling, -1 for the last.
  var next: Int32 = -1
  /// Bytes in the source.
  var start: Int32 = 0
  var end: Int32 = 0
  /// Bytes in the document's text: a literal, a link's destination, a footnote's label.
  var textStart: Int32 = 0
  var textEnd: Int32 = 0
  /// Bytes in the document's text: a link's title, a code block's info string.
  var extraStart: Int32 = 0
  var extraEnd: Int32 = 0
  /// The first number of an ordered list; the column of a cell.
  package var number: Int32 = 0

  package var alignment: Alignment { Alignment(rawValue: level) ?? .none }
}
