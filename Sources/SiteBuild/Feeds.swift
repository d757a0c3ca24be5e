import Basics
import SiteModel
import Tables

/// An Atom feed (RFC 4287) of pages, newest first.
///
/// Entries carry the page's date at midnight UTC, because a page has a day and no hour.
func atomFeed(_ settings: SiteSettings, pages: [PageRecord]) -> String {
  func time(_ date: CalendarDate?) -> String { (date?.description ?? "1970-01-01") + "T00:00:00Z" }
  let own = escaped(settings.permalink("/feed.xml"))
  let latest = pages.compactMap { $0.updated ?? $0.listDate }.max()
  var feed = """
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(escaped(settings.language))">
    <title>\(escaped(settings.title))</title>
    <id>\(escaped(settings.permalink("/")))</id>
    <link rel="self" type="application/atom+xml" href="\(own)"/>
    <link rel="alternate" type="text/html" href="\(escaped(settings.permalink("/")))"/>
    <updated>\(time(latest))</updated>

    """
  var authors = settings.authors.map(\.title)
  if authors.isEmpty { authors = [settings.publisher ?? settings.title] }
  for author in authors { feed += "<author><name>\(escaped(author))</name></author>\n" }
  for page in pages {
    let url = escaped(settings.permalink(page.url))
    feed += """
      <entry>
      <title>\(escaped(page.title))</title>
      <id>\(url)</id>
      <link rel="alternate" type="text/html" href="\(encoded(url))"/>
      <published>\(time(page.listDate))</published>
      <updated>\(time(page.updated ?? page.listDate))</updated>

      """
    if let summary = page.summary { feed += "<summary>\(escaped(summary))</summary>\n" }
    for tag in page.tags { feed += "<category term=\"\(escaped(tag))\"/>\n" }
    feed += "</entry>\n"
  }
  return feed + "</feed>\n"
}

/// A JSON feed (jsonfeed.org, version 1.1) of the same pages.
func jsonFeed(_ settings: SiteSettings, pages: [PageRecord]) -> String {
  typealias Members = [(name: String, value: JSONText)]
  func time(_ date: CalendarDate) -> JSONText { .string("\(date)T00:00:00Z") }
  let items = pages.map { page -> JSONText in
    let id = JSONText.string(settings.permalink(page.url))
    let url = JSONText.string(encoded(settings.permalink(page.url)))
    var item: Members = [("id", id), ("url", url), ("title", .string(page.title))]
    // A feed's item has a text of one kind; what is short is its summary.
    item.append(("content_text", .string(page.summary ?? page.title)))
    if let summary = page.summary { item.append(("summary", .string(summary))) }
    if let date = page.listDate { item.append(("date_published", time(date))) }
    if let date = page.updated { item.append(("date_modified", time(date))) }
    if !page.tags.isEmpty { item.append(("tags", .strings(page.tags))) }
    return .object(item)
  }
  var authors = settings.authors.map(\.title)
  if authors.isEmpty { authors = [settings.publisher ?? settings.title] }
  var feed: Members = [
    ("version", .string("https://jsonfeed.org/version/1.1")), ("title", .string(settings.title)),
    ("home_page_url", .string(settings.permalink("/"))),
    ("feed_url", .string(settings.permalink("/feed.json"))),
  ]
  if let description = settings.description { feed.append(("description", .string(description))) }
  feed.append(("language", .string(settings.language)))
  feed.append(("authors", .array(authors.map { .object([("name", .string($0))]) })))
  feed.append(("items", .array(items)))
  return JSONText.object(feed).document
}

/// A site map of all pages that lists show and of the tags' (sitemaps.org, protocol 0.9).
func sitemap(_ settings: SiteSettings, pages: [PageRecord], tags: [String]) -> String {
  var map = """
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

    """
  for page in pages where !page.unlisted {
    map += "<url><loc>\(escaped(encoded(settings.permalink(page.url))))</loc>"
    if let date = page.updated ?? page.listDate { map += "<lastmod>\(date)</lastmod>" }
    map += "</url>\n"
  }
  for url in tags {
    map += "<url><loc>\(escaped(encoded(settings.permalink(url))))</loc></url>\n"
  }
  return map + "</urlset>\n"
}

/// An address with what stands beyond ASCII as bytes in hexadecimal: machines that read site maps and
/// feeds want a URI, while an entry's id stays the IRI that it was.
func encoded(_ address: String) -> String {
  guard address.utf8.contains(where: { $0 >= 0x80 || $0 == 32 }) else { return address }
  var result = ""
  for byte in address.utf8 {
    if byte > 32, byte < 0x80 {
      result.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      result += "%" + String(byte, radix: 16, uppercase: true)
    }
  }
  return result
}

/// The page at an old address: it leads to the new one at once, and says so to machines.
func redirectPage(_ settings: SiteSettings, to page: PageRecord) -> String {
  let href = escaped(settings.href(page.url))
  return """
    <!doctype html>
    <html lang="\(escaped(settings.language))">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="refresh" content="0; url=\(href)">
    <meta name="robots" content="noindex">
    <title>\(escaped(page.title))</title>
    <link rel="canonical" href="\(escaped(settings.permalink(page.url)))">
    </head>
    <body>
    <p>This page has moved: <a href="\(href)">\(escaped(page.title))</a></p>
    </body>
    </html>

    """
}

/// A text with the signs that HTML and XML give a meaning written as references, and without those
/// that no XML can hold.
func escaped(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: if scalar.isText { result.unicodeScalars.append(scalar) }
    }
  }
  return result
}
