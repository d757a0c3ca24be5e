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
      "title: x\nbase_url: https://rents.example/index.html",
      "2:11 InvalidBaseURL: 'https://rents.example/index.html' names a file or a place in one, not "
        + "the site's folder (write https://rents.example)"
    ),
    (
      "title: x\nbase_url: https://rents.example/a/?lang=de",
      "2:11 InvalidBaseURL: 'https://rents.example/a/?lang=de' names a file or a place in one, not "
        + "the site's folder (write https://rents.example/a)"
    ),
    (
      "title: x\nnavigation:\n  - Briefings: /briefings/",
      "3:5 UnknownKey: unknown key 'Briefings' in an entry of 'navigation' "
        + "(write {title: Briefings, url: /briefings/})"
    ),
    (
      "title: x\nauthors:\n  - Ada: https://example.org/ada",
      "3:5 UnknownKey: unknown key 'Ada' in an entry of 'authors' "
        + "(write {name: Ada, url: 'https://example.org/ada'})"
    ),
    (
      "title: x\nlicence: CC BY 4.0",
      "2:10 WrongType: 'licence' has parts and cannot be 'CC BY 4.0' "
        + "(write licence: {name: CC BY 4.0})"
    ),
    (
      "title: x\nauthors: 'Ada, Bo'",
      "2:10 WrongType: 'authors' has parts and cannot be 'Ada, Bo' "
        + "(write authors: [{name: 'Ada, Bo'}])"
    ),
    (
      "title: x\nauthors: [Ada]",
      "2:11 WrongType: an entry of 'authors' has parts and cannot be 'Ada' (write {name: Ada})"
    ),
    (
      "title: x\nfeed: /notes/",
      "2:7 WrongType: 'feed' has parts and cannot be '/notes/' (write feed: {section: /notes/})"
    ),
    (
      "title: x\ndata: false",
      "2:7 WrongType: 'data' has parts and cannot be 'false' (write data: {publish: false})"
    ),
    (
      "title: x\nfigures: false",
      "2:10 UnknownChoice: 'figures' cannot be 'false' (write free; it is checked or free)"
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
    ("https://example.md", "/", "/a/", "https://example.md/a/"),
    ("https://example.org/site.v2", "/site.v2/", "/site.v2/a/", "https://example.org/site.v2/a/"),
    ("http://example.org:8080/x/y", "/x/y/", "/x/y/a/", "http://example.org:8080/x/y/a/"),
  ])
  func addressesStandUnderTheSitesOwn(
    _ base: String, _ home: String, _ href: String, _ permalink: String
  ) throws {
    let (settings, diagnostics) = try settings("title: x\nbase_url: \(base)")
    #expect(diagnostics == [])
    #expect(settings.home == home)
    #expect(settings.href("/a/") == href)
    #expect(settings.permalink("/a/") == permalink)
    #expect(settings.href("https://other.org/b") == "https://other.org/b")
    #expect(settings.permalink("https://other.org/b") == "https://other.org/b")
  }
}
