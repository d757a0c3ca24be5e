package import Basics

/// Which page: its Markdown file and, for a `[parameter].md` file, its row.
package struct PageID: Sendable, Hashable, Comparable {
  /// The file, relative to `Content`: `materials/[material].md`.
  package var file: String
  /// The value of the parameter, which is the page's slug; empty for ordinary pages.
  package var parameter: String

  package init(file: String, parameter: String = "") {
    self.file = file
    self.parameter = parameter
  }

  package static func < (left: PageID, right: PageID) -> Bool {
    left.file.utf8.elementsEqual(right.file.utf8)
      ? left.parameter.precedesInBytes(right.parameter) : left.file.precedesInBytes(right.file)
  }

  package var isSection: Bool { file == "index.md" || file.hasSuffix("/index.md") }

  /// The name in brackets of a `[parameter].md` file.
  package static func parameterName(of file: String) -> String? {
    guard file.utf8.last == UInt8(ascii: "d"), file.hasSuffix("].md") else { return nil }
    let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = file[(slash.map { file.utf8.index(after: $0) } ?? file.startIndex)...]
    guard name.hasPrefix("["), name.utf8.count > 5 else { return nil }
    return String(name.dropFirst().dropLast(4))
  }

  /// The folder of the file, with a slash at the end, or empty for the top.
  package var folder: String {
    file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[...$0]) } ?? ""
  }
}

extension PageID: CustomStringConvertible {
  package var description: String { parameter.isEmpty ? file : file + " " + parameter }
}

extension PageID: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(file)
    writer.write(parameter)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(file: try reader.string(), parameter: try reader.string())
  }
}

/// What other pages, lists and feeds may know of a page.
///
/// A class, because each stands in many lists.
package final class PageRecord: Sendable {
  package enum Kind: String, Sendable, Hashable {
    case home, section, page
  }

  package let id: PageID
  package let kind: Kind
  /// The address inside the site, with a slash at both ends.
  package let url: String
  package let title: String
  package let summary: String?
  package let date: CalendarDate?
  package let updated: CalendarDate?
  package let asOf: CalendarDate?
  package let tags: [String]
  package let template: String
  package let order: Int?
  package let draft: Bool
  package let unlisted: Bool
  package let aliases: [String]
  package let publishOn: CalendarDate?
  package let publishAt: Moment?
  package let expiresOn: CalendarDate?
  /// Stands for all of the above in the hashes of lists.
  package let fingerprint: ContentHash

  package convenience init(
    id: PageID, kind: Kind, url: String, title: String, template: String, matter: FrontMatter
  ) {
    var writer = ByteWriter()
    PageRecord.encode(id, kind, url, title, template, matter, to: &writer)
    self.init(
      id, kind, url, title, template, matter, fingerprint: ContentHash(of: writer.bytes))
  }

  private init(
    _ id: PageID, _ kind: Kind, _ url: String, _ title: String, _ template: String,
    _ matter: FrontMatter, fingerprint: ContentHash
  ) {
    self.id = id
    self.kind = kind
    self.url = url
    self.title = title
    self.template = template
    summary = matter.summary
    date = matter.date
    updated = matter.updated
    asOf = matter.asOf
    tags = matter.tags
    order = matter.order
    draft = matter.draft
    unlisted = matter.unlisted
    aliases = matter.aliases
    publishOn = matter.publishOn
    publishAt = matter.publishAt
    expiresOn = matter.expiresOn
    self.fingerprint = fingerprint
  }

  /// The file that the page is written to, relative to the output.
  package var outputPath: String { url.dropFirst() + "index.html" }

  /// The order of lists: by `order`, then newest first, then by title (`CollationOrder`) and address. Of pages of one
  /// date the one whose figures stand at a later day is the newer.
  package static func precedes(_ left: PageRecord, _ right: PageRecord) -> Bool {
    switch (left.order, right.order) {
    case (let a?, let b?) where a != b: return a < b
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    if let isNewer = isNewer(left, right) { return isNewer }
    switch CollationOrder.compare(left.title, right.title) {
    case .before: return true
    case .after: return false
    case .same: break
    }
    return left.url.precedesInBytes(right.url)
  }

  /// Whether a page comes before another in a list that begins with the newest; nil where their
  /// dates do not tell.
  package static func isNewer(_ left: PageRecord, _ right: PageRecord) -> Bool? {
    isLater(left.listDate, right.listDate) ?? isLater(left.asOf, right.asOf)
  }

  /// No date is before all others.
  private static func isLater(_ left: CalendarDate?, _ right: CalendarDate?) -> Bool? {
    guard left != right else { return nil }
    guard let left else { return false }
    guard let right else { return true }
    return left > right
  }

  /// The date that lists sort by.
  package var listDate: CalendarDate? { date ?? asOf }
}

extension PageRecord: Hashable {
  package static func == (left: PageRecord, right: PageRecord) -> Bool {
    left.fingerprint == right.fingerprint
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension PageRecord: ByteCodable {
  /// The parts of the front matter that a record has, back in one.
  private var matter: FrontMatter {
    var matter = FrontMatter()
    matter.summary = summary
    (matter.date, matter.updated, matter.asOf) = (date, updated, asOf)
    (matter.publishOn, matter.publishAt, matter.expiresOn) = (publishOn, publishAt, expiresOn)
    matter.tags = tags
    matter.order = order
    matter.draft = draft
    matter.unlisted = unlisted
    matter.aliases = aliases
    return matter
  }

  package func encode(to writer: inout ByteWriter) {
    PageRecord.encode(id, kind, url, title, template, matter, to: &writer)
  }

  private static func encode(
    _ id: PageID, _ kind: Kind, _ url: String, _ title: String, _ template: String,
    _ matter: FrontMatter, to writer: inout ByteWriter
  ) {
    writer.write(id)
    writer.write(kind.rawValue)
    writer.write(url)
    writer.write(title)
    writer.write(template)
    writer.write(matter.summary)
    writer.write(matter.date) { $0.write($1) }
    writer.write(matter.updated) { $0.write($1) }
    writer.write(matter.asOf) { $0.write($1) }
    writer.write(matter.publishOn) { $0.write($1) }
    writer.write(matter.publishAt?.seconds) { $0.write($1) }
    writer.write(matter.expiresOn) { $0.write($1) }
    writer.write(list: matter.tags) { $0.write($1) }
    writer.write(matter.order) { $0.write($1) }
    writer.write(matter.draft)
    writer.write(matter.unlisted)
    writer.write(list: matter.aliases) { $0.write($1) }
  }

  package convenience init(from reader: inout ByteReader) throws {
    let id = try reader.value(PageID.self)
    guard let kind = Kind(rawValue: try reader.string()) else { throw ByteDecodingError() }
    let (url, title) = (try reader.string(), try reader.string())
    let template = try reader.string()
    var matter = FrontMatter()
    matter.summary = try reader.optionalString()
    matter.date = try reader.optional { try $0.value() }
    matter.updated = try reader.optional { try $0.value() }
    matter.asOf = try reader.optional { try $0.value() }
    matter.publishOn = try reader.optional { try $0.value() }
    matter.publishAt = try reader.optional { Moment(seconds: try $0.int()) }
    matter.expiresOn = try reader.optional { try $0.value() }
    matter.tags = try reader.list { try $0.string() }
    matter.order = try reader.optional { try $0.int() }
    matter.draft = try reader.boolean()
    matter.unlisted = try reader.boolean()
    matter.aliases = try reader.list { try $0.string() }
    self.init(id: id, kind: kind, url: url, title: title, template: template, matter: matter)
  }
}
