package import Basics
package import Tables

/// What `Content/site.yaml` says of the site as a whole.
package struct SiteSettings: Sendable, Hashable {
  /// A name with an optional address: an author, a licence, an entry of the navigation.
  package struct Link: Sendable, Hashable {
    package var title: String
    package var url: String?

    package init(title: String, url: String? = nil) {
      self.title = title
      self.url = url
    }
  }

  package var title = ""
  package var tagline: String?
  /// Where the site is published, with its scheme and without a slash at the end.
  package var baseURL = "http://localhost" { didSet { home = SiteSettings.home(of: baseURL) } }
  package var language = "en"
  package var description: String?
  package var publisher: String?
  package var repositoryURL: String?
  package var licence: Link?
  package var authors: [Link] = []
  /// The main menu; addresses are paths of the site (`/briefings/`) or absolute.
  package var navigation: [Link] = []
  /// The section whose pages the feed lists, as its address: `/briefings/`.
  package var feedSection: String?
  package var feedLimit = 20
  /// Whether pages carry tags and the site makes a list for each.
  package var hasTags = true
  package var tagPageSize = 50
  package var allowsRawHTML = false
  /// Whether the data package is published with the pages.
  package var publishesData = true
  /// How checks are set, by their identifiers.
  package var checks: [String: CheckChoice] = [:]
  /// Whether numbers typed in sentences are reported on pages that do not say.
  package var figures = FigureCheck.free

  package init() {}

  package static func decode(
    _ value: StructuredValue, path: String
  ) -> (settings: SiteSettings, diagnostics: [Diagnostic]) {
    let (settings, diagnostics) = ObjectReader.read(
      value, path: path, subject: "the site's settings"
    ) { reader in
      var settings = SiteSettings()
      settings.title = reader.require("title", reader.string("title")) ?? ""
      settings.tagline = reader.string("tagline")
      if let url = reader.string("base_url") {
        if let problem = problem(withBaseURL: url) {
          reader.report(problem.at(path, reader.range(of: "base_url")))
        } else {
          settings.baseURL = String(url.reversed().drop { $0 == "/" }.reversed())
        }
      }
      settings.language = reader.string("language") ?? "en"
      if settings.language.wholeMatch(of: #/[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/#) == nil {
        reader.report(
          ModelMessages.badLanguage(settings.language)
            .at(reader.path, reader.range(of: "language")))
      }
      settings.description = reader.string("description")
      settings.publisher = reader.string("publisher")
      settings.repositoryURL = address("repository_url", &reader, allowsPath: false)
      settings.licence = licence(&reader)
      settings.authors = links("authors", name: "name", &reader)
      settings.navigation = links("navigation", name: "title", &reader)
      if !isOneWord("feed", &reader, { "{section: \($0.hasPrefix("/") ? $0 : "/briefings/")}" }) {
        _ = reader.object("feed") { feed in
          settings.feedSection = feed.string("section")
          settings.feedLimit = Self.count("limit", &feed) ?? 20
        }
      }
      settings.hasTags = reader.boolean("tags") ?? true
      settings.tagPageSize = count("tag_page_size", &reader) ?? 50
      settings.allowsRawHTML = reader.boolean("raw_html") ?? false
      if !isOneWord("data", &reader, { "{publish: \($0 == "false" ? $0 : "true")}" }) {
        settings.publishesData = reader.object("data") { $0.boolean("publish") ?? true } ?? true
      }
      settings.checks = CheckChoice.all(&reader)
      settings.figures = FigureCheck.read(&reader) ?? .free
      return settings
    }
    return (settings, diagnostics)
  }

  private static func licence(_ reader: inout ObjectReader) -> Link? {
    if isOneWord("licence", &reader, { "{name: \(quoted($0))}" }) { return nil }
    return reader.object("licence") { link(&$0, name: "name") } ?? nil
  }

  static func link(_ reader: inout ObjectReader, name: String) -> Link? {
    if isPair(&reader, name: name) { return nil }
    let title = reader.require(name, reader.string(name))
    let url = address("url", &reader, allowsPath: true)
    return title.map { Link(title: $0, url: url) }
  }

  /// An address that templates put into links: one of the web, or a path of the site.
  private static func address(
    _ name: String, _ reader: inout ObjectReader, allowsPath: Bool
  ) -> String? {
    guard let url = reader.string(name) else { return nil }
    // Whether the site has the page is asked when all pages are known.
    let isPath = !url.hasPrefix("//") && !url.contains("\\") && !url.contains(":")
    let isOfWeb = ["https://", "http://", "mailto:"].contains { url.lowercased().hasPrefix($0) }
    let hasControls = url.unicodeScalars.contains { $0.value < 33 || $0.value == 127 }
    if !hasControls, isOfWeb || allowsPath && isPath { return url }
    reader.report(
      ModelMessages.unsafeLink(url, allowsPath: allowsPath).at(reader.path, reader.range(of: name)))
    return nil
  }

  /// A number of things, of which there is one at least.
  static func count(_ name: String, _ reader: inout ObjectReader) -> Int? {
    guard let count = reader.integer(name) else { return nil }
    if (1...1_000_000).contains(count) { return count }
    reader.report(ModelMessages.badCount(name, count).at(reader.path, reader.range(of: name)))
    return nil
  }

  /// The path under which the site stands at its address: `/` or `/reports/`.
  package private(set) var home = "/"

  private static func home(of baseURL: String) -> String {
    let slash = UInt8(ascii: "/")
    let rest = baseURL.utf8.drop { $0 != slash }.dropFirst(2).drop { $0 != slash }
    return rest.isEmpty ? "/" : String(Substring(rest)) + "/"
  }

  /// A path of the site (`/briefings/`) as a link inside the site: under `home`.
  package func href(_ url: String) -> String {
    guard url.utf8.first == UInt8(ascii: "/"), home != "/" else { return url }
    return home + url.dropFirst()
  }

  /// The path of a file as an address: its name may hold the signs that begin a fragment, a query or
  /// an encoded byte.
  package func fileHref(_ path: String) -> String { href("/" + Self.address(ofFile: path)) }

  /// The same, relative to wherever the path is.
  package static func address(ofFile path: String) -> String {
    guard path.utf8.contains(where: { $0 == 0x23 || $0 == 0x25 || $0 == 0x3F }) else { return path }
    var address = ""
    for character in path.unicodeScalars {
      switch character {
      case "#": address += "%23"
      case "%": address += "%25"
      case "?": address += "%3F"
      default: address.unicodeScalars.append(character)
      }
    }
    return address
  }

  /// A path of the site with scheme and host.
  package func permalink(_ url: String) -> String {
    url.utf8.first == UInt8(ascii: "/") ? baseURL + url : url
  }
}

