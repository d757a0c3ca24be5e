import Basics
import Incremental
import SiteModel

/// A file of the output, the hash of its bytes, and its size.
struct OutputFile: Sendable, Hashable, ByteCodable {
  var path: OutputPath
  var hash: ContentHash
  var size: Int
  /// The source the author would look at if two of these have one path.
  var origin: String
  /// The key whose rule makes it.
  var producer: Key

  init(path: OutputPath, bytes: [UInt8], origin: String, producer: Key) {
    self.path = path
    hash = ContentHash(of: bytes)
    size = bytes.count
    self.origin = origin
    self.producer = producer
  }

  /// The bytes of the hash and the size.
  static let fixedSize = 24

  func encode(to writer: inout ByteWriter) {
    writer.write(path)
    writer.write(hash)
    writer.write(size)
    writer.write(origin)
    writer.write(producer)
  }

  init(from reader: inout ByteReader) throws {
    path = try reader.value()
    hash = try reader.hash()
    size = try reader.int()
    origin = try reader.string()
    producer = try reader.value()
  }
}

/// All pages by address, and by file for those who link to them.
struct PageIndex: Sendable, ByteEncodable {
  let pages: [PageRecord]
  let position: [PageID: Int]
  /// The pages of each section in the order of lists, by the section's address.
  let children: [String: [Int]]
  /// The pages of each section that lists show, without its subsections.
  let listed: [String: [Int]]
  private let sections: Set<String>
  /// The place of each page in the list of its section, -1 where it is in none.
  private let ranks: [Int]

  init(_ pages: [PageRecord]) {
    self.pages = pages
    position = Dictionary(
      pages.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let sections = Set(pages.lazy.filter { $0.kind != .page }.map(\.url))
    var children: [String: [Int]] = [:]
    for (index, page) in pages.enumerated() {
      guard let section = PageIndex.section(of: page.url, among: sections) else { continue }
      children[section, default: []].append(index)
    }
    self.sections = sections
    self.children = children.mapValues { indices in
      indices.sorted { PageRecord.precedes(pages[$0], pages[$1]) }
    }
    let listed = self.children.mapValues { indices in
      indices.filter { pages[$0].kind == .page && !pages[$0].unlisted }
    }
    var ranks = [Int](repeating: -1, count: pages.count)
    for list in listed.values {
      for (place, index) in list.enumerated() { ranks[index] = place }
    }
    self.listed = listed
    self.ranks = ranks
  }

  /// The section that an address belongs to: that of the nearest folder above with an `index.md`.
  func section(of url: String) -> String? { PageIndex.section(of: url, among: sections) }

  private static func section(of url: String, among sections: Set<String>) -> String? {
    var above = url
    while above != "/" {
      above = parent(of: above)
      if sections.contains(above) { return above }
    }
    return nil
  }

  static func parent(of url: String) -> String {
    let slash = UInt8(ascii: "/")
    var url = url
    return url.withUTF8 { url in
      var end = url.count
      while end > 0, url[end - 1] == slash { end -= 1 }
      while end > 0, url[end - 1] != slash { end -= 1 }
      return end < 2 ? "/" : String(decoding: url[..<end], as: UTF8.self)
    }
  }

  /// The place of a page in the list of its section, nil where it is in none.
  func rank(of own: Int) -> Int? { ranks[own] < 0 ? nil : ranks[own] }

  subscript(id: PageID) -> PageRecord? { position[id].map { pages[$0] } }

  /// The page at an address, found by halving: pages are sorted by address.
  func page(at url: String) -> PageRecord? {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].url.precedesInBytes(url) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < pages.count && pages[low].url == url ? pages[low] : nil
  }

  func encode(to writer: inout ByteWriter) { writer.write(fingerprintsOf: pages) }
}

/// A page as others link to it.
struct PageLink: Sendable, Hashable, ByteCodable {
  var title: String
  var url: String
  var date: CalendarDate?

  init(_ page: PageRecord) {
    title = page.title
    url = page.url
    date = page.listDate
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(title)
    writer.write(url)
    writer.write(date) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    title = try reader.string()
    url = try reader.string()
    date = try reader.optional { try $0.value() }
  }
}

/// The pages above a page and beside it.
struct Placement: Sendable, Hashable, ByteCodable {
  var section: PageLink?
  /// From the home page down to the page's section.
  var breadcrumbs: [PageLink] = []
  /// The page before this one in time, or in the order the authors gave.
  var previous: PageLink?
  var next: PageLink?

