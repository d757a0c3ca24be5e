import Basics

/// What most likely parts the cells of a file whose header is none of its schema's.
struct DelimiterGuess: Equatable {
  let delimiter: UInt8
  /// Whether the header is one cell by the delimiter that is declared.
  let isOneCell: Bool
  /// How often it stands in the header.
  let count: Int
  /// Whether numbers are written as 1,5.
  let hasDecimalCommas: Bool

  /// How much of a file is looked at.
  private static let length = 65_536
  private static let words: [(delimiter: UInt8, word: String)] = [
    (UInt8(ascii: ","), "comma"), (UInt8(ascii: ";"), "semicolon"), (UInt8(ascii: "\t"), "tab"),
    (UInt8(ascii: "|"), "bar"),
  ]

  var isDefault: Bool { delimiter == UInt8(ascii: ",") }
  var word: String { Self.words.first { $0.delimiter == delimiter }?.word ?? "" }
  /// As YAML and JSON have it in quotes.
  var written: String { Self.written(delimiter) }

  static func written(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "\\t" : String(Unicode.Scalar(delimiter))
  }

  /// Nil where the first row is parted as it should be, or nothing parts it better.
  ///
  /// - Parameters:
  ///   - first: the header, or the first row where there is none.
  ///   - names: those of the fields.
  init?(_ first: [CSVCell], _ source: SourceText, _ dialect: CSVDialect, names: [String]) {
    isOneCell = first.count == 1
    guard !first.contains(where: { names.contains($0.text) }),
      first.count == 1 || dialect.header != .none
    else { return nil }
    let isOneCell = isOneCell
    let start = SourceText(path: source.path, utf8: Array(source.utf8.prefix(Self.length)))
    let best = Self.words.lazy.filter { $0.delimiter != dialect.delimiter }
      .compactMap { word, _ -> (reader: CSVReader, delimiter: UInt8, cells: [CSVCell])? in
        var other = dialect
        other.delimiter = word
        let reader = CSVReader(start, dialect: other)
        guard let cells = dialect.header == .none ? reader.rows.first : reader.header,
          cells.count > 1, dialect.header != .none || cells.count == names.count,
          isOneCell || cells.contains(where: { names.contains($0.text) })
        else { return nil }
        return (reader, word, cells)
      }
      .max { Self.likeness($0.cells, names) < Self.likeness($1.cells, names) }
    guard let best else { return nil }
    let (reader, delimiter, cells) = best
    self.delimiter = delimiter
    count = cells.count - 1
    let commas = NumberNotation(decimal: ",", group: ".")
    hasDecimalCommas =
      delimiter != UInt8(ascii: ",")
      && reader.records.contains { record in
        record.contains { $0.text.contains(",") && commas.number($0.text) != nil }
      }
  }

  /// The row that begins with `sep=` and a delimiter, by which a spreadsheet knows how to read a file.
  static func note(in first: [CSVCell], _ source: SourceText) -> UInt8? {
    guard let cell = first.first, cell.text.lowercased().hasPrefix("sep=") else { return nil }
    let rest = source.utf8[min(cell.offsets.lowerBound + 4, source.utf8.count)...]
    guard let delimiter = rest.first, delimiter > 32 || delimiter == 9, delimiter < 127,
      rest.dropFirst().first.map({ $0 == 10 || $0 == 13 }) ?? true
    else { return nil }
    return delimiter
  }

  private static func likeness(_ cells: [CSVCell], _ names: [String]) -> (Int, Int) {
    (cells.count { names.contains($0.text) }, cells.count)
  }
}
