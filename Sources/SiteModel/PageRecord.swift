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

  package init(argument: String) {
    guard let tab = argument.utf8.firstIndex(of: UInt8(ascii: "\t")) else {
      self.init(file: argument)
      return
    }
    self.init(
      file: String(argument[..<tab]), parameter: String(argument[argument.utf8.index(after: tab)...]))
  }

  package var argument: String { parameter.isEmpty ? file : file + "\t" + parameter }

  package static func < (left: PageID, right: PageID) -> Bool {
    left.argument.precedesInBytes(right.argument)
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

/// What other pages, lists and feeds may know of a page.
package struct PageRecord: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case home, section, page
  }

  package var id: PageID
  package var kind: Kind
  /// The address inside the site, with a slash at both ends.
  package var url: String
  package var title: String
  package var summary: String?
  package var date: CalendarDate?
  package var updated: CalendarDate?
  package var asOf: CalendarDate?
  package var tags: [String]
  package var template: String
  package var order: Int?
  package var draft: Bool
  package var unlisted: Bool
  package var aliases: [String]
  package var publishOn: CalendarDate?
  package var expiresOn: CalendarDate?

  package init(
    id: PageID, kind: Kind, url: String, title: String, template: String, matter: FrontMatter
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
    expiresOn = matter.expiresOn
  }

  /// The file that the page is written to, relative to the output.
  package var outputPath: String { url.dropFirst() + "index.html" }

  /// The order of lists: by `order`, then newest first, then by title and address.
  package static func precedes(_ left: PageRecord, _ right: PageRecord) -> Bool {
    switch (left.order, right.order) {
    case (let a?, let b?) where a != b: return a < b
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    let (leftDate, rightDate) = (left.listDate, right.listDate)
    if leftDate != rightDate {
      guard let leftDate else { return false }
      guard let rightDate else { return true }
      return leftDate > rightDate
    }
    if left.title != right.title {
      return left.title.precedesInBytes(right.title)
    }
    return left.url.precedesInBytes(right.url)
  }

  /// The date that lists sort by.
  package var listDate: CalendarDate? { date ?? asOf }
}

extension PageRecord: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(id.argument)
    writer.write(kind.rawValue)
    writer.write(url)
    writer.write(title)
    writer.write(template)
    writer.write(summary)
    for date in [date, updated, asOf, publishOn, expiresOn] {
      writer.write(date) { $0.write($1) }
    }
    writer.write(list: tags) { $0.write($1) }
    writer.write(order) { $0.write($1) }
    writer.write(draft)
    writer.write(unlisted)
    writer.write(list: aliases) { $0.write($1) }
  }

  package init(from reader: inout ByteReader) throws {
    let id = PageID(argument: try reader.string())
    guard let kind = Kind(rawValue: try reader.string()) else { throw ByteDecodingError() }
    self.init(
      id: id, kind: kind, url: try reader.string(), title: try reader.string(),
      template: try reader.string(), matter: FrontMatter())
    summary = try reader.optionalString()
    date = try reader.optional { try $0.value() }
    updated = try reader.optional { try $0.value() }
    asOf = try reader.optional { try $0.value() }
    publishOn = try reader.optional { try $0.value() }
    expiresOn = try reader.optional { try $0.value() }
    tags = try reader.list { try $0.string() }
    order = try reader.optional { try $0.int() }
    draft = try reader.boolean()
    unlisted = try reader.boolean()
    aliases = try reader.list { try $0.string() }
  }
}
