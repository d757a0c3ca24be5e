import Basics
import Tables

/// Keys that other generators read in front matter, with what to write here in their place.
enum ForeignKeys {
  /// By names without capitals, hyphens and underscores.
  private static let hints: [String: String] = {
    let groups: [([String], String)] = [
      (
        ["author", "authors", "byline"],
        "the site names its authors: 'authors' in Content/site.yaml; a page's own go under 'extra'"
      ),
      (["category", "categories", "keyword", "keywords", "topics"], "write tags: [one, two]"),
      (
        ["description", "abstract", "excerpt", "subtitle", "lead", "teaser"],
        "write summary: one sentence"
      ),
      (["layout"], "write template: NAME, for Templates/NAME.mustache"),
      (["permalink", "url"], "write slug: the last part of the address; folders make the rest"),
      (["redirectfrom"], "write aliases: [/old/place/]"),
      (["weight", "navorder", "position"], "write order: a whole number, smallest first"),
      (["lang", "language", "locale"], "the site has one: 'language' in Content/site.yaml"),
      (["toc"], "write contents: false for a page without a list of contents"),
      (["lastmod", "lastmodified", "modified"], "write updated: 2026-02-05"),
      (["publishdate", "pubdate"], "write date: 2026-02-05, or publish_on for a later day"),
      (["expirydate", "unpublishdate"], "write expires_on: 2026-02-05"),
    ]
    var hints: [String: String] = [:]
    for (names, hint) in groups {
      for name in names { hints[name] = hint }
    }
    return hints
  }()

  private static func hint(_ member: StructuredValue.Member) -> String? {
    let name = member.name.lowercased().filter { $0 != "_" && $0 != "-" }
    guard name == "published" || name == "publish" else { return hints[name] }
    return member.value.boolean == false
      ? "write draft: true" : "leave it out: a page is published unless it says draft: true"
  }

  /// Front matter without such keys, and what is said of them.
  static func taken(
    outOf value: StructuredValue, path: String
  ) -> (rest: StructuredValue, found: [Diagnostic]) {
    var found: [Diagnostic] = []
    let rest = (value.members ?? []).filter { member in
      guard let ours = hint(member) else { return true }
      found.append(ModelMessages.foreignKey(member.name, hint: ours).at(path, member.nameRange))
      return false
    }
    guard !found.isEmpty else { return (value, []) }
    return (StructuredValue(.object(rest), range: value.range), found)
  }
}
