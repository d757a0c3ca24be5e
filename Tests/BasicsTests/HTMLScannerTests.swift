import Testing

@testable import Basics

/// HTML taken apart, and put together again as it was.
@Suite struct HTMLScannerTests {
  private func written(_ html: String) -> String {
    HTMLScanner(html).map { token in
      switch token {
      case .tag(_, let written): written
      case .text(let text), .other(let text): text
      }
    }.joined()
  }

  @Test(arguments: [
    "<!doctype html><p class=a id='b' hidden>1 &lt; 2 <br/></P >", "a < b and <3",
    "<script>if (a</b>/.test(x)) \"</p>\"</script>x",
    "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg>",
    "<!-- <p> --><p", "<title>a <b></title>", "", "<a href=\"x>y\">z</a>",
  ])
  func whatIsTakenApartCanBePutTogether(_ html: String) {
    #expect(written(html) == html)
  }

  @Test func attributesAreReadAsTheyMean() {
    let tokens = Array(HTMLScanner("<A href=\"a?b=1&amp;c=&#x27;\" download title='\"'>"))
    guard case .tag(let tag, _) = tokens.first else {
      Issue.record("no tag")
      return
    }
    #expect(tag.name == "a")
    #expect(tag["download"] == "")
    #expect(tag["title"] == "\"")
    #expect(tag.attributes.first == HTMLTag.Attribute("href", "a?b=1&c='"))
  }

  @Test func scriptsAndStylesAreText() {
    let tokens = Array(HTMLScanner("<style>a > b { }</style>"))
    #expect(tokens.count == 3)
    #expect(tokens[1] == .text("a > b { }"))
  }
}
