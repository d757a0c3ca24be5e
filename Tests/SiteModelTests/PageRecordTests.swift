import Basics
import SiteModel
import Testing

@Suite struct PageRecordTests {
  private func record(
    _ file: String, url: String, kind: PageRecord.Kind = .page, title: String = "x",
    date: String? = nil, asOf: String? = nil, order: Int? = nil
  ) -> PageRecord {
    var matter = FrontMatter()
    matter.date = date.flatMap { CalendarDate($0) }
    matter.asOf = asOf.flatMap { CalendarDate($0) }
    matter.order = order
    return PageRecord(
      id: PageID(file: file), kind: kind, url: url, title: title, template: "page",
      matter: matter)
  }

  @Test func listsAreInTheAuthorsOrderThenNewestFirstThenByTitle() {
    let sorted = [
      record("a", url: "/a/", title: "Z", date: "2020-01-01", order: 1),
      record("b", url: "/b/", title: "A", order: 2),
      record("c", url: "/c/", date: "2026-02-05"),
      record("d", url: "/d/", asOf: "2026-02-04"),
      record("j", url: "/j/", title: "Z", date: "2026-02-03", asOf: "2026-01-02"),
      record("k", url: "/k/", title: "A", date: "2026-02-03", asOf: "2026-01-01"),
      record("e", url: "/e/", title: "A", date: "2026-02-03"),
      record("f", url: "/f/", title: "B", date: "2026-02-03"),
      record("g", url: "/g/", title: "A"),
      record("h", url: "/h/", title: "A"),
      record("i", url: "/i/", title: "B"),
    ]
    for (index, left) in sorted.enumerated() {
      for (other, right) in sorted.enumerated() {
        #expect(PageRecord.precedes(left, right) == (index < other), "\(left.url) \(right.url)")
      }
    }
    #expect(sorted.shuffled().sorted(by: PageRecord.precedes) == sorted)
  }

  @Test(arguments: [
    ("/", PageRecord.Kind.home, "index.html"), ("/notes/", .section, "notes/index.html"),
    ("/notes/first/", .page, "notes/first/index.html"), ("/a/b/c/", .page, "a/b/c/index.html"),
  ])
  func anAddressSaysWhereThePageIsWritten(
    _ url: String, _ kind: PageRecord.Kind, _ path: String
  ) {
    #expect(record("x.md", url: url, kind: kind).outputPath == path)
  }

  @Test func aRecordIsKept() throws {
    var matter = try frontMatter(
      "title: t\nsummary: s\ndate: 2026-01-01\ntags: [a]\naliases: [/o/]\norder: 3\ndraft: true"
    ).frontMatter
    matter.expiresOn = CalendarDate("2027-01-01")
    let record = PageRecord(
      id: PageID(file: "m/[m].md", parameter: "ga"), kind: .page, url: "/m/ga/", title: "t",
      template: "material", matter: matter)
    #expect(try roundTrip(record) == record)
  }

  @Test(arguments: [
    ("a.md", ""), ("m/[material].md", "gallium"), ("with space.md", ""), ("x", "tab\tin it"),
    ("tab\tin it", ""),
  ])
  func anIDComesBackFromItsBytes(_ file: String, _ parameter: String) throws {
    let id = PageID(file: file, parameter: parameter)
    #expect(try roundTrip(id) == id)
  }

  @Test(
    arguments: [
      ("materials/[material].md", "material", "materials/", false),
      ("[m].md", "m", "", false), ("[].md", nil, "", false), ("a[m].md", nil, "", false),
      ("index.md", nil, "", true), ("notes/index.md", nil, "notes/", true),
      ("notes/xindex.md", nil, "notes/", false), ("a/b/c.md", nil, "a/b/", false),
    ] as [(String, String?, String, Bool)])
  func aFileNameSaysWhatThePageIs(
    _ file: String, _ parameter: String?, _ folder: String, _ isSection: Bool
  ) {
    #expect(PageID.parameterName(of: file) == parameter)
    #expect(PageID(file: file).folder == folder)
    #expect(PageID(file: file).isSection == isSection)
  }

  @Test func idsAreOrderedByTheirBytes() {
    let ids = ["B.md", "a.md", "a/b.md", "ä.md"].map { PageID(file: $0) }
    #expect(ids.shuffled().sorted() == ids)
  }
}