extension SiteSettings.Link: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(title)
    writer.write(url)
  }

  package init(from reader: inout ByteReader) throws {
    self.init(title: try reader.string(), url: try reader.optionalString())
  }
}

extension SiteSettings: ByteCodable {
  package func encode(to writer: inout ByteWriter) {
    writer.write(title)
    writer.write(tagline)
    writer.write(baseURL)
    writer.write(language)
    writer.write(description)
    writer.write(publisher)
    writer.write(repositoryURL)
    writer.write(licence) { $0.write($1) }
    writer.write(authors)
    writer.write(navigation)
    writer.write(feedSection)
    writer.write(feedLimit)
    writer.write(hasTags)
    writer.write(tagPageSize)
    writer.write(allowsRawHTML)
    writer.write(publishesData)
    writer.write(list: checks.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    writer.write(figures.rawValue)
  }

  package init(from reader: inout ByteReader) throws {
    self.init()
    title = try reader.string()
    tagline = try reader.optionalString()
    baseURL = try reader.string()
    // An initializer's assignments are not observed.
    home = SiteSettings.home(of: baseURL)
    language = try reader.string()
    description = try reader.optionalString()
    publisher = try reader.optionalString()
    repositoryURL = try reader.optionalString()
    licence = try reader.optional { try $0.value() }
    authors = try reader.values()
    navigation = try reader.values()
    feedSection = try reader.optionalString()
    feedLimit = try reader.int()
    hasTags = try reader.boolean()
    tagPageSize = try reader.int()
    allowsRawHTML = try reader.boolean()
    publishesData = try reader.boolean()
    let choices = try reader.list { (try $0.string(), try $0.value(CheckChoice.self)) }
    checks = Dictionary(choices) { first, _ in first }
    figures = FigureCheck(rawValue: try reader.string()) ?? .free
  }
}
