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
    /// The cells of a table or chart as they were printed, the first row being the headings.
    var rows: [[String]] = []
    /// The picture of a chart.
    var drawing: Drawing?

    var key: String { form.isEmpty ? id : id + " " + form }

    init(
      kind: PrintedFigure.Kind, id: String, form: String = "", printed: String,
      sentences: [String], rows: [[String]] = [], drawing: Drawing? = nil
    ) {
      (self.kind, self.id, self.form, self.printed) = (kind, id, form, printed)
      (self.sentences, self.rows, self.drawing) = (sentences, rows, drawing)
    }

    func encode(to writer: inout ByteWriter) {
      writer.write(kind.rawValue)
      for text in [id, form, printed] { writer.write(text) }
      writer.write(list: sentences) { $0.write($1) }
      writer.write(list: rows) { $0.write(list: $1) { $0.write($1) } }
      writer.write(list: drawing.map { [$0] } ?? []) {
        $0.write(list: $1.texts) { $0.write($1) }
        $0.write($1.specification)
        $0.write($1.picture)
      }
    }

    init(from reader: inout ByteReader) throws {
      guard let kind = PrintedFigure.Kind(rawValue: try reader.byte()) else {
        throw ByteDecodingError()
      }
      self.init(
        kind: kind, id: try reader.string(), form: try reader.string(),
        printed: try reader.string(), sentences: try reader.list { try $0.string() })
      rows = try reader.list { try $0.list { try $0.string() } }
      drawing = try reader.list {
        Drawing(
          texts: try $0.list { try $0.string() }, specification: try $0.string(),
          picture: try $0.string())
      }.first
    }
  }

  /// What was seen of a chart beside its figures.
  struct Drawing: Sendable, Hashable {
    /// Its titles, labels and description, in the order of the picture.
    var texts: [String]
    /// The hashes of what the author wrote and of the picture. Another picture of the same
    /// specification is the tool's doing, another specification of the same picture no change.
    var specification: String
    var picture: String
  }

  /// The page's Markdown file, relative to `Content`.
  var page: String
  var asOf: CalendarDate
  /// In the order of their keys.
  var figures: [Figure]
  /// The lines of the page as `PrintedText` reads them, its title and summary first; nil in records
  /// of earlier versions, which hold figures only.
  var text: [String]?
  /// The key and the text of each source that the page names in its list of references.
  var references: [[String]]
  /// That of the record which was read; empty of what is printed now.
  var digest = ""

  init(
    page: String, asOf: CalendarDate, figures: [Figure], text: [String]? = nil,
    references: [[String]] = []
  ) {
    (self.page, self.asOf, self.text, self.references) = (page, asOf, text, references)
    self.figures = figures.sorted { $0.key.precedesInBytes($1.key) }
  }

  /// Stands for all that a record says but the name of the page, which may change; also for what
  /// later versions may add to records.
  static func digest(of record: StructuredValue) -> String {
    func text(_ value: StructuredValue) -> String {
      if let elements = value.elements {
        return "[" + elements.map(text).joined(separator: ",") + "]"
      }
      if let members = value.members {
        let pairs = members.map { JSONTableWriter.quoted($0.name) + ":" + text($0.value) }
        return "{" + pairs.joined(separator: ",") + "}"
      }
      if let string = value.string { return JSONTableWriter.quoted(string) }
      if let number = value.number { return Value.number(number).machineText }
      return value.boolean.map { "\($0)" } ?? "null"
    }
    var record = record
    if case .object(let members) = record.content {
      record.content = .object(members.filter { $0.name != "edition" })
    }
    return SHA256Digest(of: Array(text(record).utf8)).hexadecimal
  }

  /// The file of an edition, relative to `Content`.
  static func path(of page: String) -> String { page.dropLast(3) + suffix }
  static let suffix = ".published.json"

  /// Whether a file of `Content` is a record of publications or their register.
  static func isRecord(_ file: String) -> Bool {
    file.hasSuffix(suffix) || file == PublishedRegister.name
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(page)
    writer.write(asOf)
    writer.write(figures)
    writer.write(list: text.map { [$0] } ?? []) { $0.write(list: $1) { $0.write($1) } }
    writer.write(list: references) { $0.write(list: $1) { $0.write($1) } }
    writer.write(digest)
  }

  init(from reader: inout ByteReader) throws {
    self.init(page: try reader.string(), asOf: try reader.value(), figures: try reader.values())
    text = try reader.list { try $0.list { try $0.string() } }.first
    references = try reader.list { try $0.list { try $0.string() } }
    digest = try reader.string()
  }
}

