package import Basics

/// The words of one paragraph, heading or cell as one text, with where each of its bytes stands.
///
/// What is code, a role, an image or a footnote's mark stands as one object replacement character
/// (U+FFFC), so that words on its two sides do not become neighbours.
package struct ProseBlock: Sendable {
  package enum Kind: Sendable {
    case paragraph, heading, cell
  }

  package var kind: Kind
  package var text: [UInt8] = []
  /// What stands as U+FFFC, by the offset of its first byte: a code span, and its place.
  package var objects: [(offset: Int, range: SourceRange)] = []
  /// The line ends that the author asked for, with two blanks or a backslash before them.
  var hardBreaks: Set<Int> = []
  /// The stretches of text with their nodes and where they begin in the nodes' text.
  var stretches: [(offset: Int, node: Int, textStart: Int)] = []

  /// U+FFFC in UTF-8.
  package static let object: [UInt8] = [0xEF, 0xBF, 0xBC]
}

extension Document {
  /// The paragraphs, headings and cells in document order.
  package func proseBlocks() -> [ProseBlock] {
    var blocks: [ProseBlock] = []
    for index in nodes.indices {
      let kind: ProseBlock.Kind
      switch nodes[index].kind {
      case .paragraph: kind = .paragraph
      case .heading: kind = .heading
      case .cell: kind = .cell
      default: continue
      }
      guard nodes[index].hasChildren else { continue }
      let block = proseBlock(kind, (index + 1)..<subtreeEnd(index))
      if !block.text.isEmpty { blocks.append(block) }
    }
    return blocks
  }

  private func proseBlock(_ kind: ProseBlock.Kind, _ indices: Range<Int>) -> ProseBlock {
    var block = ProseBlock(kind: kind)
    for index in indices {
      let node = nodes[index]
      switch node.kind {
      case .text:
        block.stretches.append((block.text.count, index, Int(node.textStart)))
        block.text += literalBytes(of: node)
      case .softBreak, .lineBreak:
        if node.kind == .lineBreak { block.hardBreaks.insert(block.text.count) }
        block.text.append(UInt8(ascii: "\n"))
      case .code, .image, .footnoteReference, .htmlInline:
        block.objects.append((block.text.count, range(of: node)))
        block.text += ProseBlock.object
      default: break
      }
    }
    return block
  }

  /// Where some bytes of a block's text stand in the file.
  package func range(of bytes: Range<Int>, in block: ProseBlock) -> SourceRange {
    let start = place(of: bytes.lowerBound, in: block)
    let end = place(of: max(bytes.lowerBound, bytes.upperBound - 1), in: block) + 1
    return range(utf8Offsets: start..<max(start, end))
  }

  /// Whether the author took a character's meaning away with a backslash.
  func isEscaped(_ offset: Int, in block: ProseBlock) -> Bool {
    let place = place(of: offset, in: block)
    return place < source.utf8.count && source.utf8[place] == UInt8(ascii: "\\")
  }

  /// Whether a backslash of the text is written as two, so that readers see it.
  func isDoubledBackslash(_ offset: Int, in block: ProseBlock) -> Bool {
    source.utf8[place(of: offset, in: block)...].starts(with: "\\\\".utf8)
  }

  /// Where a byte of a block's text stands in the source.
  func place(of offset: Int, in block: ProseBlock) -> Int {
    guard let stretch = block.stretches.last(where: { $0.offset <= offset }) else { return 0 }
    return sourceOffset(ofText: stretch.textStart + offset - stretch.offset, in: stretch.node)
  }
}
