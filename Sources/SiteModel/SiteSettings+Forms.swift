package import Basics
import Tables

/// Settings that are written in another form than theirs: what was meant is told at once.
extension SiteSettings {
  /// What is wrong with the address of the site; nil where nothing is.
  package static func problem(withBaseURL url: String) -> Diagnostic? {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return ModelMessages.baseURL(url)
    }
    return folder(ofBaseURL: url).map { ModelMessages.baseURLNamesFile(url, folder: $0) }
  }

  /// The folder's address where one names a file in it or a place on a page; nil where it does not.
  private static func folder(ofBaseURL url: String) -> String? {
    let address = url.prefix { $0 != "?" && $0 != "#" }
    var folder = address
    let parts = address.split(separator: "/")
    let endings = [".html", ".htm", ".php", ".aspx", ".xml", ".md"]
    // The first two are the scheme and the host, whose name can end so.
    if parts.count > 2, let name = parts.last,
      endings.contains(where: { name.lowercased().hasSuffix($0) })
    {
      folder = address[..<name.startIndex]
    }
    guard folder.utf8.count < url.utf8.count else { return nil }
    while folder.hasSuffix("/") { folder.removeLast() }
    return String(folder)
  }

  /// Whether a setting that has parts is written as one word, which is told with the form it has.
  static func isOneWord(
    _ name: String, _ reader: inout ObjectReader, _ form: (String) -> String
  ) -> Bool {
    guard let value = reader.value(name), let word = oneWord(value) else { return false }
    reader.report(
      ModelMessages.oneWord("'\(name)'", word, form: "\(name): \(form(word))")
        .at(reader.path, value.range))
    return true
  }

  private static func oneWord(_ value: StructuredValue) -> String? {
    value.string ?? value.boolean.map { $0 ? "true" : "false" }
  }

  /// A list of links; `name` is the key of a link's words.
  static func links(
    _ list: String, name: String, _ reader: inout ObjectReader
  ) -> [Link] {
    let isMenu = name == "title"
    func entry(_ word: String) -> String {
      let url = isMenu ? ", url: /\(FrontMatter.isSlug(word) ? word.lowercased() + "/" : "")" : ""
      return "{\(name): \(quoted(word))\(url)}"
    }
    if isOneWord(list, &reader, { "[\(entry($0))]" }) { return [] }
    guard let elements = reader.elements(list) else { return [] }
    var links: [Link] = []
    for element in elements {
      if let word = oneWord(element) {
        reader.report(
          ModelMessages.oneWord("an entry of '\(list)'", word, form: entry(word))
            .at(reader.path, element.range))
        continue
      }
      let read = reader.nested(element, "an entry of '\(list)'") { link(&$0, name: name) }
      if let read { links.append(read) }
    }
    return links
  }

  /// Tells an entry that has its words as a key, `Briefings: /briefings/`, and takes it for read.
  static func isPair(_ reader: inout ObjectReader, name: String) -> Bool {
    guard let members = reader.value.members, members.count == 1, let pair = members.first,
      pair.name != name, pair.name != "url", let url = pair.value.string, url.contains("/"),
      reader.has(pair.name)
    else { return false }
    reader.report(
      ModelMessages.pair(
        pair.name, in: reader.subject, form: "{\(name): \(quoted(pair.name)), url: \(quoted(url))}"
      ).at(reader.path, pair.nameRange))
    return true
  }

  /// A text as YAML has it between braces.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.allSatisfy { !",{}[]:#&*!|>'\"%@`\\\n".contains($0) }
      && !text.isEmpty && text.first != " " && text.last != " "
    if isPlain { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }
}

extension FigureCheck {
  /// The key `figures`; `true` and `false` are told what they are called here.
  static func read(_ reader: inout ObjectReader) -> FigureCheck? {
    guard let value = reader.value("figures"), let isOn = value.boolean else {
      return reader.choice("figures")
    }
    reader.report(ModelMessages.figures(isOn).at(reader.path, value.range))
    return nil
  }
}