  init() {}

  func encode(to writer: inout ByteWriter) {
    writer.write(section) { $0.write($1) }
    writer.write(breadcrumbs)
    writer.write(previous) { $0.write($1) }
    writer.write(next) { $0.write($1) }
  }

  init(from reader: inout ByteReader) throws {
    section = try reader.optional { try $0.value() }
    breadcrumbs = try reader.values()
    previous = try reader.optional { try $0.value() }
    next = try reader.optional { try $0.value() }
  }
}

/// What a section lists.
struct SectionContents: Sendable, ByteEncodable {
  struct Subsection: Sendable {
    var page: PageRecord
    var pages: [PageRecord]
  }

  var pages: [PageRecord] = []
  var subsections: [Subsection] = []

  func encode(to writer: inout ByteWriter) {
    writer.write(fingerprintsOf: pages)
    writer.write(list: subsections) {
      $0.write($1.page.fingerprint)
      $0.write(fingerprintsOf: $1.pages)
    }
  }
}

extension ByteWriter {
  /// Lists of records are long and are not kept: hashes of the records tell them apart.
  fileprivate mutating func write(fingerprintsOf pages: [PageRecord]) {
    write(list: pages) { $0.write($1.fingerprint) }
  }
}

/// Pages that templates everywhere may list.
struct Highlights: Sendable, ByteCodable {
  var latest: [PageRecord]
  var editions: [PageRecord]

  init(latest: [PageRecord], editions: [PageRecord]) {
    self.latest = latest
    self.editions = editions
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(latest)
    writer.write(editions)
  }

  init(from reader: inout ByteReader) throws {
    self.init(latest: try reader.values(), editions: try reader.values())
  }
}

/// Each tag's pages, in the order of lists; tags in the order of their addresses.
struct TagIndex: Sendable, ByteEncodable {
  struct Tag: Sendable, ByteEncodable {
    var name: String
    var slug: String
    var pages: [PageRecord]

    init(name: String, slug: String, pages: [PageRecord]) {
      self.name = name
      self.slug = slug
      self.pages = pages
    }

    var url: String { "/tags/\(slug)/" }

    func encode(to writer: inout ByteWriter) {
      writer.write(name)
      writer.write(slug)
      writer.write(fingerprintsOf: pages)
    }
  }

  var tags: [Tag]

  init(_ tags: [Tag]) { self.tags = tags }

  /// The part of an address that stands for a tag: lower case, other signs turned to hyphens.
  static func slug(_ name: String) -> String {
    let hyphen = UInt8(ascii: "-")
    if isPlain(name) { return name }
    var slug = ""
    for scalar in name.lowercased().unicodeScalars {
      let isKept =
        switch scalar {
        case "a"..."z", "0"..."9": true
        default:
          !scalar.isASCII
            && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
      if isKept {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.utf8.last != hyphen {
        slug.append("-")
      }
    }
    while slug.utf8.last == hyphen { slug.removeLast() }
    return slug.isEmpty ? "tag" : slug
  }

  /// Whether a tag is its own slug already, as most are.
  private static func isPlain(_ name: String) -> Bool {
    var previous = UInt8(ascii: "-")
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != byte: break
      default: return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }

  func encode(to writer: inout ByteWriter) { writer.write(tags) }
}

/// An asset's name in templates and the address it is published at.
struct AssetRecord: Sendable, Hashable, ByteCodable {
  /// The path under `Templates/assets`: `css/site.css`.
  var file: String
  /// The path in the output: `assets/css/site.0123456789ab.css`.
  var outputPath: String

  init(file: String, hash: ContentHash) {
    self.file = file
    let mark = "." + hash.hexadecimal.prefix(12)
    let name = file.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      outputPath =
        "assets/" + file.dropLast(name.distance(from: dot, to: name.endIndex)) + mark
        + name[dot...]
    } else {
      outputPath = "assets/" + file + mark
    }
  }

  /// The name in templates: every sign that is no letter or digit is an underscore.
  var name: String {
    String(file.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  func encode(to writer: inout ByteWriter) {
    writer.write(file)
    writer.write(outputPath)
  }

  init(from reader: inout ByteReader) throws {
    file = try reader.string()
    outputPath = try reader.string()
  }
}
