import Basics
import SiteModel
import Testing

@Suite struct FrontMatterTests {
  private static let whole = """
    title: Gallium
    summary: Who sells it.
    slug: ga
    aliases: [/old/, /older/place/]
    template: material
    draft: true
    date: 2026-02-03
    updated: 2026-02-04
    publish_on: 2026-03-01
    expires_on: 2027-03-01
    tags: [trade, two words]
    as_of: 2026-02-02
    rows: select material from material
    order: -2
    page_size: 10
    unlisted: true
    contents: false
    extra: {colour: red, list: [1, two, null, {deep: true}]}
    """

  @Test func everyKeyIsRead() throws {
    let (matter, diagnostics) = try frontMatter(Self.whole)
    #expect(lines(diagnostics) == [])
    #expect(matter.title == "Gallium")
    #expect(matter.summary == "Who sells it.")
    #expect(matter.slug == "ga")
    #expect(matter.aliases == ["/old/", "/older/place/"])
    #expect(matter.template == "material")
    #expect(matter.draft && matter.unlisted && !matter.contents)
    #expect(matter.date == CalendarDate("2026-02-03"))
    #expect(matter.updated == CalendarDate("2026-02-04"))
    #expect(matter.publishOn == CalendarDate("2026-03-01"))
    #expect(matter.expiresOn == CalendarDate("2027-03-01"))
    #expect(matter.asOf == CalendarDate("2026-02-02"))
    #expect(matter.tags == ["trade", "two words"])
    #expect(matter.rows == "select material from material")
    #expect(matter.rowsRange.start == SourcePosition(line: 13, column: 7))
    #expect(matter.order == -2)
    #expect(matter.pageSize == 10)
    #expect(
      matter.extra
        == .record([
          ("colour", .string("red")),
          (
            "list", .list([.number(1), .string("two"), .null, .record([("deep", .boolean(true))])])
          ),
        ]))
  }

  @Test func everyKeyIsKept() throws {
    let matter = try frontMatter(Self.whole).frontMatter
    #expect(try roundTrip(matter) == matter)
    #expect(try roundTrip(FrontMatter()) == FrontMatter())
  }

  @Test func whatIsNotSaidHasADefault() throws {
    let (matter, diagnostics) = try frontMatter("title: x\nsummary: null\n")
    #expect(diagnostics == [])
    #expect(matter.summary == nil)
    #expect(!matter.draft && !matter.unlisted && matter.contents)
    #expect(matter.tags == [] && matter.extra == .record([]))
  }

  @Test(arguments: [
    (
      "published: false",
      "1:1 UnknownKey: unknown key 'published' in the front matter (write draft: true)"
    ),
    (
      "Publish: true",
      "1:1 UnknownKey: unknown key 'Publish' in the front matter "
        + "(leave it out: a page is published unless it says draft: true)"
    ),
    (
      "description: x",
      "1:1 UnknownKey: unknown key 'description' in the front matter (write summary: one sentence)"
    ),
    (
      "categories: [a]",
      "1:1 UnknownKey: unknown key 'categories' in the front matter (write tags: [one, two])"
    ),
    (
      "author: Ada",
      "1:1 UnknownKey: unknown key 'author' in the front matter (the site names its authors: "
        + "'authors' in Content/site.yaml; a page's own go under 'extra')"
    ),
    (
      "figures: true",
      "1:10 UnknownChoice: 'figures' cannot be 'true' (write checked; it is checked or free)"
    ),
    (
      "date: 2026-04-01\nas_of: 2206-03-31",
      "2:8 DatesOutOfOrder: 'as_of' is 2206-03-31, after 'date', which is 2026-04-01 (correct one of "
        + "them; of a page that is kept up, 'updated' says the last change)"
    ),
    (
      "date: 2026-04-01\nupdated: 2026-03-31",
      "2:10 DatesOutOfOrder: 'updated' is 2026-03-31, before 'date', which is 2026-04-01 "
        + "(correct one of them)"
    ),
    ("titel: x", "1:1 UnknownKey: unknown key 'titel' in the front matter (did you mean 'title'?)"),
    (
      "publish-on: 2026-01-01",
      "1:1 UnknownKey: unknown key 'publish-on' in the front matter (did you mean 'publish_on'?)"
    ),
    ("title: [x]", "1:8 WrongType: 'title' must be a string, not an array"),
    ("title: 5", "1:8 WrongType: 'title' must be a string, not 5 (put quotes around it)"),
    ("draft: maybe", "1:8 WrongType: 'draft' must be true or false, not 'maybe'"),
    ("order: 1.5", "1:8 WrongType: 'order' must be a whole number, not 1.5"),
    ("date: 3 May", "1:7 WrongType: 'date' must be a date such as 2026-02-05, not '3 May'"),
    (
      "date: 2026-02-30",
      "1:7 WrongType: 'date' must be a date such as 2026-02-05, not '2026-02-30'"
    ),
    (
      "slug: a/b",
      "1:7 InvalidSlug: 'a/b' cannot be a part of an address "
        + "(use letters, digits, '-', '_' and '.', and no '/')"
    ),
    (
      "slug: ..",
      "1:7 InvalidSlug: '..' cannot be a part of an address (begin it with another sign than '.')"
    ),
    (
      "slug: .assay-manifest",
      "1:7 InvalidSlug: '.assay-manifest' cannot be a part of an address "
        + "(begin it with another sign than '.')"
    ),
    (
      "aliases: [//tmp/x/]",
      "1:10 InvalidAlias: '//tmp/x/' is no address inside the site "
        + "(put one '/' between its parts: /tmp/x/)"
    ),
    (
      "aliases: [/a//b/]",
      "1:10 InvalidAlias: '/a//b/' is no address inside the site "
        + "(put one '/' between its parts: /a/b/)"
    ),
    (
      "aliases: [/old/..%2F/]",
      "1:10 InvalidAlias: '/old/..%2F/' is no address inside the site "
        + "(begin no part of it with '.')"
    ),
    (
      "aliases: [/.assay-manifest/]",
      "1:10 InvalidAlias: '/.assay-manifest/' is no address inside the site "
        + "(begin no part of it with '.')"
    ),
    (
      "aliases: [/a?b/]",
      "1:10 InvalidAlias: '/a?b/' is no address inside the site (use letters, digits, '-', '_' and "
        + "'.' between its '/', and at most 200 bytes in a part)"
    ),
    (
      "aliases: [//]",
      "1:10 InvalidAlias: '//' is no address inside the site "
        + "(begin and end it with '/': /old/place/)"
    ),
    (
      "aliases: [/a/, b]",
      "1:10 InvalidAlias: 'b' is no address inside the site "
        + "(begin and end it with '/': /old/place/)"
    ),
    ("[a, b]", "1:1 WrongType: the front matter must be an object, not an array"),
  ])
  func aMistakeIsSaidWithItsPlace(_ yaml: String, _ said: String) throws {
    #expect(lines(try frontMatter(yaml).diagnostics) == [said])
  }

  @Test(arguments: [
    "date: 2026-04-01\nas_of: 2026-04-01\nupdated: 2026-04-01",
    "date: 2026-01-01\nupdated: 2026-04-02\nas_of: 2026-04-01", "as_of: 2026-04-01",
    "extra: {author: Ada, published: 2026-01-01}", "figures: free", "draft: true",
  ])
  func whatIsMeantSoIsNotTold(_ yaml: String) throws {
    #expect(lines(try frontMatter(yaml).diagnostics) == [])
  }

  @Test func severalMistakesAreAllSaid() throws {
    let diagnostics = try frontMatter("titel: x\ndraft: 3\ndate: no\n").diagnostics
    #expect(Set(diagnostics.map(\.identifier)) == ["UnknownKey", "WrongType"])
    #expect(diagnostics.count == 3)
  }

  @Test(arguments: [
    ("gallium", true), ("2026-02-05-a_b.c~d", true), ("größe", true), ("日本", true), ("", false),
    (".", false), ("..", false), ("a b", false), ("a/b", false), ("a?b", false), ("a#b", false),
    ("a%b", false), ("a\nb", false), (String(repeating: "x", count: 201), false),
  ])
  func aSlugIsOnePartOfAnAddress(_ text: String, _ isSlug: Bool) {
    #expect(FrontMatter.isSlug(text) == isSlug)
  }
}