extension PublishedEdition {
  /// What a page prints now, as the record of its publication would have it.
  ///
  /// - Parameters:
  ///   - head: what the template prints of the front matter: title, summary.
  ///   - printed: the page's text.
  init(of body: Body, page: String, asOf: CalendarDate, head: [String], printed: PrintedText) {
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
      var recorded = Figure(
        kind: figure.kind, id: figure.id, form: figure.form, printed: figure.text,
        sentences: [figure.sentence])
      if figure.kind == .data {
        recorded.rows = printed.tables[figure.id] ?? []
        recorded.drawing = printed.drawings[figure.id].map { texts in
          let file = body.attachments.first { $0.name == figure.id + ".svg" }
          return Drawing(
            texts: texts, specification: figure.specification,
            picture: ContentHash(of: file?.bytes ?? []).hexadecimal)
        }
      }
      figures.append(recorded)
    }
    let references = HTMLNode.parse(body.references ?? "")
      .flatMap { $0.all { $0.name == "li" } }
      .map { [String(($0.tag?["id"] ?? "").dropFirst(4)), PrintedText([$0]).lines.joined()] }
    self.init(
      page: page, asOf: asOf, figures: figures, text: head + printed.lines,
      references: references.sorted { $0[0].precedesInBytes($1[0]) })
  }

  /// This record with the figures that have been printed since. What it has stays as it was first
  /// published; one of an earlier version is given what it lacks.
  func extended(by now: PublishedEdition) -> PublishedEdition {
    let known = Set(figures.map(\.key))
    let current = Dictionary(
      now.figures.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = text != nil ? figures : figures.map { current[$0.key] ?? $0 }
    return PublishedEdition(
      page: page, asOf: asOf, figures: kept + now.figures.filter { !known.contains($0.key) },
      text: text ?? now.text, references: text == nil ? now.references : references)
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
      if let drawing = figure.drawing {
        members.append(
          "\"drawing\": {\"texts\": \(list(drawing.texts)), \"specification\": "
            + "\(quoted(drawing.specification)), \"picture\": \(quoted(drawing.picture))}")
      }
      return "    {" + members.joined(separator: ", ") + "}"
    }
    let text = (text ?? []).map { "    " + quoted($0) }
    let references = references.map { "    " + list($0) }
    return """
      {
        "edition": \(quoted(page)),
        "as_of": \(quoted(asOf.description)),
        "text": [
      \(text.joined(separator: ",\n"))
        ],
        "references": [
      \(references.joined(separator: ",\n"))
        ],
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
      let text = reader.strings("text")
      let references = (reader.elements("references") ?? []).map { row in
        (row.elements ?? []).map { $0.string ?? "" }
      }
      guard let page, let asOf, let figures else { return nil }
      var edition = PublishedEdition(
        page: page, asOf: asOf, figures: figures.compactMap { $0 }, text: text,
        references: references.filter { $0.count == 2 })
      edition.digest = digest(of: value)
      return edition
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
    figure.drawing = reader.object("drawing") { drawing(&$0) } ?? nil
    guard let id, let kind, let printed else { return nil }
    (figure.id, figure.kind, figure.printed) = (id, kind, printed)
    return figure
  }

  private static func drawing(_ reader: inout ObjectReader) -> Drawing? {
    let texts = reader.require("texts", reader.strings("texts"))
    let specification = reader.require("specification", reader.string("specification"))
    let picture = reader.require("picture", reader.string("picture"))
    guard let texts, let specification, let picture else { return nil }
    return Drawing(texts: texts, specification: specification, picture: picture)
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
