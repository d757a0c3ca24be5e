import Basics
import Markup

/// A page's sentences with their figures filled in, and where their parts stand in its files.
struct FigureProse {
  /// A paragraph, heading or cell as readers see it, without citations.
  struct Text {
    var characters: [Character] = []
    /// For each character where it stands in the block's text, in bytes.
    var offsets: [Int] = []
    var figures: [(place: Int, figure: PrintedFigure)] = []
    var sentences: [Range<Int>] = []

    /// The first place of some words in a part of the text, in any case.
    func first(_ words: String, in part: Range<Int>) -> Range<Int>? {
      let wanted = Array(words.lowercased())
      guard !wanted.isEmpty, part.count >= wanted.count else { return nil }
      for start in part.lowerBound...(part.upperBound - wanted.count)
      where wanted.indices.allSatisfy({ Self.isSame(characters[start + $0], wanted[$0]) }) {
        return start..<(start + wanted.count)
      }
      return nil
    }

    /// Whether a character is the wanted one, in lower case; any blank is a blank.
    private static func isSame(_ found: Character, _ wanted: Character) -> Bool {
      // Nearly all are ASCII, and asking Unicode's tables of each of them takes long.
      if let found = found.asciiValue, let wanted = wanted.asciiValue {
        let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= wanted
        return found == wanted || isLetter && found | 0x20 == wanted
          || wanted == 0x20 && 0x09...0x0D ~= found
      }
      return found.lowercased() == String(wanted) || found.isWhitespace && wanted == " "
    }

    /// A part in one line, each line end a blank.
    func string(_ part: Range<Int>) -> String {
      String(characters[part].map { $0.isNewline ? " " : $0 })
    }

    /// The characters that some bytes of a part's string stand for.
    func characters(ofBytes bytes: Range<Int>, in part: Range<Int>) -> Range<Int> {
      var offset = 0
      var (low, high) = (part.upperBound, part.lowerBound)
      for index in part {
        if offset >= bytes.lowerBound { low = min(low, index) }
        if offset < bytes.upperBound { high = index + 1 }
        offset += characters[index].isNewline ? 1 : characters[index].utf8.count
      }
      return low..<max(low, high)
    }
  }

  private struct Place: Hashable {
    var path: String
    var start: SourcePosition
  }

  private let figures: [Place: PrintedFigure]
  /// The words for `@fig-id`, by the id.
  private let label: (String) -> String?

  init(_ figures: [PrintedFigure], label: @escaping (String) -> String?) {
    self.figures = Dictionary(
      figures.map { (Place(path: $0.path, start: $0.range.start), $0) },
      uniquingKeysWith: { first, _ in first })
    self.label = label
  }

  /// A block's text with its figures filled in; other objects leave nothing.
  func text(of block: ProseBlock, path: String) -> Text {
    var text = Text()
    func add(_ characters: some Sequence<Character>, at offset: Int) {
      for character in characters {
        text.characters.append(character)
        text.offsets.append(offset)
      }
    }
    var objects = block.objects[...]
    var rest = Substring(decoding: block.text, as: UTF8.self)
    var offset = 0
    func take(_ length: Substring.Index) {
      offset += rest[..<length].utf8.count
      rest = rest[length...]
    }
    while let character = rest.first {
      let next = rest.index(after: rest.startIndex)
      if character == "\u{FFFC}", let object = objects.first, object.offset == offset {
        objects.removeFirst()
        if let figure = figures[Place(path: path, start: object.range.start)] {
          text.figures.append((text.characters.count, figure))
          add(figure.text, at: offset)
        }
        take(next)
      } else if character == "[", let length = citationLength(rest.utf8) {
        if text.characters.last?.isWhitespace ?? false {
          text.characters.removeLast()
          text.offsets.removeLast()
        }
        take(rest.utf8.index(rest.startIndex, offsetBy: length))
      } else if character == "@", let id = Self.reference(rest), let words = label(id) {
        add(words, at: offset)
        take(rest.index(rest.startIndex, offsetBy: id.count + 1))
      } else {
        add([character], at: offset)
        take(next)
      }
    }
    text.sentences = Sentences.ranges(in: text.characters)
    return text
  }

  /// The id of a reference `@fig-id`.
  private static func reference(_ text: Substring) -> String? {
    let id = text.dropFirst().prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
    }
    return ["fig-", "tbl-", "sec-"].contains { id.hasPrefix($0) } ? String(id) : nil
  }
}
