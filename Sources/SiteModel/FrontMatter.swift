package import Basics
package import Tables

/// The head of a Markdown file: what its author says about the page.
package struct FrontMatter: Sendable, Hashable {
  package var title: String?
  package var summary: String?
  package var slug: String?
  /// Old addresses that lead here.
  package var aliases: [String] = []
  /// The template, without its extension; chosen by the page's kind where it is nil.
  package var template: String?
  package var draft = false
  package var date: CalendarDate?
  package var updated: CalendarDate?
  package var publishOn: CalendarDate?
  /// The moment of that day in UTC, where one is written.
  package var publishAt: Moment?
  package var expiresOn: CalendarDate?
  package var tags: [String] = []
  /// The date whose knowledge the page shows.
  package var asOf: CalendarDate?
  /// The query whose rows each make a page of a `[parameter].md` file, with where it stands.
  package var rows: String?
  package var rowsRange = SourceRange(at: .start)
  /// Where the page stands among its neighbours, smallest first; pages without come last.
  package var order: Int?
  /// How many pages a section lists on one page of its list; nil for all.
  package var pageSize: Int?
  /// Whether lists, feed and site map leave the page out.
  package var unlisted = false
  package var contents = true
  /// Whether numbers typed in the page's sentences are reported; nil as the settings say.
  package var figures: FigureCheck?
  /// Corrections of figures that the page has published.
  package var errata: [Erratum] = []
  package var extra: PlainValue = .record([])

  package init() {}

  package static func decode(
    _ value: StructuredValue, path: String
  ) -> (frontMatter: FrontMatter, diagnostics: [Diagnostic]) {
    let (own, foreign) = ForeignKeys.taken(outOf: value, path: path)
    let (matter, diagnostics) = ObjectReader.read(
      own, path: path, subject: "the front matter"
    ) { reader in
      var matter = FrontMatter()
      matter.title = reader.string("title")
      matter.summary = reader.string("summary")
      if let slug = reader.string("slug") {
        if isSlug(slug) {
          matter.slug = slug
        } else {
          reader.report(ModelMessages.invalidSlug(slug).at(path, reader.range(of: "slug")))
        }
      }
      for alias in reader.strings("aliases") ?? [] {
        if isAlias(alias) {
          matter.aliases.append(alias)
        } else {
          reader.report(
            ModelMessages.invalidAlias(alias).at(path, reader.range(of: "aliases")))
        }
      }
      matter.template = reader.string("template")
      matter.draft = reader.boolean("draft") ?? false
      matter.date = reader.date("date")
      matter.updated = reader.date("updated")
      if let text = reader.value("publish_on")?.string, let moment = Moment(text) {
        (matter.publishOn, matter.publishAt) = (moment.day, moment)
      } else if let text = reader.value("publish_on")?.string, text.utf8.count > 10,
        CalendarDate(text.prefix(10)) != nil
      {
        reader.report(
          ModelMessages.momentWithoutZone(text).at(path, reader.range(of: "publish_on")))
      } else {
        matter.publishOn = reader.date("publish_on")
      }
      matter.expiresOn = reader.date("expires_on")
      matter.tags = reader.strings("tags") ?? []
      if matter.tags.count == 1, matter.tags[0].contains(",") {
        reader.report(
          ModelMessages.tagsInOneText(matter.tags[0]).at(path, reader.range(of: "tags")))
      }
      for (name, list) in [("tags", \FrontMatter.tags), ("aliases", \.aliases)]
      where matter[keyPath: list].count > mostEntries {
        reader.report(
          ModelMessages.tooManyEntries(name, matter[keyPath: list].count, most: mostEntries)
            .at(path, reader.range(of: name)))
        matter[keyPath: list].removeSubrange(mostEntries...)
      }
      matter.asOf = reader.date("as_of")
      matter.reportOrder(&reader)
      matter.rows = reader.string("rows")
      matter.rowsRange = reader.range(of: "rows")
      matter.order = reader.integer("order")
      matter.pageSize = SiteSettings.count("page_size", &reader)
      matter.unlisted = reader.boolean("unlisted") ?? false
      matter.contents = reader.boolean("contents") ?? true
      matter.figures = FigureCheck.read(&reader)
      matter.errata = (reader.objects("errata") { Erratum.decode(&$0) } ?? []).flatMap { $0 }
      if let extra = reader.value("extra") { matter.extra = PlainValue(extra) }
      return matter
    }
    return (matter, foreign + diagnostics)
  }

  /// Reports dates that contradict each other.
  private func reportOrder(_ reader: inout ObjectReader) {
    guard let date else { return }
    if let updated, updated < date {
      reader.report(
        ModelMessages.datesOutOfOrder("updated", updated, "before", date)
          .at(reader.path, reader.range(of: "updated")))
    }
    // A page that is kept up may show what was known when it was last changed.
    if let asOf, asOf > updated ?? date, asOf > date {
      reader.report(
        ModelMessages.datesOutOfOrder("as_of", asOf, "after", date)
          .at(reader.path, reader.range(of: "as_of")))
    }
  }

  /// How many tags, and how many aliases, a page may have: each makes a page of its own.
  private static let mostEntries = 1_000

  /// Whether a text is an address of a page inside the site: parts between `/`.
  private static func isAlias(_ text: String) -> Bool {
    text.hasPrefix("/") && text.hasSuffix("/") && text.utf8.count > 2
      && text.dropFirst().dropLast().split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { isSlug(String($0)) }
      && OutputPath(text.dropFirst() + "index.html") != nil
  }

  /// Whether a text can be one part of an address and of a path, on every file system. What begins
  /// with a dot is hidden: files of that kind are not published, and the tool's own are among them.
  /// A sign that belongs to the letter before it, as vowels of Hindi and tones of Thai do.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .spacingMark
  }

  package static func isSlug(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix(".") && text.utf8.count <= 200
      && text.unicodeScalars.allSatisfy {
        switch $0 {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "~": true
        default:
          !$0.isASCII
            && ($0.properties.isAlphabetic || $0.properties.numericType != nil || isMark($0))
        }
      }
  }
}

