/// What of a Markdown text would take the parser more than a moment, looked for before it is parsed.
///
/// For some signs cmark-gfm 0.29 compares each with all before it in its paragraph, it fills in the
/// cells that rows of a table leave out, and it copies what a link's definition says to each use.
enum MarkdownBounds {
  /// The longest text, in bytes.
  static let mostBytes = 4_000_000
  /// How many comparisons of signs a text may lead to.
  private static let mostComparisons = 5_000_000_000
  private static let mostCells = 1_000_000
  private static let mostCopied = 20_000_000
  private static let mostHeadings = 25_000
  private static let mostNested = 10_000

  /// What is too much, and where it stands.
  struct Excess: Sendable {
    var offset: Int
    var words: String
  }

  static func excess(in text: [UInt8], from start: Int) -> Excess? {
    guard text.count - start <= mostBytes else {
      return Excess(offset: start, words: "more than \(mostBytes / 1_000_000) MB of text")
    }
    if isHarmless(text, from: start) { return nil }
    var scan = Scan()
    var line = start
    while line < text.count {
      let end = text[line...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      scan.read(text[line..<end])
      if let excess = scan.excess { return excess }
      line = end + 1
    }
    scan.endParagraph()
    return scan.excess
  }

  /// Whether even the worst text with so many of each sign stays below all bounds. Most do, and need
  /// not be looked at line by line.
  private static func isHarmless(_ text: [UInt8], from start: Int) -> Bool {
    let counts = [Int](unsafeUninitializedCapacity: 256) { counts, filled in
      counts.initialize(repeating: 0)
      filled = 256
      text.withUnsafeBufferPointer { for byte in $0[start...] { counts[Int(byte)] += 1 } }
    }
    func count(_ signs: String) -> Int { signs.utf8.reduce(0) { $0 + counts[Int($1)] } }
    let comparisons = Scan.signs.reduce(0) { $0 + counts[Int($1)] * counts[Int($1)] }
    let (cells, isOver) = (count("|") + 1).multipliedReportingOverflow(by: count("\n") + 1)
    return comparisons <= mostComparisons && !isOver && cells <= mostCells
      && count("#") <= mostHeadings && count(">-*+") <= mostNested
      && count(" ") + 4 * count("\t") <= 4 * mostNested
      && (count("[") * text.count <= mostCopied)
  }

  /// The lines of a text, one after the other.
  private struct Scan {
    var excess: Excess?
    /// The sign and the length of the fence of the code that the line stands in.
    private var fence: (sign: UInt8, length: Int)?
    private var paragraphStart: Int?
    private var counts = [Int](repeating: 0, count: 128)
    private var comparisons = 0
    private var columns = 0
    private var cells = 0
    private var headings = 0
    private var brackets = 0
    private var longestDefinition = 0

    /// Signs that begin or end something inside a paragraph.
    static let signs = Array("[]()<>*_!~:^".utf8)

    mutating func read(_ line: ArraySlice<UInt8>) {
      let content = line.drop { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: ">") }
      if let fence {
        let run = content.prefix { $0 == fence.sign }.count
        if run >= fence.length { self.fence = nil }
        return
      }
      nested(line)
      guard let first = content.first, first != 13 else { return endParagraph() }
      if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
        let run = content.prefix { $0 == first }.count
        let isFence = run >= 3 && !(first == 0x60 && content.dropFirst(run).contains(0x60))
        if isFence {
          endParagraph()
          fence = (first, run)
          return
        }
      }
      if first == UInt8(ascii: "#") {
        headings += 1
        if headings > mostHeadings {
          set(content.startIndex, "more than \(mostHeadings) headings")
        }
      }
      if paragraphStart == nil { paragraphStart = content.startIndex }
      count(content)
      table(content)
      definition(content)
    }

    mutating func endParagraph() {
      for sign in Self.signs {
        let count = counts[Int(sign)]
        comparisons += count * count
        counts[Int(sign)] = 0
      }
      if comparisons > mostComparisons {
        set(paragraphStart ?? 0, "so many signs of Markdown in one paragraph")
      }
      let (copied, isOver) = brackets.multipliedReportingOverflow(by: longestDefinition)
      if longestDefinition > 1_000, isOver || copied > mostCopied {
        set(paragraphStart ?? 0, "so many uses of so long a definition of a link")
      }
      paragraphStart = nil
      columns = 0
    }

    private mutating func set(_ offset: Int, _ words: String) {
      if excess == nil { excess = Excess(offset: offset, words: words) }
    }

    private mutating func count(_ line: ArraySlice<UInt8>) {
      // The rows of a table are paragraphs of their own.
      if columns > 0 { endSigns() }
      for byte in line where byte < 128 { counts[Int(byte)] += 1 }
      brackets += line.reduce(0) { $0 + ($1 == UInt8(ascii: "[") ? 1 : 0) }
    }

    private mutating func endSigns() {
      for sign in Self.signs {
        comparisons += counts[Int(sign)] * counts[Int(sign)]
        counts[Int(sign)] = 0
      }
    }

    private mutating func table(_ line: ArraySlice<UInt8>) {
      if columns == 0, line.contains(UInt8(ascii: "-")),
        line.allSatisfy({ [0x7C, 0x2D, 0x3A, 0x20, 0x09, 0x0D].contains($0) })
      {
        columns = line.reduce(1) { $0 + ($1 == UInt8(ascii: "|") ? 1 : 0) }
      }
      cells += columns
      if cells > mostCells { set(line.startIndex, "tables of more than \(mostCells) cells") }
    }

    private mutating func definition(_ line: ArraySlice<UInt8>) {
      guard line.first == UInt8(ascii: "["), line.prefix(1_000).contains(UInt8(ascii: ":")) else {
        return
      }
      longestDefinition = max(longestDefinition, line.count)
    }

    /// Quotations and lists inside each other.
    private mutating func nested(_ line: ArraySlice<UInt8>) {
      var depth = 0
      var blanks = 0
      for byte in line {
        switch byte {
        case 32: blanks += 1
        case 9: blanks += 4
        case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): depth += 1
        default:
          if depth > mostNested || blanks > 4 * mostNested {
            set(line.startIndex, "more than \(mostNested) blocks inside each other")
          }
          return
        }
      }
    }
  }
}
