import Basics

/// A figure that a page prints, with what it comes from.
struct PrintedFigure: Sendable, Hashable, ByteCodable {
  enum Kind: UInt8, Sendable {
    case claim, query
    /// Words that stand as long as a condition holds.
    case assertion
    /// The rows of a table or chart; the text is their hash.
    case data
  }

  var kind: Kind
  /// A claim's id, a query's mark, or the id of a table or chart.
  var id: String
  /// The format or options with which it prints, empty for none.
  var form = ""
  var text: String
  /// The sentence it stands in with all its figures, or a table's or chart's title; filled in on
  /// editions only.
  var sentence = ""
  /// The hash of a chart's specification as its author wrote it, with computed texts filled in.
  var specification = ""
  var path: String
  var range: SourceRange

  /// What tells the figure from others of the page wherever it stands.
  var key: String { form.isEmpty ? id : id + " " + form }

  init(kind: Kind, id: String, form: String = "", text: String, path: String, range: SourceRange) {
    (self.kind, self.id, self.form, self.text) = (kind, id, form, text)
    (self.path, self.range) = (path, range)
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(kind.rawValue)
    writer.write(id)
    writer.write(form)
    writer.write(text)
    writer.write(sentence)
    writer.write(specification)
    writer.write(path)
    writer.write(range)
  }

  init(from reader: inout ByteReader) throws {
    guard let kind = Kind(rawValue: try reader.byte()) else { throw ByteDecodingError() }
    self.init(
      kind: kind, id: try reader.string(), form: try reader.string(), text: try reader.string(),
      path: "", range: SourceRange(at: .start))
    sentence = try reader.string()
    specification = try reader.string()
    path = try reader.string()
    range = try reader.value()
  }
}

/// The short name of a query that has none: `q` and eight digits of the hash of its text.
enum QueryMark {
  /// Blanks and line ends may be changed without changing the mark.
  static func mark(_ sql: String) -> String {
    var text = ""
    for part in sql.unicodeScalars.split(whereSeparator: \.isBlank) {
      if !text.isEmpty { text += " " }
      text.unicodeScalars += part
    }
    return "q" + ContentHash(of: text).hexadecimal.prefix(8)
  }
}

extension Unicode.Scalar {
  /// White space of any kind; Unicode's tables, which are slow, are asked only beyond ASCII.
  var isBlank: Bool {
    isASCII ? self == " " || (9...13).contains(value) : properties.isWhitespace
  }
}