extension FrontMatter: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(title)
    writer.write(summary)
    writer.write(slug)
    writer.write(list: aliases) { $0.write($1) }
    writer.write(template)
    writer.write(draft)
    for date in [date, updated, publishOn, expiresOn, asOf] {
      writer.write(date) { $0.write($1) }
    }
    writer.write(publishAt?.seconds) { $0.write($1) }
    writer.write(list: tags) { $0.write($1) }
    writer.write(rows)
    writer.write(rowsRange)
    writer.write(order) { $0.write($1) }
    writer.write(pageSize) { $0.write($1) }
    writer.write(unlisted)
    writer.write(contents)
    writer.write(figures?.rawValue)
    writer.write(errata)
    writer.write(extra)
  }

  package init(from reader: inout ByteReader) throws {
    self.init()
    title = try reader.optionalString()
    summary = try reader.optionalString()
    slug = try reader.optionalString()
    aliases = try reader.list { try $0.string() }
    template = try reader.optionalString()
    draft = try reader.boolean()
    date = try reader.optional { try $0.value() }
    updated = try reader.optional { try $0.value() }
    publishOn = try reader.optional { try $0.value() }
    expiresOn = try reader.optional { try $0.value() }
    asOf = try reader.optional { try $0.value() }
    publishAt = try reader.optional { Moment(seconds: try $0.int()) }
    tags = try reader.list { try $0.string() }
    rows = try reader.optionalString()
    rowsRange = try reader.value()
    order = try reader.optional { try $0.int() }
    pageSize = try reader.optional { try $0.int() }
    unlisted = try reader.boolean()
    contents = try reader.boolean()
    figures = try reader.optionalString().flatMap(FigureCheck.init)
    errata = try reader.values()
    extra = try reader.value()
  }
}
