import Basics
import SiteModel
import Testing

@Suite struct SiteSettingsTests {
  private static let whole = """
    title: Metals
    tagline: Who sells what
    base_url: https://example.org/metals//
    language: de
    description: A site.
    publisher: The Desk
    repository_url: https://example.org/repository
    licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
    authors:
      - {name: Ada, url: https://example.org/ada}
      - name: Bo
    navigation:
      - {title: Notes, url: /notes/}
    feed: {section: /notes/, limit: 5}
    tags: false
    tag_page_size: 7
    raw_html: true
    """

  @Test func everyKeyIsReadAndKept() throws {
    let (settings, diagnostics) = try settings(Self.whole)
    #expect(lines(diagnostics) == [])
    #expect(settings.title == "Metals" && settings.tagline == "Who sells what")
    #expect(settings.baseURL == "https://example.org/metals")
    #expect(settings.language == "de" && settings.description == "A site.")
    #expect(settings.publisher == "The Desk")
    #expect(settings.repositoryURL == "https://example.org/repository")
    #expect(settings.licence?.title == "CC BY 4.0")
    #expect(
      settings.authors
        == [.init(title: "Ada", url: "https://example.org/ada"), .init(title: "Bo")])
    #expect(settings.navigation == [.init(title: "Notes", url: "/notes/")])
    #expect(settings.feedSection == "/notes/" && settings.feedLimit == 5)
    #expect(!settings.hasTags && settings.tagPageSize == 7 && settings.allowsRawHTML)
    #expect(try roundTrip(settings) == settings)
  }

  @Test(arguments: [
    (
      "title: x\nlangauge: de",
      "2:1 UnknownKey: unknown key 'langauge' in the site's settings "
        + "(did you mean 'language'?)"
    ),
    ("language: de", "1:1 MissingKey: the key 'title' is missing in the site's settings"),
    (
      "title: x\nbase_url: example.org",
      "2:11 InvalidBaseURL: 'example.org' is no address of a "
        + "site (begin it with https:// or http://)"
    ),
    (
      "title: x\nraw_html: yes please",
      "2:11 WrongType: 'raw_html' must be true or false, not "
        + "'yes please'"
    ),
    (
      "title: x\nauthors:\n  - {nam: Ada, name: B}",
      "3:6 UnknownKey: unknown key 'nam' in an "
        + "entry of 'authors' (did you mean 'name'?)"
    ),
  ])
  func aMistakeIsSaidWithItsPlace(_ yaml: String, _ said: String) throws {
    #expect(lines(try settings(yaml).diagnostics) == [said])
  }

  @Test(arguments: [
    ("https://example.org", "/", "/a/", "https://example.org/a/"),
    ("https://example.org/", "/", "/a/", "https://example.org/a/"),
    ("http://example.org:8080/x/y", "/x/y/", "/x/y/a/", "http://example.org:8080/x/y/a/"),
  ])
  func addressesStandUnderTheSitesOwn(
    _ base: String, _ home: String, _ href: String, _ permalink: String
  ) throws {
    let settings = try settings("title: x\nbase_url: \(base)").settings
    #expect(settings.home == home)
    #expect(settings.href("/a/") == href)
    #expect(settings.permalink("/a/") == permalink)
    #expect(settings.href("https://other.org/b") == "https://other.org/b")
    #expect(settings.permalink("https://other.org/b") == "https://other.org/b")
  }
}
