import Basics
import Fuzzing
import SiteBuild

/// Edits of what is published, of its records and its corrections, and of settings.
extension RandomAuthor {
  private static let suffix = ".published.json"

  mutating func publication() throws -> String? {
    let pages = try site.files(in: "Content").filter { path, bytes in
      path.hasSuffix(".md") && String(decoding: bytes, as: UTF8.self).contains("\nas_of: ")
    }
    guard let page = random.pick(pages.keys.sorted()) else { return nil }
    var options = BuildOptions(root: site.root)
    options.clock = CalendarDate("2026-03-10")
    do {
      let publication = try SiteBuilder(options).publish(page)
      return publication.path.isEmpty || publication.isUnchanged ? nil : publication.path
    } catch is DiagnosticsError {
      return nil
    }
  }

  mutating func record() throws -> String? {
    guard let path = try file("Content", where: { $0.hasSuffix(Self.suffix) }) else { return nil }
    let text = try site.read(path)
    // Without the register nothing tells whether a record is the one that was written.
    if random.chance(0.7) { try site.remove("Content/published-editions.json") }
    let page = String(path.dropLast(Self.suffix.utf8.count)) + ".md"
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1:
      try site.remove(path)
      return "without \(path)"
    case 2:
      guard (try? site.read(page)) != nil else { return nil }
      // An edition under another name, with its record.
      let base = slug().replacing("/", with: "∕").prefix(60)
      let new = "Content/briefings/\(base)"
      guard try !site.files(in: "").keys.contains(new + ".md") else { return nil }
      try site.write(new + ".md", try site.read(page))
      try site.remove(page)
      let old = "\"edition\": \"\(page.dropFirst("Content/".count))\""
      let name = "\"edition\": " + Self.quoted("briefings/\(base).md")
      try site.write(new + Self.suffix, text.replacing(old, with: name))
      try site.remove(path)
      return "\(page) is now \(new).md"
    case 3: try site.write(path, text.replacing("71", with: "\(60 + number % 20)"))
    case 4: try site.write(path, text.replacing("\"as_of\": \"2026-0", with: "\"as_of\": \"2025-0"))
    case 5: try site.write(path, text.replacing("\"F109\"", with: Self.quoted(name())))
    default: try site.write(path, text.replacing("supplied", with: name()))
    }
    return try site.read(path) == text ? nil : "\(path) is edited"
  }

  /// What a build would have an author add to the errata, added.
  mutating func erratum() throws -> String? {
    guard try file("Content", where: { $0.hasSuffix(Self.suffix) }) != nil else { return nil }
    let diagnostics = try site.copyOfSources().build().diagnostics
    let changed = diagnostics.filter {
      ["PublishedFigureChanged", "PublishedTextChanged"].contains($0.identifier)
    }
    for diagnostic in changed {
      guard let path = diagnostic.path, let hint = diagnostic.hint,
        let start = hint.firstRange(of: "{date: …")
      else { continue }
      let entry = "{date: 2026-04-02" + hint[start.upperBound...].replacing("…", with: "Misread")
      let text = try site.read(path)
      guard try setLine("errata", "[\(entry)]", in: path), try site.read(path) != text else {
        continue
      }
      return "\(path) corrects \(entry)"
    }
    guard let path = try page(), random.chance(0.2) else { return nil }
    let entry =
      "{date: 2026-04-02, figure: F109, was: about 71 %, now: about \(number) %, reason: x}"
    return try setLine("errata", "[\(entry)]", in: path) ? "\(path) corrects \(entry)" : nil
  }

  /// A setting of the site that is a list, an object, or a text with signs in it.
  mutating func setting() throws -> String? {
    let path = "Content/site.yaml"
    guard let text = try? site.read(path) else { return nil }
    let settings = [
      ("title", Self.quoted(name())), ("tagline", Self.quoted(name())),
      ("description", Self.quoted(name())), ("publisher", Self.quoted(name())),
      ("base_url", Self.quoted("https://example.org/" + slug())),
      ("repository_url", Self.quoted("https://example.org/" + name())),
      ("language", Self.quoted(random.chance(0.8) ? "de" : name())),
      ("raw_html", "\(random.chance(0.5))"), ("data", "{publish: \(random.chance(0.5))}"),
      ("figures", random.chance(0.5) ? "checked" : "free"),
      ("checks", "{UncitedFigure: \(random.chance(0.5) ? "off" : "note"), SingleOrigin: off}"),
      ("checks", "{PartsDoNotSum: {severity: warning, except: [\(Self.quoted(name()))]}}"),
      ("licence", "{name: \(Self.quoted(name())), url: \"https://example.org/l\"}"),
      ("feed", "{section: \(Self.quoted("/" + slug() + "/")), limit: 2}"),
      ("feed", "{section: /notes/, limit: 2}"), ("feed", "{section: /own/}"), ("tags", "true"),
      ("tag_page_size", "\(1 + number % 4)"),
    ]
    guard let (key, value) = random.pick(settings) else { return nil }
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }
    try site.write(path, (kept + ["\(key): \(value)"]).joined(separator: "\n") + "\n")
    return "\(key): \(value)"
  }
}
