/// Gathers the nodes of a document as the parser's tree is walked.
struct TreeBuilder {
  /// Lines and byte columns as the C library counts them: from 1, the end inclusive.
  struct Place {
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var text: [UInt8] = []
  /// The first byte of the body, past a byte order mark.
  let bodyStart: Int

  private let lines: LineTable
  private var locator: InlineLocator
  /// The index of the innermost open node, -1 before the first.
  private var open: Int32 = -1
  /// For each open node the index of its last child so far.
  private var lastChildren: [Int32] = []
  private var alignments: [Node.Alignment] = []
  private var links: [LinkEnd] = []
  private var rowCells = RowCells()
  /// The lines of the paragraph before the table under way, by which the library misplaces its head.
  private var linesBeforeTable = 0

  private struct LinkEnd {
    var node: Int32
    var line: Int
    var column: Int
  }

  init(_ source: [UInt8], from offset: Int) {
    var offset = min(max(offset, 0), source.count)
    if source[offset...].starts(with: [0xEF, 0xBB, 0xBF]) { offset += 3 }
    bodyStart = offset
    lines = LineTable(source, from: offset)
    locator = InlineLocator(source)
    nodes.reserveCapacity((source.count - offset) / 16 + 8)
    text.reserveCapacity(source.count - offset)
  }

  // MARK: Blocks

  mutating func block(
    _ kind: Node.Kind, _ place: Place, level: UInt8 = 0, flags: Node.Flags = [],
    literal: UnsafeBufferPointer<UInt8>? = nil, number: Int32 = 0
  ) {
    add(kind)
    let index = nodes.count - 1
    let start = lines.offset(line: place.startLine, column: place.startColumn)
    nodes[index].start = Int32(start)
    nodes[index].end = Int32(
      max(start, lines.offset(line: place.endLine, column: place.endColumn + 1)))
    nodes[index].level = level
    nodes[index].flags = flags
    nodes[index].number = number
    if let literal { setText(literal) }
  }

  mutating func codeBlock(
    info: UnsafeBufferPointer<UInt8>, literal: UnsafeBufferPointer<UInt8>, fenced: Bool,
    _ place: Place
  ) {
    block(.codeBlock, place, flags: fenced ? .fenced : [], literal: literal)
    setExtra(info)
  }

  mutating func paragraphBeforeTable(
    content: UnsafeBufferPointer<UInt8>, line: Int, column: Int
  ) {
    var count = 0
    var isInLine = false
    for byte in content {
      if !isInLine { count += 1 }
      isInLine = byte != 10 && byte != 13
    }
    linesBeforeTable = count
    let place = Place(
      startLine: line, startColumn: column, endLine: line + max(0, count - 1),
      endColumn: Int(Int32.max))
    block(.paragraph, place)
    inlines(of: .paragraph, content: content, place)
  }

  mutating func table(_ place: Place, alignments: [Node.Alignment]) {
    var place = place
    place.startLine += linesBeforeTable
    block(.table, place)
    self.alignments = alignments
  }

  mutating func row(_ place: Place, isHeader: Bool) {
    var place = place
    if isHeader {
      place.startLine += linesBeforeTable
      place.endLine = place.startLine
      linesBeforeTable = 0
    }
    block(.row, place, flags: isHeader ? .header : [])
    rowCells = RowCells(
      line: lines.trimmedLine(place.startLine), from: Int(nodes[nodes.count - 1].start))
  }

  mutating func cell(content: UnsafeBufferPointer<UInt8>) {
    let column = rowCells.count
    let stretch = rowCells.next(in: locator.source)
    let isHeader = open >= 0 && nodes[Int(open)].flags.contains(.header)
    add(.cell)
    let index = nodes.count - 1
    nodes[index].start = Int32(stretch.lowerBound)
    nodes[index].end = Int32(stretch.upperBound)
    nodes[index].level = column < alignments.count ? alignments[column].rawValue : 0
    nodes[index].number = Int32(column)
    nodes[index].flags = isHeader ? .header : []
    locator.begin(cell: content, at: stretch)
  }

