import Basics
import Tables

/// What an edition printed when it was published: the file `NAME.published.json` beside it.
struct PublishedEdition: Sendable, Hashable, ByteCodable {
  struct Figure: Sendable, Hashable, ByteCodable {
    var kind: PrintedFigure.Kind
    /// A claim's id, a query's mark, or the id of a table or chart.
    var id: String
    var form = ""
    /// The figure as it was printed; of a table or chart the hash of its data.
    var printed: String
    /// Every sentence it stood in, or the title of the table or chart.
    var sentences: [String]
    /// The cells of a table or chart, the first row being the names of the columns.
    var rows: [[String]] = []

    var key: String { form.isEmpty ? id : id + " " + form }

    init(
      kind: PrintedFigure.Kind, id: String, form: String = "", printed: String,
      sentences: [String], rows: [[String]] = []
    ) {
      (self.kind, self.id, self.form, self.printed) = (kind, id, form, printed)
      (self.sentences, self.rows) = (sentences, rows)
    }

    func encode(to writer: inout ByteWriter) {
      writer.write(kind.rawValue)
      for text in [id, form, printed] { writer.write(text) }
      writer.write(list: sentences) { $0.write($1) }
      writer.write(list: rows) { $0.write(list: $1) { $0.write($1) } }
    }

    init(from reader: inout ByteReader) throws {
      guard let kind = PrintedFigure.Kind(rawValue: try reader.byte()) else {
        throw ByteDecodingError()
      }
      self.init(
        kind: kind, id: try reader.string(), form: try reader.string(),
        printed: try reader.string(), sentences: try reader.list { try $0.string() })
      rows = try reader.list { try $0.list { try $0.string() } }
    }
  }

  /// The page's Markdown file, relative to `Content`.
  var page: String
  var asOf: CalendarDate
  /// In the order of their keys.
  var figures: [Figure]

  init(page: String, asOf: CalendarDate, figures: [Figure]) {
    (self.page, self.asOf) = (page, asOf)
    self.figures = figures.sorted { $0.key.precedesInBytes($1.key) }
  }

  /// The file of an edition, relative to `Content`.
  static func path(of page: String) -> String { page.dropLast(3) + suffix }
  static let suffix = ".published.json"

  func encode(to writer: inout ByteWriter) {
    writer.write(page)
    writer.write(asOf)
    writer.write(figures)
  }

  init(from reader: inout ByteReader) throws {
    self.init(page: try reader.string(), asOf: try reader.value(), figures: try reader.values())
  }
}

extension PublishedEdition {
  /// What a page prints now, as the record of its publication would have it.
  init(of body: Body, page: String, asOf: CalendarDate) {
    var places: [String: Int] = [:]
    var figures: [Figure] = []
    for figure in body.figures where figure.kind != .assertion {
      if let place = places[figure.key] {
        if !figures[place].sentences.contains(figure.sentence) {
          figures[place].sentences.append(figure.sentence)
        }
        continue
      }
      places[figure.key] = figures.count
      figures.append(
        Figure(
          kind: figure.kind, id: figure.id, form: figure.form, printed: figure.text,
          sentences: [figure.sentence],
          rows: figure.kind == .data ? Self.rows(of: figure.id, in: body) : []))
    }
    self.init(page: page, asOf: asOf, figures: figures)
  }

  /// The cells of a table or chart, from the file beside the page that holds them.
  private static func rows(of id: String, in body: Body) -> [[String]] {
    guard let file = body.attachments.first(where: { $0.name == id + ".csv" }) else { return [] }
    return CSVReader(SourceText(path: file.name, utf8: file.bytes)).rows.map { $0.map(\.text) }
  }

  /// This record with what has been printed since: further figures, and further words around those
  /// it has. What it has stays as it was first published.
  func extended(by now: PublishedEdition) -> PublishedEdition {
    let known = Set(figures.map(\.key))
    let current = Dictionary(
      now.figures.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let words = PublishedWords(published: self, now: now)
    let kept = figures.map { figure in
      var figure = figure
      if let now = current[figure.key] { figure.sentences += words.added(to: figure, by: now) }
      return figure
    }
    return PublishedEdition(
      page: page, asOf: asOf, figures: kept + now.figures.filter { !known.contains($0.key) })
  }
}

// MARK: - As a file

extension PublishedEdition {
  /// Each figure in a line of its own, in the order of their keys.
  var json: String {
    let lines = figures.map { figure in
      var members = ["\"figure\": \(quoted(figure.id))"]
      if !figure.form.isEmpty { members.append("\"form\": \(quoted(figure.form))") }
      members.append("\"kind\": \(quoted(figure.kind.name))")
      members.append("\"printed\": \(quoted(figure.printed))")
      members.append("\"sentences\": \(list(figure.sentences))")
      if figure.kind == .data {
        members.append("\"rows\": [\(figure.rows.map(list).joined(separator: ", "))]")
      }
      return "    {" + members.joined(separator: ", ") + "}"
    }
    return """
      {
        "edition": \(quoted(page)),
        "as_of": \(quoted(asOf.description)),
        "figures": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }

  private func list(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ", ") + "]"
  }

  private func quoted(_ text: String) -> String { JSONTableWriter.quoted(text) }

  /// Reads a record back; nil where its head cannot be read.
  static func decode(
    _ value: StructuredValue, path: String
  ) -> (edition: PublishedEdition?, diagnostics: [Diagnostic]) {
    let (edition, diagnostics) = ObjectReader.read(
      value, path: path, subject: "the record of a publication"
    ) { reader -> PublishedEdition? in
      let page = reader.require("edition", reader.string("edition"))
      let asOf = reader.require("as_of", reader.date("as_of"))
      let figures = reader.require("figures", reader.objects("figures") { figure(&$0) })
      guard let page, let asOf, let figures else { return nil }
      return PublishedEdition(page: page, asOf: asOf, figures: figures.compactMap { $0 })
    }
    return (edition, diagnostics)
  }

  private static func figure(_ reader: inout ObjectReader) -> Figure? {
    let id = reader.require("figure", reader.string("figure"))
    let kind = reader.require("kind", reader.string("kind").flatMap(PrintedFigure.Kind.init(name:)))
    let printed = reader.require("printed", reader.string("printed"))
    var figure = Figure(kind: .query, id: "", printed: "", sentences: [])
    figure.form = reader.string("form") ?? ""
    figure.sentences = reader.strings("sentences") ?? []
    figure.rows = (reader.elements("rows") ?? []).map { row in
      (row.elements ?? []).map { $0.string ?? "" }
    }
    guard let id, let kind, let printed else { return nil }
    (figure.id, figure.kind, figure.printed) = (id, kind, printed)
    return figure
  }
}

extension PrintedFigure.Kind {
  var name: String {
    switch self {
    case .claim: "claim"
    case .query: "query"
    case .assertion: "assertion"
    case .data: "data"
    }
  }

  init?(name: String) {
    let kinds: [PrintedFigure.Kind] = [.claim, .query, .assertion, .data]
    guard let kind = kinds.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
