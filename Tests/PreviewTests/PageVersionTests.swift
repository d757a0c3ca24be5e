import Basics
import Testing

@testable import Preview

struct PageVersionTests {
  private func version(
    _ html: String, _ files: [String: String] = [:], status: UInt16 = 200
  ) throws -> PageVersion {
    let path = try #require(RequestPath("/notes/a/"))
    return PageVersion(html: Array(html.utf8), path: path, status: status) {
      files[$0].map { Array($0.utf8) }
    }
  }

  private let head = "<!doctype html><head><link rel='stylesheet' href='/site.1.css'></head>"

  @Test func theSamePageHasTheSameVersion() throws {
    #expect(try version(head) == version(head))
    #expect(try version(head).stylesheets == ["/site.1.css"])
  }

  @Test func anotherTextIsAnotherPage() throws {
    let (one, two) = (try version(head + "<p>one"), try version(head + "<p>two"))
    #expect(one.text != two.text)
    #expect(one.styles == two.styles)
  }

  @Test func anotherStylesheetIsTheSamePage() throws {
    let other = head.replacing("site.1.css", with: "site.2.css")
    #expect(try version(head).text == version(other).text)
    #expect(try version(head).styles != version(other).styles)
  }

  @Test func aStylesheetOfTheSameNameIsReadToo() throws {
    let (one, two) = (
      try version(head, ["/site.1.css": "a"]), try version(head, ["/site.1.css": "b"])
    )
    #expect(one.text == two.text)
    #expect(one.styles != two.styles)
  }

  @Test(arguments: [
    ("<img src='x.svg' alt=''>", "/notes/a/x.svg"), ("<img src=\"../y.png\">", "/notes/y.png"),
    ("<img srcset='/s.png 1x, /t.png 2x'>", "/t.png"), ("<script src=/j.js></script>", "/j.js"),
    ("<object data='o.svg'></object>", "/notes/a/o.svg"), ("<IMG SRC='x.svg'>", "/notes/a/x.svg"),
    ("<img src='a&amp;b.png'>", "/notes/a/a&b.png"),
  ])
  func whatAPageShowsBelongsToIt(_ html: String, _ file: String) throws {
    #expect(try version(html, [file: "a"]).media != version(html, [file: "b"]).media)
    #expect(try version(html, ["/other": "a"]) == version(html, ["/other": "b"]))
  }

  @Test func whatItOnlyLinksToDoesNot() throws {
    let html =
      "<a href='x.csv'>data</a><!-- <img src='c.png'> --><script>'<img src=s.png>'</script>"
    let files = ["/notes/a/x.csv", "/notes/a/c.png", "/notes/a/s.png"]
    for file in files {
      #expect(try version(html, [file: "a"]) == version(html, [file: "b"]))
    }
  }

  @Test func aPageThatIsMissingIsAnotherThanOneThatIsThere() throws {
    #expect(try version("x", status: 404).text != version("x").text)
  }

  @Test func aBrowserDoesNoMoreThanItMust() throws {
    let html = head + "<img src=/i.png>"
    let now = try version(html, ["/i.png": "new", "/site.1.css": "a"])
    func step(_ html: String, _ files: [String: String]) throws -> PageVersion.Step? {
      now.step(from: try version(html, files).description)
    }
    #expect(try step(html, ["/i.png": "new", "/site.1.css": "a"]) == nil)
    #expect(try step(html, ["/i.png": "new", "/site.1.css": "b"]) == .styles)
    #expect(try step(html + "x", ["/i.png": "new", "/site.1.css": "b"]) == .update)
    #expect(try step(html, ["/i.png": "old", "/site.1.css": "a"]) == .reload)
    #expect(now.step(from: "none") == .reload)
    #expect(now.step(from: "") == .reload)
  }
}

struct HTMLTagTests {
  @Test(arguments: [
    ("<link rel=stylesheet href=/a.css>", "/a.css"), ("<LINK HREF = '/a.css'  x>", "/a.css"),
    ("<link\nhref=\"/a>b.css\"/>", "/a>b.css"),
    ("<p title='<link href=no>'><link href=yes>", "yes"),
    ("<!-- <link href=no> --><link href=yes>", "yes"), ("<linker href=no><link href=yes>", "yes"),
    ("<style>a > b {} <link href=no></style><link href=yes>", "yes"), ("<link href=", ""),
    ("<link href='open", "open"),
  ])
  func valuesAreFoundWhereTheyStand(_ html: String, _ value: String) {
    let bytes = Array(html.utf8)
    let attribute = HTMLTag.tags(in: bytes, named: ["link"]).first?.attribute("href")
    #expect(attribute?.value == value)
    #expect(attribute.map { String(decoding: bytes[$0.range], as: UTF8.self) } == value)
  }

  @Test(arguments: ["", "<", "<>", "</", "<!--", "<!-- <link", "<script>", "< link href=x>", "a<b"])
  func brokenPagesHaveNoTags(_ html: String) {
    #expect(HTMLTag.tags(in: Array(html.utf8), named: ["link"]) == [])
  }
}