  // MARK: Inlines

  /// How a block's inline content stands in its lines.
  enum ContentShape { case paragraph, heading }

  mutating func inlines(
    of shape: ContentShape, content: UnsafeBufferPointer<UInt8>, _ place: Place
  ) {
    locator.begin(
      shape, content: content, place, lines: lines, start: Int(nodes[nodes.count - 1].start))
  }

  mutating func text(_ literal: UnsafeBufferPointer<UInt8>) {
    add(.text)
    setText(literal)
    let (stretch, isVerbatim) = locator.text(literal)
    place(stretch)
    if isVerbatim { nodes[nodes.count - 1].flags = .verbatim }
  }

  mutating func lineBreak(_ kind: Node.Kind) {
    add(kind)
    place(locator.lineBreak())
  }

  mutating func code(_ literal: UnsafeBufferPointer<UInt8>) {
    add(.code)
    setText(literal)
    place(locator.code())
  }

  mutating func htmlInline(_ literal: UnsafeBufferPointer<UInt8>) {
    add(.htmlInline)
    setText(literal)
    place(locator.htmlInline(length: literal.count))
  }

  mutating func footnoteReference(_ label: UnsafeBufferPointer<UInt8>) {
    add(.footnoteReference)
    setText(label)
    place(locator.footnoteReference())
  }

  mutating func delimited(_ kind: Node.Kind) {
    add(kind)
    let start = locator.openDelimiter(kind)
    place(start..<start)
  }

  mutating func link(
    _ kind: Node.Kind, destination: UnsafeBufferPointer<UInt8>,
    title: UnsafeBufferPointer<UInt8>, place end: Place
  ) {
    add(kind)
    setText(destination)
    setExtra(title)
    let start = locator.openLink(isImage: kind == .image)
    place(start..<start)
    links.append(
      LinkEnd(node: Int32(nodes.count - 1), line: end.endLine, column: end.endColumn))
  }

  /// Ends the innermost open node.
  mutating func close() {
    guard open >= 0 else { return }
    let index = Int(open)
    switch nodes[index].kind {
    case .emphasis, .strong, .strikethrough:
      nodes[index].end = Int32(locator.closeDelimiter(nodes[index].kind))
    case .link, .image:
      if let end = links.popLast() {
        nodes[index].end = Int32(locator.closeLink(line: end.line, column: end.column))
      }
    default: break
    }
    open = nodes[index].parent
    lastChildren.removeLast()
  }

  // MARK: Parts

  private mutating func add(_ kind: Node.Kind) {
    let index = Int32(nodes.count)
    if open >= 0 {
      let last = lastChildren[lastChildren.count - 1]
      if last >= 0 {
        nodes[Int(last)].next = index
      } else {
        nodes[Int(open)].hasChildren = true
      }
      lastChildren[lastChildren.count - 1] = index
    }
    nodes.append(Node(kind: kind, parent: open))
    lastChildren.append(-1)
    open = index
  }

  private mutating func place(_ stretch: Range<Int>) {
    nodes[nodes.count - 1].start = Int32(stretch.lowerBound)
    nodes[nodes.count - 1].end = Int32(stretch.upperBound)
  }

  private mutating func setText(_ bytes: UnsafeBufferPointer<UInt8>) {
    nodes[nodes.count - 1].textStart = Int32(text.count)
    text.append(contentsOf: bytes)
    nodes[nodes.count - 1].textEnd = Int32(text.count)
  }

  private mutating func setExtra(_ bytes: UnsafeBufferPointer<UInt8>) {
    nodes[nodes.count - 1].extraStart = Int32(text.count)
    text.append(contentsOf: bytes)
    nodes[nodes.count - 1].extraEnd = Int32(text.count)
  }
}
